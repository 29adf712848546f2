"""The four ticks, drawn: shape first, colour second. A character would be too thin to tell them apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.services.views import Tick
from desktop.ui.look import Look
from desktop.ui.words import tick_name

_CHECK = ((0.08, 0.52), (0.36, 0.80), (0.92, 0.22))
_TRIANGLE = ((0.50, 0.08), (0.96, 0.90), (0.04, 0.90))
_STROKE = 0.11
_PILL_WIDTH = 1.7
_DOUBLE_WIDTH = 1.5


def tick_size(tick: Tick, px: float) -> QSize:
    """Room that a tick needs when a single check is px high."""
    factor = {Tick.SETTLED: _PILL_WIDTH, Tick.CARRIED: _DOUBLE_WIDTH}.get(tick, 1.0)
    return QSize(round(px * factor), round(px))


def paint_tick(painter: QPainter, tick: Tick, box: QRectF, look: Look) -> None:
    """Draw a tick in the middle of a box; its height is the box's, at most the size of cell icons."""
    if tick is Tick.NONE:
        return
    px = min(box.height(), float(look.sizes.icon_cell))
    size = tick_size(tick, px)
    frame = QRectF(box.center().x() - size.width() / 2, box.center().y() - px / 2, size.width(), px)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match tick:
        case Tick.SAVED:
            _check(painter, QRectF(frame), _pen(look.colour("ink_2"), px))
        case Tick.CARRIED:
            _checks(painter, frame, _pen(look.colour("ink_2"), px))
        case Tick.SETTLED:
            _pill(painter, frame, look, px)
        case Tick.NEEDS_YOU:
            _triangle(painter, frame, look, px)
    painter.restore()


def _pen(colour: QColor, px: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, max(1.2, px * _STROKE), Qt.PenStyle.SolidLine, cap, join)


def _check(painter: QPainter, frame: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    points = [QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height()) for x, y in _CHECK]
    painter.drawPolyline(QPolygonF(points))


def _checks(painter: QPainter, frame: QRectF, pen: QPen) -> None:
    """Two checks as high as the frame, one at each end of it."""
    px = frame.height()
    _check(painter, QRectF(frame.left(), frame.top(), px, px), pen)
    _check(painter, QRectF(frame.right() - px, frame.top(), px, px), pen)


def _pill(painter: QPainter, frame: QRectF, look: Look, px: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("nila"))
    painter.drawRoundedRect(frame, px / 2, px / 2)
    inner = px * 0.60
    width = inner * _DOUBLE_WIDTH
    checks = QRectF(frame.center().x() - width / 2, frame.center().y() - inner / 2, width, inner)
    _checks(painter, checks, _pen(look.colour("on_nila"), px * 0.8))


def _triangle(painter: QPainter, frame: QRectF, look: Look, px: float) -> None:
    colour = look.colour("mengkudu")
    painter.setPen(_pen(colour, px))
    points = [QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height()) for x, y in _TRIANGLE]
    painter.drawPolygon(QPolygonF(points))
    x = frame.center().x()
    painter.drawLine(QPointF(x, frame.top() + px * 0.40), QPointF(x, frame.top() + px * 0.60))
    painter.drawPoint(QPointF(x, frame.top() + px * 0.76))


class TickMark(QWidget):
    """One tick as a widget, with its words for those who hover or listen."""

    def __init__(self, look: Look, tick: Tick = Tick.NONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tick = tick
        look.changed.connect(self.update)
        self.show_tick(tick)

    def show_tick(self, tick: Tick) -> None:
        """Show another tick."""
        self._tick = tick
        px = self._look.sizes.icon_cell
        self.setFixedSize(tick_size(tick, px).expandedTo(tick_size(Tick.SETTLED, px)))
        self.setToolTip(tick_name(tick))
        self.setAccessibleName(tick_name(tick))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tick(painter, self._tick, QRectF(self.rect()), self._look)
        painter.end()
