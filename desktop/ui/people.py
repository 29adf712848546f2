"""People by the thousand: a search field over a table that fetches only what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.views import PeopleFound, PersonRow, Tick
from desktop.ui.parts import Text, column, row
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, ColumnsModel, Index
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain
from desktop.ui.words import Words, tick_name, translate

PAGE_ROWS = 100
"""People fetched at once: a screen shows fewer than forty."""

_KEPT_PAGES = 30
_SEARCH_AFTER_MS = 120
_FETCH_AFTER_MS = 30


class PeopleModel(ColumnsModel[PersonRow]):
    """Knows how many there are; holds the pages that were looked at last.

    Signals: missed(): rows were asked for that are not here.
    """

    missed = Signal()

    def __init__(self, words: Words, *, of_class: bool, parent: QObject | None = None) -> None:
        super().__init__(_columns(words, of_class=of_class), parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[PersonRow, ...]] = OrderedDict()

    def value_at(self, row: int) -> PersonRow | None:
        page = self._pages.get(row // PAGE_ROWS)
        if page is None:
            self.missed.emit()
            return None
        self._pages.move_to_end(row // PAGE_ROWS)
        at = row % PAGE_ROWS
        return page[at] if at < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    def begin(self, found: PeopleFound) -> None:
        """Another search: other rows."""
        self.beginResetModel()
        self._total = found.total
        self._pages.clear()
        self._pages[found.offset // PAGE_ROWS] = found.people
        self.endResetModel()

    def take(self, found: PeopleFound) -> bool:
        """A page has come; False when it belongs to a list of another length."""
        if found.total != self._total:
            return False
        self._pages[found.offset // PAGE_ROWS] = found.people
        self._pages.move_to_end(found.offset // PAGE_ROWS)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(found.offset + PAGE_ROWS, self._total) - 1
        if last < found.offset:
            return True
        self.dataChanged.emit(self.index(found.offset, 0), self.index(last, len(self.columns) - 1))
        return True

    def forget(self) -> None:
        """What is held may be old: fetch again what is looked at."""
        self._pages.clear()

    def missing(self, first: int, last: int) -> list[int]:
        """Offsets of the pages between two rows that are not here."""
        pages = range(max(0, first) // PAGE_ROWS, max(0, last) // PAGE_ROWS + 1)
        return [page * PAGE_ROWS for page in pages if page not in self._pages and page * PAGE_ROWS < self._total]


def _columns(words: Words, *, of_class: bool) -> list[Column[PersonRow]]:
    def name(person: PersonRow) -> Cell:
        if person.records == 1:
            return Cell(text=person.name, kind=Type.MEDIUM)
        made = translate("People", "{name}, digabung dari {count} data").format(name=person.name, count=person.records)
        return Cell(text=person.name, kind=Type.MEDIUM, icon="users-three", told=made)

    def number(person: PersonRow) -> Cell:
        return Cell(text=words.employee_number(person.employee_number), kind=Type.IDENTITY)

    def tick(person: PersonRow) -> Cell:
        return Cell(tick=person.tick if person.tick is not Tick.SETTLED else Tick.NONE, told=tick_name(person.tick))

    def plain(title: str, value: Callable[[PersonRow], str], least: int, share: int, drop: int) -> Column[PersonRow]:
        return Column(title=title, cell=lambda person: Cell(text=value(person)), least=least, share=share, drop=drop)

    columns = [
        Column(title=translate("People", "Nama"), cell=name, least=250, share=3),
        Column(title=translate("People", "NIP"), cell=number, least=204, drop=1),
        plain(translate("People", "Instansi"), lambda p: p.agency, 180, 3, 2),
        plain(translate("People", "Jabatan"), lambda p: p.position, 124, 1, 4),
        plain(translate("People", "Kab/Kota"), lambda p: p.district, 124, 1, 6),
        plain(translate("People", "Gol."), lambda p: p.grade, 62, 0, 5),
    ]
    if of_class:
        columns.append(plain(translate("People", "Kelompok"), lambda p: p.group, 116, 0, 3))
    else:
        columns.append(plain(translate("People", "HP/WA"), lambda p: p.phone, 152, 0, 3))
    columns.append(Column(title="", cell=tick, least=40))
    return columns


class PeopleList(QWidget):
    """Search field, count, table.

    Signals: opened(person): a PersonRow was opened; placed(): search, row or scroll changed.
    """

    opened = Signal(object)
    placed = Signal()

    def __init__(self, room: Room, empty: QWidget, *, of_class: bool = False) -> None:
        super().__init__()
        look, sizes = room.look, room.look.sizes
        self._room = room
        self._class: int | None = None
        self._scroll: int | None = None
        self.model = PeopleModel(room.words, of_class=of_class, parent=self)
        self.table = Table(look, self.tr("Daftar peserta"))
        self.table.setModel(self.model)
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Cari nama, NIP, atau instansi"))
        self.search.setPlaceholderText(self.tr("Cari nama, NIP, atau instansi ( / )"))
        self.search.addAction(
            look.icon("magnifying-glass", "ink_2", sizes.icon), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(sizes.search)
        self.search.installEventFilter(self)
        self._count = Text(look, "", Type.FIGURE, tone="ink_2")
        self.curtain = Curtain(look, self.table, empty)
        top = row(gap=sizes.step_3)
        top.addWidget(self.search, 1)
        top.addWidget(self._count, 1)
        self.tools = row(gap=sizes.step_2)
        top.addLayout(self.tools)
        layout = column(gap=sizes.step_3)
        layout.addLayout(top)
        layout.addWidget(self.curtain, 1)
        self.setLayout(layout)
        self._searching = self._timer(_SEARCH_AFTER_MS, self._ask_first)
        self._fetching = self._timer(_FETCH_AFTER_MS, self._fetch)
        self._connect()
        self.curtain.wait()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._searching.start())
        self.search.textChanged.connect(lambda _: self.placed.emit())
        self.model.missed.connect(self._fetch_soon)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: self.placed.emit())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.placed.emit())

    def _timer(self, after_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

    # -------------------------------------------------------------- asking

    def show_people(self, class_id: int | None, search: str = "", scroll: int | None = None) -> None:
        """Show the people of a class, or all; search and scroll as they were."""
        if class_id != self._class:
            self._class = class_id
            self.curtain.wait()
        self._scroll = scroll
        self.search.blockSignals(True)
        self.search.setText(search)
        self.search.blockSignals(False)
        self._ask_first()

    def refresh(self) -> None:
        """Ask again for what is looked at; nothing moves unless people came or went."""
        self.model.forget()
        self._fetch()

    def _ask_first(self) -> None:
        self._searching.stop()
        found = self._room.services.people(self.search.text().strip(), self._class, PAGE_ROWS, 0)
        self._room.jobs.ask(self, found, self._begin, purpose="first")

    def _begin(self, found: PeopleFound) -> None:
        self.model.begin(found)
        self.curtain.lift(empty=found.total == 0 and not self.search.text().strip())
        self.table.spread()
        nothing = self.tr("Tidak ada yang cocok") if self.search.text().strip() else ""
        self._count.setText(self.tr("%Ln peserta", "", found.total) if found.total else nothing)
        if found.total:
            self.table.choose(0)
        if self._scroll is not None:
            self.table.verticalScrollBar().setValue(self._scroll)
            self._scroll = None

    def _fetch_soon(self) -> None:
        """Once for many rows; not put off by further ones, or a long drag would show nothing."""
        if not self._fetching.isActive():
            self._fetching.start()

    def _fetch(self) -> None:
        """Ask for the pages in view. Rows that only flew past while scrolling are not fetched."""
        first = self.table.rowAt(0)
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if first < 0:
            self._ask_first()
            return
        search = self.search.text().strip()
        for offset in self.model.missing(first, last if last >= 0 else self.model.rowCount() - 1):
            found = self._room.services.people(search, self._class, PAGE_ROWS, offset)
            self._room.jobs.ask(self, found, lambda page: self._take(search, page), purpose=f"page {offset}")

    def _take(self, search: str, found: PeopleFound) -> None:
        if search != self.search.text().strip():
            return
        if not self.model.take(found):
            self._scroll = self.table.verticalScrollBar().value()
            self._ask_first()

    # -------------------------------------------------------------- hand and keys

    def _open(self, row: int) -> None:
        person = self.model.value_at(row)
        if person is not None:
            self.opened.emit(person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, down and Enter go to the rows, Escape empties it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.setFocus()
            self.search.selectAll()
            return
        super().keyPressEvent(event)
