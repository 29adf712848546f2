"""The dense table of the house: hairlines, one row under the hand, one row under the keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.services.views import Tick
from desktop.ui.look import Look
from desktop.ui.rows import CELL, Cell, ColumnsModel, Index, RowsModel
from desktop.ui.theme import Type
from desktop.ui.ticks import paint_tick, tick_size

T = TypeVar("T")


def wrapped(words: str, font: QFont, width: int, lines: int) -> str:
    """The words over at most so many lines; an ellipsis ends the last when there are more."""
    letters = QFontMetrics(font)
    if lines == 1 or letters.horizontalAdvance(words) <= width:
        return letters.elidedText(words, Qt.TextElideMode.ElideRight, width)
    layout, starts = QTextLayout(words, font), list[int]()
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(words)]
    shown = [words[start:end].rstrip() for start, end in zip(starts, ends, strict=True)][: lines - 1]
    if len(starts) >= lines:
        shown.append(letters.elidedText(words[starts[lines - 1] :], Qt.TextElideMode.ElideRight, width))
    return "\n".join(shown)


class CellPainter(QStyledItemDelegate):
    """Draws a Cell. The row under the mouse and the current row are the table's to say."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        table = self.parent()
        box = QRect(option.rect)
        painter.save()
        if isinstance(table, Table):
            painter.fillRect(box, table.ground(index.row()))
        if index.row() + 1 < index.model().rowCount():  # the last one would lie beside the frame
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), look.sizes.hairline), look.colour("line"))
        cell = index.data(CELL)
        if isinstance(cell, Cell):
            right = bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight)
            self._paint_cell(painter, box, cell, right=right)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, *, right: bool) -> None:
        sizes = self._look.sizes
        inside = box.adjusted(sizes.step_3, 0, -sizes.step_3, 0)
        if cell.icon:
            top = inside.top() + (inside.height() - sizes.icon_cell) // 2
            painter.drawPixmap(inside.left(), top, self._look.pixmap(cell.icon, cell.tone, sizes.icon_cell))
            inside.setLeft(inside.left() + sizes.icon_cell + sizes.step_2)
        if cell.tick is not Tick.NONE:
            inside = self._paint_tick(painter, inside, cell)
        if cell.tag:
            inside.setRight(inside.right() - self._paint_tag(painter, inside, cell))
        font = self._look.font(cell.kind)
        painter.setFont(font)
        painter.setPen(self._look.colour(cell.tone))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        table = self.parent()
        lines = table.lines if isinstance(table, Table) else 1
        words = wrapped(cell.text, font, inside.width(), lines)
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_tick(self, painter: QPainter, inside: QRect, cell: Cell) -> QRect:
        """A tick alone stands in the middle; beside words it stands at the right end."""
        if not cell.text:
            paint_tick(painter, cell.tick, QRectF(inside), self._look)
            return inside
        width = tick_size(cell.tick, self._look.sizes.icon_cell).width()
        place = QRectF(inside.right() - width, inside.top(), width, inside.height())
        paint_tick(painter, cell.tick, place, self._look)
        return inside.adjusted(0, 0, -width - self._look.sizes.step_2, 0)

    def _paint_tag(self, painter: QPainter, inside: QRect, cell: Cell) -> int:
        """A word in a box at the right end; answers the room it took."""
        sizes = self._look.sizes
        painter.setFont(self._look.font(Type.CAPTION))
        width = painter.fontMetrics().horizontalAdvance(cell.tag) + 2 * sizes.step_2
        height = self._look.line(Type.BODY)
        place = QRectF(inside.right() - width, inside.center().y() - height / 2 + 1, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("edge"), self._look.colours.outline_px))
        painter.drawRoundedRect(place, sizes.radius_cell, sizes.radius_cell)
        painter.setPen(self._look.colour("ink_2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), cell.tag)
        return width + sizes.step_2


class Table(QTableView):
    """A table of rows that open.

    Signals: opened(row): a click or Enter on a row; chosen(row): the current row changed.
    """

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, look: Look, name: str, *, opens: bool = True, lines: int = 1) -> None:
        """lines: of words in a row; opens: a row can be opened."""
        super().__init__()
        self.lines = lines
        self._look = look
        self._opens = opens
        self._hovered = -1
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        head = self.horizontalHeader()
        head.setFont(self._look.font(Type.HEAD))
        head.setFixedHeight(self._look.sizes.head)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(1)

    # -------------------------------------------------------------- values

    def show_rows(self, rows: Sequence[T]) -> None:
        """Give a RowsModel new values without moving the eye: current row and scroll stay where they were."""
        model = self.model()
        if not isinstance(model, RowsModel):
            raise TypeError("show_rows needs a RowsModel")
        kept, scroll = self.current_key(), self.verticalScrollBar().value()
        if model.show_rows(rows):
            row = model.row_of(kept) if kept is not None else -1
            if row >= 0:
                self.choose(row)
            self.verticalScrollBar().setValue(scroll)
        self.setMaximumHeight(self.rows_height(max(1, len(rows))))
        self.spread()

    def current_key(self) -> Hashable:
        """What names the current row; None without one."""
        model, index = self.model(), self.currentIndex()
        if isinstance(model, RowsModel) and index.isValid():
            value = model.value_at(index.row())
            return None if value is None else model.key(value)
        return None

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(row, 0))

    def rows_height(self, rows: int) -> int:
        """Height that shows the head and so many rows without scrolling."""
        return self._look.sizes.head + rows * self.row_px + 2 * self.frameWidth()

    @property
    def row_px(self) -> int:
        """Height of a row."""
        extra = (self.lines - 1) * self._look.line(Type.BODY)
        return self._look.row_height + extra

    # -------------------------------------------------------------- look

    def ground(self, row: int) -> QColor:
        """The ground of a row: tint for the current, half of it under the mouse."""
        if row == self.currentIndex().row() and (self._opens or self.hasFocus()):
            return self._look.colour("tint")
        return self._look.colour("hover" if row == self._hovered else "surface")

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
        letters, pad = QFontMetrics(self._look.font(Type.HEAD)), 2 * self._look.sizes.step_3
        scale = self._look.scale / 100
        return [
            max(round(column.least * scale), letters.horizontalAdvance(column.title) + pad + 2 if column.title else 0)
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
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # a letter is for the page, not for jumping to a row that begins with it
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))
        hand = self._opens and self._hovered >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        if self._opens and row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(current.row())

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
