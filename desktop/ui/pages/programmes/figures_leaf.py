"""The numbers of a programme: stated with their source, counted by place, level, audience and sex, and by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from contract.training.programmes.figures import Measure
from desktop.documents.press.sheets import Chart, TileMap
from desktop.documents.press.tile_maps import tile_map
from desktop.documents.report_results import funnel_chart
from desktop.services.completion.deciding import CompletionReport, completion_report
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.figures import MeasureView, StatedFigure
from desktop.services.programmes.views import ProgrammeDetail
from desktop.ui.charts.panel import ChartPanel
from desktop.ui.fields import Choice
from desktop.ui.pages.programmes.told import (
    about_text,
    counted_text,
    dimension_name,
    measure_name,
    place_text,
    sex_name,
    source_text,
    unstated,
    value_text,
)
from desktop.ui.parts import column
from desktop.ui.place import State, text
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section
from desktop.ui.theme import Type

_DIMENSIONS = ("district", "level", "audience", "sex")
_COUNTED = (Measure.ENROLLED, Measure.COMPLETED, Measure.CERTIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A stated number; figure None: its sources say nothing of it."""

    measure: MeasureView
    figure: StatedFigure | None
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByValue:
    value: str
    label: str
    counts: Mapping[Measure, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    place: int
    title: str
    people: int
    lost: int
    unknown: int


class FiguresLeaf(QWidget):
    """Three tables."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self._measures: tuple[MeasureView, ...] = ()
        self._dimension = "district"
        self.stated = Section[_Stated](
            look,
            self.tr("Angka yang dinyatakan sumber"),
            self._stated_columns(),
            lambda one: (one.measure.measure, one.place),
            self.tr("Sumber program ini tidak menyebut angka apa pun."),
            lines=2,
        )
        self.by = Section[_ByValue](
            look,
            self.tr("Peserta menurut hitungan Lontar"),
            self._by_columns(),
            lambda one: one.value,
            self.tr("Belum ada peserta di kelas-kelas program ini."),
        )
        self.stages = Section[_Left](
            look,
            self.tr("Corong per tahap"),
            self._stage_columns(),
            lambda one: one.place,
            self.tr("Corong tampak setelah ada kelas dengan peserta."),
        )
        self._add_choices()
        layout = column(gap=sizes.step_5)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        self.map, self.funnel = self._make_map(), self._make_funnel()
        for part in (self.stated, self.by, self.map, self.funnel, self.stages):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setLayout(layout)

    def _add_choices(self) -> None:
        self.dimension = Choice(self._room.look)
        self.dimension.setAccessibleName(self.tr("Rincian menurut"))
        for name in _DIMENSIONS:
            self.dimension.addItem(dimension_name(name), name)
        self.dimension.currentIndexChanged.connect(lambda _: self._turn())
        self.by.tools.addWidget(self.dimension)
        self.which = Choice(self._room.look)
        self.which.setAccessibleName(self.tr("Kelas"))
        self.which.currentIndexChanged.connect(lambda _: self._ask_stages())
        self.stages.tools.addWidget(self.which)

    def _make_map(self) -> ChartPanel:
        panel = ChartPanel(self._room, self._mapped({}), unknown=self.tr("belum ada peserta"))
        panel.hide()
        return panel

    def _make_funnel(self) -> ChartPanel:
        panel = ChartPanel(self._room, Chart(caption="", bars=()), shape="funnel")
        panel.hide()
        return panel

    def _mapped(self, people: Mapping[str, int]) -> TileMap:
        """The districts of the office's province, and its government, with who came from each."""
        districts = known_districts(self._room.profile.offices[0].code)
        known = {code: count for code, count in people.items() if districts.of_province(code) is districts}
        return tile_map(districts, self.tr("Peserta per kabupaten/kota"), known, unit=self.tr("orang"))

    # -------------------------------------------------------------- columns

    def _stated_columns(self) -> list[Column[_Stated]]:
        words = self._room.words

        def value(one: _Stated) -> Cell:
            told = value_text(one.figure, words) if one.figure is not None else unstated()
            return Cell(text=told, kind=Type.FIGURE_STRONG, tone="ink_2" if told == unstated() else "ink")

        def about(one: _Stated) -> Cell:
            return Cell(text=about_text(one.figure, self._room) if one.figure is not None else "", kind=Type.FIGURE)

        def source(one: _Stated) -> Cell:
            figure = one.figure
            if figure is None:
                return Cell(text="–", tone="ink_2")
            told = " ".join(part for part in (f"{source_text(figure, words)}.", figure.note or "") if part)
            return Cell(text=told, tone="ink_2", tag=self.tr("Data contoh") if figure.example else "")

        return [
            Column(
                title=self.tr("Angka"),
                cell=lambda one: Cell(text=measure_name(one.measure.measure), kind=Type.MEDIUM),
                least=120,
            ),
            Column(title=self.tr("Dinyatakan"), cell=value, least=110, right=True),
            Column(
                title=self.tr("Hitungan Lontar"),
                cell=lambda one: Cell(text=counted_text(one.measure, words) or "–", kind=Type.FIGURE),
                least=124,
                right=True,
            ),
            Column(title=self.tr("Tentang"), cell=about, least=170, share=1, drop=1),
            Column(title=self.tr("Sumber dan tanggal"), cell=source, least=240, share=3),
        ]

    def _by_columns(self) -> list[Column[_ByValue]]:
        def count(measure: Measure) -> Column[_ByValue]:
            def cell(one: _ByValue) -> Cell:
                counted = one.counts.get(measure)
                return Cell(text="–" if counted is None else self._room.words.amount(counted), kind=Type.FIGURE)

            return Column(title=measure_name(measure), cell=cell, least=120, right=True)

        return [
            Column(
                title=self.tr("Rincian"), cell=lambda one: Cell(text=one.label, kind=Type.MEDIUM), least=260, share=1
            ),
            *(count(measure) for measure in _COUNTED),
        ]

    def _stage_columns(self) -> list[Column[_Left]]:
        def lost(one: _Left) -> Cell:
            return Cell(text=f"−{self._room.words.amount(one.lost)}" if one.lost else "–", kind=Type.FIGURE)

        return [
            Column(title=self.tr("Tahap"), cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM), least=260, share=1),
            Column(
                title=self.tr("Masih ikut"),
                cell=lambda one: Cell(text=self._room.words.amount(one.people), kind=Type.FIGURE),
                least=120,
                right=True,
            ),
            Column(title=self.tr("Berhenti di sini"), cell=lost, least=130, right=True),
            Column(
                title=self.tr("Belum dapat dipastikan"),
                cell=lambda one: Cell(text=str(one.unknown) if one.unknown else "–", kind=Type.FIGURE),
                least=170,
                right=True,
                drop=1,
            ),
        ]

    # -------------------------------------------------------------- values

    def enter(self, state: State) -> None:
        """Be where state() told."""
        at = self.dimension.findData(text(state, "by"))
        if at >= 0:
            self.dimension.setCurrentIndex(at)

    def state(self) -> State:
        """By what people are counted."""
        return {"by": self._dimension}

    def show_programme(self, detail: ProgrammeDetail) -> None:
        """Show the numbers of a programme."""
        self._measures = detail.figures
        self.stated.show_rows([one for measure in detail.figures for one in _lines(measure)])
        self._show_by()
        counted = next((one.counted for one in detail.figures if one.measure is Measure.ENROLLED), None)
        self.map.setVisible(counted is not None)
        if counted is not None:
            self.map.show_value(self._mapped(counted.by.get("district", {})))
        self._show_classes([one for training in detail.trainings for one in training.classes])

    def _show_classes(self, classes: list[tuple[int, str]]) -> None:
        there = [(self.which.itemData(n), self.which.itemText(n)) for n in range(self.which.count())]
        if classes != there:
            self.which.blockSignals(True)
            self.which.clear()
            for identifier, title in classes:
                self.which.addItem(title, identifier)
            self.which.blockSignals(False)
        self.which.setVisible(bool(classes))
        self._ask_stages()

    def _turn(self) -> None:
        self._dimension = str(self.dimension.currentData())
        self._show_by()
        self._room.usher.placed.emit()

    def _show_by(self) -> None:
        counted = {
            one.measure: one.counted.by.get(self._dimension, {}) for one in self._measures if one.counted is not None
        }
        values = dict.fromkeys(value for measure in _COUNTED for value in counted.get(measure, {}))
        self.by.show_rows(
            [
                _ByValue(
                    value=value,
                    label=self._label(value),
                    counts={measure: counted[measure].get(value, 0) for measure in _COUNTED if measure in counted},
                )
                for value in sorted(values)
            ]
        )

    def _label(self, value: str) -> str:
        if not value:
            return unstated()
        if self._dimension == "district":
            return place_text(value, self._room)
        return sex_name(value) if self._dimension == "sex" else value

    def _ask_stages(self) -> None:
        chosen = self.which.currentData()
        if not isinstance(chosen, int):
            self._show_no_stages()
            return
        asked = self._room.services.read(completion_report, chosen, self._room.words.today())
        self._room.jobs.ask(self, asked, self._show_stages, lambda _: self._show_no_stages(), purpose="stages")

    def _show_no_stages(self) -> None:
        self.stages.show_rows([])
        self.funnel.hide()

    def _show_stages(self, report: CompletionReport) -> None:
        self.funnel.show_value(funnel_chart(report))
        self.funnel.show()
        self.stages.show_rows(
            [
                _Left(place=n, title=step.title, people=step.people, lost=len(step.lost), unknown=step.unknown)
                for n, step in enumerate(report.steps)
            ]
        )


def _lines(measure: MeasureView) -> list[_Stated]:
    if not measure.stated:
        return [_Stated(measure=measure, figure=None, place=0)]
    return [_Stated(measure=measure, figure=figure, place=n) for n, figure in enumerate(measure.stated)]
