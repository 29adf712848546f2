"""Sejak sinkronisasi terakhir: what others changed in rows of this laptop's people, with undo by line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.services.exchange.journey import Digest, DigestLine
from desktop.ui.parts import Button, Card, Elided, Text, column, empty_out, row
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

_FIRST_SHOWN = 4


class DigestCard(Card):
    """A few lines, more when asked for; hidden while there is no news.

    Signals: undo_asked(line): its earlier value is to be put back.
    """

    undo_asked = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room.look)
        self._room = room
        self._digest = Digest()
        self._all = False
        self.hide()

    def show_digest(self, digest: Digest) -> None:
        """What the last exchange brought; nothing is built anew when it is the same."""
        if digest == self._digest:
            return
        self._digest = digest
        self._build()

    def _build(self) -> None:
        body, look, digest = self.body, self._room.look, self._digest
        empty_out(body)
        self.setVisible(bool(digest.lines))
        body.addWidget(Text(look, self.tr("Sejak sinkronisasi terakhir"), Type.SECTION))
        said = self.tr("%Ln isian diubah orang lain", "", digest.total)
        if digest.since is not None:
            said = self.tr("{changes} sejak {time}").format(changes=said, time=self._room.words.moment(digest.since))
        if digest.total:
            body.addWidget(Text(look, said, Type.CAPTION_FIGURE, tone="ink_2", wrapped=True))
        shown = digest.lines if self._all else digest.lines[:_FIRST_SHOWN]
        for line in shown:
            body.addLayout(self._line(line))
        if len(digest.lines) > _FIRST_SHOWN:
            more = len(digest.lines) - len(shown)
            words = self.tr("Sembunyikan") if self._all else self.tr("Lihat %Ln lagi", "", more)
            under = row()
            under.addWidget(Button(look, words, self._turn, kind="link"))
            under.addStretch(1)
            body.addLayout(under)

    def _line(self, line: DigestLine) -> QHBoxLayout:
        look = self._room.look
        text = told(line.text)
        words = column()
        words.addWidget(Elided(look, text, Type.MEDIUM))
        if line.who:
            words.addWidget(Elided(look, line.who, Type.CAPTION, tone="ink_2"))
        laid = row(gap=look.sizes.step_2)
        laid.addLayout(words, 1)
        if line.can_undo:
            undo = Button(look, self.tr("Urungkan"), lambda: self.undo_asked.emit(line.id), kind="text")
            undo.setAccessibleName(self.tr("Urungkan: {what}").format(what=text))
            laid.addWidget(undo)
        return laid

    def _turn(self) -> None:
        self._all = not self._all
        self._build()
