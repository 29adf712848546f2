"""The practice office: three tries that show what this program is for. Nothing in it is real."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.views import Practice
from desktop.ui.dialogs.roster import RosterDialog
from desktop.ui.look import Look
from desktop.ui.parts import Button, Card, Picture, Text, column, row
from desktop.ui.place import Place
from desktop.ui.room import Room
from desktop.ui.theme import Type


class _Try(QWidget):
    """One try: its number until it is done, then a check; a sentence; a button."""

    def __init__(self, look: Look, words: str, button: Button) -> None:
        super().__init__()
        sizes = look.sizes
        self._sign = Picture(look, "check-circle", sizes.icon_side, tone="code_h")
        button.setAccessibleDescription(words)
        line = row(gap=sizes.step_2)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = Text(look, words, wrapped=True)
        line.addWidget(self._words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def say(self, words: str) -> None:
        """Another sentence."""
        self._words.setText(words)

    def show_done(self, done: bool) -> None:
        """A check when it was tried."""
        self._sign.show_icon("check-circle" if done else "circle", "code_h" if done else "edge")
        self._sign.setAccessibleName(self.tr("Sudah dicoba") if done else self.tr("Belum dicoba"))


class PracticeCard(Card):
    """Shown only in a practice office.

    Signals: mark_asked(): open the register where marking is due.
    """

    mark_asked = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.look, ground="note")
        self._room = room
        self._plugged = True
        look = room.look
        self.body.addWidget(Text(look, self.tr("Kantor latihan: coba tiga hal"), Type.SECTION))
        self.mark = Button(look, self.tr("Isi presensi"), self.mark_asked.emit)
        self.plug = Button(look, self.tr("Cabut jaringan"), self._plug)
        self.sync = Button(look, self.tr("Sinkronkan"), self._sync)
        self._marked = _Try(look, self.tr("Tandai beberapa orang dengan H, I, S, A, D."), self.mark)
        self._unplugged = _Try(look, self.tr("Cabut jaringan, lalu tandai lagi."), self.plug)
        self._synced = _Try(look, self.tr("Pasang lagi dan kirim ke pusat."), self.sync)
        width = max(button.sizeHint().width() for button in (self.mark, self.plug, self.sync))
        for button in (self.mark, self.plug, self.sync):
            button.setMinimumWidth(width + look.sizes.step_2)
        for step in (self._marked, self._unplugged, self._synced):
            self.body.addWidget(step)
        self.roster = Button(look, self.tr("Buka Excel saya"), self._open_roster, kind="link")
        look.dress(self.roster, "file-xls", "nila")
        foot = column()
        foot.addWidget(self.roster, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(foot)
        self.hide()

    def show_practice(self, practice: Practice | None) -> None:
        """How far the tries have come; without a practice office the card is not there."""
        self.setVisible(practice is not None)
        if practice is None:
            return
        self._plugged = practice.plugged
        self.plug.setText(self.tr("Cabut jaringan") if practice.plugged else self.tr("Pasang jaringan"))
        pull, go_on = self.tr("Cabut jaringan, lalu tandai lagi."), self.tr("Jaringan tercabut. Tandai lagi sekarang.")
        self._unplugged.say(pull if practice.plugged else go_on)
        self._marked.show_done(practice.marked)
        self._unplugged.show_done(practice.unplugged_once)
        self._synced.show_done(practice.synced)

    def _plug(self) -> None:
        plugged = not self._plugged

        def told(_: None) -> None:
            self._tell_plugged(plugged)

        self._room.jobs.ask(self, self._room.services.plug(plugged), told)

    def _tell_plugged(self, plugged: bool) -> None:
        if plugged:
            self._room.usher.say(self.tr("Jaringan tersambung lagi."), icon="plugs-connected", tone="code_h")
        else:
            words = self.tr("Jaringan tercabut. Semua tetap bisa dikerjakan dan tersimpan di laptop ini.")
            self._room.usher.say(words, icon="plugs", tone="mengkudu")

    def _open_roster(self) -> None:
        """What was saved is then shown."""
        dialog = RosterDialog(self._room, self, None)
        dialog.accepted.connect(lambda: self._room.usher.go(Place(page="people")))
        dialog.open()

    def _sync(self) -> None:
        """With the cable out it is put in first: that is the try."""
        if self._plugged:
            self._go_and_sync(None)
        else:
            self._room.jobs.ask(self, self._room.services.plug(True), self._go_and_sync)

    def _go_and_sync(self, _: None) -> None:
        self._room.usher.go(Place(page="sync", state={"begin": True}))
