"""What every chart of the window has: marks that arrows go through, and its figures in words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.documents.press.sheets import Tone
from desktop.ui.look import Look

TONES = {
    Tone.FIRST: "nila",
    Tone.SECOND: "mengkudu",
    Tone.GREEN: "code_h",
    Tone.AMBER: "code_i",
    Tone.BLUE: "code_dl",
    Tone.VIOLET: "code_s",
    Tone.RED: "code_a",
    Tone.GREY: "ink_2",
}
"""The token of each tone of a chart."""

_STEPS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}


class ChartView(QWidget):
    """A drawing with marks. A subclass says where they lie (`lay`) and how it is drawn (`draw`).

    Signals: told(words): another mark is the current one. opened(n): a mark was pressed, or Enter on it.
    """

    told = Signal(str)
    opened = Signal(int)

    def __init__(self, look: Look, name: str, marks: Sequence[str]) -> None:
        """name: what the chart shows; marks: what each mark says, in the order of the arrows."""
        super().__init__()
        self.look = look
        self.current = -1
        self._marks = tuple(marks)
        self._places: list[QRectF] = []
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(marks))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    # -------------------------------------------------------------- for subclasses

    @abstractmethod
    def lay(self, width: int) -> list[QRectF]:
        """Where each mark lies when the chart is so wide."""

    @abstractmethod
    def draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        """Draw it; the ring around the current mark comes after."""

    def filled(self, painter: QPainter, place: QRectF, tone: str) -> QColor:
        """Fill a part with a token; answers the colour of words on it."""
        painter.fillRect(place, self.look.colour(tone))
        return QColor(self.look.colours.on(self.look.colours.named(tone)))

    # -------------------------------------------------------------- marks

    @property
    def marks(self) -> tuple[str, ...]:
        """What each mark says."""
        return self._marks

    @property
    def places(self) -> list[QRectF]:
        """Where each mark lies now."""
        if len(self._places) != len(self._marks):
            self._places = self.lay(self.width())
        return self._places

    def go_to(self, mark: int) -> None:
        """Make a mark the current one, and say it."""
        if not 0 <= mark < len(self._marks) or mark == self.current:
            return
        self.current = mark
        self.update()
        self.told.emit(self._marks[mark])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._marks[mark]))

    def _beside(self, step: tuple[int, int]) -> int:
        """The nearest mark in a direction; the next or the one before where none lies there."""
        places = self.places
        here = places[self.current].center()
        ahead = [(_away(here, place.center(), step), n) for n, place in enumerate(places) if n != self.current]
        lying = [pair for pair in ahead if pair[0] is not None]
        if lying:
            return min(lying, key=lambda pair: (pair[0] or 0.0, pair[1]))[1]
        forward = sum(step) > 0
        return max(0, min(len(places) - 1, self.current + (1 if forward else -1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._marks) - 1
        if key in _STEPS and last >= 0:
            self.go_to(self._beside(_STEPS[key]) if self.current >= 0 else 0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current < 0:
            self.go_to(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -------------------------------------------------------------- hand

    def mark_at(self, at: QPointF) -> int:
        """The mark under a point; -1 for none."""
        return next((n for n, place in enumerate(self.places) if place.contains(at)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.go_to(self.mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        mark = self.mark_at(event.position())
        if mark >= 0 and mark == self.current and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(mark)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._marks[mark] if mark >= 0 else "", self)
            return True
        if event.type() == QEvent.Type.Resize:
            self._places = []
        return super().event(event)

    # -------------------------------------------------------------- drawing

    def sizeHint(self) -> QSize:
        return QSize(self.look.sizes.search, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.places)
        if self.hasFocus() and self.current >= 0:
            width = self.look.sizes.focus * self.look.colours.outline_px
            painter.setPen(QPen(self.look.colour("ink"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self.places[self.current].adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(ring, self.look.sizes.radius_cell, self.look.sizes.radius_cell)
        painter.end()


def _away(here: QPointF, there: QPointF, step: tuple[int, int]) -> float | None:
    """How far a point lies in a direction, sideways counted double; None when it lies the other way."""
    dx, dy = there.x() - here.x(), there.y() - here.y()
    ahead, aside = dx * step[0] + dy * step[1], abs(dx * step[1]) + abs(dy * step[0])
    return ahead + 2 * aside if ahead > max(1.0, aside) else None


def spread_evenly(left: float, width: float, count: int) -> list[tuple[float, float]]:
    """Left and right ends of `count` places beside each other."""
    ends = [left + width * n / max(1, count) for n in range(count + 1)]
    return list(pairwise(ends))
