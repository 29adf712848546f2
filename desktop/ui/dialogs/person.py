"""One person in full, to read and to copy from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.people.twin_views import MergedView
from desktop.services.views import PersonRow
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.pages.attention_twins import record_card
from desktop.ui.parts import Button, Ruler, Text, column, row
from desktop.ui.room import Room
from desktop.ui.theme import Type


class PersonDialog(Dialog):
    """Nothing is changed here, but that somebody with several records can be parted into them again."""

    def __init__(self, room: Room, parent: QWidget, person: PersonRow) -> None:
        super().__init__(room.look, room.jobs, parent, person.name, self.tr("Tutup"))
        self.cancel.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(room.look.sizes.step_4)
        grid.setVerticalSpacing(room.look.sizes.step_2)
        grid.setColumnStretch(1, 1)
        lines = (
            (self.tr("NIP"), room.words.employee_number(person.employee_number)),
            (self.tr("Instansi"), person.agency),
            (self.tr("Jabatan"), person.position),
            (self.tr("Pangkat, golongan"), ", ".join(part for part in (person.rank, person.grade) if part)),
            (self.tr("Kabupaten/Kota"), person.district),
            (self.tr("HP/WA"), person.phone),
            (self.tr("Kelompok"), person.group),
        )
        for n, (label, value) in enumerate(line for line in lines if line[1]):
            name = Text(room.look, label, Type.CAPTION, tone="ink_2")
            grid.addWidget(name, n, 0, Qt.AlignmentFlag.AlignTop)
            text = Text(room.look, value, Type.IDENTITY, wrapped=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setAccessibleName(f"{label}: {value}")
            grid.addWidget(text, n, 1)
        self.body.addLayout(grid)
        self._room = room
        self.merged = column(gap=room.look.sizes.step_2)
        self.body.addLayout(self.merged)
        room.jobs.ask(self, room.services.merged(person.id), self._show_merged)

    def _show_merged(self, merged: MergedView | None) -> None:
        """The records of which this person was made, each with the way to part it."""
        if merged is None:
            return
        room, look = self._room, self._room.look
        self.merged.addWidget(Ruler(look))
        words = self.tr("Digabung dari %Ln data peserta", "", 1 + len(merged.others))
        self.merged.addWidget(Text(look, words, Type.CAPTION, tone="ink_2"))
        sides = row(gap=look.sizes.step_3)
        sides.addWidget(record_card(room, merged.stands), 1)
        for record in merged.others:
            card = record_card(room, record, merged.stands)
            part = Button(look, self.tr("Pisahkan"), partial(self._part, record.id))
            part.setAccessibleName(self.tr("Pisahkan {name}").format(name=record.name))
            card.body.addStretch(1)
            card.body.addWidget(part)
            sides.addWidget(card, 1)
        self.merged.addLayout(sides)

    def _part(self, record: int) -> None:
        def done(_: int) -> None:
            self._room.usher.say(self.tr("Dipisahkan; semuanya seperti semula."))
            self.accept()

        self._room.jobs.ask(self, self._room.services.part_person(record), done, writes=True)
