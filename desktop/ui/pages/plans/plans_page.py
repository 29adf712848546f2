"""The board of action plans: who needs somebody first, across classes, with what is due next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from contract.training.plans.lights import Colour
from desktop.services.plans.rollup import Lights, office_lights
from desktop.services.plans.views import PlanView
from desktop.services.views import ClassSummary
from desktop.ui.allowed import writes
from desktop.ui.fields import Choice
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.plans.seminar_dialogs import OrderDialog
from desktop.ui.pages.plans.told import LIGHTS, due_text, light_icon, light_name, next_milestone, status_name
from desktop.ui.parts import Button, column, row
from desktop.ui.place import Place, State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.sections import rule_out
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told


class PlansPage(Page):
    """Lights filter, a field narrows, a row opens its plan."""

    topics = frozenset({Topic.PLANS, Topic.CLASSES})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._wanted: int | None = None
        self._plans: tuple[PlanView, ...] = ()
        self._today = room.words.today()
        self._classes: dict[int, str] = {}
        self.colour: Colour | None = None
        self.head = PageHead(room, self.tr("Rencana Aksi"))
        self.order = Button(look, self.tr("Susun urutan seminar"), self.order_seminar)
        self.head.tools.addWidget(self.order)
        self.model = RowsModel[PlanView](self._columns(), lambda plan: plan.group, self)
        self.table = Table(look, self.tr("Papan rencana aksi"), lines=2)
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: room.usher.placed.emit())
        self._make_filters()
        words = self.tr("Belum ada kelompok. Kelompok dibuat di kelas; setiap kelompok menyusun satu rencana aksi.")
        self._curtain = Curtain(look, self.table, Empty(look, "leaf", words))
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.page)
        layout.addWidget(self.head)
        layout.addLayout(self._filters)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _make_filters(self) -> None:
        look, sizes = self.room.look, self.room.look.sizes
        self._filters = row(gap=sizes.step_2)
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Cari judul, kelompok, atau tema"))
        self.search.setPlaceholderText(self.tr("Cari judul, kelompok, atau tema ( / )"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(sizes.search)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.which = Choice(look)
        self.which.setAccessibleName(self.tr("Kelas"))
        self.which.setMaximumWidth(sizes.search)
        self.which.currentIndexChanged.connect(lambda _: self._narrow())
        self._filters.addWidget(self.search, 1)
        self._filters.addWidget(self.which, 1)
        self.lamps: dict[Colour, Button] = {}
        for colour in LIGHTS:
            lamp = Button(look, light_name(colour))
            lamp.setCheckable(True)
            look.dress(lamp, *light_icon(colour))
            lamp.clicked.connect(lambda on, colour=colour: self._light(colour if on else None))
            self.lamps[colour] = lamp
            self._filters.addWidget(lamp)

    def _columns(self) -> list[Column[PlanView]]:
        words = self.room.words

        def light(plan: PlanView) -> Cell:
            icon, tone = light_icon(plan.light.colour)
            return Cell(text=light_name(plan.light.colour), kind=Type.MEDIUM, icon=icon, tone=tone)

        def title(plan: PlanView) -> Cell:
            named = plan.title or self.tr("belum berjudul")
            return Cell(text=named, kind=Type.MEDIUM, tone="ink" if plan.title else "ink_2")

        def due(plan: PlanView) -> Cell:
            found = next_milestone(plan, self._today)
            late = found is not None and (found.due_on or "") < self._today
            return Cell(text=due_text(found, words), kind=Type.FIGURE, tone="code_a" if late else "ink")

        return [
            Column(title=self.tr("Lampu"), cell=light, least=104, exact=lambda plan: LIGHTS.index(plan.light.colour)),
            Column(title=self.tr("Rencana aksi"), cell=title, least=230, share=3, exact=lambda plan: plan.title),
            Column(
                title=self.tr("Kelompok"),
                cell=lambda plan: Cell(text=plan.group_title, kind=Type.FIGURE),
                least=116,
                exact=lambda plan: plan.number,
            ),
            Column(
                title=self.tr("Tenggat berikutnya"),
                cell=due,
                least=200,
                share=2,
                exact=lambda plan: found.due_on if (found := next_milestone(plan, self._today)) else None,
            ),
            Column(title=self.tr("Status"), cell=lambda plan: Cell(text=status_name(plan.status)), least=116, drop=1),
            *self._further_columns(),
        ]

    def _further_columns(self) -> list[Column[PlanView]]:
        return [
            Column(
                title=self.tr("Mengapa"),
                cell=lambda plan: Cell(text=told(plan.light.reason), tone="ink_2"),
                least=230,
                share=3,
                drop=3,
            ),
            Column(
                title=self.tr("Kelas"),
                cell=lambda plan: Cell(text=self._classes.get(plan.class_id, "")),
                least=200,
                share=1,
                drop=4,
            ),
        ]

    # -------------------------------------------------------------- place

    def enter(self, state: State) -> None:
        self._wanted = number(state, "group")
        self._wanted_class = number(state, "class")
        named = text(state, "light")
        self.colour = Colour(named) if named in Colour.__members__.values() else None
        self.search.setText(text(state, "search"))
        self.refresh()

    def state(self) -> State:
        return {
            "group": self.table.current_key(),
            "class": self.which.currentData(),
            "light": self.colour.value if self.colour is not None else "",
            "search": self.search.text(),
        }

    def first(self) -> QWidget:
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
            return
        super().keyPressEvent(event)

    # -------------------------------------------------------------- values

    def refresh(self) -> None:
        self._today = self.room.words.today()
        self.room.jobs.ask(self, self.room.services.classes(), self._show_classes, purpose="classes")
        asked = self.room.services.read(office_lights, self._today)
        self.room.jobs.ask(self, asked, self._show, purpose="lights")

    def _show_classes(self, classes: tuple[ClassSummary, ...]) -> None:
        self._classes = {one.id: one.title for one in classes}

    def _show(self, lights: Lights) -> None:
        self._plans = tuple(sorted(lights.plans, key=self._urgency))
        self._curtain.lift(empty=not lights.plans)
        self._fill_classes()
        for colour, lamp in self.lamps.items():
            lamp.setText(f"{light_name(colour)} {lights.counts.get(colour, 0)}")
            lamp.setAccessibleName(f"{light_name(colour)}: {lights.counts.get(colour, 0)}")
        self._narrow()
        if self._wanted is not None or not self.table.currentIndex().isValid():
            at = self.model.row_of(self._wanted) if self._wanted is not None else 0
            self._wanted = None
            if self.model.rows:
                self.table.choose(max(0, at))

    def _urgency(self, plan: PlanView) -> tuple[int, str, int]:
        found = next_milestone(plan, self._today)
        return LIGHTS.index(plan.light.colour), (found.due_on or "") if found else "9999", plan.group

    def _fill_classes(self) -> None:
        held = dict.fromkeys(plan.class_id for plan in self._plans)
        there = [self.which.itemData(n) for n in range(1, self.which.count())]
        if list(held) != there or not self.which.count():
            chosen = self.which.currentData() or self._wanted_class
            self.which.blockSignals(True)
            self.which.clear()
            self.which.addItem(self.tr("Semua kelas"), 0)
            for one in held:
                self.which.addItem(self._classes.get(one, ""), one)
            self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
            self.which.blockSignals(False)

    def _light(self, colour: Colour | None) -> None:
        self.colour = colour
        self._narrow()

    def _narrow(self) -> None:
        """Show those that class, light and words leave."""
        words = self.search.text().casefold().split()
        chosen = self.which.currentData()
        shown = [
            plan
            for plan in self._plans
            if (not chosen or plan.class_id == chosen)
            and (self.colour is None or plan.light.colour is self.colour)
            and all(word in f"{plan.title} {plan.group_title} {plan.theme or ''}".casefold() for word in words)
        ]
        self.table.show_rows(shown)
        for colour, lamp in self.lamps.items():
            lamp.setChecked(colour is self.colour)
        count = self.tr("%Ln rencana aksi", "", len(shown))
        if len(shown) < len(self._plans):
            count = self.tr("{shown} dari {count}").format(shown=count, count=len(self._plans))
        self.head.tell(self.tr("Rencana Aksi"), count if self._plans else "")
        why = "" if writes(self.room.profile) else self.tr("Anda hanya dapat membaca.")
        one_class = chosen or (len({plan.class_id for plan in self._plans}) == 1)
        rule_out(self.order, why or ("" if one_class else self.tr("Pilih satu kelas dahulu.")))
        self.room.usher.placed.emit()

    def _open(self, at: int) -> None:
        plan = self.model.value_at(at)
        if plan is not None:
            self.room.usher.go(Place(page="plan", state={"group": plan.group}))

    def order_seminar(self) -> None:
        """Ask how the groups of the chosen class present, and set their order."""
        chosen = self.which.currentData() or (self._plans[0].class_id if self._plans else 0)
        if chosen:
            OrderDialog(self.room, self, chosen, self._classes.get(chosen, "")).open()
