"""The groups of a class, with their members and the notes written about them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.views import ClassDetail, Group, GroupNote
from desktop.ui.dialogs.creating import NewGroupDialog, NoteDialog
from desktop.ui.pages.page import Page
from desktop.ui.parts import Beside, Button, Card, Ruler, Text, column, empty_out, row, scrolled
from desktop.ui.place import State, number
from desktop.ui.port import Change, Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.ticks import TickMark
from desktop.ui.waiting import Curtain, Empty


class GroupsPage(Page):
    """Groups at the left, the chosen one at the right."""

    topics = frozenset({Topic.CLASSES, Topic.PEOPLE})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._class = 0
        self._wanted: int | None = None
        self._line = Text(look, "", Type.FIGURE, tone="ink_2")
        self.new = Button(look, self.tr("Buat kelompok"), self.make)
        look.dress(self.new, "plus")
        self.note = Button(look, self.tr("Tulis catatan"), self.write_note, kind="primary")
        look.dress(self.note, "note-pencil", "on_nila")
        self.model = RowsModel[Group](self._columns(), lambda group: group.id, self)
        self.table = Table(look, self.tr("Daftar kelompok"))
        self.table.setModel(self.model)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.note.setFocus())
        self._card = Card(look)
        words = self.tr("Belum ada kelompok. Kelompok menyusun Rencana Aksi dan menerima catatan pendamping.")
        self._curtain = Curtain(look, self._split(), Empty(look, "leaf", words))
        self.keys_when_lifted(self._curtain)
        top = row(gap=sizes.step_2)
        top.addWidget(self._line, 1)
        top.addWidget(self.new)
        top.addWidget(self.note)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(0, sizes.step_2, 0, sizes.step_4)
        layout.addLayout(top)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _split(self) -> QWidget:
        inside = QWidget()
        around = column()
        around.addWidget(self._card)
        around.addStretch(1)
        inside.setLayout(around)
        return Beside(self.room.look, self.table, scrolled(inside), (2, 3))

    def _columns(self) -> list[Column[Group]]:
        def count(n: int) -> Cell:
            return Cell(text=str(n) if n else "–", kind=Type.FIGURE, tone="ink" if n else "ink_2")

        return [
            Column(title=self.tr("Kelompok"), cell=lambda g: Cell(text=g.title, kind=Type.MEDIUM), least=140, share=1),
            Column(title=self.tr("Anggota"), cell=lambda g: count(len(g.members)), least=80, right=True),
            Column(title=self.tr("Catatan"), cell=lambda g: count(len(g.notes)), least=80, right=True),
        ]

    def enter(self, state: State) -> None:
        class_id = number(state, "class") or 0
        self._wanted = number(state, "group")
        if class_id != self._class:
            self._class = class_id
            self._curtain.wait()
        self.refresh()

    def state(self) -> State:
        return {"group": self.table.current_key()}

    def first(self) -> QWidget:
        return self.table

    def wants(self, change: Change) -> bool:
        return super().wants(change) and change.class_id in (None, self._class)

    def refresh(self) -> None:
        self.room.jobs.ask(self, self.room.services.class_detail(self._class), self._show, purpose="class")

    def _show(self, detail: ClassDetail) -> None:
        self._curtain.lift(empty=not detail.groups)
        self.note.setEnabled(bool(detail.groups))
        self.table.show_rows(detail.groups)
        self._line.setText(self.tr("%Ln kelompok", "", len(detail.groups)) if detail.groups else "")
        if detail.groups and (self._wanted is not None or not self.table.currentIndex().isValid()):
            self.table.choose(max(0, self.model.row_of(self._wanted) if self._wanted is not None else 0))
            self._wanted = None
        self._choose(self.table.currentIndex().row())

    def _choose(self, n: int) -> None:
        """Show a group's members and notes."""
        group, body, look = self.model.value_at(n), self._card.body, self.room.look
        empty_out(body)
        if group is None:
            return
        body.addWidget(Text(look, group.title, Type.SECTION))
        for member in group.members:
            body.addWidget(Text(look, member))
        if not group.members:
            body.addWidget(Text(look, self.tr("Belum ada anggota."), tone="ink_2"))
        body.addWidget(Ruler(look))
        body.addWidget(Text(look, self.tr("Catatan pendamping"), Type.STRONG))
        for note in group.notes:
            self._add_note(body, note)
        if not group.notes:
            body.addWidget(Text(look, self.tr("Belum ada catatan."), tone="ink_2"))
        self.room.usher.placed.emit()

    def _add_note(self, body: QVBoxLayout, note: GroupNote) -> None:
        look = self.room.look
        body.addSpacing(look.sizes.step_1)
        top = row(gap=look.sizes.step_2)
        by = self.tr("{person}, {time}").format(person=note.author, time=self.room.words.moment(note.written_at))
        top.addWidget(Text(look, by, Type.CAPTION_FIGURE, tone="ink_2"), 1)
        top.addWidget(TickMark(look, note.tick))
        one = column()
        one.addLayout(top)
        one.addWidget(Text(look, note.text, wrapped=True))
        body.addLayout(one)

    def make(self) -> None:
        """Ask for a new group, proposing the next number."""
        suggestion = self.tr("Kelompok {number}").format(number=len(self.model.rows) + 1)
        dialog = NewGroupDialog(self.room, self, self._class, suggestion)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def write_note(self) -> None:
        """Ask for a note about the chosen group."""
        group = self.model.value_at(self.table.currentIndex().row())
        if group is None:
            return
        dialog = NoteDialog(self.room, self, group.title, lambda text: self.room.services.write_note(group.id, text))
        dialog.accepted.connect(self.refresh)
        dialog.open()
