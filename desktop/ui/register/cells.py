"""Draws the cells of the register: plain H, the rarer letters on a ground, ticks only while something waits."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.views import Mark, Tick
from desktop.ui.look import Look
from desktop.ui.register.model import AGENCY, FIRST_SESSION, NAME, NUMBER, RegisterModel
from desktop.ui.rows import Index
from desktop.ui.theme import FADE_MS, Type
from desktop.ui.ticks import paint_tick

_FRAME_MS = 20


class Focus(QObject):
    """Where eye and keys are: the open session's column, the current row, the row under the mouse.

    scrolled: columns lie under the names.
    """

    def __init__(self) -> None:
        super().__init__()
        self.column = -1
        self.row = -1
        self.hovered = -1
        self.scrolled = False


class Fades(QObject):
    """Ticks that are just appearing, each for FADE_MS."""

    def __init__(self, repaint: QObject) -> None:
        super().__init__(repaint)
        self._born: dict[QPersistentModelIndex, float] = {}
        self.timer = QTimer(self)
        self.timer.setInterval(_FRAME_MS)

    def begin(self, cells: list[Index]) -> None:
        """These cells have a new tick."""
        now = time.monotonic()
        self._born.update({QPersistentModelIndex(cell): now for cell in cells})
        if self._born:
            self.timer.start()

    def prune(self) -> None:
        """Forget those that have appeared."""
        now = time.monotonic()
        self._born = {cell: at for cell, at in self._born.items() if (now - at) * 1000 < FADE_MS}
        if not self._born:
            self.timer.stop()

    def strength(self, cell: Index) -> float:
        """How visible a cell's tick is, 0 to 1."""
        if not self._born:
            return 1.0
        at = self._born.get(QPersistentModelIndex(cell))
        return 1.0 if at is None else min(1.0, (time.monotonic() - at) * 1000 / FADE_MS)


class RegisterCells(QStyledItemDelegate):
    """Paints any cell of a RegisterModel."""

    def __init__(self, look: Look, model: RegisterModel, focus: Focus, fades: Fades, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._model, self._focus, self._fades = look, model, focus, fades

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, self._ground(index))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), look.sizes.hairline), look.colour("line"))
        if index.column() == NAME and self._focus.scrolled:
            painter.fillRect(QRect(box.right(), box.top(), look.sizes.hairline, box.height()), look.colour("edge"))
        if index.column() == self._focus.column and look.colours.outline_px > 1:
            self._paint_sides(painter, box)
        if FIRST_SESSION <= index.column() < self._model.share_column:
            mark = self._model.mark_at(index)
            if mark is not None:
                self._paint_mark(painter, box, index, mark)
        else:
            self._paint_words(painter, box, index)
        painter.restore()

    def _ground(self, index: Index) -> QColor:
        if index.column() == self._focus.column:
            return self._look.colour("tint")
        if index.row() == self._focus.row and index.column() in (NUMBER, NAME):
            return self._look.colour("tint")
        return self._look.colour("hover" if index.row() == self._focus.hovered else "surface")

    def _paint_sides(self, painter: QPainter, box: QRect) -> None:
        """Without grounds the open session is told by its two edges."""
        painter.setPen(QPen(self._look.colour("ink"), 2))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.drawLine(box.topRight(), box.bottomRight())

    def _paint_words(self, painter: QPainter, box: QRect, index: Index) -> None:
        column, gap = index.column(), self._look.sizes.step_2
        current = index.row() == self._focus.row
        kind = {NUMBER: Type.FIGURE, NAME: Type.STRONG if current else Type.MEDIUM, AGENCY: Type.BODY}.get(
            column, Type.FIGURE
        )
        painter.setFont(self._look.font(kind))
        painter.setPen(self._look.colour("ink" if column == NAME else "ink_2"))
        side = Qt.AlignmentFlag.AlignLeft if column in (NAME, AGENCY) else Qt.AlignmentFlag.AlignRight
        inside = box.adjusted(gap, 0, -gap, 0)
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_mark(self, painter: QPainter, box: QRect, index: Index, mark: Mark) -> None:
        sizes = self._look.sizes
        letter_width = sizes.icon + sizes.step_3
        left = box.left() + (box.width() - letter_width - sizes.step_1 - sizes.step_5) / 2
        height = min(box.height() - sizes.step_2, self._look.line(Type.BODY))
        letter = QRectF(left, box.center().y() - height / 2 + 0.5, letter_width, height)
        if mark.status is not None:
            self._paint_letter(painter, letter, mark.status)
        tick = Tick.NEEDS_YOU if mark.disputed else mark.tick
        session = self._model.session(index.column())
        if session is not None and (tick is Tick.NEEDS_YOU or not self._model.is_settled(session.id)):
            painter.setOpacity(self._fades.strength(index))
            room = QRectF(letter.right() + sizes.step_1, letter.top(), sizes.step_5, height)
            paint_tick(painter, tick, room, self._look)
            painter.setOpacity(1.0)
        if mark.note:
            self._paint_fold(painter, box)

    def _paint_letter(self, painter: QPainter, place: QRectF, status: str) -> None:
        """H is what nearly everybody has: plain, so that the eye finds the others."""
        text, ground = self._look.colours.code(status)
        plain = status == "H"
        if not plain:
            painter.setPen(Qt.PenStyle.NoPen)
            if self._look.colours.outline_px > 1:
                painter.setPen(QPen(QColor(text), self._look.colours.outline_px))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(place, self._look.sizes.radius_cell, self._look.sizes.radius_cell)
        painter.setPen(self._look.colour("ink") if plain else QColor(text))
        painter.setFont(self._look.font(Type.BODY if plain else Type.STRONG))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), status)

    def _paint_fold(self, painter: QPainter, box: QRect) -> None:
        """A folded corner: here is a note."""
        fold = self._look.sizes.step_2
        corner = QPointF(box.right() + 1, box.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("nila"))
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(fold, 0), corner + QPointF(0, fold)]))
