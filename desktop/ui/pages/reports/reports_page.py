"""The report of a class on a day: its charts, its paper, and a summary to pass on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.documents.brief_papers import brief_sheet
from desktop.documents.press.sheet_files import write_sheet
from desktop.documents.press.sheets import Chart, Sheet, TileMap
from desktop.documents.report_papers import report_sheet
from desktop.services.papers.report import ClassReport, class_report
from desktop.services.papers.summary import summary_of
from desktop.services.views import ClassSummary
from desktop.ui.charts.panel import ChartPanel
from desktop.ui.fields import Choice, DateField
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.reports.summary_dialog import SummaryDialog
from desktop.ui.parts import Button, Card, Text, column, empty_out, row, scrolled
from desktop.ui.place import Place, State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.waiting import Curtain, Empty


class ReportsPage(Page):
    """Class and day above; the charts of its report below."""

    topics = frozenset({Topic.MARKS, Topic.CLASSES, Topic.PLANS, Topic.RESULTS, Topic.PAPERS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._wanted: int | None = None
        self.report: ClassReport | None = None
        self.panels: list[ChartPanel] = []
        self.head = PageHead(room, self.tr("Laporan"))
        self._add_tools()
        self.which = Choice(look)
        self.which.setAccessibleName(self.tr("Kelas"))
        self.which.currentIndexChanged.connect(lambda _: self._ask())
        self.day = DateField(look, QDate.currentDate())
        for spoken in (self.day, self.day.lineEdit()):
            spoken.setAccessibleName(self.tr("Keadaan pada"))
        self.day.dateChanged.connect(lambda _: self._ask())
        self._lay()

    def _lay(self) -> None:
        look, sizes = self.room.look, self.room.look.sizes
        choices = row(gap=sizes.step_3)
        choices.addWidget(self.which, 1)
        choices.addWidget(Text(look, self.tr("Keadaan pada"), tone="ink_2"))
        choices.addWidget(self.day)
        self._inside = QWidget()
        self._charts = column(gap=sizes.step_3)
        self._charts.setContentsMargins(0, 0, sizes.step_3, sizes.step_4)
        self._inside.setLayout(self._charts)
        empty = Empty(look, "hall", self.tr("Belum ada kelas. Laporan dibuat dari kehadiran dan hasil sebuah kelas."))
        self._curtain = Curtain(look, scrolled(self._inside), empty)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.step_3)
        layout.addWidget(self.head)
        layout.addLayout(choices)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _add_tools(self) -> None:
        look = self.room.look
        payments = Button(look, self.tr("Daftar bayar"), self._to_payments, kind="link")
        self.copy = Button(look, self.tr("Salin ringkasan"), self.show_summary)
        look.dress(self.copy, "copy")
        self.brief = Button(look, self.tr("Satu halaman"), partial(self._ask_target, "brief", "pdf"))
        self.workbook = Button(look, self.tr("Simpan Excel"), partial(self._ask_target, "report", "xlsx"))
        self.pdf = Button(look, self.tr("Simpan PDF"), partial(self._ask_target, "report", "pdf"), kind="primary")
        look.dress(self.workbook, "file-xls")
        look.dress(self.pdf, "printer", "on_nila")
        self._acts = (self.copy, self.brief, self.workbook, self.pdf)
        for button in (payments, *self._acts):
            self.head.tools.addWidget(button)
        for button in self._acts:
            button.setEnabled(False)

    # -------------------------------------------------------------- place

    def enter(self, state: State) -> None:
        self._wanted = number(state, "class")
        day = QDate.fromString(text(state, "day"), "yyyy-MM-dd")
        if day.isValid():
            self.day.blockSignals(True)
            self.day.setDate(day)
            self.day.blockSignals(False)
        self.refresh()

    def state(self) -> State:
        chosen = self.which.currentData()
        return {"class": chosen if isinstance(chosen, int) else self._wanted, "day": self._on}

    @property
    def _on(self) -> str:
        return self.day.date().toString("yyyy-MM-dd")

    def take_focus(self) -> None:
        self.which.setFocus()

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.classes(), self._show_classes, purpose="classes")

    def _show_classes(self, classes: tuple[ClassSummary, ...]) -> None:
        if not classes:
            self._curtain.lift(empty=True)
            return
        chosen = self._wanted or self.which.currentData()
        self._wanted = None
        self.which.blockSignals(True)
        self.which.clear()
        for one in classes:
            self.which.addItem(one.title, one.id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        self._ask()

    # -------------------------------------------------------------- values

    def _ask(self) -> None:
        chosen = self.which.currentData()
        if isinstance(chosen, int):
            asked = self.room.services.read(class_report, chosen, self._on)
            self.room.jobs.ask(self, asked, self._show, purpose="report")
            self.room.usher.placed.emit()

    def _show(self, report: ClassReport) -> None:
        self.report = report
        self.head.tell(
            self.tr("Laporan"), " · ".join(part for part in (report.paper.title, report.paper.dates) if part)
        )
        self.head.show_tag(self.tr("Data contoh") if report.paper.example else "")
        charts = _charts_of(report_sheet(report))
        if [panel.value.caption for panel in self.panels] == [chart.caption for chart in charts]:
            for panel, chart in zip(self.panels, charts, strict=True):
                panel.show_value(chart)
        else:
            self._fill(charts)
        for button in self._acts:
            button.setEnabled(True)
        self._curtain.lift(empty=False)

    def _fill(self, charts: list[Chart | TileMap]) -> None:
        empty_out(self._charts)
        self.panels = [ChartPanel(self.room, chart) for chart in charts]
        for panel in self.panels:
            card = Card(self.room.look)
            card.body.addWidget(panel)
            self._charts.addWidget(card)
        if not charts:
            words = self.tr("Belum ada yang dapat digambar dari kelas ini.")
            self._charts.addWidget(Text(self.room.look, words, tone="ink_2"))
        self._charts.addStretch(1)

    # -------------------------------------------------------------- acts

    def _to_payments(self) -> None:
        self.room.usher.go(Place(page="payments", state={"class": self.which.currentData()}))

    def show_summary(self) -> None:
        """Show the summary, to be copied as a message."""
        if self.report is not None:
            SummaryDialog(self.room, self, summary_of(self.report)).open()

    def _ask_target(self, kind: str, ending: str) -> None:
        if self.report is None:
            return
        words = self.tr("Ringkasan") if kind == "brief" else self.tr("Laporan")
        proposed = f"{words} - {self.report.paper.title}.{ending}".replace("/", "-")
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "xlsx": self.tr("Excel (*.xlsx)")}
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan laporan"), proposed, kinds[ending])
        if target:
            self.save(Path(target), brief=kind == "brief")

    def save(self, target: Path, *, brief: bool = False) -> None:
        """Write the report, or its one page, in the kind of file that the name says."""
        if self.report is None:
            return
        made = partial(_write, self.report, target, brief)
        said = self.tr("Tersimpan: {file}").format(file=target.name)
        self.room.jobs.ask(self, self.room.services.work(made), lambda _: self.room.usher.say(said))


def _charts_of(sheet: Sheet) -> list[Chart | TileMap]:
    return [part for section in sheet.sections for part in section.parts if isinstance(part, (Chart, TileMap))]


def _write(report: ClassReport, target: Path, brief: bool, _: Any) -> None:
    write_sheet(brief_sheet(report) if brief else report_sheet(report), target)
