"""One class: people, schedule, attendance and groups behind four tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar

from desktop.services.views import ClassDetail
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.pages.groups_page import GroupsPage
from desktop.ui.pages.page import Page
from desktop.ui.pages.people_page import ClassPeoplePage
from desktop.ui.pages.schedule_page import SchedulePage
from desktop.ui.parts import Button, Elided, Picture, Text, column, row
from desktop.ui.place import Place, State, inner, number, text
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type

_TABS = ("people", "schedule", "attendance", "groups")


class ClassPage(Page):
    """The head stays low: the register needs the height."""

    topics = frozenset(Topic)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._class = 0
        self._example = False
        self._title = Elided(look, "", Type.TITLE)
        self._tag = Text(look, self.tr("Data contoh"), Type.CAPTION)
        self._tag.setProperty("tag", "plain")
        self._tag.hide()
        self.tabs = QTabBar()
        self.tabs.setFont(look.font(Type.MEDIUM))
        self.tabs.setAccessibleName(self.tr("Bagian kelas"))
        self.tabs.setExpanding(False)
        self._pages: dict[str, Page] = {
            "people": ClassPeoplePage(room),
            "schedule": SchedulePage(room),
            "attendance": AttendancePage(room),
            "groups": GroupsPage(room),
        }
        self._stack = QStackedWidget()
        names = (self.tr("Peserta"), self.tr("Jadwal"), self.tr("Presensi"), self.tr("Kelompok"))
        for tab, name in zip(_TABS, names, strict=True):
            self.tabs.addTab(name)
            self._stack.addWidget(self._pages[tab])
        self.tabs.setCurrentIndex(_TABS.index("attendance"))
        self.tabs.currentChanged.connect(self._turn)
        layout = column(gap=sizes.step_1)
        layout.setContentsMargins(sizes.page, sizes.step_1, sizes.page, sizes.step_1)
        layout.addLayout(self._head())
        self._silent = Elided(look, "", Type.CAPTION)
        self._silent.hide()
        layout.addWidget(self._silent)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    def _head(self) -> QHBoxLayout:
        look, sizes = self.room.look, self.room.look.sizes
        back = Button(look, self.tr("Kelas"), lambda: self.room.usher.go(Place(page="classes")), kind="link")
        back.setToolTip(self.tr("Kembali ke daftar kelas"))
        head = row(gap=sizes.step_1)
        head.addWidget(back)
        self._caret = Picture(look, "caret-right", sizes.icon_cell)
        head.addWidget(self._caret)
        head.addWidget(self._title, 1)
        head.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(sizes.step_4)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    @property
    def tab(self) -> str:
        """The name of the tab at the front."""
        return _TABS[self.tabs.currentIndex()]

    def enter(self, state: State) -> None:
        self._class = number(state, "class") or self._class
        tab = text(state, "tab")
        if tab in _TABS:
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(_TABS.index(tab))
            self.tabs.blockSignals(False)
        if not self._class:  # said by nobody, as after a class was removed: the list knows which there are
            QTimer.singleShot(0, self, lambda: self.room.usher.go(Place(page="classes")))
            return
        self.refresh()
        self._show_tab(inner(state, self.tab))

    def state(self) -> State:
        return {"class": self._class, "tab": self.tab, self.tab: self._pages[self.tab].state()}

    def take_focus(self) -> None:
        self._pages[self.tab].take_focus()

    def hear(self, change: Change) -> None:
        super().hear(change)
        self._pages[self.tab].hear(change)

    def wants(self, change: Change) -> bool:
        return change.topic is Topic.CLASSES and change.class_id in (None, self._class)

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.class_detail(self._class), self._show, purpose="class")

    def _show(self, detail: ClassDetail) -> None:
        self._title.tell(detail.summary.title)
        self._example = detail.summary.example
        self._fit()
        self._silent.tell(self.tr("Belum lengkap. {who}").format(who="; ".join(one.sentence for one in detail.silent)))
        self._silent.setVisible(bool(detail.silent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the page is tight the tabs need the line."""
        tight = self.width() < self.room.look.sizes.tight_page
        self._title.setVisible(not tight)
        self._caret.setVisible(not tight)
        self._tag.setVisible(self._example and not tight)

    def _turn(self, _: int) -> None:
        self._show_tab({})
        self.take_focus()
        self.room.usher.placed.emit()

    def _show_tab(self, state: State) -> None:
        page = self._pages[self.tab]
        self._stack.setCurrentWidget(page)
        page.enter({**state, "class": self._class})
