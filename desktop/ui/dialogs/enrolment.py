"""Moving people of a class: to another state, into its places by quota, and to another class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from contract.training.enrolment.states import Allotment, Order, State
from desktop.services.enrolment.eligibility import TOLD_AT, Checked, warned_about
from desktop.services.enrolment.moving import Move, Moved, Progress, move_many
from desktop.services.enrolment.selection import (
    Selected,
    Transferred,
    plan_selection,
    queue_behind,
    select_by,
    set_decree,
    set_quota,
    transfer,
)
from desktop.services.enrolment.views import EnrolmentRow, Enrolments
from desktop.services.views import ClassSummary
from desktop.ui.dialogs.bulk import BulkDialog, warnings_told
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field
from desktop.ui.parts import row
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.words import told

_CHECKED = 500
_LEAVING = frozenset({State.WITHDRAWN, State.DROPPED, State.REJECTED})


class MoveDialog(BulkDialog):
    """Another state for the people picked. Who cannot come into it stays, and is named with the reason."""

    def __init__(
        self, room: Room, parent: QWidget, class_id: int, people: Sequence[int], to: State = State.REGISTERED
    ) -> None:
        title = self.tr("Ubah status %Ln orang", "", len(people))
        super().__init__(room, parent, title, self.tr("Ubah status"), class_id)
        look = room.look
        self._people = tuple(people)
        self.to = Choice(look)
        for state in State:
            self.to.addItem(told(state.label), state.value)
        self.to.setCurrentIndex(self.to.findData(to.value))
        self.reason, self.decree = QLineEdit(), QLineEdit()
        self.day = DateField(look, QDate.currentDate())
        self._reason_field = Field(look, self.tr("Alasan (perlu bila keluar)"), self.reason)
        self._decree_field = Field(look, self.tr("Nomor SK penetapan"), self.decree)
        self._day_field = Field(look, self.tr("Tanggal SK"), self.day)
        self.body.addWidget(Field(look, self.tr("Menjadi"), self.to))
        self.body.addWidget(self._reason_field)
        decree = row(gap=look.sizes.step_3)
        decree.addWidget(self._decree_field, 3)
        decree.addWidget(self._day_field, 2)
        self.body.addLayout(decree)
        self.add_foot()
        self.to.currentIndexChanged.connect(lambda _: self._turn())
        self.first = self.to
        self._turn()

    @property
    def state(self) -> State:
        """Where they are moved."""
        return State(self.to.currentData())

    def _turn(self) -> None:
        confirms = self.state is State.CONFIRMED
        self._decree_field.setVisible(confirms)
        self._day_field.setVisible(confirms)
        self.tell([])
        if self.state in TOLD_AT:
            asked = self.room.services.read(warned_about, self.class_id, self._people[:_CHECKED])
            self._jobs.ask(self, asked, self._warn, purpose="warned")
        self.fit()

    def _warn(self, warned: tuple[Checked, ...]) -> None:
        if warned:
            head = self.tr("%Ln orang perlu diperiksa kelayakannya; tetap dapat diubah:", "", len(warned))
            self.tell([head, *warnings_told(warned, self.tr("dan {count} orang lain"))], tone="mengkudu")

    def act(self) -> None:
        reason, state = self.reason.text().strip(), self.state
        missing = state in _LEAVING and not reason
        self._reason_field.complain(self.tr("Tulis alasannya.") if missing else "")
        if missing:
            return
        number = self.decree.text().strip() if state is State.CONFIRMED else ""
        day = self.day.date()
        on = date(day.year(), day.month(), day.day())
        class_id, people = self.class_id, self._people

        def job(replica: Any, progress: Progress) -> Moved:
            orders = {}
            if state is State.RESERVE:
                orders = replica.database.call(queue_behind, replica, class_id, people).result()
            move = Move(to=state, reason=reason, decree_number=number, decided_on=on if number else None, orders=orders)
            return move_many(replica, class_id, people, move, progress)

        self.go(job, self._moved)

    def _moved(self, moved: Moved) -> None:
        words = self.tr("%Ln orang menjadi {state}.", "", len(moved.people)).format(state=told(self.state.label))
        if moved.moved_up:
            words += " " + self.tr("%Ln dari peserta cadangan naik.", "", len(moved.moved_up))
        self.show_moved(moved, words)


class SelectDialog(BulkDialog):
    """The places of the quota in an order, then those of the reserve; who gets what is told first."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, held: Enrolments, people: Sequence[int]) -> None:
        super().__init__(room, parent, self.tr("Seleksi menurut kuota"), self.tr("Seleksi"), class_id)
        look = room.look
        self._people = tuple(people)
        self.quota, self.reserves = QDoubleSpinBox(), QDoubleSpinBox()
        for field, value in ((self.quota, held.quota or len(people)), (self.reserves, held.reserves or 0)):
            field.lineEdit().setTextMargins(look.sizes.step_2, 0, 0, 0)
            field.setDecimals(0)
            field.setRange(0, 100_000)
            field.setValue(value)
        self.order = Choice(look)
        names = {
            Order.ROSTER: self.tr("Nomor urut"),
            Order.NAME: self.tr("Nama"),
            Order.GRADE: self.tr("Golongan, yang tertinggi dahulu"),
            Order.ECHELON: self.tr("Eselon, yang tertinggi dahulu"),
        }
        for order, name in names.items():
            self.order.addItem(name, order.value)
        figures = row(gap=look.sizes.step_3)
        figures.addWidget(Field(look, self.tr("Kuota"), self.quota), 1)
        figures.addWidget(Field(look, self.tr("Tempat peserta cadangan"), self.reserves), 1)
        self.body.addLayout(figures)
        self.body.addWidget(Field(look, self.tr("Urutan"), self.order))
        self.add_foot()
        self.say(self.tr("Hanya yang berstatus Terdaftar yang diseleksi."))
        for field in (self.quota, self.reserves):
            field.valueChanged.connect(lambda _: self._plan())
        self.order.currentIndexChanged.connect(lambda _: self._plan())
        self._plan()

    def _plan(self) -> None:
        quota, reserves = self._places
        order = Order(self.order.currentData())
        self.verb.setEnabled(False)
        asked = self.room.services.read(
            plan_selection, self.class_id, self._people, order, quota=quota, reserves=reserves
        )
        self._jobs.ask(self, asked, self._show, self._failed, purpose="plan")

    @property
    def _places(self) -> tuple[int, int]:
        return round(self.quota.value()), round(self.reserves.value())

    def _show(self, plan: Allotment) -> None:
        parts = [
            self.tr("%Ln orang terpilih", "", len(plan.selected)),
            self.tr("%Ln menjadi peserta cadangan", "", len(plan.reserves)),
            self.tr("%Ln belum mendapat tempat", "", len(plan.rest)),
        ]
        self.tell([" · ".join(parts)])
        self.verb.setEnabled(bool(plan.selected or plan.reserves))

    def act(self) -> None:
        """The quota first: the places are counted by it."""
        (quota, reserves), class_id = self._places, self.class_id
        writing = self.room.services.write(
            lambda r, m: set_quota(r, class_id, quota, reserves, m), Topic.CLASSES, class_id=class_id
        )
        self.run(writing, lambda _: self._select())

    def _select(self) -> None:
        order, class_id, people = Order(self.order.currentData()), self.class_id, self._people

        def job(replica: Any, progress: Progress) -> Selected:
            return select_by(replica, class_id, people, order, Move(to=State.SELECTED), progress)

        self.go(job, self._selected)

    def _selected(self, done: Selected) -> None:
        words = self.tr("{selected} terpilih, {reserves} peserta cadangan, {rest} belum mendapat tempat.").format(
            selected=len(done.selected.people), reserves=len(done.reserves.people), rest=len(done.rest)
        )
        self.show_moved(done.selected.and_(done.reserves), words)


