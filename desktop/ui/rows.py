"""Rows of frozen values for a table: what a column says of a value, and the model that holds the values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.views import Tick
from desktop.ui.theme import Type

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

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
    number leave first when the window is narrow, 0 never; right: numbers."""

    title: str
    cell: Callable[[T], Cell]
    least: int
    share: int = 0
    drop: int = 0
    right: bool = False


EMPTY = Cell()


class ColumnsModel(QAbstractTableModel, Generic[T]):
    """Heads and cells from columns; where the values come from is for subclasses to say (`value_at`)."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def value_at(self, row: int) -> T | None:
        """The value of a row; None while it is not here yet."""
        raise TypeError(f"{type(self).__name__} holds no values")

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
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsModel(ColumnsModel[T]):
    """A tuple of values, all here. key: what names a value, so that a refresh finds its row again."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self.key = key
        self.rows: tuple[T, ...] = ()

    def value_at(self, row: int) -> T | None:
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def show_rows(self, rows: Sequence[T]) -> bool:
        """Take new values; False when they were changed in place, True when rows came, went or moved."""
        fresh = tuple(rows)
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

    def row_of(self, key: Hashable) -> int:
        """The row that a key names, or -1."""
        return next((n for n, row in enumerate(self.rows) if self.key(row) == key), -1)
