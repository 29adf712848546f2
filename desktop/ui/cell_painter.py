"""What a cell of a table looks like: icon, words over one line or several, a tag, a tick."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.views import Tick
from desktop.ui.look import Look
from desktop.ui.rows import CELL, Cell, Index
from desktop.ui.theme import Type
from desktop.ui.ticks import paint_tick, tick_size


class Grounds(Protocol):
    """A table that says what its rows stand on. lines: of words in a row."""

    lines: int

    def ground(self, row: int) -> QColor:
        """The ground of a row."""

    def is_barred(self, row: int) -> bool:
        """Whether a bar at its left end says that the row is picked: a ground alone would be only a colour."""


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

    def __init__(self, look: Look, table: Grounds, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._table = look, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box = QRect(option.rect)
        painter.save()
        painter.fillRect(box, self._table.ground(index.row()))
        if index.column() == 0 and self._table.is_barred(index.row()):
            painter.fillRect(QRect(box.topLeft(), QSize(look.sizes.step_1, box.height())), look.colour("nila"))
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
        words = wrapped(cell.text, font, inside.width(), self._table.lines)
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
