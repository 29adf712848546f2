"""Two records that may be one person: side by side, why they look so, and the two answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.services.people.twin_views import RecordView, TwinView
from desktop.ui.parts import Button, Card, Text, column, row
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


class TwinSides(QObject):
    """Builds what a pair shows into a layout.

    Signals: merged(keep, other): one person, shown under the first from now on. apart(one, other): two persons.
    """

    merged = Signal(object, object)
    apart = Signal(object, object)

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room

    def build(self, body: QVBoxLayout, twins: TwinView) -> None:
        """Both records, the reasons in words, and a button for each answer."""
        look = self._room.look
        body.addWidget(Text(look, self.tr("Mungkin orang yang sama"), Type.SECTION, wrapped=True))
        reasons = " · ".join(told(reason) for reason in twins.reasons)
        body.addWidget(Text(look, reasons, tone="ink_2", wrapped=True))
        sides = row(gap=look.sizes.step_3)
        for mine, other in ((twins.first, twins.second), (twins.second, twins.first)):
            sides.addWidget(self._side(mine, other), 1)
        body.addLayout(sides)
        words = self.tr("Presensi, kelas, dan kelompok keduanya tetap tersimpan; gabungan dapat dipisahkan kapan saja.")
        body.addWidget(Text(look, words, Type.CAPTION, tone="ink_2", wrapped=True))
        body.addSpacing(look.sizes.step_1)
        apart = Button(look, self.tr("Bukan orang yang sama"))
        apart.clicked.connect(lambda: self.apart.emit(twins.first.id, twins.second.id))
        line = row(gap=look.sizes.step_2)
        line.addWidget(apart)
        line.addStretch(1)
        body.addLayout(line)

    def _side(self, mine: RecordView, other: RecordView) -> QFrame:
        look, card = self._room.look, record_card(self._room, mine, other)
        merge = Button(look, self.tr("Gabungkan ke sini"), kind="primary")
        merge.clicked.connect(lambda: self.merged.emit(mine.id, other.id))
        merge.setAccessibleName(self.tr("Gabungkan ke {name}").format(name=mine.name))
        card.body.addStretch(1)
        card.body.addSpacing(look.sizes.step_2)
        card.body.addWidget(merge)
        return card


def record_card(room: Room, record: RecordView, beside: RecordView | None = None) -> Card:
    """One record with all that is known; what the record beside it says otherwise stands out."""
    look, other = room.look, dict(beside.lines) if beside is not None else {}
    card = Card(look)
    card.body.setSpacing(look.sizes.step_1)
    card.body.addWidget(Text(look, record.name, Type.MEDIUM, wrapped=True))
    for label, value in record.lines:
        differs = label in other and other[label] != value
        inside = column()
        inside.addWidget(Text(look, told(label), Type.CAPTION, tone="ink_2"))
        shown = Text(look, room.words.value(value), Type.MEDIUM if differs else Type.IDENTITY, wrapped=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(shown)
        card.body.addLayout(inside)
    return card
