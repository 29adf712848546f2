"""A list that is all here: search field, count, table. Place, picked rows and order stay through a refresh."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Text, column, row
from desktop.ui.place import State, inner, number, text
from desktop.ui.rows import Column, Order, RowsModel
from desktop.ui.searching import SearchField
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain

T = TypeVar("T")

_SEARCH_AFTER_MS = 60


class TableList(QWidget, Generic[T]):
    """Frozen values in columns, for lists of up to some thousand; longer ones are a PagedList.

    Signals: opened(value): a row was opened. chosen(value): another row is the current one; None for none. picked():
    other rows are picked. placed(): search, order, row or scroll changed. said(sentence): something was copied.
    """

    opened = Signal(object)
    chosen = Signal(object)
    picked = Signal()
    placed = Signal()
    said = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        empty: QWidget,
        *,
        search: str = "",
        counted: Callable[[int], str] | None = None,
        several: bool = False,
        opens: bool = True,
        lines: int = 1,
    ) -> None:
        """search: what can be looked for ("Cari judul"), empty for no field; counted: so many rows in words; several:
        rows can be picked for an act on all of them; lines: of words in a row."""
        super().__init__()
        sizes = look.sizes
        self._counted = counted
        self.model = RowsModel[T](columns, key, self)
        self.table = Table(look, name, opens=opens, lines=lines, several=several)
        self.table.setModel(self.model)
        self.search = SearchField(look, search or name)
        if not search:
            self.search.hide()  # never shown here: without a parent yet it would be a window for a moment
        self.count = Text(look, "", Type.FIGURE, tone="ink_2")
        self.tools = row(gap=sizes.step_2)
        self.curtain = Curtain(look, self.table, empty)
        top = row(gap=sizes.step_3)
        top.addWidget(self.search, 1)
        top.addWidget(self.count, 1)
        top.addLayout(self.tools)
        layout = column(gap=sizes.step_3)
        if search or counted is not None:
            layout.addLayout(top)
        layout.addWidget(self.curtain, 1)
        self.setLayout(layout)
        self._scroll: int | None = None
        self._connect()
        self.curtain.wait()

    def _connect(self) -> None:
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(_SEARCH_AFTER_MS)
        self._searching.timeout.connect(self._narrow)
        self.search.textChanged.connect(lambda _: self._searching.start())
        self.search.left.connect(self._to_rows)
        self.table.opened.connect(lambda at: self.opened.emit(self.model.value_at(at)))
        self.table.chosen.connect(self._choose)
        self.table.picked.connect(self._tell_count)
        self.table.picked.connect(self.picked)
        self.table.said.connect(self.said)
        self.table.led.connect(self.placed)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.placed.emit())

    # -------------------------------------------------------------- values

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these values; what is looked at, picked or current stays so."""
        self.table.show_rows(rows)
        self.curtain.lift(empty=not rows)
        self._tell_count()
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.choose(0)
        if self._scroll is not None:
            self.table.verticalScrollBar().setValue(self._scroll)
            self._scroll = None

    def current(self) -> T | None:
        """The value of the current row."""
        return self.model.value_at(self.table.currentIndex().row())

    def picked_values(self) -> tuple[T, ...]:
        """The values of the picked rows, from the top."""
        return tuple(value for at in self.table.picked_rows() if (value := self.model.value_at(at)) is not None)

    def choose(self, key: Hashable) -> bool:
        """Make the row that a key names the current one; False when it is not here."""
        at = self.model.row_of(key)
        if at >= 0:
            self.table.choose(at)
        return at >= 0

    # -------------------------------------------------------------- place

    def state(self) -> State:
        """Search, order and scroll, as the next start should find them."""
        order = self.model.order
        led = {"column": order.column, "down": order.descending} if order is not None else {}
        return {"search": self.search.text(), "scroll": {"y": self.table.verticalScrollBar().value()}, "order": led}

    def enter(self, state: State) -> None:
        """Be where state() told; rows may come later."""
        self.search.show_words(text(state, "search"))
        self.model.narrow(self.search.words())
        led = inner(state, "order")
        by = number(led, "column")
        if by is not None and 0 <= by < len(self.model.columns) and self.model.can_order(by):
            self.model.order_by(Order(by, descending=bool(led.get("down"))))
        self._scroll = number(inner(state, "scroll"), "y")

    # -------------------------------------------------------------- hand and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/" and not self.search.isHidden():
            self.search.begin()
            return
        super().keyPressEvent(event)

    def _to_rows(self) -> None:
        if self._searching.isActive():
            self._narrow()
        self.table.setFocus()

    def _narrow(self) -> None:
        self._searching.stop()
        with self.table.kept():
            self.model.narrow(self.search.words())
        self.table.fit()
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._tell_count()
        self.placed.emit()

    def _choose(self, at: int) -> None:
        self.chosen.emit(self.model.value_at(at))
        self.placed.emit()

    def _tell_count(self) -> None:
        if self.model.every and not self.model.rows:
            self.count.setText(self.tr("Tidak ada yang cocok"))
        else:
            told = self._counted(len(self.model.rows)) if self._counted is not None else ""
            self.count.setText(self.table.with_picked(told))
