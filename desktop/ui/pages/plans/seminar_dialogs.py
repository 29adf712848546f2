"""Who presents when, and one examiner's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget

from contract.training.exact_numbers import number_text
from contract.training.plans.seminars import Criterion
from desktop.services.classes.staff import StaffView
from desktop.services.plans.seminars import NewScore, give_score, order_seminar
from desktop.services.plans.views import PlanView
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field, WholeField
from desktop.ui.port import Topic
from desktop.ui.room import Room


class OrderDialog(Dialog):
    """By the groups' numbers, or drawn by a number that anybody can draw again with."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, class_title: str) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Susun urutan seminar"), self.tr("Susun urutan"))
        self._room, self._class = room, class_id
        self.say(class_title)
        self.how = Choice(room.look)
        self.how.addItem(self.tr("Menurut nomor kelompok"), "number")
        self.how.addItem(self.tr("Diundi"), "drawn")
        self.seed = WholeField(room.look, 0, 999_999, 0)
        self.seed.setEnabled(False)
        self.how.currentIndexChanged.connect(lambda _: self.seed.setEnabled(self.how.currentData() == "drawn"))
        self.day = DateField(room.look, QDate.currentDate())
        self.body.addWidget(Field(room.look, self.tr("Urutan"), self.how))
        hint = self.tr("Angka undian yang sama selalu memberi urutan yang sama.")
        self.body.addWidget(Field(room.look, self.tr("Angka undian"), self.seed, hint))
        self.body.addWidget(
            Field(room.look, self.tr("Hari seminar"), self.day, self.tr("Tindak lanjut dihitung dari hari ini."))
        )
        self.first = self.how

    def act(self) -> None:
        seed = self.seed.whole if self.how.currentData() == "drawn" else None
        group, day = self._class, self.day.date().toString("yyyy-MM-dd")
        made = self._room.services.write(
            lambda replica, moment: order_seminar(replica, group, moment, seed=seed, on=day), Topic.PLANS
        )
        self.run(made, self._done)

    def _done(self, order: tuple[int, ...]) -> None:
        self._room.usher.say(self.tr("Urutan seminar %Ln kelompok tersimpan.", "", len(order)))
        self.accept()


class SheetDialog(Dialog):
    """What one examiner gives a plan, criterion by criterion."""

    def __init__(
        self, room: Room, parent: QWidget, plan: PlanView, examiners: Sequence[StaffView], criteria: Sequence[Criterion]
    ) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Lembar penguji"), self.tr("Simpan nilai"))
        self._room, self._plan = room, plan
        self.say(f"{plan.group_title} · {plan.title}")
        self.who = Choice(room.look)
        for one in examiners:
            self.who.addItem(one.name, one.id)
        self.body.addWidget(Field(room.look, self.tr("Penguji"), self.who))
        self.values: dict[int, QLineEdit] = {}
        for criterion in criteria:
            line = QLineEdit()
            weight = number_text(Fraction(criterion.weight, 100))
            label = self.tr("{title} (bobot {weight})").format(title=criterion.title, weight=weight)
            self.values[criterion.number] = line
            self.body.addWidget(Field(room.look, label, line))
        self.remark = QLineEdit()
        self.body.addWidget(Field(room.look, self.tr("Catatan, atau alasan sesudah berita acara"), self.remark))
        self.who.currentIndexChanged.connect(lambda _: self._fill())
        self._fill()
        self.first = self.who

    def _fill(self) -> None:
        """What this examiner gave already."""
        sheets = {sheet.examiner: sheet for sheet in self._plan.seminar.result.sheets}
        sheet = sheets.get(self.who.currentData())
        for number, line in self.values.items():
            value = sheet.values.get(number) if sheet is not None else None
            line.setText("" if value is None else number_text(Fraction(value, 100)))

    def act(self) -> None:
        given = NewScore(examiner=int(self.who.currentData()), criterion="", value="", note=self.remark.text())
        lines = [
            replace(given, criterion=str(number), value=line.text().strip()) for number, line in self.values.items()
        ]
        group = self._plan.group
        sheets = {sheet.examiner: sheet for sheet in self._plan.seminar.result.sheets}
        there = sheets[given.examiner].values if given.examiner in sheets else {}
        wanted = [line for line in lines if line.value or int(line.criterion) in there]
        made = self._room.services.write(
            lambda replica, moment: [give_score(replica, group, line, moment) for line in wanted], Topic.PLANS
        )
        self.run(made, lambda _: self.accept())
