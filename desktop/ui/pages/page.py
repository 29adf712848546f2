"""What all pages share: a head, a place to come back to, and asking again when something changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.parts import Elided, Text, column, grounded, row
from desktop.ui.place import State
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain

_REFRESH_MS = 60


class Page(QWidget):
    """One page of the window. A subclass asks in `refresh` and keeps no truth of its own.

    Signals: called(words): what the page shows has this name, for the way back in the top bar.
    """

    called = Signal(str)
    topics: frozenset[Topic] = frozenset()
    """What it shows: a change of these makes it ask again."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.name = ""
        self._waits_for_keys = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        grounded(self, "canvas")

    def enter(self, state: State) -> None:
        """The page comes to the front. state: what state() once answered, or what another page wants shown."""
        self.refresh()

    def state(self) -> State:
        """Where one is in the page, as JSON values."""
        return {}

    def refresh(self) -> None:
        """Ask for what the page shows."""

    def tell_copied(self, words: str) -> None:
        """Rows of a table here are on the clipboard."""
        self.room.usher.say(words)

    def call(self, name: str) -> None:
        """Say what the page shows, where that is one thing of many (a class, a plan)."""
        self.name = name
        self.called.emit(name)

    def first(self) -> QWidget:
        """What one most likely wants to have the keys here."""
        return self

    def take_focus(self) -> None:
        """Give the keys to `first`; while it still waits behind a curtain, as soon as that lifts."""
        target = self.first()
        self._waits_for_keys = not target.isVisible()
        (self if self._waits_for_keys else target).setFocus()

    def keys_when_lifted(self, curtain: Curtain) -> None:
        """Remember that `first` is behind this curtain."""
        curtain.lifted.connect(self._take_late_focus)

    def _take_late_focus(self) -> None:
        if self._waits_for_keys and self.isVisible():
            self.take_focus()

    def wants(self, change: Change) -> bool:
        """Whether a change touches what the page shows."""
        return change.topic in self.topics

    def hear(self, change: Change) -> None:
        """Something changed. A burst is one question; a page at the back asks when it comes to the front."""
        if self.wants(change) and self.isVisible() and not self._later.isActive():
            self._later.start()


class PageHead(QWidget):
    """The title of a page, a line under it, and what one can do at the right end."""

    def __init__(self, room: Room, title: str, caption: str = "") -> None:
        super().__init__()
        look, sizes = room.look, room.look.sizes
        self.title = Elided(look, title, Type.TITLE)
        self.tag = Text(look, "", Type.CAPTION)
        self.tag.setProperty("tag", "plain")
        self.tag.hide()
        self.caption = Elided(look, caption, Type.CAPTION_FIGURE, tone="ink_2")
        self.caption.setVisible(bool(caption))
        upper = row(gap=sizes.step_2)
        upper.addWidget(self.title, 1)
        words = column()
        words.addLayout(upper)
        words.addWidget(self.caption)
        self.tools: QHBoxLayout = row(gap=sizes.step_2)
        layout = row(gap=sizes.step_4)
        layout.addLayout(words, 1)
        layout.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self.tools)
        self.setLayout(layout)

    def tell(self, title: str, caption: str = "") -> None:
        """Another title and line."""
        self.title.tell(title)
        self.caption.tell(caption)
        self.caption.setVisible(bool(caption))

    def show_tag(self, words: str) -> None:
        """A word in a box beside the title; empty for none."""
        self.tag.setText(words)
        self.tag.setVisible(bool(words))
