"""Pasting from Excel: what would become of each row stands there before anything is saved, and then it is one act."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from contract.faults import Fault
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Text
from desktop.ui.pasted import Cells, PastedRow, PastePlan, Verdict, cells_of
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.words import told

P = TypeVar("P")

_ROWS_SHOWN = 8
_SIGNS = {
    Verdict.REFUSED: ("warning-circle", "code_a"),
    Verdict.CHANGED: ("pencil-simple", "nila"),
    Verdict.NEW: ("plus", "code_h"),
    Verdict.SAME: ("check", "ink_2"),
}
_SHORTEST_CELL, _LONGEST_CELL = 7, 26
_LETTER = 8
"""Pixels at 100 % that a column reckons for a letter."""
_ORDER = list(Verdict)


class PasteDialog(Dialog, Generic[P]):
    """Takes Ctrl+V, asks `plan` for a dry run, shows it, and does it with `act` when the named button is pressed.

    Signals: answered(answer): what the act answered; the dialog closes itself.
    """

    answered = Signal(object)

    def __init__(
        self,
        room: Room,
        parent: QWidget,
        title: str,
        hint: str,
        plan: Callable[[Cells], Future[PastePlan[P]]],
        act: Callable[[PastePlan[P]], Future[Any]],
        *,
        text: str = "",
    ) -> None:
        """hint: which columns are expected; text: what was pasted already, on the page that opened this."""
        super().__init__(room.look, room.jobs, parent, title, self.tr("Simpan"))
        self._room, self._ask_plan, self._do = room, plan, act
        self.plan: PastePlan[P] | None = None
        self.set_width(room.look.sizes.wide_dialog)
        self.say(hint)
        self.guide = Text(room.look, self.tr("Salin barisnya di Excel, lalu tekan Ctrl+V di sini."), Type.MEDIUM)
        self.summary = Text(room.look, "", Type.FIGURE, wrapped=True)
        self.summary.hide()
        self.model = RowsModel[PastedRow]([], lambda row: row.row, self)
        self.table = Table(room.look, self.tr("Yang ditempel"), opens=False, lines=2)
        self.table.setModel(self.model)
        self.table.hide()
        for part in (self.guide, self.summary, self.table):
            self.body.addWidget(part)
        self.verb.setEnabled(False)
        self.first = self.cancel
        if text:
            self.take(text)

    # -------------------------------------------------------------- dry run

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def take(self, text: str) -> None:
        """Ask what would become of a text that was copied from a spreadsheet; it takes the place of an earlier one."""
        cells = cells_of(text)
        if not cells:
            self.complain(self.tr("Tidak ada baris di papan klip. Salin dahulu barisnya di Excel."))
            return
        self.plan = None
        self.run(self._ask_plan(cells), self.show_plan)

    def show_plan(self, plan: PastePlan[P]) -> None:
        """What would become of each row: what is refused first, then what changes."""
        self.plan = plan
        rows = sorted(plan.rows, key=lambda row: (_ORDER.index(row.verdict), row.row))
        self.model = RowsModel[PastedRow](self._columns(plan), lambda row: row.row, self)
        self.table.setModel(self.model)
        self.table.show()
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.rows_height(min(max(len(rows), 1), _ROWS_SHOWN)))
        self.guide.hide()
        self.summary.setText(self._told(plan))
        self.summary.show()
        self.verb.setText(self.tr("Simpan %Ln baris", "", plan.taken) if plan.taken else self.tr("Tidak ada yang baru"))
        self.verb.setEnabled(plan.taken > 0)
        self.fit()
        (self.verb if plan.taken else self.cancel).setFocus()

    def _columns(self, plan: PastePlan[P]) -> list[Column[PastedRow]]:
        def sign(row: PastedRow) -> Cell:
            icon, tone = _SIGNS[row.verdict]
            return Cell(text=self.verdict_told(row.verdict), icon=icon, tone=tone, kind=Type.MEDIUM)

        def cell(n: int) -> Callable[[PastedRow], Cell]:
            return lambda row: Cell(text=row.cells[n] if n < len(row.cells) else "", kind=Type.FIGURE)

        def least(n: int) -> int:
            longest = max((len(row.cells[n]) for row in plan.rows if n < len(row.cells)), default=0)
            return _LETTER * min(max(longest, _SHORTEST_CELL), _LONGEST_CELL)

        return [
            Column(
                title=self.tr("Baris"), cell=lambda row: Cell(text=str(row.row), kind=Type.FIGURE), least=56, right=True
            ),
            Column(title=self.tr("Hasil"), cell=sign, least=112),
            *(Column(title=head, cell=cell(n), least=least(n), share=1, drop=n) for n, head in enumerate(plan.heads)),
            Column(title=self.tr("Keterangan"), cell=lambda row: Cell(text=told(row.sentence)), least=220, share=4),
        ]

    def verdict_told(self, verdict: Verdict) -> str:
        """A verdict in a word."""
        words = {
            Verdict.NEW: self.tr("Baru"),
            Verdict.CHANGED: self.tr("Berubah"),
            Verdict.SAME: self.tr("Sama"),
            Verdict.REFUSED: self.tr("Ditolak"),
        }
        return words[verdict]

    def _told(self, plan: PastePlan[P]) -> str:
        amount, counts = self._room.words.amount, plan.counts
        parts = (
            self.tr("{count} baris").format(count=amount(len(plan.rows))),
            self.tr("{count} baru").format(count=amount(counts[Verdict.NEW])),
            self.tr("{count} berubah").format(count=amount(counts[Verdict.CHANGED])),
            self.tr("{count} sudah sama").format(count=amount(counts[Verdict.SAME])),
            self.tr("{count} ditolak").format(count=amount(counts[Verdict.REFUSED])),
        )
        return " · ".join(parts)

    # -------------------------------------------------------------- act

    def act(self) -> None:
        if self.plan is not None and self.plan.taken:
            self.cancel.setEnabled(False)
            self.run(self._do(self.plan), self._saved)
            self.note(self.tr("Menyimpan …"))

    def _saved(self, answer: object) -> None:
        self.answered.emit(answer)
        self.accept()

    def _failed(self, fault: Fault) -> None:
        """Nothing was saved; what was pasted is still here."""
        self.cancel.setEnabled(True)
        super()._failed(fault)
        self.verb.setEnabled(self.plan is not None and self.plan.taken > 0)
