"""Who is in which state of a class, and moving many of them at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from contract.training.enrolment.states import State
from desktop.services.enrolment.views import EnrolmentRow, Enrolments, Wanted, list_enrolments, those_meant
from desktop.services.views import ClassSummary
from desktop.ui.dialogs.enrolment import DecreeDialog, MoveDialog, SelectDialog, TransferDialog
from desktop.ui.fields import Choice
from desktop.ui.paged_list import PagedList
from desktop.ui.paged_rows import Found, PagedModel
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.parts import Button, Elided, column, row
from desktop.ui.place import State as PlaceState
from desktop.ui.place import inner, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, Order
from desktop.ui.theme import Type
from desktop.ui.waiting import Empty
from desktop.ui.words import told

_LOOKS = {
    State.RESERVE: ("hourglass", "code_i"),
    State.REJECTED: ("prohibit", "ink_2"),
    State.PASSED: ("check-circle", "code_h"),
    State.NOT_PASSED: ("prohibit", "code_a"),
    State.DEFERRED: ("hourglass", "code_i"),
    State.WITHDRAWN: ("x", "mengkudu"),
    State.DROPPED: ("x", "mengkudu"),
}
_NEXT = {
    State.NOMINATED: State.REGISTERED,
    State.REGISTERED: State.SELECTED,
    State.SELECTED: State.CONFIRMED,
    State.RESERVE: State.SELECTED,
    State.CONFIRMED: State.ACTIVE,
    State.WITHDRAWN: State.REGISTERED,
}
"""What most often follows: what the dialog proposes."""


class EnrolmentList(PagedList[EnrolmentRow]):
    """Signals: told(answer): Enrolments, with the counts by state."""

    told_all = Signal(object)

    def __init__(self, room: Room, columns: list[Column[EnrolmentRow]], empty: QWidget) -> None:
        model = PagedModel[EnrolmentRow](columns, lambda one: one.person)
        super().__init__(
            room, model, self.tr("Kepesertaan"), self.tr("Cari nama, NIP, atau instansi"), empty, several=True
        )
        self.class_id = 0
        self.states: tuple[State, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """What is shown."""
        return Wanted(states=self.states, search=self.search.words())

    def fetch(self, search: str, order: Order | None, limit: int, offset: int) -> Future[Any]:
        class_id, wanted = self.class_id, Wanted(states=self.states, search=search)
        return self._room.services.read(lambda r: (offset, list_enrolments(r, class_id, wanted, limit, offset)))

    def found_in(self, answer: tuple[int, Enrolments]) -> Found[EnrolmentRow]:
        offset, found = answer
        self.told_all.emit(found)
        return Found(total=found.total, offset=offset, rows=found.rows)

    def counted(self, total: int) -> str:
        return self.tr("%Ln orang", "", total)


class EnrolmentPage(ClassTab):
    """The list by state, and acts on the rows that are picked."""

    topics = frozenset({Topic.PEOPLE, Topic.CLASSES, Topic.RESULTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._held: Enrolments | None = None
        self.filter = Choice(look)
        self.filter.setAccessibleName(self.tr("Status"))
        self.filter.setFont(look.font(Type.BODY))
        self.filter.addItem(self.tr("Semua status"), "")
        for state in State:
            self.filter.addItem(told(state.label), state.value)
        self._line = Elided(look, "", Type.FIGURE, tone="ink_2")
        words = self.tr("Belum ada orang di kelas ini. Impor daftar peserta di tab Peserta.")
        self.people = EnrolmentList(room, self._columns(), Empty(look, "boat", words))
        self.people.told_all.connect(self._take)
        self.people.placed.connect(room.usher.placed)
        self.people.table.picked.connect(self._enable)
        self.people.table.chosen.connect(lambda _: self._enable())
        self.people.tools.addWidget(self.filter)
        self.change = Button(look, self.tr("Ubah status"), self.move_picked, kind="primary")
        self.select = Button(look, self.tr("Seleksi menurut kuota"), self.select_by_quota)
        self.transfer = Button(look, self.tr("Pindah kelas"), self.transfer_one)
        self.decree = Button(look, self.tr("SK penetapan"), self.set_decree)
        acts = row(gap=look.sizes.step_2)
        acts.addWidget(self._line, 1)
        for each in (self.decree, self.transfer, self.select, self.change):
            acts.addWidget(each)
        layout = column(gap=look.sizes.step_3)
        layout.setContentsMargins(0, look.sizes.step_2, 0, look.sizes.step_4)
        layout.addLayout(acts)
        layout.addWidget(self.people, 1)
        self.setLayout(layout)
        self.filter.currentIndexChanged.connect(lambda _: self._turn())

    def _columns(self) -> list[Column[EnrolmentRow]]:
        def state(one: EnrolmentRow) -> Cell:
            icon, tone = _LOOKS.get(one.state, ("", "ink")) if one.state is not None else ("warning", "mengkudu")
            words = told(one.state.label) if one.state is not None else one.stored
            if one.reserve_order is not None:
                words = self.tr("{state} {order}").format(state=words, order=one.reserve_order)
            if one.doubtful:
                return Cell(text=words, icon="warning", tone="mengkudu", tag=self.tr("dipersoalkan"))
            return Cell(text=words, icon=icon, tone=tone)

        def plain(value: Callable[[EnrolmentRow], str | None]) -> Callable[[EnrolmentRow], Cell]:
            return lambda one: Cell(text=value(one) or "")

        def number(one: EnrolmentRow) -> Cell:
            return Cell(text="" if one.roster_number is None else str(one.roster_number), kind=Type.FIGURE)

        return [
            Column(title=self.tr("No"), cell=number, least=52, right=True),
            Column(title=self.tr("Nama"), cell=lambda one: Cell(text=one.name, kind=Type.MEDIUM), least=220, share=3),
            Column(title=self.tr("Instansi"), cell=plain(lambda one: one.agency), least=170, share=2, drop=2),
            Column(title=self.tr("Status"), cell=state, least=150, share=1),
            Column(title=self.tr("Diusulkan oleh"), cell=plain(lambda one: one.nominated_by), least=130, drop=4),
            Column(title=self.tr("Nomor SK"), cell=plain(lambda one: one.decree_number), least=120, drop=3),
            Column(title=self.tr("Alasan"), cell=plain(lambda one: one.reason), least=130, share=1, drop=1),
        ]

    # -------------------------------------------------------------- where

    def come_back(self, state: PlaceState) -> None:
        self.people.class_id = self.class_id
        self.filter.blockSignals(True)
        self.filter.setCurrentIndex(max(0, self.filter.findData(text(state, "status"))))
        self.filter.blockSignals(False)
        self.people.states = self._states()
        self.people.curtain.wait()
        self.people.enter(inner(state, "list"))

    def state(self) -> PlaceState:
        return {"status": self.filter.currentData(), "list": self.people.state()}

    def first(self) -> QWidget:
        return self.people.search

    def refresh(self) -> None:
        if self.class_id:
            self.people.refresh()

    def _states(self) -> tuple[State, ...]:
        chosen = self.filter.currentData()
        return (State(chosen),) if chosen else ()

    def _turn(self) -> None:
        self.people.states = self._states()
        self.people.show_found(self.people.search.text())
        self.room.usher.placed.emit()

    def _take(self, held: Enrolments) -> None:
        """Counts by state into the filter, and places into the line."""
        self._held = held
        amount = self.room.words.amount
        for at in range(1, self.filter.count()):
            state = State(self.filter.itemData(at))
            self.filter.setItemText(at, f"{told(state.label)} ({amount(held.by_state.get(state.value, 0))})")
        parts = []
        if held.quota is not None:
            parts.append(self.tr("kuota {count}").format(count=amount(held.quota)))
        if held.reserves:
            parts.append(self.tr("{count} tempat peserta cadangan").format(count=amount(held.reserves)))
        if held.over_quota:
            parts.append(self.tr("{count} melebihi kuota").format(count=amount(held.over_quota)))
        if held.decree_number:
            parts.append(self.tr("SK {number}").format(number=held.decree_number))
        self._line.set_tone("mengkudu" if held.over_quota else "ink_2")
        self._line.tell(" · ".join(parts))
        self.select.setEnabled(held.by_state.get(State.REGISTERED.value, 0) > 0)
        self._enable()

    def _enable(self) -> None:
        self.change.setEnabled(bool(self._rows()))
        self.transfer.setEnabled(len(self._rows()) == 1)

    def _rows(self) -> list[int]:
        table = self.people.table
        picked = table.picked_rows()
        return picked or ([table.currentIndex().row()] if table.currentIndex().isValid() else [])

    # -------------------------------------------------------------- acts

    def move_picked(self) -> None:
        """Another state for the picked people: found by their places in the list, for not all of them are here."""
        rows, class_id, wanted = self._rows(), self.class_id, self.people.wanted
        if not rows:
            return

        def meant(found: tuple[list[int], tuple[EnrolmentRow, ...]]) -> None:
            people, first = found
            chosen = [people[at] for at in rows if at < len(people)]
            held = first[0].state if first else None
            if chosen:
                to = State.WITHDRAWN if held is None else _NEXT.get(held, State.WITHDRAWN)
                MoveDialog(self.room, self, class_id, chosen, to).open()

        asked = self.room.services.read(
            lambda r: (those_meant(r, class_id, wanted), list_enrolments(r, class_id, wanted, 1, rows[0]).rows)
        )
        self.room.jobs.ask(self, asked, meant)

    def select_by_quota(self) -> None:
        """The places of the class to those who are registered."""
        held, class_id = self._held, self.class_id
        registered = Wanted(states=(State.REGISTERED,))

        def meant(people: list[int]) -> None:
            if held is not None and people:
                SelectDialog(self.room, self, class_id, held, people).open()

        self.room.jobs.ask(self, self.room.services.read(those_meant, class_id, registered), meant)

    def transfer_one(self) -> None:
        """The current person into another class."""
        rows, class_id, wanted = self._rows(), self.class_id, self.people.wanted

        def choose(person: EnrolmentRow, classes: tuple[ClassSummary, ...]) -> None:
            TransferDialog(self.room, self, class_id, person, classes).open()

        def meant(found: tuple[EnrolmentRow, ...]) -> None:
            if found:
                self.room.jobs.ask(self, self.room.services.classes(), lambda classes: choose(found[0], classes))

        if rows:
            asked = self.room.services.read(lambda r: list_enrolments(r, class_id, wanted, 1, rows[0]).rows)
            self.room.jobs.ask(self, asked, meant)

    def set_decree(self) -> None:
        """The number and day of the decree."""
        if self._held is not None:
            number, on = self._held.decree_number or "", self._held.decree_on or ""
            DecreeDialog(self.room, self, self.class_id, number, on).open()
