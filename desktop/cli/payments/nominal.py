"""lontar nominal: preview, make, correct, list, show, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli import days
from desktop.cli.commands import Group, Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from contract.training.payments.body import Body, BodyLeftOut, BodyLine, BodyPerson
    from desktop.services.payments.nominal import NominalList, Wanted

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_KINDS = Option(
    ["--kinds"], default="transport,daily", metavar="LIST", help=Both("transport, daily, honor", "what is paid")
)
_PAYEES = Option(
    ["--payees"],
    type=click.Choice(("participants", "teachers")),
    default="participants",
    help=Both("peserta atau pengajar", "those who learn or who teach"),
)
_ON = Option(["--on"], default=None, metavar="D", help=Both("tanggal daftar (hari ini)", "date of the list (today)"))
_NUMBER = Option(["--number"], default="", metavar="T", help=Both("nomor daftar", "number of the list"))
_LIST_ID = click.Argument(["list_id"], type=ID, metavar="ID")


@command("preview", Both("Yang akan dibayar hari ini.", "What would be paid today."), [_CLASS, _KINDS, _PAYEES, _ON])
def preview(setting: Setting, class_id: int, kinds: str, payees: str, on: str | None) -> None:
    """The list of today; nothing is saved."""
    from desktop.cli.opened import opened
    from desktop.services.payments.nominal import preview as found_of

    with opened(setting) as profile:
        body = profile.read(found_of, _wanted(class_id, kinds, payees), on or days.today().isoformat()).result()
    _tell(setting, body)
    setting.answer(body_answer(setting, body))


@command("make", Both("Membekukan daftar nominatif.", "Freezes the list."), [_CLASS, _KINDS, _PAYEES, _ON, _NUMBER])
def make(setting: Setting, class_id: int, kinds: str, payees: str, on: str | None, number: str) -> None:
    """Freezes the list of today; afterwards only differences are made."""
    from desktop.cli.opened import opened
    from desktop.services.payments.nominal import make as made_of

    wanted = _wanted(class_id, kinds, payees)
    with opened(setting) as profile:
        made = profile.write(lambda r, m: made_of(r, wanted, on or days.today().isoformat(), m, number)).result()
    _tell(setting, made.body)
    setting.answer(list_answer(setting, made, whole=True))


_OF = Option(["--of", "list_id"], type=ID, required=True, metavar="ID", help=Both("daftar semula", "the first list"))
_REASON = Option(["--reason"], required=True, metavar="T", help=Both("alasan", "why"))


@command("correct", Both("Membuat daftar selisih.", "Makes a list of differences."), [_OF, _REASON, _ON, _NUMBER])
def correct(setting: Setting, list_id: int, reason: str, on: str | None, number: str) -> None:
    """What people are owed today, less what earlier lists gave; no list is ever edited."""
    from desktop.cli.opened import opened
    from desktop.services.payments.nominal import correct as made_of

    with opened(setting) as profile:
        made = profile.write(
            lambda r, m: made_of(r, list_id, reason, on or days.today().isoformat(), m, number)
        ).result()
    _tell(setting, made.body)
    setting.answer(list_answer(setting, made, whole=True))


_OF_CLASS = Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("satu kelas", "one class"))


@command("list", Both("Daftar nominatif yang ada.", "The lists that were made."), [_OF_CLASS])
def list_(setting: Setting, class_id: int | None) -> None:
    """All lists, the oldest first."""
    from desktop.cli.opened import opened
    from desktop.services.payments.nominal import lists

    with opened(setting) as profile:
        found = profile.read(lists, class_id).result()
    for one in found:
        told = f"{id_text(one.id)}  {one.made_on}  {one.title}  {one.body.class_title}  Rp{one.body.net}"
        setting.say(told, told)
    setting.answer({"lists": [list_answer(setting, one) for one in found]})


@command("show", Both("Satu daftar nominatif.", "One list."), [_LIST_ID])
def show(setting: Setting, list_id: int) -> None:
    """One list as it was frozen, and whether its text is still the one of its digest."""
    from desktop.cli.opened import opened
    from desktop.services.payments.nominal import show as found_of

    with opened(setting) as profile:
        found = profile.read(found_of, list_id).result()
    _tell(setting, found.body)
    setting.answer(list_answer(setting, found, whole=True))


_OUT = Option(
    ["--out"],
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=Both("berkas .pdf atau .xlsx", "a .pdf or .xlsx file"),
)
_PAPER = Option(["--paper"], type=click.Choice(("A4", "F4")), default="A4", help=Both("kertas", "paper"))


@command("print", Both("Mencetak satu daftar.", "Prints one list."), [_LIST_ID, _OUT, _PAPER])
def print_(setting: Setting, list_id: int, out: Path, paper: str) -> None:
    """A frozen list as a PDF or a workbook."""
    from desktop.cli.documents import print_form
    from desktop.cli.opened import opened
    from desktop.documents.nominal_sheet import nominal_sheet
    from desktop.documents.press.sheets import Paper
    from desktop.services.papers.forms import class_paper
    from desktop.services.payments.nominal import show as found_of

    with opened(setting) as profile:
        found = profile.read(found_of, list_id).result()
        around = profile.read(class_paper, found.class_id).result()
    print_form(setting, nominal_sheet(around, found, Paper(paper)), out)


def _wanted(class_id: int, kinds: str, payees: str) -> Wanted:
    from desktop.services.payments.nominal import Wanted, kinds_named
    from desktop.services.payments.rows import Payees

    return Wanted(class_id=class_id, payees=Payees(payees), kinds=kinds_named(kinds))


def _tell(setting: Setting, body: Body) -> None:
    from contract.training.payments.nominal import Why
    from contract.training.terbilang import rupiah_words
    from desktop.cli.labels import label

    if setting.json:
        return
    for person in body.people:
        click.echo(f"{person.name}: {person.gross} - {person.tax} = {person.net}")
    for one in body.left_out:
        why = label(setting, Why(one.why))
        setting.say(f"Tidak dibayarkan: {one.name}: {why}", f"Not paid: {one.name}: {why}")
    setting.say(f"Jumlah Rp{body.net} ({rupiah_words(body.net)}).", f"Total Rp{body.net} ({rupiah_words(body.net)}).")


def list_answer(setting: Setting, one: NominalList, *, whole: bool = False) -> dict[str, Any]:
    """One list; whole: with all that stands in it."""
    body = one.body
    answer = {
        "id": id_text(one.id),
        "class": id_text(one.class_id),
        "title": one.title,
        "number": one.number,
        "made_on": one.made_on,
        "digest": one.digest,
        "intact": one.whole,
        "corrects": id_text(one.corrects) if one.corrects else None,
        "reason": one.reason,
        "example": one.example,
    }
    if not whole:
        return answer | {"people": len(body.people), "gross": body.gross, "tax": body.tax, "net": body.net}
    return answer | body_answer(setting, body)


def body_answer(setting: Setting, body: Body) -> dict[str, Any]:
    """What stands in a list."""
    from contract.training.payments.nominal import Why
    from contract.training.terbilang import rupiah_words

    return {
        "payees": body.payees,
        "kinds": body.kinds,
        "on": body.made_on,
        "rounding": body.rounding,
        "people": [_person(body, one) for one in body.people],
        "left_out": [_left_out(setting, body, one) for one in body.left_out],
        "sessions_left_out": [
            {
                "session": one.id,
                "title": one.title,
                "why": one.why,
                "reason": worded_sentence(Why(one.why).label, setting),
            }
            for one in body.sessions
            if one.why is not None
        ],
        "gross": body.gross,
        "tax": body.tax,
        "net": body.net,
        "words": rupiah_words(body.net),
    }


def _person(body: Body, one: BodyPerson) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "employee_number": one.employee_number or None,
        "grade": one.grade or None,
        "days": one.days,
        "sessions": [body.sessions[place].id for place in one.sessions],
        "lines": [_line(line) for line in one.lines],
        "gross": one.gross,
        "tax": one.tax,
        "net": one.net,
    }


def _line(line: BodyLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "unit": line.unit,
        "units": line.units // 100 if line.units % 100 == 0 else line.units / 100,
        "rate": line.rate,
        "gross": line.gross,
        "tax_percent": line.tax_percent,
        "tax": line.tax,
        "net": line.net,
    }


def _left_out(setting: Setting, body: Body, one: BodyLeftOut) -> dict[str, Any]:
    from contract.training.payments.nominal import Why

    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "sessions": [body.sessions[place].id for place in one.sessions],
        "why": one.why,
        "reason": worded_sentence(Why(one.why).label, setting),
    }


nominal = Group(
    name="nominal",
    help=Both("Daftar nominatif.", "Payment lists."),
    lazy={
        "preview": (
            "desktop.cli.payments.nominal:preview",
            Both("yang akan dibayar hari ini", "what would be paid today"),
        ),
        "make": ("desktop.cli.payments.nominal:make", Both("bekukan daftar", "freeze the list")),
        "correct": ("desktop.cli.payments.nominal:correct", Both("buat daftar selisih", "make a list of differences")),
        "list": ("desktop.cli.payments.nominal:list_", Both("yang ada", "those made")),
        "show": ("desktop.cli.payments.nominal:show", Both("satu daftar", "one list")),
        "print": ("desktop.cli.payments.nominal:print_", Both("cetak PDF atau xlsx", "as PDF or xlsx")),
    },
)