class TransferDialog(Dialog):
    """One person into another class, in the state that they have; the marks stay where they are."""

    def __init__(
        self, room: Room, parent: QWidget, class_id: int, person: EnrolmentRow, classes: Sequence[ClassSummary]
    ) -> None:
        title = self.tr("Pindahkan {name}").format(name=person.name)
        super().__init__(room.look, room.jobs, parent, title, self.tr("Pindahkan"))
        self._room, self._class, self._person = room, class_id, person
        self.to = Choice(room.look)
        for one in classes:
            if one.id != class_id:
                self.to.addItem(one.title, one.id)
        self.reason = QLineEdit()
        self.body.addWidget(Field(room.look, self.tr("Ke kelas"), self.to))
        self.body.addWidget(Field(room.look, self.tr("Alasan"), self.reason))
        self.say(self.tr("Statusnya ikut; presensi dan nilai tetap di kelas ini."))
        self.verb.setEnabled(self.to.count() > 0)
        self.first = self.to

    def act(self) -> None:
        to, reason, person = self.to.currentData(), self.reason.text().strip(), self._person.person
        moving = self._room.services.write(
            lambda r, m: transfer(r, self._class, person, to, reason, m), Topic.PEOPLE, Topic.CLASSES
        )
        self.run(moving, self._moved)

    def _moved(self, done: Transferred) -> None:
        self._room.usher.say(self.tr("{name} dipindahkan.").format(name=self._person.name))
        for one in warnings_told(done.warned, "{count}"):
            self._room.usher.warn(one)
        self.accept()


class DecreeDialog(Dialog):
    """The decree by which the participants of the class were named."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, number: str, on: str) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("SK penetapan peserta"), self.tr("Simpan SK"))
        self._room, self._class = room, class_id
        self.number = QLineEdit(number)
        self.day = DateField(room.look, QDate.fromString(on, Qt.DateFormat.ISODate) if on else QDate.currentDate())
        self._number_field = Field(room.look, self.tr("Nomor SK"), self.number)
        self.body.addWidget(self._number_field)
        self.body.addWidget(Field(room.look, self.tr("Tanggal SK"), self.day))

    def act(self) -> None:
        number, day = self.number.text().strip(), self.day.date()
        self._number_field.complain("" if number else self.tr("Isi nomor SK."))
        if number:
            on = date(day.year(), day.month(), day.day())
            writing = self._room.services.write(
                lambda r, m: set_decree(r, self._class, number, on, m), Topic.CLASSES, class_id=self._class
            )
            self.run(writing, lambda _: self.accept())
