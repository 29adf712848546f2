"""What people write about a plan: its fields, a milestone, a coaching, a follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from contract.training.plans.action_plans import FOLLOW_UP_DAYS, Choices
from desktop.services.plans.grouping import Member
from desktop.services.plans.planning import (
    NewCoaching,
    NewFollowUp,
    NewMilestone,
    add_coaching,
    add_milestone,
    fill_plan,
    finish_milestone,
    report_follow_up,
)
from desktop.services.plans.views import MilestoneView, PlanView
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field
from desktop.ui.pages.plans.told import field_name, follow_up_name
from desktop.ui.port import Topic
from desktop.ui.room import Room

_LINES = ("title", "theme", "measure", "baseline", "target", "development_plan", "indicators", "budget")
_TEXTS = ("background", "objective", "outputs", "outcomes", "beneficiaries", "risks", "stakeholders", "feedback")
_TAGS = ("priorities", "impacts")


def _iso(field: DateField) -> str:
    return field.date().toString("yyyy-MM-dd")


def _text_field(room: Room, words: str = "") -> QPlainTextEdit:
    text = QPlainTextEdit(words)
    text.setTabChangesFocus(True)
    text.setFixedHeight(room.look.sizes.row_comfortable * 2)
    return text


class _Writing(Dialog):
    """Writes one thing about the plan of a group, and closes when it is on the disk."""

    def __init__(self, room: Room, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(room.look, room.jobs, parent, title, verb)
        self._room = room

    def _write(self, change: Callable[[Any, Any], object]) -> None:
        self.run(self._room.services.write(change, Topic.PLANS), lambda _: self.accept())


class PlanDialog(_Writing):
    """All fields of a plan; only those that were changed are written."""

    def __init__(self, room: Room, parent: QWidget, plan: PlanView, choices: Choices) -> None:
        super().__init__(room, parent, self.tr("Isi rencana aksi"), self.tr("Simpan"))
        self.set_width(room.look.sizes.dialog)
        self._plan = plan
        self.fields: dict[str, QLineEdit | QPlainTextEdit | Choice] = {}
        for name in ("title", "theme", "priorities", "impacts", "quick_win", "indicators", *_LINES[2:6], "budget"):
            if name not in self.fields:
                self._add(name, choices)
        for name in _TEXTS:
            self._add(name, choices)
        self.first = self.fields["title"]

    def _add(self, name: str, choices: Choices) -> None:
        stated = {"priorities": choices.priorities, "impacts": choices.impacts}.get(name, ())
        now = self._now(name)
        field: QLineEdit | QPlainTextEdit | Choice
        if name == "quick_win":
            field = Choice(self.look)
            for words, value in ((self.tr("Belum ditetapkan"), ""), (self.tr("Ya"), "1"), (self.tr("Tidak"), "0")):
                field.addItem(words, value)
            field.setCurrentIndex(max(0, field.findData(now)))
        elif name in _TEXTS:
            field = _text_field(self._room, now)
        else:
            field = QLineEdit(now)
        hint = ""
        if name in _TAGS:
            hint = self.tr("Pisahkan dengan titik koma.")
            if stated:
                hint = self.tr("Pilihan program ini: {choices}").format(choices="; ".join(stated))
        self.fields[name] = field
        self.body.addWidget(Field(self.look, field_name(name), field, hint))

    def _now(self, name: str) -> str:
        value = self._plan.theme if name == "theme" else self._plan.stated.get(name)
        return "" if value is None else str(value)

    def _typed(self, name: str) -> str:
        field = self.fields[name]
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        return str(field.currentData()) if isinstance(field, Choice) else field.text().strip()

    def act(self) -> None:
        changed = {name: typed for name in self.fields if (typed := self._typed(name)) != self._now(name).strip()}
        group = self._plan.group
        self._write(lambda replica, moment: fill_plan(replica, group, changed, moment))


class MilestoneDialog(_Writing):
    """A new milestone of a plan."""

    def __init__(self, room: Room, parent: QWidget, plan: PlanView, members: Sequence[Member]) -> None:
        super().__init__(room, parent, self.tr("Tambah tonggak"), self.tr("Tambah tonggak"))
        self._plan = plan
        self.title, self.measure, self.target = QLineEdit(), QLineEdit(), QLineEdit()
        self.owner = Choice(room.look)
        self.owner.addItem(self.tr("Belum ditunjuk"), 0)
        for one in members:
            self.owner.addItem(one.name, one.id)
        self.day = DateField(room.look, QDate.currentDate())
        for label, field in (
            (self.tr("Tonggak"), self.title),
            (self.tr("Penanggung jawab"), self.owner),
            (self.tr("Tenggat"), self.day),
            (self.tr("Ukuran"), self.measure),
            (self.tr("Target"), self.target),
        ):
            self.body.addWidget(Field(room.look, label, field))
        self.first = self.title

    def act(self) -> None:
        new = NewMilestone(
            title=self.title.text(),
            due_on=_iso(self.day),
            owner=self.owner.currentData() or None,
            measure=self.measure.text(),
            target=self.target.text(),
        )
        group = self._plan.group
        self._write(lambda replica, moment: add_milestone(replica, group, new, moment))


class FinishDialog(_Writing):
    """When a milestone was reached, and what came of it."""

    def __init__(self, room: Room, parent: QWidget, milestone: MilestoneView) -> None:
        super().__init__(room, parent, self.tr("Tandai selesai"), self.tr("Tandai selesai"))
        self._milestone = milestone
        self.say(milestone.title)
        self.day = DateField(room.look, QDate.currentDate())
        self.realisation = QLineEdit(milestone.realisation or "")
        self.body.addWidget(Field(room.look, self.tr("Selesai pada"), self.day))
        self.body.addWidget(Field(room.look, self.tr("Realisasi"), self.realisation))

    def act(self) -> None:
        milestone, day, told = self._milestone.id, _iso(self.day), self.realisation.text()
        self._write(lambda replica, moment: finish_milestone(replica, milestone, day, told, moment))


class CoachingDialog(_Writing):
    """A line of the coaching log."""

    def __init__(self, room: Room, parent: QWidget, plan: PlanView) -> None:
        super().__init__(room, parent, self.tr("Catat pendampingan"), self.tr("Simpan catatan"))
        self._plan = plan
        self.day = DateField(room.look, QDate.currentDate())
        self.mode = QLineEdit()
        self.notes, self.next = _text_field(room), QLineEdit()
        self.body.addWidget(Field(room.look, self.tr("Tanggal"), self.day))
        self.body.addWidget(Field(room.look, self.tr("Cara"), self.mode, self.tr("Misalnya: daring, kunjungan")))
        self.body.addWidget(Field(room.look, self.tr("Catatan"), self.notes))
        self.body.addWidget(Field(room.look, self.tr("Tindak lanjut"), self.next))
        self.first = self.notes

    def act(self) -> None:
        new = NewCoaching(
            held_on=_iso(self.day),
            notes=self.notes.toPlainText(),
            mode=self.mode.text(),
            follow_up=self.next.text(),
        )
        group = self._plan.group
        self._write(lambda replica, moment: add_coaching(replica, group, new, moment))


class FollowUpDialog(_Writing):
    """What came of a plan after 60 days or a year."""

    def __init__(self, room: Room, parent: QWidget, plan: PlanView, days: int) -> None:
        super().__init__(room, parent, self.tr("Laporkan tindak lanjut"), self.tr("Simpan laporan"))
        self._plan = plan
        self.days = Choice(room.look)
        for one in FOLLOW_UP_DAYS:
            self.days.addItem(follow_up_name(one), one)
        self.days.setCurrentIndex(max(0, self.days.findData(days)))
        self.day = DateField(room.look, QDate.currentDate())
        self.share = QLineEdit()
        self.realisation, self.obstacles, self.next = _text_field(room), _text_field(room), QLineEdit()
        for label, field in (
            (self.tr("Tindak lanjut"), self.days),
            (self.tr("Dilaporkan pada"), self.day),
            (self.tr("Realisasi (%)"), self.share),
            (self.tr("Yang terwujud"), self.realisation),
            (self.tr("Kendala"), self.obstacles),
            (self.tr("Langkah berikut"), self.next),
        ):
            self.body.addWidget(Field(room.look, label, field))
        self.first = self.share

    def act(self) -> None:
        new = NewFollowUp(
            days=int(self.days.currentData()),
            held_on=_iso(self.day),
            share=self.share.text(),
            realisation=self.realisation.toPlainText(),
            obstacles=self.obstacles.toPlainText(),
            next=self.next.text(),
        )
        group = self._plan.group
        self._write(lambda replica, moment: report_follow_up(replica, group, new, moment))
