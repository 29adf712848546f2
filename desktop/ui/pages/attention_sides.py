"""A conflict in full: both sides beside each other, a button for each, and the same for a whole session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.services.exchange.journey import ConflictView, DecisionView, Side
from desktop.ui.parts import Button, Card, Text, column, row
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One person's side in all open conflicts of a session: their numbers, and how many conflicts these decide."""

    name: str
    numbers: frozenset[int]
    count: int


def wholes_of(conflict: ConflictView, every: Sequence[ConflictView]) -> list[Whole]:
    """The people of a conflict whose side can be taken in more than one conflict of its session."""
    of_session = [each for each in every if each.session == conflict.session and each.open and each.can_decide]
    found = []
    for side in (conflict.first, conflict.second):
        who = _who(side)
        sides = [(each.first, each.second) for each in of_session]
        numbers = {one.number for pair in sides for one in pair if _who(one) == who}
        count = sum((_who(first) == who) != (_who(second) == who) for first, second in sides)
        if conflict.session is not None and count > 1 and who != ("", ""):
            found.append(Whole(name=side.author, numbers=frozenset(numbers), count=count))
    return found


def _who(side: Side) -> tuple[str, str]:
    """One person on one laptop, whatever numbers they have written with."""
    return side.author, side.device


class Sides(QObject):
    """Builds what a conflict shows into a layout.

    Signals: taken(conflict, take, words): one side. all_taken(session, whole): one person's side of a session.
    undone(conflict): the decision is to be taken back.
    """

    taken = Signal(object, str, str)
    all_taken = Signal(object, object)
    undone = Signal(object)

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._all_times = False

    def build(self, body: QVBoxLayout, conflict: ConflictView, every: Sequence[ConflictView]) -> None:
        """Both sides, the one that holds for now first, and what can be done."""
        look = self._room.look
        body.addWidget(Text(look, conflict.person, Type.SECTION, wrapped=True))
        where = " · ".join(part for part in (conflict.where, told(conflict.field)) if part)
        body.addWidget(Text(look, where, tone="ink_2", wrapped=True))
        if conflict.decision is not None:
            self._add_decision(body, conflict.decision)
        open_ = conflict.open and conflict.can_decide
        first, second = self.tr("Berlaku sekarang"), self.tr("Yang lain")
        if not conflict.open:
            first = second = self.tr("Pernah ditulis")
        times: list[QWidget] = []
        sides = row(gap=look.sizes.step_3)
        standing = "note" if conflict.open else "card"
        for heading, side, ground in ((first, conflict.first, standing), (second, conflict.second, "card")):
            sides.addWidget(self._side(heading, conflict, side, ground, times, open_=open_), 1)
        body.addLayout(sides)
        body.addWidget(self._times_button(times))
        body.addWidget(Text(look, self._advice(conflict), Type.CAPTION, tone="ink_2", wrapped=True))
        if open_:
            self._add_wholes(body, conflict, every)
        if not conflict.open:
            back = Button(look, self.tr("Urungkan keputusan"), lambda: self.undone.emit(conflict.id))
            back.setAccessibleName(self.tr("Urungkan keputusan: {person}").format(person=conflict.person))
            line = row()
            line.addWidget(back)
            line.addStretch(1)
            body.addLayout(line)

    def _advice(self, conflict: ConflictView) -> str:
        if not conflict.open:
            return self.tr("Keputusan dapat diurungkan dalam 90 hari, selama isiannya belum diubah lagi.")
        if not conflict.can_decide:
            return self.tr("Periksa apakah keduanya orang yang sama; keduanya tersimpan di pusat.")
        return self.tr("Keduanya tersimpan di pusat. Sampai diputuskan, isian ini tidak ikut dihitung.")

    def _add_decision(self, body: QVBoxLayout, made: DecisionView) -> None:
        look, words = self._room.look, self._room.words
        value = words.value(told(made.value)) or "–"
        said = self.tr("Diputuskan {value} oleh {person}, {time}")
        line = said.format(value=value, person=told(made.author), time=words.moment(made.at))
        body.addWidget(Text(look, line, tone="code_h", wrapped=True))
        if made.reason:
            body.addWidget(Text(look, self.tr("Alasan: {reason}").format(reason=made.reason), wrapped=True))

    # -------------------------------------------------------------- one side

    def _side(
        self, heading: str, conflict: ConflictView, side: Side, ground: str, times: list[QWidget], *, open_: bool
    ) -> QFrame:
        look, words = self._room.look, self._room.words
        value = words.value(told(side.value)) or "–"
        card = Card(look, ground=ground)
        card.body.setSpacing(0)
        card.body.addWidget(Text(look, heading, Type.CAPTION, tone="ink_2"))
        card.body.addWidget(Text(look, value, Type.SECTION, wrapped=True))
        card.body.addWidget(Text(look, told(side.author), Type.MEDIUM, wrapped=True))
        at = side.corrected_at if side.corrected_at is not None else side.device_at
        if at is not None:
            card.body.addWidget(Text(look, words.moment(at), Type.CAPTION_FIGURE, tone="ink_2", wrapped=True))
        inside = self._times(side)
        times.append(inside)
        card.body.addWidget(inside)
        card.body.addStretch(1)
        if open_:
            take = Button(look, self.tr("Pakai {value}").format(value=value))
            take.clicked.connect(lambda: self.taken.emit(conflict.id, side.take, value))
            whose = self.tr("Pakai {value}, ditulis {author}: {person}")
            take.setAccessibleName(whose.format(value=value, author=told(side.author), person=conflict.person))
            card.body.addSpacing(look.sizes.step_2)
            card.body.addWidget(take)
        return card

    def _times(self, side: Side) -> QWidget:
        """The laptop and the three times, which only some ask for."""
        look, words = self._room.look, self._room.words
        inside, lines = QWidget(), column()
        if side.device:
            lines.addWidget(Text(look, side.device, Type.CAPTION, tone="ink_2", wrapped=True))
        times = (
            (self.tr("Jam laptop"), side.device_at),
            (self.tr("Jam setelah dicocokkan"), side.corrected_at),
            (self.tr("Tiba di pusat"), side.received_at),
        )
        for label, at in times:
            lines.addSpacing(look.sizes.step_1)
            lines.addWidget(Text(look, label, Type.CAPTION, tone="ink_2", wrapped=True))
            shown = words.moment(at) if at is not None else self.tr("belum diketahui")
            lines.addWidget(Text(look, shown, Type.CAPTION_FIGURE, wrapped=True))
        inside.setLayout(lines)
        if not self._all_times:
            inside.hide()
        return inside

    def _times_button(self, times: list[QWidget]) -> QWidget:
        """Shows or hides the three times of both sides; stays so for the next conflict."""
        words = (self.tr("Lihat laptop dan ketiga jam"), self.tr("Sembunyikan jam"))
        button = Button(self._room.look, words[self._all_times], kind="link")

        def turn() -> None:
            self._all_times = not self._all_times
            button.setText(words[self._all_times])
            for inside in times:
                inside.setVisible(self._all_times)

        button.clicked.connect(turn)
        return _at_left(button)

    # -------------------------------------------------------------- a whole session

    def _add_wholes(self, body: QVBoxLayout, conflict: ConflictView, every: Sequence[ConflictView]) -> None:
        look = self._room.look
        wholes = wholes_of(conflict, every)
        if not wholes:
            return
        body.addSpacing(look.sizes.step_2)
        body.addWidget(Text(look, self.tr("Sekaligus, semua di sesi ini"), Type.CAPTION, tone="ink_2"))
        for whole in wholes:
            words = self.tr("Pakai semua dari {person} ({count})").format(person=told(whole.name), count=whole.count)
            body.addWidget(_at_left(Button(look, words, self._taker(conflict, whole))))

    def _taker(self, conflict: ConflictView, whole: Whole) -> Callable[[], None]:
        return lambda: self.all_taken.emit(conflict.session, whole)


def _at_left(widget: QWidget) -> QWidget:
    around, line = QWidget(), row()
    line.addWidget(widget)
    line.addStretch(1)
    around.setLayout(line)
    return around
