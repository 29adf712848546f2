"""Dialogs that make something new: a class, a session, a group, a note."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.services.views import NewClass, NewSession, Stage
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field, HoursField, TimeField
from desktop.ui.parts import row
from desktop.ui.room import Room


class NewClassDialog(Dialog):
    """Signals: created(id)."""

    created = Signal(object)

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Buat kelas"), self.tr("Buat kelas"))
        self._room = room
        self._title, self._programme = QLineEdit(), QLineEdit()
        self._title_field = Field(
            room.look, self.tr("Nama kelas"), self._title, self.tr("Misalnya: DLA NTT 2025, Angkatan II")
        )
        self._office = Choice(room.look)
        for office in room.profile.offices:
            self._office.addItem(f"{office.name} ({office.code})", office.code)
        self.body.addWidget(self._title_field)
        self.body.addWidget(Field(room.look, self.tr("Program (boleh kosong)"), self._programme))
        self.body.addWidget(Field(room.look, self.tr("Kantor penyelenggara"), self._office))

    def act(self) -> None:
        title = self._title.text().strip()
        self._title_field.complain("" if title else self.tr("Isi nama kelas."))
        if title:
            office = str(self._office.currentData())
            new = NewClass(title=title, office=office, programme=self._programme.text().strip())
            self.run(self._room.services.create_class(new), self._done)

    def _done(self, class_id: int) -> None:
        self.created.emit(class_id)
        self.accept()


class NewSessionDialog(Dialog):
    """Signals: created(id). zone: in which its time is typed; without one the office's."""

    created = Signal(object)

    def __init__(
        self, room: Room, parent: QWidget, class_id: int, stages: tuple[Stage, ...], day: int | None, zone: str = ""
    ) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Buat sesi"), self.tr("Buat sesi"))
        self._room, self._class, self._zone = room, class_id, zone
        self._title = QLineEdit()
        self._title_field = Field(room.look, self.tr("Judul sesi"), self._title)
        self._stage = Choice(room.look)
        self._stage.addItem(self.tr("Tanpa tahap"), None)
        for n, stage in enumerate(stages, 1):
            self._stage.addItem(room.words.stage(stage, n), stage.id)
        if stages:
            self._stage.setCurrentIndex(1)
        self._date = DateField(room.look, QDate.currentDate())
        if day is not None:
            local = room.words.local(day, zone)
            self._date.setDate(QDate(local.year, local.month, local.day))
        self._time = TimeField(room.look, QTime(8, 0))
        self._hours = HoursField(room.look, 3)
        self.body.addWidget(self._title_field)
        self.body.addWidget(Field(room.look, self.tr("Tahap"), self._stage))
        when = row(gap=room.look.sizes.step_3)
        when.addWidget(Field(room.look, self.tr("Tanggal"), self._date), 2)
        when.addWidget(Field(room.look, self.tr("Mulai ({zone})").format(zone=zone or room.words.zone), self._time), 1)
        when.addWidget(Field(room.look, self.tr("Lama (JP)"), self._hours), 1)
        self.body.addLayout(when)

    def act(self) -> None:
        title = self._title.text().strip()
        self._title_field.complain("" if title else self.tr("Isi judul sesi."))
        if not title:
            return
        day, time = self._date.date(), self._time.time()
        new = NewSession(
            class_id=self._class,
            title=title,
            starts_at=self._room.words.epoch(
                date(day.year(), day.month(), day.day()), time.hour(), time.minute(), self._zone
            ),
            hours=self._hours.value(),
            stage=self._stage.currentData(),
        )
        self.run(self._room.services.create_session(new), self._done)

    def _done(self, session_id: int) -> None:
        self.created.emit(session_id)
        self.accept()


class NewGroupDialog(Dialog):
    """A group needs only a name."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, suggestion: str) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Buat kelompok"), self.tr("Buat kelompok"))
        self._room, self._class = room, class_id
        self._title = QLineEdit(suggestion)
        self._title.selectAll()
        self._field = Field(room.look, self.tr("Nama kelompok"), self._title)
        self.body.addWidget(self._field)

    def act(self) -> None:
        title = self._title.text().strip()
        self._field.complain("" if title else self.tr("Isi nama kelompok."))
        if title:
            self.run(self._room.services.create_group(self._class, title), lambda _: self.accept())


class NoteDialog(Dialog):
    """A note about a group. Notes are added, never changed: each keeps its author and time."""

    def __init__(self, room: Room, parent: QWidget, about: str, write: Callable[[str], Future[int]]) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Tulis catatan"), self.tr("Simpan catatan"))
        self._write = write
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(room.look.sizes.row_comfortable * 3)
        self._field = Field(room.look, about, self._text)
        self.body.addWidget(self._field)
        self.first = self._text

    def act(self) -> None:
        text = self._text.toPlainText().strip()
        self._field.complain("" if text else self.tr("Catatan masih kosong."))
        if text:
            self.run(self._write(text), lambda _: self.accept())
