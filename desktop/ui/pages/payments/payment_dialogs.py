"""Freezing a payment list, and a list of differences."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.payments.nominal import NominalList, Wanted, correct, make
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field
from desktop.ui.port import Topic
from desktop.ui.room import Room


class FreezeDialog(Dialog):
    """The list of today is frozen; afterwards only differences are made."""

    def __init__(self, room: Room, parent: QWidget, wanted: Wanted, verdict: str, total: str) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Bekukan daftar bayar"), self.tr("Bekukan daftar"))
        self._room, self._wanted = room, wanted
        self.say(verdict)
        self.say(total)
        self.say(self.tr("Daftar yang dibekukan tidak diubah lagi. Perubahan sesudahnya menjadi daftar selisih."))
        self.number = QLineEdit()
        self.body.addWidget(Field(room.look, self.tr("Nomor daftar (boleh kosong)"), self.number))

    def act(self) -> None:
        wanted, on, number = self._wanted, self._room.words.today(), self.number.text()
        made = self._room.services.write(
            lambda replica, moment: make(replica, wanted, on, moment, number), Topic.PAPERS
        )
        self.run(made, self._done)

    def _done(self, made: NominalList) -> None:
        self._room.usher.say(self.tr("Daftar bayar %Ln orang dibekukan.", "", len(made.body.people)))
        self.accept()


class CorrectDialog(Dialog):
    """What people are owed today, less what earlier lists gave."""

    def __init__(self, room: Room, parent: QWidget, first: NominalList) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Buat daftar selisih"), self.tr("Bekukan selisih"))
        self._room, self._first = room, first
        self.say(first.title)
        self.reason, self.number = QLineEdit(), QLineEdit()
        self._field = Field(room.look, self.tr("Alasan"), self.reason)
        self.body.addWidget(self._field)
        self.body.addWidget(Field(room.look, self.tr("Nomor daftar (boleh kosong)"), self.number))

    def act(self) -> None:
        reason = self.reason.text().strip()
        self._field.complain("" if reason else self.tr("Tulis alasannya."))
        if not reason:
            return
        first, on, number = self._first.id, self._room.words.today(), self.number.text()
        made = self._room.services.write(
            lambda replica, moment: correct(replica, first, reason, on, moment, number), Topic.PAPERS
        )
        self.run(made, self._done)

    def _done(self, made: NominalList) -> None:
        self._room.usher.say(self.tr("Daftar selisih %Ln orang dibekukan.", "", len(made.body.people)))
        self.accept()
