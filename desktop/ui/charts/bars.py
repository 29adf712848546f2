"""Bars under each other: words before them, parts on them, figures behind them; or as a funnel, each in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.documents.press.figures import bar_length, figure
from desktop.documents.press.sheets import Bar, Chart
from desktop.ui.charts.view import TONES, ChartView
from desktop.ui.look import Look
from desktop.ui.theme import Type

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LABEL_MOST, _TOLD_MOST = 0.38, 0.3
"""Shares of the width that words before and behind a bar get at most."""


def bar_told(bar: Bar) -> str:
    """A bar in words: "Sesi 3: H 38, I 2"."""
    parts = ", ".join(share.word for share in bar.shares if share.word and share.value) if len(bar.shares) > 1 else ""
    return f"{bar.label}: {parts or bar.told or figure(bar_length(bar)).text}"


class BarView(ChartView):
    """Draws a Chart. funnel: for stages of which each holds fewer than the one before."""

    def __init__(self, look: Look, chart: Chart, *, funnel: bool = False) -> None:
        super().__init__(look, chart.caption, [bar_told(bar) for bar in chart.bars])
        self._chart, self._funnel = chart, funnel
        self._most = Fraction(chart.most or max((bar_length(bar) for bar in chart.bars), default=0) or 1)
        self.setFixedHeight(max(1, len(chart.bars)) * self._row)

    @property
    def _row(self) -> int:
        return max(self.look.row_height, self.look.sizes.chart_bar + self.look.sizes.step_2)

    def lay(self, width: int) -> list[QRectF]:
        return [QRectF(0, n * self._row, width, self._row) for n in range(len(self._chart.bars))]

    def draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        gap = self.look.sizes.step_3
        letters = QFontMetrics(self.look.font(Type.BODY))
        figures = QFontMetrics(self.look.font(Type.FIGURE_STRONG))
        wide = max((letters.horizontalAdvance(bar.label) for bar in self._chart.bars), default=0) + 2
        label = min(wide, self.look.sizes.chart_label, int(self.width() * _LABEL_MOST))
        told = max((figures.horizontalAdvance(_figures(bar)) for bar in self._chart.bars), default=0) + 2
        told = min(told, int(self.width() * _TOLD_MOST))
        room = max(1.0, self.width() - label - told - 4 * gap)
        for bar, place in zip(self._chart.bars, places, strict=True):
            inside = place.adjusted(gap, 0, -gap, 0)
            painter.setFont(self.look.font(Type.BODY))
            painter.setPen(self.look.colour("ink"))
            words = letters.elidedText(bar.label, Qt.TextElideMode.ElideRight, label)
            painter.drawText(QRectF(inside.left(), inside.top(), label, inside.height()), int(_MIDDLE), words)
            self._draw_bar(painter, bar, QRectF(inside.left() + label + gap, inside.top(), room, inside.height()))
            painter.setFont(self.look.font(Type.FIGURE_STRONG))
            painter.setPen(self.look.colour("ink"))
            words = figures.elidedText(_figures(bar), Qt.TextElideMode.ElideRight, told)
            behind = QRectF(inside.right() - told, inside.top(), told, inside.height())
            painter.drawText(behind, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), words)

    def _draw_bar(self, painter: QPainter, bar: Bar, room: QRectF) -> None:
        high = self.look.sizes.chart_bar
        track = QRectF(room.left(), room.center().y() - high / 2, room.width(), high)
        whole = float(Fraction(bar_length(bar)) / self._most) * track.width()
        x = track.left()
        if self._funnel:
            x += (track.width() - whole) / 2
        else:
            painter.fillRect(track, self.look.colour("sunken"))
        for share in bar.shares:
            wide = float(Fraction(share.value) / self._most) * track.width()
            part = QRectF(x, track.top(), wide, high)
            x += wide
            if not share.value:
                continue
            painter.setPen(self.filled(painter, part, TONES[share.tone]))
            painter.setFont(self.look.font(Type.CAPTION_FIGURE))
            if painter.fontMetrics().horizontalAdvance(share.word) + self.look.sizes.step_1 < wide:
                painter.drawText(part, int(Qt.AlignmentFlag.AlignCenter), share.word)
            if share is not bar.shares[-1]:  # parts are told apart where a scheme has one colour for all
                edge = self.look.sizes.hairline
                painter.fillRect(QRectF(x - edge, part.top(), edge, high), self.look.colour("surface"))


def _figures(bar: Bar) -> str:
    """What stands behind a bar: what is told of it, or its length."""
    return bar.told or figure(bar_length(bar)).text
