"""The window: band, side bar, pages. It comes back exactly where it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.services.exchange.journey import SyncState
from desktop.services.views import Profile
from desktop.ui.ikat import Band
from desktop.ui.notice import NoticeBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.registry import FIRST, PAGES
from desktop.ui.palette import Palette
from desktop.ui.parts import column, grounded, row
from desktop.ui.place import Keeper, Place, State, inner, text
from desktop.ui.port import Change
from desktop.ui.room import Room
from desktop.ui.settings import SettingsMenu
from desktop.ui.sidebar import SideBar
from desktop.ui.topbar import TopBar
from desktop.ui.visited import Visited

_STATE_MS = 60
WINDOW_KEY = "window"
"""Under which the window's state is remembered."""


class Window(QMainWindow):
    """One window for one profile.

    Signals: painted(): it was painted for the first time; closed(); taken_over(profile): somebody else works here now,
    by a choice in this window or by another program.
    """

    painted = Signal()
    taken_over = Signal(object)
    closed = Signal()

    def __init__(self, room: Room, settings: SettingsMenu) -> None:
        super().__init__()
        self.room = room
        self._settings = settings
        self._pages: dict[str, Page] = {}
        self._kept: dict[str, State] = {}
        self._page = ""
        self._wish: bool | None = None
        self._is_painted = False
        self.setWindowTitle(self.tr("Lontar (latihan)") if room.profile.practice else self.tr("Lontar"))
        self.setMinimumSize(room.look.sizes.least_width, room.look.sizes.least_height)
        self._side = SideBar(room)
        self._top = TopBar(room)
        self._visited = Visited()
        self._stack = QStackedWidget()
        self._build()
        self.notices = NoticeBar(room, self._stack)
        self._keeper = Keeper(room.services, room.jobs, WINDOW_KEY, self.state, self)
        self._state_later = QTimer(self)
        self._connect()
        self._ask_state()

    def _build(self) -> None:
        centre = QWidget()
        layout = row()
        layout.addWidget(Band(self.room.look))
        layout.addWidget(self._side)
        right = column()
        right.addWidget(self._top)
        right.addWidget(grounded(self._stack, "canvas"), 1)
        layout.addLayout(right, 1)
        centre.setLayout(layout)
        self._all = centre
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        usher, jobs = self.room.usher, self.room.jobs
        usher.go_to.connect(self.go)
        usher.placed.connect(self._keeper.changed)
        jobs.failed.connect(usher.complain)
        jobs.writing.connect(self._side.lamp.show_writing)
        self.room.watch.changed.connect(self._hear)
        self._side.chosen.connect(lambda page: self.go(Place(page=page)))
        self._side.folded.connect(self._fold)
        self._side.settings_asked.connect(self._settings.popup)
        self._state_later.setSingleShot(True)
        self._state_later.setInterval(_STATE_MS)
        self._state_later.timeout.connect(self._ask_state)
        self._top.back.connect(lambda: self._step(self._visited.back))
        self._top.forward.connect(lambda: self._step(self._visited.forward))
        self._top.up.connect(lambda: self.go(Place(page=PAGES[self._page].under)))
        self._top.search.connect(self.search)
        QShortcut("Ctrl+K", self, self.search)

    # -------------------------------------------------------------- where

    @property
    def page(self) -> Page:
        """The page at the front."""
        return self._pages[self._page]

    @property
    def place(self) -> Place:
        """Where the window is."""
        return Place(page=self._page, state=self.page.state())

    def go(self, place: Place) -> None:
        """Show a page. Without a state of its own a place means: where one was in that page."""
        before = self.place if self._page else None
        self._show(place)
        if before is not None and before.page != self._page:
            self._visited.leave(before)
        self._show_ways()

    def _show(self, place: Place) -> None:
        name = place.page if place.page in PAGES else FIRST
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = PAGES[name].build(self.room)
            page.called.connect(lambda _: self._show_where())
            self._stack.addWidget(page)
        state = place.state or (page.state() if name in self._kept else {})
        self._kept[name] = state
        self._page = name
        self._stack.setCurrentWidget(page)
        self._side.show_page(name)
        page.enter(state)
        self._show_where()
        page.take_focus()
        self._keeper.changed()

    def _step(self, step: Callable[[Place], Place | None]) -> None:
        """Back or forward."""
        place = step(self.place)
        if place is not None:
            self._show(place)
            self._show_ways()

    def _show_ways(self) -> None:
        self._top.show_ways(back=self._visited.can_go_back, forward=self._visited.can_go_forward)

    def _show_where(self) -> None:
        under = PAGES[self._page].under
        self._top.show_place(self._side.words_of(under), "" if under == self._page else self.page.name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward, as in a browser."""
        if event.button() is Qt.MouseButton.BackButton:
            self._step(self._visited.back)
        elif event.button() is Qt.MouseButton.ForwardButton:
            self._step(self._visited.forward)
        else:
            super().mousePressEvent(event)

    def state(self) -> State:
        """All that the next start should find again."""
        states: dict[str, State] = {name: page.state() for name, page in self._pages.items()}
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        return {"page": self._page, "pages": states, "geometry": geometry, "folded": self._wish}

    def restore(self, state: State) -> None:
        """Come back to where a state says; to Home when it says nothing."""
        geometry = text(state, "geometry")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))
        else:
            self._take_first_size()
        folded: Any = state.get("folded")
        self._wish = folded if isinstance(folded, bool) else None
        self._show_side()
        name = text(state, "page")
        if name not in PAGES:
            name = FIRST
        self.go(Place(page=name, state=inner(inner(state, "pages"), name)))

    def _take_first_size(self) -> None:
        """The whole of a small screen; on a large one a window of the size that the pages are drawn for."""
        sizes, room = self.room.look.sizes, self.screen().availableSize()
        self.resize(min(room.width(), sizes.first_width), min(room.height(), sizes.first_height))
        if room.width() <= sizes.first_width:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # -------------------------------------------------------------- state of the centre

    def _hear(self, change: Change) -> None:
        if not self._state_later.isActive():
            self._state_later.start()
        self.page.hear(change)

    def _ask_state(self) -> None:
        self.room.jobs.ask(self, self.room.services.sync_state(), self._show_state, purpose="state")
        self.room.jobs.ask(self, self.room.services.profile(), self._look_who_works, purpose="profile")

    def _look_who_works(self, now: Profile) -> None:
        before = self.room.profile
        if (now.person, now.people) != (before.person, before.people):
            self.taken_over.emit(now)

    def _show_state(self, state: SyncState) -> None:
        self._side.show_state(state)

    @property
    def covered(self) -> bool:
        """Whether nothing of the office is shown."""
        return self._all.isHidden()

    def cover(self, covered: bool) -> None:
        """Show nothing of the office, or all of it again, where it was."""
        self._all.setVisible(not covered)
        if not covered:
            self.page.take_focus()
            self._ask_state()

    def search(self) -> None:
        """Ask where to go or what to do."""
        Palette(self.room, self, self._side.words_of_pages(), self.page).open()

    # -------------------------------------------------------------- side bar and size

    def _fold(self) -> None:
        self._wish = not self._is_narrow()
        self._show_side()
        self._keeper.changed()

    def _is_narrow(self) -> bool:
        return self.width() < self.room.look.sizes.narrow_window if self._wish is None else self._wish

    def _show_side(self) -> None:
        self._side.show_narrow(self._is_narrow())
        self._side.show_low(self.height() < self.room.look.sizes.low_window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = self.room.look.sizes.narrow_window
        before, now = event.oldSize().width(), event.size().width()
        if before > 0 and (before < edge) != (now < edge):
            self._wish = None
        self._show_side()
        self._keeper.changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # Its parts are painted after it, in the same turn.
            QTimer.singleShot(0, self, self.painted.emit)

    def flush(self) -> None:
        """Keep the state now."""
        self._keeper.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        super().closeEvent(event)
        self.closed.emit()
