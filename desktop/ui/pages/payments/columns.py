"""Columns of the tables about payments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contract.training.payments.body import Body, BodyLeftOut, BodyPerson, BodySession
from contract.training.payments.nominal import Why
from desktop.services.payments.nominal import NominalList
from desktop.ui.pages.payments.told import rupiah, why_name
from desktop.ui.rows import Cell, Column
from desktop.ui.theme import Type
from desktop.ui.words import Words, translate


def people_columns(words: Words) -> list[Column[BodyPerson]]:
    """What the list gives each."""

    def money(title: str, amount: Any, least: int) -> Column[BodyPerson]:
        return Column(
            title=title,
            cell=lambda one: Cell(text=rupiah(amount(one), words), kind=Type.FIGURE),
            least=least,
            right=True,
            exact=amount,
        )

    return [
        Column(
            title=translate("Payments", "Nama"),
            cell=lambda one: Cell(text=one.name, kind=Type.MEDIUM),
            least=240,
            share=2,
        ),
        Column(title=translate("Payments", "Gol."), cell=lambda one: Cell(text=one.grade or "–"), least=64, drop=1),
        Column(
            title=translate("Payments", "Hari"),
            cell=lambda one: Cell(text=str(one.days), kind=Type.FIGURE),
            least=64,
            right=True,
            exact=lambda one: one.days,
        ),
        money(translate("Payments", "Bruto"), lambda one: one.gross, 124),
        money(translate("Payments", "Pajak"), lambda one: one.tax, 110),
        money(translate("Payments", "Diterima"), lambda one: one.net, 124),
    ]


def left_out_columns(body: Callable[[], Body | None]) -> list[Column[BodyLeftOut]]:
    """Who is not paid for what; body: the list of which they are told."""

    def which(one: BodyLeftOut) -> Cell:
        held = body()
        if not one.sessions or held is None:
            return Cell(text=translate("Payments", "semua"), tone="ink_2")
        titles = [held.sessions[place].title for place in one.sessions if place < len(held.sessions)]
        return Cell(text=", ".join(titles), tone="ink_2")

    return [
        Column(
            title=translate("Payments", "Nama"),
            cell=lambda one: Cell(text=one.name, kind=Type.MEDIUM),
            least=230,
            share=2,
        ),
        Column(
            title=translate("Payments", "Sebab"), cell=lambda one: Cell(text=why_name(Why(one.why))), least=220, share=2
        ),
        Column(title=translate("Payments", "Sesi"), cell=which, least=200, share=3, drop=1),
    ]


def session_columns() -> list[Column[BodySession]]:
    """Sessions that do not count."""

    def why(one: BodySession) -> Cell:
        return Cell(text=why_name(Why(one.why)) if one.why is not None else "")

    return [
        Column(
            title=translate("Payments", "Sesi"),
            cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM),
            least=240,
            share=2,
        ),
        Column(title=translate("Payments", "Sebab"), cell=why, least=220, share=2),
    ]


def frozen_columns(words: Words) -> list[Column[NominalList]]:
    """Lists that were frozen."""

    def title(one: NominalList) -> Cell:
        tag = translate("Payments", "Data contoh") if one.example else ""
        icon = "" if one.whole else "warning"
        return Cell(text=one.title, kind=Type.MEDIUM, tag=tag, icon=icon)

    return [
        Column(title=translate("Payments", "Daftar"), cell=title, least=230, share=2),
        Column(
            title=translate("Payments", "Tanggal"),
            cell=lambda one: Cell(text=words.dates(one.made_on, None), kind=Type.FIGURE),
            least=150,
        ),
        Column(
            title=translate("Payments", "Orang"),
            cell=lambda one: Cell(text=words.amount(len(one.body.people)), kind=Type.FIGURE),
            least=80,
            right=True,
        ),
        Column(
            title=translate("Payments", "Diterima"),
            cell=lambda one: Cell(text=rupiah(one.body.net, words), kind=Type.FIGURE_STRONG),
            least=140,
            right=True,
        ),
        Column(
            title=translate("Payments", "Alasan"),
            cell=lambda one: Cell(text=one.reason or ""),
            least=150,
            share=1,
            drop=1,
        ),
    ]
