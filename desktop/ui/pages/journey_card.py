"""Perjalanan data: how far this laptop's changes have come, as three stations of one road."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.exchange.journey import SyncState
from desktop.services.views import Tick
from desktop.ui.parts import Button, Card, Elided, Picture, Text, column, row
from desktop.ui.place import Place
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.ticks import TickMark
from desktop.ui.words import told

_DAY_S = 24 * 3600


class _Station(Card):
    """One place where changes can be: an icon, its name, what is there, and the tick that it gives."""

    def __init__(self, room: Room, icon: str, name: str) -> None:
        look, sizes = room.look, room.look.sizes
        super().__init__(look, ground="")
        self._text = Elided(look, "", Type.CAPTION_FIGURE, tone="ink_2")
        self._tick = TickMark(look)
        words = column()
        words.addWidget(Text(look, name, Type.MEDIUM))
        words.addWidget(self._text)
        line = row(gap=sizes.step_3)
        line.addWidget(Picture(look, icon, sizes.icon_side), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(0, sizes.step_1, 0, sizes.step_1)
        self.body.addLayout(line)

    def tell(self, words: str, tick: Tick) -> None:
        """What is there now."""
        self._text.tell(words)
        self._tick.show_tick(tick)


class JourneyCard(Card):
    """Two facts that are never merged: what is safe here, and what the centre has."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.look)
        self._room = room
        look, sizes = room.look, room.look.sizes
        self.body.addWidget(Text(look, self.tr("Perjalanan data"), Type.SECTION))
        self._here = _Station(room, "laptop", self.tr("Laptop ini"))
        self._stick = _Station(room, "usb", self.tr("Dibawa"))
        self._centre = _Station(room, "buildings", self.tr("Pusat"))
        for station in (self._here, self._stick, self._centre):
            self.body.addWidget(station)
        self._next = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.body.addWidget(self._next)
        self.send = Button(look, self.tr("Kirim sekarang"), self._send)
        look.dress(self.send, "paper-plane-tilt")
        more = Button(look, self.tr("Rincian"), lambda: room.usher.go(Place(page="sync")), kind="text")
        more.setAccessibleName(self.tr("Rincian sinkronisasi"))
        buttons = row(gap=sizes.step_2)
        buttons.addWidget(self.send)
        buttons.addWidget(more)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_state(self, state: SyncState, now: int) -> None:
        """The road as it is."""
        words = self._room.words
        if state.pending:
            waiting = self.tr("%Ln perubahan menunggu dikirim", "", state.pending)
            self._here.tell(waiting, Tick.SAVED)
        else:
            self._here.tell(self.tr("Tidak ada yang menunggu"), Tick.NONE)
        self._stick.setVisible(state.carried > 0)
        if state.stick and state.at_hub:
            carried = self.tr("%Ln perubahan, flashdisk {number} dan laptop pos", "", state.carried)
        elif state.at_hub:
            carried = self.tr("%Ln perubahan, laptop pos", "", state.carried)
        else:
            carried = self.tr("%Ln perubahan, flashdisk {number}", "", state.carried)
        self._stick.tell(carried.format(number=words.amount(state.stick)), Tick.CARRIED)
        if state.last_contact is None:
            self._centre.tell(self.tr("Belum pernah terhubung"), Tick.NONE)
        else:
            when = words.elapsed(state.last_contact, now)
            if now - state.last_contact > _DAY_S:
                when = f"{words.short_day(state.last_contact)} {words.clock(state.last_contact)}"
            last = self.tr("Terakhir terhubung {time}").format(time=when)
            self._centre.tell(last, Tick.NONE if state.pending or state.rejected else Tick.SETTLED)
        self._next.setText(self._next_line(state))
        self._next.setVisible(bool(self._next.text()))
        self.send.setEnabled(state.progress is None)

    def _next_line(self, state: SyncState) -> str:
        if state.progress is not None:
            return self.tr("Sedang berbicara dengan pusat …")
        if state.turn is not None:
            return self._room.words.turn(state.turn.at, state.turn.position)
        if state.fault:
            return told(state.fault)
        if state.size_bytes:
            return self.tr("Kiriman berikutnya {size}").format(size=self._room.words.size(state.size_bytes))
        return ""

    def _send(self) -> None:
        self.send.setEnabled(False)
        room = self._room
        room.jobs.ask(self, room.services.sync_now(), self._sent, lambda fault: self._not_sent(told(str(fault))))

    def _sent(self, state: SyncState) -> None:
        self.send.setEnabled(True)
        self._room.usher.tell_outcome(state)

    def _not_sent(self, words: str) -> None:
        self.send.setEnabled(True)
        self._room.usher.say(words, icon="plugs", tone="mengkudu")
