"""A roster is read first and saved after: who is new, who is known, who looks like a twin, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QTabBar, QWidget

from desktop.services.views import Problem, RosterReport, Severity, Twin
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Button, Elided, Text, row
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.words import told

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_ROWS_SHOWN = 4
_LINES = 3
_PLACE = re.compile(r"Baris \d+(, kolom [^:]+)?: ")
"""How a remark begins where it stands alone; in the table its row and column stand beside it."""


def file_of(urls: Sequence[QUrl]) -> str:
    """The first roster among dropped things; empty without one."""
    files = (url.toLocalFile() for url in urls)
    return next((file for file in files if file.lower().endswith(_ENDINGS)), "")


def _without_place(remark: str) -> str:
    """A remark in the language in force, without the row and column it begins with."""
    return told(_PLACE.sub("", remark, count=1))


def _alike(twin: Twin) -> Cell:
    """Who it is and why one may think so."""
    return Cell(text=": ".join(part for part in (told(twin.other), _without_place(twin.why)) if part))


class RosterDialog(Dialog):
    """Choosing a file makes a dry run; the named button saves."""

    def __init__(self, room: Room, parent: QWidget, class_id: int | None, file: str = "") -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Impor daftar peserta"), self.tr("Simpan peserta"))
        look, sizes = room.look, room.look.sizes
        self._room, self._class, self._file = room, class_id, Path(file) if file else None
        self.report: RosterReport | None = None
        self.set_width(sizes.dialog)
        self.choose = Button(look, self.tr("Pilih berkas …"), self._choose)
        look.dress(self.choose, "folder-open")
        self._name = Elided(look, self.tr("Excel, CSV, atau ODS seperti yang diketik panitia."), tone="ink_2")
        top = row(gap=sizes.step_3)
        top.addWidget(self.choose)
        top.addWidget(self._name, 1)
        self.body.addLayout(top)
        self._summary = Text(look, "", Type.FIGURE, wrapped=True)
        self._summary.hide()
        self.body.addWidget(self._summary)
        self._add_findings()
        self.save_problems = Button(look, self.tr("Simpan daftar masalah …"), self._save_problems, kind="link")
        self.save_problems.hide()
        self.extra.addWidget(self.save_problems)
        self.verb.setEnabled(False)
        self.first = self.choose
        if self._file is not None:
            self._read(self._file)

    def _add_findings(self) -> None:
        """Problems and twins behind two tabs, where there are any."""
        look = self._room.look
        self.tabs = QTabBar()
        self.tabs.setFont(look.font(Type.MEDIUM))
        self.tabs.setAccessibleName(self.tr("Temuan dalam daftar"))
        self.tabs.setExpanding(False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.problems = RowsModel[Problem](self._problem_columns(), lambda p: (p.row, p.column, p.message), self)
        self.twins = RowsModel[Twin](self._twin_columns(), lambda t: (t.row, t.other), self)
        self._problem_table = Table(look, self.tr("Masalah"), opens=False, lines=_LINES)
        self._problem_table.setModel(self.problems)
        self._twin_table = Table(look, self.tr("Mungkin kembar"), opens=False, lines=_LINES)
        self._twin_table.setModel(self.twins)
        self.body.addWidget(self.tabs)
        for table in (self._problem_table, self._twin_table):
            self.body.addWidget(table)
            table.hide()
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._turn)

    def _problem_columns(self) -> list[Column[Problem]]:
        def sign(p: Problem) -> Cell:
            error = p.severity is Severity.ERROR
            told = self.tr("Tidak disimpan") if error else self.tr("Disimpan, periksa lagi")
            tone = "code_a" if error else "code_i"
            return Cell(
                text=str(p.row), kind=Type.FIGURE, icon="warning-circle" if error else "warning", tone=tone, told=told
            )

        return [
            Column(title=self.tr("Baris"), cell=sign, least=76),
            Column(title=self.tr("Kolom"), cell=lambda p: Cell(text=p.column, tone="ink_2"), least=110),
            Column(
                title=self.tr("Keterangan"), cell=lambda p: Cell(text=_without_place(p.message)), least=200, share=1
            ),
        ]

    def _twin_columns(self) -> list[Column[Twin]]:
        return [
            Column(
                title=self.tr("Baris"), cell=lambda t: Cell(text=str(t.row), kind=Type.FIGURE), least=60, right=True
            ),
            Column(
                title=self.tr("Dalam berkas"), cell=lambda t: Cell(text=t.name, kind=Type.MEDIUM), least=140, share=1
            ),
            Column(title=self.tr("Mirip dengan"), cell=_alike, least=250, share=2),
        ]

    # -------------------------------------------------------------- reading

    def _choose(self) -> None:
        kinds = self.tr("Daftar peserta ({endings})").format(endings=" ".join(f"*{ending}" for ending in _ENDINGS))
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Pilih daftar peserta"), "", kinds)
        if file:
            self._read(Path(file))

    def _read(self, file: Path) -> None:
        self._file = file
        self._name.tell(file.name)
        self._summary.setText(self.tr("Membaca berkas …"))
        self._summary.show()
        self.run(self._room.services.import_roster(file, self._class, dry_run=True), self.show_report)

    def show_report(self, report: RosterReport) -> None:
        """What the file holds, before anything is saved."""
        self.report = report
        saved = report.added + report.updated
        self._summary.setText(self._told(report))
        self.verb.setText(self.tr("Simpan %Ln peserta", "", saved) if saved else self.tr("Tidak ada yang baru"))
        self.verb.setEnabled(saved > 0)
        self._problem_table.show_rows(report.problems)
        self._twin_table.show_rows(report.twins)
        shown = min(max(len(report.problems), len(report.twins), 1), _ROWS_SHOWN)
        for table in (self._problem_table, self._twin_table):
            table.setFixedHeight(table.rows_height(shown))
        self.tabs.setTabText(0, self.tr("Masalah ({count})").format(count=len(report.problems)))
        self.tabs.setTabText(1, self.tr("Mungkin kembar ({count})").format(count=len(report.twins)))
        self.tabs.setVisible(bool(report.problems or report.twins))
        self.tabs.setCurrentIndex(0 if report.problems else 1)
        self.save_problems.setVisible(report.skipped > 0)
        self._turn(self.tabs.currentIndex())
        self.verb.setFocus()

    def _told(self, report: RosterReport) -> str:
        amount = self._room.words.amount
        parts = [
            self.tr("{count} baris").format(count=amount(report.rows)),
            self.tr("{count} baru").format(count=amount(report.added)),
            self.tr("{count} diperbarui").format(count=amount(report.updated)),
            self.tr("{count} sudah sama").format(count=amount(report.unchanged)),
            self.tr("{count} dilewati").format(count=amount(report.skipped)),
        ]
        return " · ".join(parts)

    def _turn(self, tab: int) -> None:
        found = self.report is not None and bool(self.report.problems or self.report.twins)
        self._problem_table.setVisible(found and tab == 0)
        self._twin_table.setVisible(found and tab == 1)
        self.fit()

    # -------------------------------------------------------------- saving

    def act(self) -> None:
        if self._file is not None and self.report is not None:
            self.run(self._room.services.import_roster(self._file, self._class, dry_run=False), self._saved)
            self.note(self.tr("Menyimpan …"))

    def _saved(self, report: RosterReport) -> None:
        saved = self.tr("%Ln peserta tersimpan.", "", report.added + report.updated)
        skipped = self.tr("%Ln baris dilewati.", "", report.skipped) if report.skipped else ""
        self._room.usher.say(f"{saved} {skipped}".strip())
        self.accept()

    def _save_problems(self) -> None:
        if self._file is None:
            return
        name = self.tr("{file} - masalah.xlsx").format(file=self._file.stem)
        proposed = str(self._file.with_name(name))
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan daftar masalah"), proposed, "Excel (*.xlsx)")
        if target:
            saving = self._room.services.save_problems(self._file, self._class, Path(target))
            self._jobs.ask(self, saving, lambda _: self._problems_saved(target), self._failed)

    def _problems_saved(self, target: str) -> None:
        words = self.tr("Daftar masalah tersimpan: {file}. Perbaiki di sana, lalu impor lagi.")
        self.note(words.format(file=Path(target).name), tone="code_h")
