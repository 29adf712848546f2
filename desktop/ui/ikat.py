"""The woven edge: one band of small diamonds down the left side of the window, and nowhere else in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.ui.look import Look


def paint_band(painter: QPainter, band: QRect, look: Look) -> None:
    """Weave a band: nila ground, mengkudu diamonds, one every `ikat_repeat` pixels."""
    painter.save()
    painter.setClipRect(band)
    painter.fillRect(band, look.colour("nila"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("thread"))
    half, repeat = band.width() / 2, look.sizes.ikat_repeat
    middle = band.left() + half
    for top in range(band.top(), band.bottom() + repeat, repeat):
        y = top + repeat / 2
        corners = [QPointF(middle, y - half), QPointF(middle + half, y), QPointF(middle, y + half)]
        painter.drawPolygon(QPolygonF([*corners, QPointF(middle - half, y)]))
    painter.restore()


class Band(QWidget):
    """The band as a widget of its own width."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedWidth(look.sizes.ikat)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_band(painter, self.rect(), self._look)
        painter.end()
