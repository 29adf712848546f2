"""A line through figures that follow each other, or columns beside each other: the figure on each mark."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from desktop.documents.press.figures import bar_length, figure
from desktop.documents.press.sheets import Bar, Chart, Tone
from desktop.ui.charts.bars import bar_told
from desktop.ui.charts.view import TONES, ChartView, spread_evenly
from desktop.ui.look import Look
from desktop.ui.theme import Type

_COLUMN = 0.6
"""Share of its place that a column fills."""


class LineView(ChartView):
    """Draws an upright Chart. trend: a line through its points, for bars that are moments; otherwise columns.

    A trend has a line for each part of its bars, the first with its figures; the series are named at their ends.
    """

    def __init__(self, look: Look, chart: Chart, *, trend: bool = True) -> None:
        super().__init__(look, chart.caption, [bar_told(bar) for bar in chart.bars])
        self._chart, self._trend = chart, trend
        largest = max((self._top(bar) for bar in chart.bars), default=Fraction(0))
        self._most = Fraction(chart.most or largest or 1)
        self.setFixedHeight(look.sizes.chart_line)

    def _top(self, bar: Bar) -> Fraction:
        if self._trend:
            return max((Fraction(share.value) for share in bar.shares), default=Fraction(0))
        return Fraction(bar_length(bar))

    def lay(self, width: int) -> list[QRectF]:
        right = width - self._names_width()
        ends = spread_evenly(0, right, len(self._chart.bars))
        return [QRectF(left, 0, end - left, self.height()) for left, end in ends]

    def _names_width(self) -> int:
        """Room at the right for the names of several lines."""
        if not self._trend or len(self._chart.series) < 2:
            return 0
        letters = QFontMetrics(self.look.font(Type.CAPTION))
        return max(letters.horizontalAdvance(name) for name in self._chart.series) // 2 + self.look.sizes.step_3

    def draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        if not places:
            return
        line = self.look.line(Type.CAPTION)
        foot = self.height() - line - self.look.sizes.step_2
        painter.setPen(QPen(self.look.colour("edge"), self.look.sizes.hairline))
        painter.drawLine(QPointF(0, foot), QPointF(places[-1].right(), foot))
        self._draw_labels(painter, places, foot)
        if self._trend:
            for n in reversed(range(max(len(bar.shares) for bar in self._chart.bars))):
                self._draw_line(painter, places, n, foot)
        else:
            self._draw_columns(painter, places, foot)

    def _height_of(self, value: int | Fraction, foot: float) -> float:
        above = self.look.line(Type.BODY) + self.look.sizes.chart_dot
        return foot - float(Fraction(value) / self._most) * (foot - above)

    def _draw_labels(self, painter: QPainter, places: Sequence[QRectF], foot: float) -> None:
        """Words under the marks; where they would run together only each second, third ... one."""
        painter.setFont(self.look.font(Type.CAPTION_FIGURE))
        painter.setPen(self.look.colour("ink_2"))
        letters = painter.fontMetrics()
        widest = max(letters.horizontalAdvance(bar.label) for bar in self._chart.bars) + self.look.sizes.step_2
        each = max(1, -(-widest // max(1, int(places[0].width())))) if self._trend else 1
        for n, (bar, place) in enumerate(zip(self._chart.bars, places, strict=True)):
            if n % each:
                continue
            room = QRectF(
                place.left(), foot + self.look.sizes.step_1, place.width() * each, self.look.line(Type.CAPTION)
            )
            words = letters.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(room.width()))
            side = Qt.AlignmentFlag.AlignHCenter if each == 1 else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _draw_line(self, painter: QPainter, places: Sequence[QRectF], part: int, foot: float) -> None:
        bars = zip(self._chart.bars, places, strict=True)
        known = [(bar.shares[part], place) for bar, place in bars if part < len(bar.shares)]
        points = [QPointF(place.center().x(), self._height_of(share.value, foot)) for share, place in known]
        tone = list(Tone)[part] if part < len(Tone) else Tone.GREY
        tone = known[0][0].tone if known and known[0][0].tone is not Tone.FIRST else tone
        colour = self.look.colour(TONES[tone])
        style = [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine][part % 3]
        painter.setPen(QPen(colour, self.look.sizes.focus, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        dot = self.look.sizes.chart_dot
        for point in points:
            painter.drawEllipse(point, dot, dot)
        if part == 0:
            self._draw_figures(painter, places, foot)
        if points and part < len(self._chart.series) > 1:
            painter.setPen(colour)
            painter.setFont(self.look.font(Type.CAPTION))
            end = points[-1]
            line = self.look.line(Type.CAPTION)
            room = QRectF(end.x() + 3 * dot, end.y() - line / 2, self.width() - end.x(), line)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._chart.series[part])

    def _draw_columns(self, painter: QPainter, places: Sequence[QRectF], foot: float) -> None:
        for bar, place in zip(self._chart.bars, places, strict=True):
            left, wide, below = place.left() + place.width() * (1 - _COLUMN) / 2, place.width() * _COLUMN, foot
            for share in bar.shares:
                high = foot - self._height_of(share.value, foot)
                self.filled(painter, QRectF(left, below - high, wide, high), TONES[share.tone])
                below -= high
        self._draw_figures(painter, places, foot)

    def _draw_figures(self, painter: QPainter, places: Sequence[QRectF], foot: float) -> None:
        """The figure above each mark, where it has room; the current one always says its own below the chart."""
        painter.setFont(self.look.font(Type.FIGURE_STRONG))
        painter.setPen(self.look.colour("ink"))
        line, letters = self.look.line(Type.BODY), painter.fontMetrics()
        words = [bar.told or figure(bar_length(bar)).text for bar in self._chart.bars]
        widest = max(letters.horizontalAdvance(word) for word in words)
        each = max(1, -(-widest // max(1, int(places[0].width()))))
        last = len(words) - 1
        for n, (bar, place) in enumerate(zip(self._chart.bars, places, strict=True)):
            if not bar.shares or ((last - n) % each):
                continue
            value = bar.shares[0].value if self._trend else bar_length(bar)
            top = self._height_of(value, foot) - line - self.look.sizes.chart_dot
            room = QRectF(place.center().x() - widest, max(0.0, top), 2 * widest, line)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words[n])
