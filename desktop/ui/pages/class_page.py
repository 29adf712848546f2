"""One class, its parts behind tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar

from desktop.services.views import ClassDetail
from desktop.ui.pages.attendance_page import AttendancePage
from desktop.ui.pages.groups_page import GroupsPage
from desktop.ui.pages.page import Page
from desktop.ui.pages.people_page import ClassPeoplePage
from desktop.ui.pages.schedule_page import SchedulePage
from desktop.ui.parts import Elided, Text, column, row
from desktop.ui.place import Place, State, inner, number, text
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type


@dataclass(frozen=True, slots=True)
class _Tab:
    """A part of the class. build: called when it is first shown; the page is entered with the class in its state."""

    name: str
    title: str
    build: Callable[[Room], Page]


class ClassPage(Page):
    """The head is one line of tabs: the register needs the height, and the top bar names the class."""

    topics = frozenset(Topic)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._class = 0
        self._tag = Text(look, self.tr("Data contoh"), Type.CAPTION)
        self._tag.setProperty("tag", "plain")
        self._tag.hide()
        self._tabs = self._parts()
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self.tabs = QTabBar()
        self.tabs.setFont(look.font(Type.MEDIUM))
        self.tabs.setAccessibleName(self.tr("Bagian kelas"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for tab in self._tabs:
            self.tabs.addTab(tab.title)
        self.tabs.setCurrentIndex(self._index("attendance"))
        self.tabs.currentChanged.connect(self._turn)
        layout = column()
        layout.setContentsMargins(sizes.page, 0, sizes.page, 0)
        layout.addLayout(self._head())
        self._silent = Elided(look, "", Type.CAPTION)
        self._silent.hide()
        layout.addWidget(self._silent)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    def _parts(self) -> tuple[_Tab, ...]:
        """The parts in the order of a training."""
        return (
            _Tab("people", self.tr("Peserta"), ClassPeoplePage),
            _Tab("enrolment", self.tr("Kepesertaan"), _enrolment),
            _Tab("schedule", self.tr("Jadwal"), SchedulePage),
            _Tab("attendance", self.tr("Presensi"), AttendancePage),
            _Tab("tasks", self.tr("Belajar mandiri"), _tasks),
            _Tab("scores", self.tr("Nilai"), _scores),
            _Tab("groups", self.tr("Kelompok"), GroupsPage),
            _Tab("completion", self.tr("Kelulusan"), _completion),
            _Tab("certificates", self.tr("Sertifikat"), _certificates),
            _Tab("papers", self.tr("Dokumen"), _papers),
        )

    def _head(self) -> QHBoxLayout:
        head = row(gap=self.room.look.sizes.step_4)
        head.addWidget(self.tabs, 1)
        head.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _index(self, name: str) -> int:
        """Where a tab stands; -1 for none of that name."""
        return next((n for n, tab in enumerate(self._tabs) if tab.name == name), -1)

    @property
    def front(self) -> Page:
        """The part that is shown, made when it is first wanted."""
        tab = self._tabs[self.tabs.currentIndex()]
        page = self._pages.get(tab.name)
        if page is None:
            page = self._pages[tab.name] = tab.build(self.room)
            self._stack.addWidget(page)
        return page

    @property
    def tab(self) -> str:
        """The name of the tab at the front."""
        return self._tabs[self.tabs.currentIndex()].name

    def enter(self, state: State) -> None:
        self._class = number(state, "class") or self._class
        index = self._index(text(state, "tab"))
        if index >= 0:
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(index)
            self.tabs.blockSignals(False)
        if not self._class:  # said by nobody, as after a class was removed: the list knows which there are
            QTimer.singleShot(0, self, lambda: self.room.usher.go(Place(page="classes")))
            return
        self.refresh()
        self._show_tab(inner(state, self.tab))

    def state(self) -> State:
        return {"class": self._class, "tab": self.tab, self.tab: self.front.state()}

    def take_focus(self) -> None:
        self.front.take_focus()

    def hear(self, change: Change) -> None:
        super().hear(change)
        self.front.hear(change)

    def wants(self, change: Change) -> bool:
        return change.topic is Topic.CLASSES and change.class_id in (None, self._class)

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.class_detail(self._class), self._show, purpose="class")

    def _show(self, detail: ClassDetail) -> None:
        self.call(detail.summary.title)
        self._tag.setVisible(detail.summary.example)
        self._silent.tell(self.tr("Belum lengkap. {who}").format(who="; ".join(one.sentence for one in detail.silent)))
        self._silent.setVisible(bool(detail.silent))

    def _turn(self, _: int) -> None:
        self._show_tab({})
        self.take_focus()
        self.room.usher.placed.emit()

    def _show_tab(self, state: State) -> None:
        page = self.front
        self._stack.setCurrentWidget(page)
        page.enter({**state, "class": self._class})


def _scores(room: Room) -> Page:
    from desktop.ui.pages.completion.scores_page import ScoresPage

    return ScoresPage(room)


def _completion(room: Room) -> Page:
    from desktop.ui.pages.completion.completion_page import CompletionPage

    return CompletionPage(room)


def _certificates(room: Room) -> Page:
    from desktop.ui.pages.certificates.class_certificates import ClassCertificatesPage

    return ClassCertificatesPage(room)


def _enrolment(room: Room) -> Page:
    from desktop.ui.pages.enrolment.enrolment_page import EnrolmentPage

    return EnrolmentPage(room)


def _tasks(room: Room) -> Page:
    from desktop.ui.pages.classes.tasks_page import TasksPage

    return TasksPage(room)


def _papers(room: Room) -> Page:
    from desktop.ui.pages.papers.class_papers_page import ClassPapersPage

    return ClassPapersPage(room)
