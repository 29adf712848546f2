"""One thing that needs a person, in full: both sides of a conflict, or a returned change, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.services.exchange.journey import ConflictView, Fate, Refused
from desktop.services.people.twin_views import TwinView
from desktop.ui.pages.attention_sides import Sides
from desktop.ui.pages.attention_twins import TwinSides
from desktop.ui.parts import Button, Card, Ruler, Text, empty_out, row
from desktop.ui.place import Place
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told


class AttentionCard(Card):
    """Shows one at a time; `sides` tells what is to be done with a conflict.

    Signals: put_asked(dot, away): put a returned change away, or back; repeat_asked(dot): send it once more;
    all_repeat_asked(): send all held changes once more.
    """

    put_asked = Signal(str, bool)
    repeat_asked = Signal(str)
    all_repeat_asked = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.look)
        self._room = room
        self.sides = Sides(room, self)
        self.twins = TwinSides(room, self)

    def clear(self) -> None:
        """Nothing is chosen."""
        empty_out(self.body)

    # -------------------------------------------------------------- a conflict

    def show_conflict(self, conflict: ConflictView, every: Sequence[ConflictView]) -> None:
        """Both sides beside each other, the one that holds for now first; `every`: all that are open."""
        empty_out(self.body)
        self.sides.build(self.body, conflict, every)
        buttons = self._buttons()
        kind = "outline" if conflict.open else "text"
        self._add_way(buttons, conflict.class_id, conflict.session, conflict.person_id, conflict.person, kind=kind)
        buttons.addStretch(1)

    def show_twins(self, twins: TwinView) -> None:
        """Two records that may be one person."""
        empty_out(self.body)
        self.twins.build(self.body, twins)

    # -------------------------------------------------------------- a returned change

    def show_refused(self, refused: Refused, held: int = 0) -> None:
        """What it was, why it came back, its values, and the ways on. held: changes that the centre holds in all."""
        body, look = self.body, self._room.look
        empty_out(body)
        body.addWidget(Text(look, f"{told(refused.what)} {refused.about}".rstrip(), Type.SECTION, wrapped=True))
        is_refused = refused.fate is Fate.REFUSED and not refused.put_away
        tone = "mengkudu" if is_refused else "ink_2"
        body.addWidget(Text(look, self._state_of(refused), tone=tone, wrapped=True))
        body.addWidget(Text(look, self.tr("Sebab"), Type.CAPTION, tone="ink_2"))
        body.addWidget(Text(look, told(refused.reason), wrapped=True))
        self._add_values(refused)
        at = self._room.words.moment(refused.since)
        number = self.tr("Nomor perubahan {dot}, {time}").format(dot=refused.dot, time=at)
        body.addWidget(Text(look, number, Type.CAPTION_FIGURE, tone="ink_2", wrapped=True))
        self._add_ways(refused, held)

    def _state_of(self, refused: Refused) -> str:
        if refused.put_away:
            return self.tr("Disisihkan. Nilainya tetap tersimpan di laptop ini.")
        if refused.fate is Fate.REFUSED:
            return self.tr("Ditolak pusat. Nilai Anda tetap tersimpan di laptop ini.")
        if refused.can_repeat:
            return self.tr("Ditahan pusat: tersimpan di sana dan di laptop ini, tetapi belum dihitung.")
        return self.tr("Tertahan sampai yang dibutuhkannya tiba. Tidak perlu dikirim ulang.")

    def _add_values(self, refused: Refused) -> None:
        body, look = self.body, self._room.look
        if refused.values:
            body.addWidget(Ruler(look))
        for label, value in refused.values:
            line = row(gap=look.sizes.step_3)
            name = Text(look, told(label), Type.CAPTION, tone="ink_2", wrapped=True)
            name.setFixedWidth(look.sizes.share_column * 2)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(look, self._room.words.value(value) or "–", Type.IDENTITY, wrapped=True), 1)
            body.addLayout(line)

    def _add_ways(self, refused: Refused, held: int) -> None:
        """To the place where a new change answers it; the same once more; or out of the way, without losing it."""
        look, buttons, about = self._room.look, self._buttons(), f"{told(refused.what)} {refused.about}".rstrip()
        self._add_way(buttons, refused.class_id, refused.session, refused.person, refused.about)
        if refused.can_repeat:
            again = Button(look, self.tr("Kirim lagi"), lambda: self.repeat_asked.emit(refused.dot))
            again.setToolTip(self.tr("Mengirim ulang perubahan yang sama, bila penyebabnya sudah dibereskan"))
            again.setAccessibleName(self.tr("Kirim lagi: {what}").format(what=about))
            buttons.addWidget(again)
        words = self.tr("Kembalikan") if refused.put_away else self.tr("Sisihkan")
        aside = Button(look, words, lambda: self.put_asked.emit(refused.dot, not refused.put_away), kind="text")
        aside.setAccessibleName(f"{words}: {about}")
        buttons.addWidget(aside)
        buttons.addStretch(1)
        if refused.can_repeat and refused.fate is Fate.HELD and held > 1:
            below = self._buttons()
            below.addWidget(Button(look, self.tr("Kirim lagi semua (%Ln)", "", held), self.all_repeat_asked.emit))
            below.addStretch(1)

    # -------------------------------------------------------------- ways on

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=self._room.look.sizes.step_2)
        self.body.addSpacing(self._room.look.sizes.step_1)
        self.body.addLayout(buttons)
        return buttons

    def _add_way(
        self,
        buttons: QHBoxLayout,
        class_id: int | None,
        session: int | None,
        person: int | None,
        name: str,
        *,
        kind: str = "primary",
    ) -> None:
        """The way to where it can be looked at, where there is one; for a returned change the page's primary button."""
        if class_id is not None and session is not None:
            cell = {"class": class_id, "session": session, "person": person}
            words = self.tr("Buka di presensi")
            place = Place(page="class", state={"class": class_id, "tab": "attendance", "attendance": cell})
        elif class_id is not None:
            words, place = self.tr("Buka kelas"), Place(page="class", state={"class": class_id, "tab": "people"})
        elif person is not None:
            words, place = self.tr("Buka peserta"), Place(page="people", state={"search": name})
        else:
            return
        button = Button(self._room.look, words, lambda: self._room.usher.go(place), kind=kind)
        button.setAccessibleName(f"{words}: {name}")
        buttons.addWidget(button)
