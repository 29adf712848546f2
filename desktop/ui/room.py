"""What every page is given: the services, and the few things of the window that all of them share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from contract.faults import Fault, OwnFault
from desktop.services.exchange.journey import SyncState
from desktop.services.views import Profile
from desktop.ui.jobs import Jobs, Watch
from desktop.ui.look import Look
from desktop.ui.place import Place
from desktop.ui.port import Services
from desktop.ui.words import Words, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence for the person, above the page. action: a word of a button and what it does."""

    text: str
    icon: str = "info"
    tone: str = "ink_2"
    stays: bool = False
    action: str = ""
    key: str = ""


class Usher(QObject):
    """What a page asks of the window.

    Signals: go_to(place): show another page. said(notice): show a sentence. placed(): something that the next
    start should find again has changed. acted(key): a notice's button was pressed. withdrawn(key): it no longer does
    what it says.
    """

    go_to = Signal(object)
    said = Signal(object)
    placed = Signal()
    acted = Signal(str)
    withdrawn = Signal(str)

    def go(self, place: Place) -> None:
        """Show another page."""
        self.go_to.emit(place)

    def say(self, text: str, *, icon: str = "check-circle", tone: str = "code_h") -> None:
        """Tell that something was done."""
        self.said.emit(Notice(text=text, icon=icon, tone=tone))

    def offer(self, text: str, action: str, key: str) -> None:
        """Tell that something was done, with a button; acted(key) follows when it is pressed."""
        self.said.emit(Notice(text=text, icon="check-circle", tone="code_h", action=action, key=key))

    def tell_outcome(self, state: SyncState) -> None:
        """Tell how a talk with the centre left things: what waits, else what was refused, else that all is there."""
        if state.pending:
            words = self.tr("%Ln perubahan masih menunggu; semuanya aman di laptop ini.", "", state.pending)
            self.say(words, icon="hourglass", tone="ink_2")
        elif state.rejected:
            words = self.tr("%Ln perubahan ditolak pusat; lihat Perlu tindakan.", "", state.rejected)
            self.say(words, icon="warning", tone="mengkudu")
        else:
            self.say(self.tr("Semua sudah diterima pusat."))

    def withdraw(self, key: str) -> None:
        """Take an offer back, if it is still shown."""
        self.withdrawn.emit(key)

    def warn(self, text: str) -> None:
        """Tell of a danger; it stays until the person closes it."""
        self.said.emit(Notice(text=text, icon="warning", tone="mengkudu", stays=True))

    def complain(self, fault: Fault) -> None:
        """Tell what could not be done; it stays until the person closes it."""
        ours = isinstance(fault, OwnFault)
        self.said.emit(
            Notice(text=told(str(fault)), icon="warning-circle" if ours else "warning", tone="mengkudu", stays=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Handed to every page and dialog."""

    services: Services
    jobs: Jobs
    watch: Watch
    look: Look
    words: Words
    usher: Usher
    profile: Profile
