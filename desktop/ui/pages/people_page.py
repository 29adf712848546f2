"""People: all that this laptop holds, and those of one class."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.services.views import PersonRow
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.roster import RosterDialog, file_of
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import Button, column
from desktop.ui.people import PeopleList
from desktop.ui.place import State, inner, number, text
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.waiting import Empty


class _PeoplePage(Page):
    """What both lists share: a search that comes back, a roster that can be dropped on it."""

    topics = frozenset({Topic.PEOPLE})

    def __init__(self, room: Room, *, of_class: bool) -> None:
        super().__init__(room)
        look = room.look
        self._class: int | None = None
        self.setAcceptDrops(True)
        self.bring = Button(look, self.tr("Impor daftar peserta"), self.import_roster, kind="primary")
        look.dress(self.bring, "file-xls", "on_nila")
        words = self.tr("Belum ada peserta. Tarik berkas Excel ke sini, atau impor daftar peserta dari panitia.")
        empty = Empty(look, "boat", words, hint=self.tr("Ctrl+I mengimpor daftar peserta"))
        self.bring.setShortcut("Ctrl+I")
        self.bring.setToolTip(self.tr("Impor daftar peserta (Ctrl+I)"))
        self.people = PeopleList(room, empty, of_class=of_class)
        self.people.opened.connect(self._open)
        self.people.placed.connect(room.usher.placed)

    def enter(self, state: State) -> None:
        scroll = number(inner(state, "scroll"), "y")
        self.people.show_people(self._class, text(state, "search"), scroll)

    def state(self) -> State:
        scroll = {"y": self.people.table.verticalScrollBar().value()}
        return {"search": self.people.search.text(), "scroll": scroll}

    def first(self) -> QWidget:
        return self.people.search

    def refresh(self) -> None:
        self.people.refresh()

    def import_roster(self, file: str = "") -> None:
        """Ask for a roster, or take this one, and show what it holds before anything is saved."""
        RosterDialog(self.room, self, self._class, file).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(_urls(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = file_of(_urls(event.mimeData()))
        if file:
            event.acceptProposedAction()
            self.import_roster(file)

    def _open(self, person: PersonRow) -> None:
        PersonDialog(self.room, self, person).open()


def _urls(dropped: QMimeData) -> list[QUrl]:
    return dropped.urls()


class PeoplePage(_PeoplePage):
    """Everybody."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, of_class=False)
        sizes = room.look.sizes
        self.head = PageHead(room, self.tr("Peserta"))
        self.head.show_tag(self.tr("Data contoh") if room.profile.practice else "")
        self.head.tools.addWidget(self.bring)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.page)
        layout.addWidget(self.head)
        layout.addWidget(self.people, 1)
        self.setLayout(layout)


class ClassPeoplePage(_PeoplePage):
    """Those of one class, as a tab of it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, of_class=True)
        sizes = room.look.sizes
        self.people.tools.addWidget(self.bring)
        layout = column()
        layout.setContentsMargins(0, sizes.step_2, 0, sizes.step_4)
        layout.addWidget(self.people, 1)
        self.setLayout(layout)

    def enter(self, state: State) -> None:
        self._class = number(state, "class") or 0
        super().enter(state)

    def wants(self, change: Change) -> bool:
        return super().wants(change) and change.class_id in (None, self._class)
