"""The dense table of the house: hairlines, one row under the hand, one row under the keys, several rows picked."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from desktop.ui.cell_painter import CellPainter
from desktop.ui.copying import copied
from desktop.ui.look import Look
from desktop.ui.rows import ColumnsModel, Index, Order, RowsModel
from desktop.ui.table_head import TableHead
from desktop.ui.theme import Type

T = TypeVar("T")


@runtime_checkable
class CopyHost(Protocol):
    """What a table stands in and who tells the person that its rows were copied: a page, a dialog."""

    def tell_copied(self, words: str) -> None:
        """Tell it."""


class Table(QTableView):
    """A table of rows that open; with `several`, rows are picked for an act on all of them.

    Signals: opened(row): a click or Enter on a row. chosen(row): the current row changed. picked(): other rows are
    picked. led(): the rows have another order. lacked(rows): rows to be copied are not here yet. said(sentence).
    """

    opened = Signal(int)
    chosen = Signal(int)
    picked = Signal()
    led = Signal()
    lacked = Signal(object)
    said = Signal(str)

    def __init__(self, look: Look, name: str, *, opens: bool = True, lines: int = 1, several: bool = False) -> None:
        """lines: of words in a row; opens: a row can be opened; several: more than one row can be picked."""
        super().__init__()
        self.lines = lines
        self.several = several
        self._look = look
        self._opens = opens
        self._hovered = -1
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(look, self, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_heads()
        look.changed.connect(self.viewport().update)

    def _set_heads(self) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(self.row_px)
        head = TableHead(self._look, self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self.turn_order)

    # -------------------------------------------------------------- values

    def show_rows(self, rows: Sequence[T]) -> None:
        """Give a RowsModel new values without moving the eye: current and picked rows and scroll stay as they were."""
        model = self.model()
        if not isinstance(model, RowsModel):
            raise TypeError("show_rows needs a RowsModel")
        with self.kept():
            model.show_rows(rows)
        self.fit()

    def fit(self) -> None:
        """Be no higher than the rows, and give columns their widths."""
        self.setMaximumHeight(self.rows_height(max(1, self.model().rowCount())))
        self.spread()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever happens to the rows meanwhile: current row, picked rows and scroll are as before afterwards."""
        model = self._columns_model()
        current, keys, scroll = self.current_key(), [model.key_at(row) for row in self.picked_rows()], self._scroll()
        before = model.resets
        yield
        if model.resets == before:
            return
        row = next(iter(model.rows_named([current])), -1) if current is not None else -1
        if row >= 0:
            self.choose(row)
        if self.several:
            self.pick(model.rows_named(keys))
        self.verticalScrollBar().setValue(scroll)

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _columns_model(self) -> ColumnsModel[Any]:
        model = self.model()
        if not isinstance(model, ColumnsModel):
            raise TypeError("the model has no columns of ours")
        return model

    def current_key(self) -> Hashable:
        """What names the current row; None without one."""
        index = self.currentIndex()
        return self._columns_model().key_at(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(row, 0))

    def picked_rows(self) -> list[int]:
        """The rows that are picked, from the top."""
        ranges = self.selectionModel().selection().toList()
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def picked_count(self) -> int:
        """How many rows are picked."""
        return sum(each.height() for each in self.selectionModel().selection().toList() if each.left() == 0)

    def with_picked(self, counted: str) -> str:
        """What a list says of its length, and how many are picked where that are several."""
        picked = self.picked_count() if self.several else 0
        if picked < 2:
            return counted
        told = self.tr("%Ln dipilih", "", picked)
        return f"{counted} · {told}" if counted else told

    def pick(self, rows: Sequence[int]) -> None:
        """Pick these rows and no others."""
        model, last = self.model(), self.model().columnCount() - 1
        selection = QItemSelection()
        for row in rows:
            selection.merge(
                QItemSelection(model.index(row, 0), model.index(row, last)), QItemSelectionModel.SelectionFlag.Select
            )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def rows_height(self, rows: int) -> int:
        """Height that shows the head and so many rows without scrolling."""
        return self._look.sizes.head + rows * self.row_px + 2 * self.frameWidth()

    @property
    def row_px(self) -> int:
        """Height of a row."""
        extra = (self.lines - 1) * self._look.line(Type.BODY)
        return self._look.row_height + extra

    # -------------------------------------------------------------- order, clipboard

    def turn_order(self, column: int) -> None:
        """Order by a column; where it is so already, the other way; then as given."""
        model = self._columns_model()
        if not model.can_order(column):
            return
        now = model.order
        if now is None or now.column != column:
            self.order_by(Order(column))
        else:
            self.order_by(None if now.descending else Order(column, descending=True))

    def order_by(self, order: Order | None) -> None:
        """Show the rows in an order; the current row and the picked ones stay so."""
        model = self._columns_model()
        with self.kept():
            model.order_by(order)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.led.emit()

    def copy(self) -> None:
        """Put the picked rows, or the current one, on the clipboard."""
        rows = self.picked_rows() or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])
        values = [self._columns_model().value_at(row) for row in rows]
        if any(value is None for value in values):
            self.lacked.emit(rows)
        elif values:
            self.copy_values(values)

    def copy_values(self, values: Sequence[Any]) -> None:
        """Put values on the clipboard as rows of this table, and say so."""
        QGuiApplication.clipboard().setMimeData(copied(self._columns_model().columns, values))
        words = self.tr("%Ln baris disalin; tempel di Excel dengan Ctrl+V.", "", len(values))
        self.said.emit(words)
        host = self.parentWidget()
        while host is not None and not isinstance(host, CopyHost):
            host = host.parentWidget()
        if host is not None:
            host.tell_copied(words)

    # -------------------------------------------------------------- look

    def ground(self, row: int) -> QColor:
        """The ground of a row: tint for the current, half of it under the mouse."""
        current = row == self.currentIndex().row() and (self._opens or self.hasFocus())
        if self._is_picked(row) or (current and not self.several):
            return self._look.colour("tint")
        return self._look.colour("hover" if row == self._hovered else "surface")

    def _is_picked(self, row: int) -> bool:
        return self.several and self.selectionModel().isRowSelected(row)

    def is_barred(self, row: int) -> bool:
        """A bar at the left of picked rows; of the current one, too, where the scheme has no grounds."""
        if self._look.colours.outline_px > 1 and row == self.currentIndex().row() and self._opens:
            return True
        return self._is_picked(row)

    def spread(self) -> None:
        """Give columns the width there is; those that may go, go when it is too little."""
        model = self.model()
        if not isinstance(model, ColumnsModel):
            return
        room = self.viewport().width()
        leasts = self._leasts(model)
        shown = list(range(len(model.columns)))
        while True:
            least = sum(leasts[n] for n in shown)
            droppable = [n for n in shown if model.columns[n].drop]
            if least <= room or not droppable:
                break
            shown.remove(max(droppable, key=lambda n: model.columns[n].drop))
        spare, shares = max(0, room - least), sum(model.columns[n].share for n in shown)
        for n, column in enumerate(model.columns):
            self.setColumnHidden(n, n not in shown)
            extra = spare * column.share // shares if shares else 0
            self.setColumnWidth(n, leasts[n] + extra)

    def _leasts(self, model: ColumnsModel[Any]) -> list[int]:
        """What each column needs at least, and its title in the language in force."""
        sizes = self._look.sizes
        letters, pad = QFontMetrics(self._look.font(Type.HEAD)), 2 * sizes.step_3
        caret = sizes.icon_cell + sizes.step_1
        scale = self._look.scale / 100
        return [
            max(
                round(column.least * scale),
                letters.horizontalAdvance(column.title) + pad + 2 + caret * (column.exact is not None)
                if column.title
                else 0,
            )
            for column in model.columns
        ]

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.rows_height(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def paintEvent(self, event: QPaintEvent) -> None:
        paper = QPainter(self.viewport())
        paper.fillRect(event.rect(), self._look.colour("surface"))  # the frame round it is sunken, as the head is
        paper.end()
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        painter = QPainter(self.viewport())
        ring = QRect(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.row_px)
        painter.setPen(QPen(self._look.colour("nila"), self._look.sizes.focus))
        painter.drawRect(ring.adjusted(1, 1, -1, -1))
        painter.end()

    # -------------------------------------------------------------- hand and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.several and event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif self.several and event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            both = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), both)
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # a letter is for the page, not for jumping to a row that begins with it
        else:
            super().keyPressEvent(event)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row: a row is one thing here, its cells are none."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        rows = self.model().rowCount()
        if cursorAction in ends and rows:
            return self.model().index(ends[cursorAction] % rows, max(0, self.currentIndex().column()))
        return super().moveCursor(cursorAction, modifiers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copying, picking and ordering for who does not know their keys, or has no mouse for the head."""
        menu, model = self.menu(), self._columns_model()
        orders = [n for n in range(len(model.columns)) if model.can_order(n) and not self.isColumnHidden(n)]
        if orders:
            menu.addSeparator()
            inside = menu.addMenu(self.tr("Urutkan menurut"))
            inside.setFont(menu.font())
            for n in orders:
                act = inside.addAction(model.columns[n].title.replace("&", "&&"))
                act.triggered.connect(lambda _=False, n=n: self.turn_order(n))
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the picked rows; a page may add to it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font(Type.BODY))
        menu.addAction(self.tr("Salin") + "\tCtrl+C", self.copy)
        if self.several:
            menu.addAction(self.tr("Pilih semua") + "\tCtrl+A", self.selectAll)
        return menu

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))
        hand = self._opens and self._hovered >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and len(self.picked_rows()) <= 1
        if self._opens and plain and row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.picked.emit()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
