"""Text, lines and codes on a page, measured before they are drawn. Lengths are dots of the page, FINE to the inch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPen, QTextOption

from desktop.documents.press.sheets import Align
from resources import path

FINE = 300
"""Dots per inch: a hair is finer than any office printer draws."""
MM = FINE / 25.4
_POINT = FINE / 72
_FAMILY = "Liberation Sans"
"""Official letters here are set in faces like Arial; this one has its measures and may be shipped."""
_FLAGS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.MIDDLE: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_HIGHEST = 1_000_000.0
_LEAST = 4.0
"""Points: smaller is not read."""
_MASK = 3
"""A QR's pattern. Any can be read; to choose the prettiest of eight costs more than all else on a certificate."""


class Ink:
    """Draws with one painter, whose device has FINE dots to the inch."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}
        if _FAMILY not in QFontDatabase.families():
            for weight in ("Regular", "Bold"):
                QFontDatabase.addApplicationFont(str(path(f"fonts/LiberationSans-{weight}.ttf")))

    def height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """How high a text becomes in so much width. size: points."""
        self._painter.setFont(self._font(size, bold))
        return self._painter.boundingRect(QRectF(0, 0, width, _HIGHEST), text, _wrapped(Align.LEFT)).height()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is on one line. size: points."""
        self._painter.setFont(self._font(size, bold))
        return self._painter.boundingRect(QRectF(0, 0, _HIGHEST, _HIGHEST), text, _unbroken()).width()

    def fitted(self, text: str, width: float, height: float, size: float, *, bold: bool = False) -> float:
        """The largest size, from `size` down, at which a text stays in a room and none of its words is broken."""
        while size > _LEAST and not self._fits(text, width, height, size, bold):
            size -= 0.5
        return size

    def _fits(self, text: str, width: float, height: float, size: float, bold: bool) -> bool:
        if any(self.width(word, size, bold=bold) > width for word in text.split()):
            return False
        return self.height(text, width, size, bold=bold) <= height

    def write(
        self,
        text: str,
        room: QRectF,
        size: float,
        *,
        bold: bool = False,
        underlined: bool = False,
        align: Align = Align.LEFT,
        middle: bool = False,
        colour: QColor | None = None,
    ) -> None:
        """Writes a text into a room, wrapped. middle: in the middle of its height."""
        if align is Align.MIDDLE:
            room = QRectF(room.center().x(), room.top(), room.width() / 2, room.height())
        self._painter.setPen(colour or QColor(Qt.GlobalColor.black))
        self._painter.setFont(self._font(size, bold, underlined))
        self._painter.drawText(room, text, _wrapped(align, middle=middle))

    def rule(self, x: float, y: float, width: float, points: float) -> None:
        """A line across, so many points thick."""
        self._painter.setPen(QPen(Qt.GlobalColor.black, points * _POINT))
        self._painter.drawLine(QPointF(x, y), QPointF(x + width, y))

    def box(self, room: QRectF, *, filled: bool = False) -> None:
        """The frame of a cell; a heading's is filled."""
        if filled:
            self._painter.fillRect(room, QColor("#E7E5E4"))
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * _POINT))
        self._painter.drawRect(room)

    def fill(self, room: QRectF, colour: QColor) -> None:
        """A plain ground."""
        self._painter.fillRect(room, colour)

    def frame(self, room: QRectF, colour: QColor) -> None:
        """A thin line around it."""
        self._painter.setPen(QPen(colour, 0.75 * _POINT))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(room)

    def edge(self, room: QRectF, colour: QColor) -> None:
        """A thin line down the right side: where one part ends and the next begins."""
        self._painter.setPen(QPen(colour, 0.75 * _POINT))
        self._painter.drawLine(room.topRight(), room.bottomRight())

    def code(self, text: str, room: QRectF) -> None:
        """A QR code."""
        rows = [bytes(row) for row in segno.make(text, error="m", micro=False, mask=_MASK).matrix]
        unit = room.width() / len(rows)
        for line, row in enumerate(rows):
            for column, length in _dark(row):
                bar = QRectF(room.left() + column * unit, room.top() + line * unit, length * unit, unit)
                self._painter.fillRect(bar, Qt.GlobalColor.black)

    def picture(self, content: bytes, room: QRectF) -> bool:
        """A photograph, cut to the room from its middle; whether there was one that can be drawn."""
        image = QImage.fromData(content) if content else QImage()
        if image.isNull():
            return False
        size = room.size().toSize()
        # No finer than it is drawn: a telephone's picture would be carried whole by each page.
        filled = image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (filled.width() - size.width()) // 2, (filled.height() - size.height()) // 2
        self._painter.drawImage(room, filled.copy(left, top, size.width(), size.height()))
        return True

    def band(self, room: QRectF) -> None:
        """A plain woven edge: small diamonds on indigo."""
        self.fill(room, QColor("#23406E"))
        self._painter.save()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor("#E39A76"))
        half, x = room.height() * 0.36, room.left() + room.height() * 1.5
        while x < room.right() - half:
            y = room.center().y()
            corners = [QPointF(x - half, y), QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half)]
            self._painter.drawPolygon(corners)
            x += room.height() * 3
        self._painter.restore()

    def dashes(self, start: QPointF, end: QPointF) -> None:
        """A fine broken line: where to cut or fold."""
        self._painter.setPen(QPen(QColor("#8A8174"), 0.4 * _POINT, Qt.PenStyle.DashLine))
        self._painter.drawLine(start, end)

    def across(self, text: str, width: float, height: float) -> None:
        """A pale text from corner to corner, behind all else."""
        self._painter.save()
        self._painter.translate(width / 2, height / 2)
        self._painter.rotate(-35)
        room = QRectF(-width / 2, -height / 4, width, height / 2)
        self.write(text, room, 64, bold=True, align=Align.CENTRE, middle=True, colour=QColor("#E7E5E4"))
        self._painter.restore()

    def _font(self, size: float, bold: bool, underlined: bool = False) -> QFont:
        key = size, bold, underlined
        if key not in self._fonts:
            font = QFont(_FAMILY)
            font.setPixelSize(round(size * _POINT))
            font.setBold(bold)
            font.setUnderline(underlined)
            # A hyphen between digits would become a sign that nobody can copy or search for in the PDF.
            font.setFeature(QFont.Tag("calt"), 0)
            self._fonts[key] = font
        return self._fonts[key]


def _unbroken() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
    """(place, length) of each run of dark modules in a row of a QR."""
    for run in re.finditer(b"\x01+", row):
        yield run.start(), run.end() - run.start()


def _wrapped(align: Align, *, middle: bool = False) -> QTextOption:
    """Broken between words, and within a word only where it is too long for the room."""
    option = QTextOption(_FLAGS[align] | (Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
