"""A search field over a table that fetches only what is looked at: for lists of thousands."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.paged_rows import PAGE_ROWS, Found, PagedModel
from desktop.ui.parts import Text, column, row
from desktop.ui.place import State, inner, number, text
from desktop.ui.room import Room
from desktop.ui.rows import Order
from desktop.ui.searching import SearchField
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain

T = TypeVar("T")

_SEARCH_AFTER_MS = 120
_FETCH_AFTER_MS = 30
_MOST_COPIED = 2_000
"""Rows that one copy may take: more is an export."""


class PagedList(QWidget, Generic[T]):
    """Search field, count, table. A subclass says whom to ask (`fetch`) and how they are counted (`counted`).

    Signals: opened(value): a row was opened; placed(): search, order, row or scroll changed.
    """

    opened = Signal(object)
    placed = Signal()

    def __init__(
        self, room: Room, model: PagedModel[T], name: str, search: str, empty: QWidget, *, several: bool = False
    ) -> None:
        """name: of the list, search: what is searched for, both for people and screen readers."""
        super().__init__()
        look, sizes = room.look, room.look.sizes
        self._room = room
        self._scroll: int | None = None
        self._told = ""
        self.model = model
        self.table = Table(look, name, several=several)
        self.table.setModel(model)
        self.search = SearchField(look, search)
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
        self.search.left.connect(self.table.setFocus)
        self.model.missed.connect(self._fetch_soon)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: self.placed.emit())
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.placed.emit())
        self.table.picked.connect(self._tell_count)
        self.table.led.connect(self._lead)
        self.table.lacked.connect(self._copy_fetched)

    def _timer(self, after_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

    # -------------------------------------------------------------- for subclasses

    @abstractmethod
    def fetch(self, search: str, order: Order | None, limit: int, offset: int) -> Future[Any]:
        """Ask a service for at most limit values from offset on."""

    @abstractmethod
    def found_in(self, answer: Any) -> Found[T]:
        """The page that such an answer is."""

    @abstractmethod
    def counted(self, total: int) -> str:
        """So many of them, in words."""

    # -------------------------------------------------------------- asking

    def show_found(self, search: str = "", scroll: int | None = None) -> None:
        """Show what a search finds, scrolled as it was."""
        self._scroll = scroll
        self.search.show_words(search)
        self._ask_first()

    def state(self) -> State:
        """Search, order and scroll, as the next start should find them."""
        order = self.model.order
        led = {"column": order.column, "down": order.descending} if order is not None else {}
        scroll = {"y": self.table.verticalScrollBar().value()}
        return {"search": self.search.text(), "scroll": scroll, "order": led}

    def enter(self, state: State) -> None:
        """Show what state() told."""
        led = inner(state, "order")
        by = number(led, "column")
        known = by is not None and 0 <= by < len(self.model.columns) and self.model.can_order(by)
        self.model.order_by(Order(by, descending=bool(led.get("down"))) if known and by is not None else None)
        self.show_found(text(state, "search"), number(inner(state, "scroll"), "y"))

    def refresh(self) -> None:
        """Ask again for what is looked at; nothing moves unless rows came or went."""
        self.model.forget()
        self._fetch()

    def _ask_first(self) -> None:
        self._searching.stop()
        found = self.fetch(self.search.words(), self.model.order, PAGE_ROWS, 0)
        self._room.jobs.ask(self, found, lambda answer: self._begin(self.found_in(answer)), purpose="first")

    def _begin(self, found: Found[T]) -> None:
        searched = bool(self.search.words())
        self.model.begin(found)
        self.curtain.lift(empty=found.total == 0 and not searched)
        self.table.spread()
        nothing = self.tr("Tidak ada yang cocok") if searched else ""
        self._told = self.counted(found.total) if found.total else nothing
        self._tell_count()
        if found.total:
            self.table.choose(0)
        if self._scroll is not None:
            self.table.verticalScrollBar().setValue(self._scroll)
            self._scroll = None

    def _tell_count(self) -> None:
        self._count.setText(self.table.with_picked(self._told))

    def _lead(self) -> None:
        self._ask_first()
        self.placed.emit()

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
        search, order = self.search.words(), self.model.order

        def take(answer: Any) -> None:
            if search == self.search.words() and order == self.model.order:
                self._take(self.found_in(answer))

        for offset in self.model.missing(first, last if last >= 0 else self.model.rowCount() - 1):
            self._room.jobs.ask(self, self.fetch(search, order, PAGE_ROWS, offset), take, purpose=f"page {offset}")

    def _take(self, found: Found[T]) -> None:
        if not self.model.take(found):
            self._scroll = self.table.verticalScrollBar().value()
            self._ask_first()

    # -------------------------------------------------------------- clipboard

    def _copy_fetched(self, rows: Sequence[int]) -> None:
        """Copy rows of which some are not here: all between the first and the last are asked for."""
        first, last = rows[0], rows[-1]
        if last - first >= _MOST_COPIED:
            amount = self._room.words.amount(_MOST_COPIED)
            words = self.tr("Paling banyak {most} baris dapat disalin sekaligus; untuk lebih banyak, ekspor ke Excel.")
            self._room.usher.warn(words.format(most=amount))
            return
        wanted = [row - first for row in rows]

        def put(answer: Any) -> None:
            values = self.found_in(answer).rows
            self.table.copy_values([values[n] for n in wanted if n < len(values)])

        asked = self.fetch(self.search.words(), self.model.order, last - first + 1, first)
        self._room.jobs.ask(self, asked, put, purpose="copy")

    # -------------------------------------------------------------- hand and keys

    def _open(self, at: int) -> None:
        value = self.model.value_at(at)
        if value is not None:
            self.opened.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.begin()
            return
        super().keyPressEvent(event)
