"""One person in full, to read and to copy from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.views import PersonRow
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Text
from desktop.ui.room import Room
from desktop.ui.theme import Type


class PersonDialog(Dialog):
    """Nothing is changed here."""

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
