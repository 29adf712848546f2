"""A new task of a stage without sessions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from contract.training.classes.modes import is_self_paced
from desktop.services.classes.tasks import add_task
from desktop.services.views import Stage
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type

_WEEKS = 4


class NewTaskDialog(Dialog):
    """Its stage, title and due day; it counts as required unless one says otherwise."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, stages: Sequence[Stage]) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Tambah tugas"), self.tr("Tambah tugas"))
        look = room.look
        self._room, self._class = room, class_id
        self.stage = Choice(look)
        for number, stage in enumerate(stages, 1):
            self.stage.addItem(room.words.stage(stage, number), stage.id)
        paced = next((one.id for one in stages if is_self_paced(one.mode)), None)
        self.stage.setCurrentIndex(max(0, self.stage.findData(paced)))
        self.title = QLineEdit()
        self._title_field = Field(look, self.tr("Judul tugas"), self.title)
        last = next((one.ends_on for one in reversed(stages) if one.ends_on), None)
        due = QDate.fromString(last, Qt.DateFormat.ISODate) if last else QDate.currentDate().addDays(7 * _WEEKS)
        self.due = DateField(look, due)
        self.has_due = QCheckBox(self.tr("Ada batas waktu"))
        self.required = QCheckBox(self.tr("Wajib"))
        for box in (self.has_due, self.required):
            box.setFont(look.font(Type.BODY))
            box.setChecked(True)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.body.addWidget(Field(look, self.tr("Tahap"), self.stage))
        self.body.addWidget(self._title_field)
        self.body.addWidget(self.has_due)
        self.body.addWidget(Field(look, self.tr("Batas waktu"), self.due))
        self.body.addWidget(self.required)
        self.first = self.title

    def act(self) -> None:
        title = self.title.text().strip()
        self._title_field.complain("" if title else self.tr("Isi judul tugas."))
        if not title:
            return
        stage, required = self.stage.currentData(), self.required.isChecked()
        due = self.due.date().toString(Qt.DateFormat.ISODate) if self.has_due.isChecked() else ""
        adding = self._room.services.write(
            lambda r, m: add_task(r, stage, title, m, required=required, due_on=due),
            Topic.CLASSES,
            Topic.RESULTS,
            class_id=self._class,
        )
        self.run(adding, lambda _: self.accept())
