"""Rows of frozen values for a table: what a column says of a value, and the model that holds the values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.views import Tick
from desktop.ui.theme import Type

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
Exact = int | float | Fraction | str | None
"""What stands behind a cell: a number, or words; None where nothing is known."""

CELL = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model hands out a Cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows. tag: a word on a soft ground; icon: before the words; tick: after or instead of them."""

    text: str = ""
    kind: Type = Type.BODY
    tone: str = "ink"
    tag: str = ""
    icon: str = ""
    tick: Tick = Tick.NONE
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """A column. least: narrowest width at 100 %; share: part of the room left over; drop: columns with the highest
    number leave first when the window is narrow, 0 never; right: numbers.

    exact: what rows may be ordered by, and the number that a spreadsheet gets; None: no order by this column.
    copied: what the clipboard gets where that is not what is shown ("198609262015051001" without gaps).
    secret: never on the clipboard.
    """

    title: str
    cell: Callable[[T], Cell]
    least: int
    share: int = 0
    drop: int = 0
    right: bool = False
    exact: Callable[[T], Exact] | None = None
    copied: Callable[[T], str] | None = None
    secret: bool = False

    def written(self, value: T) -> str:
        """The words of a value for the clipboard."""
        if self.copied is not None:
            return self.copied(value)
        cell = self.cell(value)
        return " · ".join(part for part in (cell.text, cell.tag) if part) or cell.told


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows are ordered, counted from 0."""

    column: int
    descending: bool = False


EMPTY = Cell()


class ColumnsModel(QAbstractTableModel, Generic[T]):
    """Heads and cells from columns; where the values come from is for subclasses to say (`value_at`).

    resets: how many times rows have come, gone or moved.
    """

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.order: Order | None = None
        self.resets = 0
        self.modelReset.connect(self._count_reset)

    def _count_reset(self) -> None:
        self.resets += 1

    def value_at(self, row: int) -> T | None:
        """The value of a row; None while it is not here yet."""
        raise TypeError(f"{type(self).__name__} holds no values")

    def key_at(self, row: int) -> Hashable:
        """What names the value of a row, so that a refresh finds it again; None where nothing does."""
        return None

    def rows_named(self, keys: Iterable[Hashable]) -> list[int]:
        """The rows that keys name, from the top; those that are gone are not among them."""
        wanted = set(keys)
        return [row for row in range(self.rowCount()) if self.key_at(row) in wanted] if wanted else []

    def can_order(self, column: int) -> bool:
        """Whether rows can be ordered by a column."""
        return self.columns[column].exact is not None

    def order_by(self, order: Order | None) -> None:
        """Show the rows in another order; None: as they were given."""
        self.order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        value = self.value_at(index.row())
        column = self.columns[index.column()]
        cell = EMPTY if value is None else column.cell(value)
        match role:
            case _ if role == CELL:
                return cell
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return cell.text or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.told or cell.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        title = self.columns[section].title
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told_head(title, section)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(self.columns[section])
        return None

    def _told_head(self, title: str, section: int) -> str:
        if self.order is None or self.order.column != section:
            return title
        if self.order.descending:
            return QCoreApplication.translate("Rows", "{title}, urut dari yang terbesar").format(title=title)
        return QCoreApplication.translate("Rows", "{title}, urut dari yang terkecil").format(title=title)


def _side(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(ColumnsModel[T]):
    """A tuple of values, all here. key: what names a value, so that a refresh finds its row again.

    rows: those that are shown, in the order in which they are shown.
    """

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self.key = key
        self.rows: tuple[T, ...] = ()
        self.every: tuple[T, ...] = ()
        self._search: tuple[str, ...] = ()
        self._plain: dict[Hashable, str] = {}

    def value_at(self, row: int) -> T | None:
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def key_at(self, row: int) -> Hashable:
        value = self.value_at(row)
        return None if value is None else self.key(value)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def show_rows(self, rows: Sequence[T]) -> bool:
        """Take new values; False when they were changed in place, True when rows came, went or moved.

        Where rows are ordered and none came or went, they stay where they are though what they are ordered by changed.
        """
        self.every = tuple(rows)
        self._plain.clear()
        fresh = self._found()
        if self.order is not None:
            stay = {self.key(row): row for row in fresh}
            same = len(stay) == len(self.rows) and all(self.key(row) in stay for row in self.rows)
            fresh = tuple(stay[self.key(row)] for row in self.rows) if same else self._ordered(fresh)
        return self._take(fresh)

    def narrow(self, search: str) -> bool:
        """Show only rows in which every word of a search occurs; True when that are others than before."""
        self._search = tuple(search.casefold().split())
        return self._take(self._ordered(self._found()))

    def order_by(self, order: Order | None) -> None:
        super().order_by(order)
        self._take(self._ordered(self._found()))

    def row_of(self, key: Hashable) -> int:
        """The row that a key names, or -1."""
        return next((n for n, row in enumerate(self.rows) if self.key(row) == key), -1)

    def _take(self, fresh: tuple[T, ...]) -> bool:
        if [self.key(r) for r in fresh] != [self.key(r) for r in self.rows]:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
            return True
        before, self.rows = self.rows, fresh
        for n, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columns) - 1))
        return False

    def _found(self) -> tuple[T, ...]:
        if not self._search:
            return self.every
        return tuple(row for row in self.every if all(word in self._words_of(row) for word in self._search))

    def _words_of(self, row: T) -> str:
        key = self.key(row)
        found = self._plain.get(key)
        if found is None:
            told = (f"{column.cell(row).text} {column.written(row)}" for column in self.columns if not column.secret)
            found = self._plain[key] = " ".join(told).casefold()
        return found

    def _ordered(self, rows: tuple[T, ...]) -> tuple[T, ...]:
        exact = self.columns[self.order.column].exact if self.order is not None else None
        if self.order is None or exact is None:
            return rows
        return ordered(rows, exact, descending=self.order.descending)


def ordered(rows: Sequence[T], exact: Callable[[T], Exact], *, descending: bool) -> tuple[T, ...]:
    """Rows by what stands behind a column; those of which nothing is known stay last, whichever way."""
    known = [(value, row) for row in rows if (value := exact(row)) is not None]
    known.sort(key=lambda pair: _rank(pair[0]), reverse=descending)
    return (*(row for _, row in known), *(row for row in rows if exact(row) is None))


def _rank(value: Exact) -> tuple[bool, Any]:
    """Numbers before words; words whatever their capitals."""
    return (True, value.casefold()) if isinstance(value, str) else (False, value)
