"""Pasting from Excel: what would become of each row is seen before one act saves it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.ui.dialogs.pasting import PasteDialog
from desktop.ui.look import Look
from desktop.ui.pasted import Cells, PastedRow, PastePlan, Verdict, cells_of
from desktop.ui.rows import CELL
from desktop.ui.theme import Appearance, Density
from tests.ui.conftest import Opener
from tests.ui.desk import Desk, finished
from tests.ui.hand import control, press


@dataclass
class Scores:
    """Scores by name, with the rule by which they are planned."""

    held: dict[str, int] = field(default_factory=lambda: {"Maria": 80, "Agus": 70})
    full: bool = False

    def plan(self, cells: Cells) -> Future[PastePlan[dict[str, int]]]:
        rows, act = [], {}
        for n, (name, score, *_) in enumerate(cells, 1):
            if not score.isdigit():
                verdict, why = Verdict.REFUSED, f'Nilai "{score}" tidak terbaca; tulis angka 0 sampai 100.'
            elif name not in self.held:
                verdict, why = Verdict.NEW, ""
            elif self.held[name] == int(score):
                verdict, why = Verdict.SAME, ""
            else:
                verdict, why = Verdict.CHANGED, f"{self.held[name]} menjadi {score}"
            if verdict in (Verdict.NEW, Verdict.CHANGED):
                act[name] = int(score)
            rows.append(PastedRow(row=n, verdict=verdict, cells=(name, score), sentence=why))
        return finished(PastePlan(heads=("Nama", "Nilai"), rows=tuple(rows), act=act))

    def save(self, plan: PastePlan[dict[str, int]]) -> Future[int]:
        if self.full:
            future: Future[int] = Future()
            future.set_exception(WorldFault("Cakram penuh; kosongkan dahulu."))
            return future
        self.held.update(plan.act)
        return finished(len(plan.act))


EXCEL = "Maria\t80\r\nAgus\t75\r\nYohanes\t90\r\nDomi\tdelapan\r\n"


@pytest.fixture
def paste(open_window: Opener, qtbot: QtBot) -> Callable[[Scores], PasteDialog[Any]]:
    window = open_window(Desk())

    def open_it(scores: Scores) -> PasteDialog[Any]:
        dialog = PasteDialog(
            window.room, window, "Tempel nilai", "Dua kolom: nama dan nilai.", scores.plan, scores.save
        )
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_it


def rows_of(dialog: PasteDialog[Any]) -> list[list[str]]:
    model = dialog.model
    return [
        [model.index(row, column).data(CELL).text for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_pasted_rows_are_shown_with_what_would_become_of_them_and_saved_in_one_act(
    paste: Callable[[Scores], PasteDialog[Any]], qtbot: QtBot
) -> None:
    scores = Scores()
    dialog = paste(scores)
    assert not dialog.verb.isEnabled()
    QGuiApplication.clipboard().setText(EXCEL)
    control(dialog, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert rows_of(dialog) == [
        ["4", "Ditolak", "Domi", "delapan", 'Nilai "delapan" tidak terbaca; tulis angka 0 sampai 100.'],
        ["2", "Berubah", "Agus", "75", "70 menjadi 75"],
        ["3", "Baru", "Yohanes", "90", ""],
        ["1", "Sama", "Maria", "80", ""],
    ]
    assert dialog.summary.text() == "4 baris · 1 baru · 1 berubah · 1 sudah sama · 1 ditolak"
    assert scores.held == {"Maria": 80, "Agus": 70}
    assert dialog.verb.text() == "Simpan 2 baris"
    with qtbot.waitSignal(dialog.answered) as answered:
        press(dialog.verb, Qt.Key.Key_Return)
    assert answered.args == [2]
    assert scores.held == {"Maria": 80, "Agus": 75, "Yohanes": 90}


def test_a_second_paste_takes_the_place_of_the_first(paste: Callable[[Scores], PasteDialog[Any]], qtbot: QtBot) -> None:
    dialog = paste(Scores())
    dialog.take(EXCEL)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
    QGuiApplication.clipboard().setText("Maria\t80")
    control(dialog.table, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.verb.text() == "Tidak ada yang baru"
    assert not dialog.verb.isEnabled()


def test_an_empty_clipboard_and_a_full_disk_are_told_and_nothing_is_lost(
    paste: Callable[[Scores], PasteDialog[Any]], qtbot: QtBot
) -> None:
    scores = Scores(full=True)
    dialog = paste(scores)
    QGuiApplication.clipboard().setText(" \r\n\t\r\n")
    control(dialog, Qt.Key.Key_V)
    assert "Tidak ada baris" in dialog._fault.text()
    dialog.take(EXCEL)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    press(dialog.verb, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Cakram penuh" in dialog._fault.text())
    assert dialog.verb.isEnabled()
    assert dialog.cancel.isEnabled()
    assert len(rows_of(dialog)) == 4
    scores.full = False
    with qtbot.waitSignal(dialog.answered):
        press(dialog.verb, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\tc\nd\n", (("a", "b", "c"), ("d", "", ""))),
        ('"dua\nbaris"\tx\n', (("dua baris", "x"),)),
        ('kata ""kutip""\tx', (('kata ""kutip""', "x"),)),
        ("\n\n", ()),
        ("", ()),
        ("a\0b", (("ab",),)),
        ("Satu nama saja", (("Satu nama saja",),)),
    ],
)
def test_copied_cells_are_read_as_a_spreadsheet_writes_them(text: str, cells: Cells) -> None:
    assert cells_of(text) == cells


def test_a_cell_without_end_and_very_many_rows_are_borne() -> None:
    assert len(cells_of("x" * 200_000)[0][0]) == 200_000
    assert len(cells_of("a\tb\n" * 30_000)) == 20_000


@pytest.mark.parametrize("scale", [100, 200])
def test_the_dialog_stays_on_the_screen(
    paste: Callable[[Scores], PasteDialog[Any]], look: Look, qtbot: QtBot, scale: int
) -> None:
    look.choose(appearance=Appearance.DARK, scale=scale, density=Density.NORMAL)
    dialog = paste(Scores())
    dialog.take("".join(f"Orang {n}\t{n}\n" for n in range(400)))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 400)
    QApplication.processEvents()
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
