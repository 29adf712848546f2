"""All programmes: what sources state of each, beside what is counted here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from contract.training.programmes.figures import OF_PEOPLE, Measure
from desktop.services.programmes.figures import MeasureView, figures
from desktop.services.programmes.files import ProgrammeView, list_programmes, shipped_files, take_programme
from desktop.services.programmes.preview import preview
from desktop.ui.allowed import organises
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.programmes.figure_card import FigureCard
from desktop.ui.pages.programmes.told import (
    measure_name,
    organisers_only,
    stated_text,
    unstated,
)
from desktop.ui.parts import Beside, Button, column, scrolled
from desktop.ui.place import Place, State, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.sections import rule_out
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """A programme of the list. measures: empty while they are still being asked for."""

    view: ProgrammeView
    measures: tuple[MeasureView, ...] = ()

    @property
    def named(self) -> str:
        """What names it in a state: its key and, where an office has it, the office."""
        return f"{self.view.key} {self.view.office or ''}".strip()

    def measure(self, measure: Measure) -> MeasureView | None:
        """One of its numbers."""
        return next((one for one in self.measures if one.measure is measure), None)

    @property
    def example(self) -> bool:
        """Whether something stated of it was made up."""
        return any(figure.example for measure in self.measures for figure in measure.stated)


class ProgrammesPage(Page):
    """A list; a row opens its programme, and its numbers stand beside with who said them."""

    topics = frozenset({Topic.PROGRAMMES, Topic.CLASSES, Topic.PEOPLE, Topic.RESULTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._wanted = ""
        self._known: dict[str, tuple[MeasureView, ...]] = {}
        self.head = PageHead(room, self.tr("Program"))
        self.add = Button(look, self.tr("Tambah dari berkas"), self.choose_file)
        look.dress(self.add, "file-plus")
        self.head.tools.addWidget(self.add)
        rule_out(self.add, "" if organises(room.profile) else organisers_only())
        self.model = RowsModel[ProgrammeLine](self._columns(), lambda line: line.named, self)
        self.table = Table(look, self.tr("Daftar program"), lines=2)
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._choose)
        self.card = FigureCard(room)
        empty = Empty(look, "boat", self.tr("Belum ada program. Tambahkan berkas program untuk mulai."))
        beside = Beside(look, self.table, scrolled(self.card), (1, 0))
        self._curtain = Curtain(look, beside, empty)
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_4)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.page)
        layout.addWidget(self.head)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _columns(self) -> list[Column[ProgrammeLine]]:
        words = self.room.words

        def title(line: ProgrammeLine) -> Cell:
            return Cell(
                text=line.view.title, kind=Type.MEDIUM, tag=self.tr("Data contoh") if line.example else "", icon=""
            )

        def trainings(line: ProgrammeLine) -> Cell:
            if line.view.id is None:
                return Cell(text=self.tr("belum ditambahkan"), tone="ink_2")
            return Cell(text=self.tr("%Ln pelatihan", "", line.view.trainings), kind=Type.FIGURE)

        def figure(measure: Measure) -> Column[ProgrammeLine]:
            def cell(line: ProgrammeLine) -> Cell:
                view = line.measure(measure)
                if view is None:
                    return Cell(text="…" if not line.measures else unstated(), tone="ink_2")
                told = stated_text(view, words)
                return Cell(text=told, kind=Type.FIGURE, tone="ink_2" if told == unstated() else "ink")

            drop = 1 if measure is Measure.TARGET else 0
            return Column(title=measure_name(measure), cell=cell, least=106, right=True, drop=drop)

        return [
            Column(title=self.tr("Program"), cell=title, least=230, share=3),
            Column(title=self.tr("Di laptop ini"), cell=trainings, least=130, drop=2),
            *(figure(measure) for measure in OF_PEOPLE),
        ]

    def enter(self, state: State) -> None:
        self._wanted = text(state, "programme")
        self.refresh()

    def state(self) -> State:
        return {"programme": str(key) if (key := self.table.current_key()) is not None else ""}

    def first(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.read(list_programmes), self._show, purpose="programmes")

    def _show(self, views: tuple[ProgrammeView, ...]) -> None:
        """The list at once; numbers that take counting follow, those known before stand until then."""
        shipped = shipped_files()
        for view in views:
            if view.id is None and view.key in shipped:
                self._known[ProgrammeLine(view=view).named] = preview(shipped[view.key]).figures
        self._views = views
        self._draw()
        self._curtain.lift(empty=not views)
        added = sum(view.id is not None for view in views)
        counts = (self.tr("%Ln program", "", len(views)), self.tr("%Ln sudah ditambahkan", "", added))
        self.head.tell(self.tr("Program"), " · ".join(counts) if views else "")
        if views and (self._wanted or not self.table.currentIndex().isValid()):
            self.table.choose(max(0, self.model.row_of(self._wanted)))
            self._wanted = ""
        for view in views:
            if view.id is not None:
                self._ask_figures(view)

    def _ask_figures(self, view: ProgrammeView) -> None:
        named = ProgrammeLine(view=view).named

        def show(measures: tuple[MeasureView, ...]) -> None:
            self._known[named] = measures
            self._draw()

        asked = self.room.services.read(figures, view.key, view.office)
        self.room.jobs.ask(self, asked, show, purpose=f"figures {named}")

    def _draw(self) -> None:
        lines = [ProgrammeLine(view=view) for view in self._views]
        self.table.show_rows(
            [ProgrammeLine(view=one.view, measures=self._known.get(one.named, ())) for one in lines],
        )
        self._choose(self.table.currentIndex().row())

    def _choose(self, row: int) -> None:
        line = self.model.value_at(row)
        if line is not None:
            self.card.show_measures(line.view.title, line.measures)
        self.room.usher.placed.emit()

    def _open(self, row: int) -> None:
        line = self.model.value_at(row)
        if line is not None:
            self._go(line.view.key, line.view.office or "")

    def _go(self, key: str, office: str) -> None:
        self.room.usher.go(Place(page="programme", state={"key": key, "office": office}))

    def choose_file(self) -> None:
        """Ask for a programme file and add it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Berkas program"), "", self.tr("Berkas program (*.json)"))
        if name:
            self.add_file(Path(name))

    def add_file(self, file: Path) -> None:
        """Add the programme of a file and open its page; what is wrong in it is told, and nothing is saved."""
        office = self.room.profile.offices[0].code

        def done(key: str) -> None:
            self.room.usher.say(self.tr("Program ditambahkan."))
            self._go(key, office)

        change = self.room.services.write(
            lambda replica, moment: take_programme(replica, office, file, moment), Topic.PROGRAMMES
        )
        self.room.jobs.ask(self, change, done, writes=True)
