"""Charts on paper, drawn by us: bars across with their figures on them, or columns beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from desktop.documents.press.blocks import Block, space
from desktop.documents.press.ink import MM, Ink
from desktop.documents.press.sheets import Align, Bar, Chart, Share, Tone

_FILLED = {
    Tone.FIRST: "#23406E",
    Tone.SECOND: "#8A3B1E",
    Tone.GREEN: "#1F6B45",
    Tone.AMBER: "#B07A12",
    Tone.BLUE: "#1D5F73",
    Tone.VIOLET: "#6B3A86",
    Tone.RED: "#A3261C",
    Tone.GREY: "#8A8174",
}
_PALE = QColor("#F1EDE5")
_WHITE = QColor("#FFFFFF")
_SIZE = 8.5
_BAR = 4.6 * MM
_GAP = 1.6 * MM
_LABEL, _TOLD = 0.34, 0.15
"""Shares of the width that the words before and behind a bar get."""
_COLUMNS_HIGH = 30 * MM
_LINE = 4.5 * MM


def chart_blocks(chart: Chart, ink: Ink, left: float, width: float) -> Iterator[Block]:
    """A chart in blocks: its caption, a block for each bar across, or one for all columns; and the remark."""
    yield _words(ink, chart.caption, left, width, 9.5, bold=True, opens=True)
    most = Fraction(chart.most or max((_length(bar) for bar in chart.bars), default=0) or 1)
    if chart.upright:
        yield _columns(chart, most, ink, left, width)
    else:
        for bar in chart.bars:
            yield _across(bar, most, ink, left, width)
    if chart.remark:
        yield _words(ink, chart.remark, left, width, 8)
    yield space(3 * MM)


def _length(bar: Bar) -> Fraction:
    return sum((Fraction(share.value) for share in bar.shares), Fraction(0))


def _words(
    ink: Ink, text: str, left: float, width: float, size: float, *, bold: bool = False, opens: bool = False
) -> Block:
    high = ink.height(text, width, size, bold=bold)
    return Block(high + MM, lambda y: ink.write(text, QRectF(left, y, width, high), size, bold=bold), opens=opens)


def _across(bar: Bar, most: Fraction, ink: Ink, left: float, width: float) -> Block:
    label, told = width * _LABEL, width * _TOLD
    high = max(ink.height(bar.label or " ", label - 2 * MM, _SIZE), ink.height(bar.told or " ", told, _SIZE), _BAR)
    room = width - label - told - 2 * MM

    def draw(y: float) -> None:
        ink.write(bar.label, QRectF(left, y, label - 2 * MM, high), _SIZE, middle=True)
        place = QRectF(left + label, y + (high - _BAR) / 2, room, _BAR)
        ink.fill(place, _PALE)
        x = place.left()
        for share in bar.shares:
            wide = float(Fraction(share.value) / most) * room
            _part(ink, share, QRectF(x, place.top(), wide, _BAR))
            x += wide
        behind = QRectF(place.right() + 2 * MM, y, told, high)
        ink.write(bar.told, behind, _SIZE, bold=True, middle=True)

    return Block(high + _GAP, draw)


def _part(ink: Ink, share: Share, place: QRectF) -> None:
    """A part of a bar; its word stands on it where there is room."""
    if not share.value:
        return
    ink.fill(place, QColor(_FILLED[share.tone]))
    ink.edge(place, _WHITE)
    if share.word and ink.width(share.word, 7.5) < place.width():
        ink.write(share.word, place, 7.5, align=Align.CENTRE, middle=True, colour=_WHITE)


def _columns(chart: Chart, most: Fraction, ink: Ink, left: float, width: float) -> Block:
    wide = width / max(len(chart.bars), 1)
    words = max((ink.height(bar.label or " ", wide - MM, 8) for bar in chart.bars), default=_LINE)

    def draw(y: float) -> None:
        foot = y + _LINE + _COLUMNS_HIGH
        for n, bar in enumerate(chart.bars):
            x = left + n * wide
            high = float(_length(bar) / most) * _COLUMNS_HIGH
            tone = bar.shares[0].tone if bar.shares else Tone.FIRST
            ink.fill(QRectF(x + wide * 0.15, foot - high, wide * 0.7, high), QColor(_FILLED[tone]))
            above = QRectF(x, foot - high - _LINE, wide, _LINE)
            ink.write(bar.told, above, _SIZE, bold=True, align=Align.CENTRE)
            ink.write(bar.label, QRectF(x, foot + MM, wide, words), 8, align=Align.CENTRE)
        ink.rule(left, foot, width, 0.7)

    return Block(_LINE + _COLUMNS_HIGH + MM + words + 2 * MM, draw)
