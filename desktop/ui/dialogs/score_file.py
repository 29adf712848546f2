"""A file of scores: first what it would change and what is wrong with it, then one act."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.completion.score_sheet import import_scores
from desktop.services.views import Problem, RosterReport, Severity
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field
from desktop.ui.parts import Text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.words import told

_ROWS_SHOWN = 5


class ScoreFileDialog(Dialog):
    """Opens with a dry run. with_reason: minutes froze the scores, and a change of them needs one."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, file: Path, *, with_reason: bool = False) -> None:
        title = self.tr("Impor nilai dari {file}").format(file=file.name)
        super().__init__(room.look, room.jobs, parent, title, self.tr("Simpan nilai"))
        self._room, self._class, self._file = room, class_id, file
        self.report: RosterReport | None = None
        self.set_width(room.look.sizes.dialog)
        self._summary = Text(room.look, self.tr("Membaca berkas …"), Type.FIGURE, wrapped=True)
        self.body.addWidget(self._summary)
        self.problems = RowsModel[Problem](self._columns(), lambda p: (p.row, p.column, p.message), self)
        self._findings = Table(room.look, self.tr("Masalah"), opens=False, lines=3)
        self._findings.setModel(self.problems)
        self._findings.hide()
        self.body.addWidget(self._findings)
        self.reason = QLineEdit()
        self._reason_field = Field(room.look, self.tr("Alasan perubahan"), self.reason)
        self._with_reason = with_reason
        self.body.addWidget(self._reason_field)
        self._reason_field.setVisible(with_reason)
        self.run(self._import(dry_run=True), self.show_report)

    def _columns(self) -> list[Column[Problem]]:
        def sign(p: Problem) -> Cell:
            error = p.severity is Severity.ERROR
            icon, tone = ("warning-circle", "code_a") if error else ("warning", "code_i")
            return Cell(text=str(p.row), kind=Type.FIGURE, icon=icon, tone=tone)

        return [
            Column(title=self.tr("Baris"), cell=sign, least=76),
            Column(title=self.tr("Keterangan"), cell=lambda p: Cell(text=told(p.message)), least=240, share=1),
        ]

    def _import(self, *, dry_run: bool) -> Future[RosterReport]:
        reason = self.reason.text().strip()
        return self._room.services.write(
            lambda r, m: import_scores(r, self._file, m, class_id=self._class, reason=reason, dry_run=dry_run),
            *(() if dry_run else (Topic.RESULTS,)),
            class_id=self._class,
        )

    def show_report(self, report: RosterReport) -> None:
        """What the file holds, before anything is written."""
        self.report = report
        amount = self._room.words.amount
        parts = (
            self.tr("{count} baris").format(count=amount(report.rows)),
            self.tr("{count} nilai baru").format(count=amount(report.added)),
            self.tr("{count} berubah").format(count=amount(report.updated)),
            self.tr("{count} sudah sama").format(count=amount(report.unchanged)),
            self.tr("{count} dilewati").format(count=amount(report.skipped)),
        )
        self._summary.setText(" · ".join(parts))
        self._findings.show_rows(report.problems)
        self._findings.setFixedHeight(self._findings.rows_height(min(_ROWS_SHOWN, max(1, len(report.problems)))))
        self._findings.setVisible(bool(report.problems))
        self.verb.setEnabled(report.added + report.updated > 0)
        (self.reason if self._with_reason else self.verb).setFocus()
        self.fit()

    def act(self) -> None:
        if self.report is None:
            return
        missing = self._with_reason and not self.reason.text().strip()
        self._reason_field.complain(self.tr("Tulis alasannya, misalnya: salah ketik.") if missing else "")
        if not missing:
            self.run(self._import(dry_run=False), self._saved)

    def _saved(self, report: RosterReport) -> None:
        self._room.usher.say(self.tr("Nilai tersimpan dari %Ln baris.", "", report.added + report.updated))
        self.accept()
