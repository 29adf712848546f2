"""All classes of this laptop's offices."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.views import ClassSummary
from desktop.ui.dialogs.creating import NewClassDialog
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import Button, column
from desktop.ui.place import Place, State, number
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import Words


class ClassesPage(Page):
    """A list; a row opens its class."""

    topics = frozenset({Topic.CLASSES, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._wanted: int | None = None
        self.head = PageHead(room, self.tr("Kelas"))
        self.new = Button(look, self.tr("Buat kelas"), self.make, kind="primary")
        self.new.setShortcut("Ctrl+N")
        self.new.setToolTip(self.tr("Buat kelas (Ctrl+N)"))
        look.dress(self.new, "plus", "on_nila")
        self.head.tools.addWidget(self.new)
        self.model = RowsModel[ClassSummary](self._columns(room.words), lambda row: row.id, self)
        self.table = Table(look, self.tr("Daftar kelas"))
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: room.usher.placed.emit())
        words = self.tr("Belum ada kelas. Kelas yang Anda buat, atau yang datang dari pusat, ada di sini.")
        self._curtain = Curtain(look, self.table, Empty(look, "hall", words, hint=self.tr("Ctrl+N membuat kelas")))
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_4)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.page)
        layout.addWidget(self.head)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _columns(self, words: Words) -> list[Column[ClassSummary]]:
        def title(row: ClassSummary) -> Cell:
            return Cell(text=row.title, kind=Type.MEDIUM, tag=self.tr("Data contoh") if row.example else "")

        def coming(row: ClassSummary) -> Cell:
            session = row.next_session
            if session is None:
                return Cell(text="–", tone="ink_2")
            day = words.short_day(session.starts_at, session.zone)
            when = f"{day}, {words.clock_there(session.starts_at, session.zone)}"
            return Cell(text=f"{when} · {session.title}", kind=Type.FIGURE)

        names = {office.code: office.name for office in self.room.profile.offices}

        def organiser(row: ClassSummary) -> Cell:
            return Cell(text=names.get(row.office, row.office))

        def count(n: int) -> Cell:
            return Cell(text=words.amount(n), kind=Type.FIGURE)

        return [
            Column(title=self.tr("Kelas"), cell=title, least=360, share=3),
            Column(title=self.tr("Penyelenggara"), cell=organiser, least=170, share=1, drop=2),
            Column(
                title=self.tr("Tanggal"),
                cell=lambda row: Cell(text=words.dates(row.starts_on, row.ends_on), kind=Type.FIGURE),
                least=210,
                share=1,
                drop=1,
            ),
            Column(title=self.tr("Sesi berikutnya"), cell=coming, least=220, share=2, drop=3),
            Column(title=self.tr("Sesi"), cell=lambda row: count(row.sessions), least=64, right=True),
            Column(title=self.tr("Peserta"), cell=lambda row: count(row.people), least=84, right=True),
        ]

    def enter(self, state: State) -> None:
        self._wanted = number(state, "class")
        self.refresh()

    def state(self) -> State:
        return {"class": self.table.current_key()}

    def first(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.classes(), self._show, purpose="classes")

    def _show(self, classes: tuple[ClassSummary, ...]) -> None:
        self._curtain.lift(empty=not classes)
        self.table.show_rows(classes)
        people = sum(row.people for row in classes)
        counts = (self.tr("%Ln kelas", "", len(classes)), self.tr("%Ln kepesertaan", "", people))
        self.head.tell(self.tr("Kelas"), " · ".join(counts) if classes else "")
        if self._wanted is not None or not self.table.currentIndex().isValid():
            row = self.model.row_of(self._wanted) if self._wanted is not None else 0
            self._wanted = None
            if classes:
                self.table.choose(max(0, row))

    def make(self) -> None:
        """Ask for a new class and open it."""
        dialog = NewClassDialog(self.room, self)
        dialog.created.connect(self._open_new)
        dialog.open()

    def _open(self, row: int) -> None:
        found = self.model.value_at(row)
        if found is not None:
            self._open_class(found.id)

    def _open_new(self, class_id: int) -> None:
        """A new class wants its people first."""
        self.room.usher.go(Place(page="class", state={"class": class_id, "tab": "people"}))

    def _open_class(self, class_id: int) -> None:
        self.room.usher.go(Place(page="class", state={"class": class_id}))
