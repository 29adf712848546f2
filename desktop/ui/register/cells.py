"""Draws the cells of the register: plain H, the rarer letters on a ground, ticks only while something waits."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.views import Mark, Tick
from desktop.ui.look import Look
from desktop.ui.register.model import AGENCY, FIRST_SESSION, NAME, RegisterModel
from desktop.ui.rows import Index
from desktop.ui.theme import FADE_MS, Type
from desktop.ui.ticks import paint_tick

_FRAME_MS = 20
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


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
        """These cells have a new tick. It is there at once where the system wants no motion."""
        if not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
            return
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

    @property
    def cells(self) -> list[QPersistentModelIndex]:
        """The cells whose tick is appearing."""
        return list(self._born)

    def strength(self, cell: Index) -> float:
        """How visible a cell's tick is, 0 to 1."""
        if not self._born:
            return 1.0
        at = self._born.get(QPersistentModelIndex(cell))
        return 1.0 if at is None else min(1.0, (time.monotonic() - at) * 1000 / FADE_MS)


class RegisterCells(QStyledItemDelegate):
    """Paints what stands in a cell of a RegisterModel; the ground under it is the grid's to paint, row by row."""

    def __init__(self, look: Look, model: RegisterModel, focus: Focus, fades: Fades, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._model, self._focus, self._fades = look, model, focus, fades
        self._fonts: dict[Type, QFont] = {}
        self._words: dict[tuple[str, int, Type], str] = {}
        look.changed.connect(self._forget)

    def _forget(self) -> None:
        self._fonts.clear()
        self._words.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        if FIRST_SESSION <= column < self._model.share_column:
            mark = self._model.mark_in(row, column)
            if mark is not None:
                self._paint_mark(painter, option.rect, index, mark)
        else:
            self._paint_words(painter, option.rect, index, current=row == self._focus.row)

    def _paint_words(self, painter: QPainter, box: QRect, index: Index, *, current: bool) -> None:
        column, gap = index.column(), self._look.sizes.step_2
        kind = Type.FIGURE
        if column == NAME:
            kind = Type.STRONG if current else Type.MEDIUM
        elif column == AGENCY:
            kind = Type.BODY
        if kind not in self._fonts:
            self._fonts[kind] = self._look.font(kind)
        painter.setFont(self._fonts[kind])
        painter.setPen(self._look.colour("ink" if column == NAME else "ink_2"))
        inside = box.adjusted(gap, 0, -gap, 0)
        key = (str(index.data() or ""), inside.width(), kind)
        words = self._words.get(key)
        if words is None:
            words = painter.fontMetrics().elidedText(key[0], Qt.TextElideMode.ElideRight, inside.width())
            self._words[key] = words
        painter.drawText(inside, _LEFT if column in (NAME, AGENCY) else _RIGHT, words)

    def _paint_mark(self, painter: QPainter, box: QRect, index: Index, mark: Mark) -> None:
        sizes = self._look.sizes
        wide, high = sizes.icon + sizes.step_3, min(box.height() - sizes.step_2, self._look.line(Type.BODY))
        left = box.left() + (box.width() - wide - sizes.step_1 - sizes.step_5) // 2
        top = box.top() + (box.height() - high) // 2
        if mark.status is not None:
            painter.drawPixmap(left, top, self._letter(mark.status, wide, high))
        tick = Tick.NEEDS_YOU if mark.disputed else mark.tick
        if tick is Tick.NEEDS_YOU or (tick is not Tick.NONE and not self._model.is_settled(mark.session)):
            strength = self._fades.strength(index)
            painter.setOpacity(strength)
            painter.drawPixmap(left + wide + sizes.step_1, top, self._tick(tick, sizes.step_5, high))
            painter.setOpacity(1.0)
        if mark.note:
            fold = self._look.drawn("fold", sizes.step_2, sizes.step_2, self._paint_fold)
            painter.drawPixmap(box.right() + 1 - sizes.step_2, box.top(), fold)

    def _letter(self, status: str, wide: int, high: int) -> QPixmap:
        place = QRectF(0, 0, wide, high)
        return self._look.drawn(("letter", status), wide, high, lambda p: self._paint_letter(p, place, status))

    def _tick(self, tick: Tick, wide: int, high: int) -> QPixmap:
        place = QRectF(0, 0, wide, high)
        return self._look.drawn(("tick", tick), wide, high, lambda p: paint_tick(p, tick, place, self._look))

    def _paint_letter(self, painter: QPainter, place: QRectF, status: str) -> None:
        """H is what nearly everybody has: plain, so that the eye finds the others."""
        text, ground = self._look.colours.code(status)
        plain, outline = status == "H", self._look.colours.outline_px
        if not plain:
            painter.setPen(QPen(QColor(text), outline) if outline > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            inset = outline / 2 if outline > 1 else 0
            radius = self._look.sizes.radius_cell
            painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setPen(self._look.colour("ink") if plain else QColor(text))
        painter.setFont(self._look.font(Type.BODY if plain else Type.STRONG))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), status)

    def _paint_fold(self, painter: QPainter) -> None:
        """A folded corner: here is a note."""
        fold = self._look.sizes.step_2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("nila"))
        painter.drawPolygon(QPolygonF([QPointF(fold, 0), QPointF(0, 0), QPointF(fold, fold)]))
