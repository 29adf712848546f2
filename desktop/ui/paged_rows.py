"""Rows by the thousand: the model knows how many there are and holds the pages that were looked at last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Signal

from desktop.ui.rows import Column, ColumnsModel, Index, Order

T = TypeVar("T")

PAGE_ROWS = 100
"""Rows fetched at once: a screen shows fewer than forty."""

_KEPT_PAGES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A page of a search: total values that match, and those from offset on."""

    total: int
    offset: int
    rows: tuple[T, ...]


class PagedModel(ColumnsModel[T]):
    """Rows that are fetched when they are looked at.

    ordering: columns by which whoever is asked can order, counted from 0.
    Signals: missed(): rows were asked for that are not here.
    """

    missed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        parent: QObject | None = None,
        *,
        ordering: Iterable[int] = (),
    ) -> None:
        super().__init__(columns, parent)
        self.key = key
        self._ordering = frozenset(ordering)
        self._total = 0
        self._pages: OrderedDict[int, tuple[T, ...]] = OrderedDict()

    def value_at(self, row: int) -> T | None:
        page = self._pages.get(row // PAGE_ROWS)
        if page is None:
            self.missed.emit()
            return None
        self._pages.move_to_end(row // PAGE_ROWS)
        at = row % PAGE_ROWS
        return page[at] if at < len(page) else None

    def key_at(self, row: int) -> Hashable:
        page = self._pages.get(row // PAGE_ROWS, ())
        at = row % PAGE_ROWS
        return self.key(page[at]) if at < len(page) else None

    def rows_named(self, keys: Iterable[Hashable]) -> list[int]:
        """Among the rows that are here: asking for the others would fetch them all."""
        wanted = set(keys)
        held = ((page * PAGE_ROWS + n, row) for page, rows in sorted(self._pages.items()) for n, row in enumerate(rows))
        return [n for n, row in held if self.key(row) in wanted] if wanted else []

    def can_order(self, column: int) -> bool:
        return column in self._ordering

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    def begin(self, found: Found[T]) -> None:
        """Another search or order: other rows."""
        self.beginResetModel()
        self._total = found.total
        self._pages.clear()
        self._pages[found.offset // PAGE_ROWS] = found.rows
        self.endResetModel()

    def take(self, found: Found[T]) -> bool:
        """A page has come; False when it belongs to a list of another length."""
        if found.total != self._total:
            return False
        self._pages[found.offset // PAGE_ROWS] = found.rows
        self._pages.move_to_end(found.offset // PAGE_ROWS)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(found.offset + PAGE_ROWS, self._total) - 1
        if last >= found.offset:
            self.dataChanged.emit(self.index(found.offset, 0), self.index(last, len(self.columns) - 1))
        return True

    def order_by(self, order: Order | None) -> None:
        """Only says so: whoever asks for the rows asks for them anew."""
        super().order_by(order)

    def forget(self) -> None:
        """What is held may be old: fetch again what is looked at."""
        self._pages.clear()

    def missing(self, first: int, last: int) -> list[int]:
        """Offsets of the pages between two rows that are not here."""
        pages = range(max(0, first) // PAGE_ROWS, max(0, last) // PAGE_ROWS + 1)
        return [page * PAGE_ROWS for page in pages if page not in self._pages and page * PAGE_ROWS < self._total]
