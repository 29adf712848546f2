"""Cards with the names of a class: to wear (eight on a sheet) or to stand on a table (one on a sheet, to be folded)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.documents.press.ink import FINE, MM, Ink
from desktop.documents.press.pages import ready_to_print
from desktop.documents.press.sheets import Align
from desktop.documents.press.whole_files import written_whole
from desktop.services.papers.forms import ClassPaper, PaperPerson

_ACROSS, _DOWN = 2, 4
_EDGE = 12 * MM
_EXAMPLE = "Data contoh"


class CardKind(StrEnum):
    """What a card is for."""

    NAME = "name"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a card: its share of the height, its largest size in points."""

    text: str
    share: float
    size: float
    bold: bool = False


def print_cards(paper: ClassPaper, kind: CardKind, target: Path) -> int:
    """Writes the PDF on A4; gives the number of pages. Names shrink until they fit, none is cut. Raises NotWritten."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    application = ready_to_print()
    writer = QPdfWriter(memory)
    writer.setResolution(FINE)
    writer.setTitle("Kartu nama" if kind is CardKind.NAME else "Kartu meja")
    writer.setCreator("Lontar")
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), upright, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    on_page = _ACROSS * _DOWN if kind is CardKind.NAME else 1
    pages = [paper.people[start : start + on_page] for start in range(0, len(paper.people), on_page)]
    draw = _names if kind is CardKind.NAME else _desk
    try:
        for number, people in enumerate(pages):
            if number:
                writer.newPage()
            draw(painter, QRectF(0, 0, writer.width(), writer.height()), paper, people)
    finally:
        painter.end()
    with written_whole(target) as place:
        place.write_bytes(memory.data().data())
    del application
    return len(pages)


def _names(painter: QPainter, page: QRectF, paper: ClassPaper, people: tuple[PaperPerson, ...]) -> None:
    ink = Ink(painter)
    wide, high = (page.width() - 2 * _EDGE) / _ACROSS, (page.height() - 2 * _EDGE) / _DOWN
    for n in range(_ACROSS + 1):
        x = _EDGE + n * wide
        ink.dashes(QPointF(x, _EDGE), QPointF(x, page.height() - _EDGE))
    for n in range(_DOWN + 1):
        y = _EDGE + n * high
        ink.dashes(QPointF(_EDGE, y), QPointF(page.width() - _EDGE, y))
    for n, person in enumerate(people):
        room = QRectF(_EDGE + n % _ACROSS * wide, _EDGE + n // _ACROSS * high, wide, high)
        lines = (
            _Line(paper.letterhead[-1], 0.13, 9, bold=True),
            _Line(paper.training, 0.15, 8),
            _Line(person.name, 0.36, 18, bold=True),
            _Line(person.position, 0.16, 9),
            _Line(person.agency, 0.14, 9),
            _Line(_EXAMPLE if paper.example else "", 0.06, 6.5),
        )
        _card(ink, room.adjusted(5 * MM, 4 * MM, -5 * MM, -4 * MM), lines)


def _desk(painter: QPainter, page: QRectF, paper: ClassPaper, people: tuple[PaperPerson, ...]) -> None:
    ink, half = Ink(painter), page.height() / 2
    ink.dashes(QPointF(0, half), QPointF(page.width(), half))
    (person,) = people
    lines = (
        _Line(person.name, 0.5, 44, bold=True),
        _Line(person.position, 0.2, 18),
        _Line(person.agency, 0.2, 18),
        _Line(_EXAMPLE if paper.example else "", 0.1, 9),
    )
    room = QRectF(_EDGE, half + _EDGE, page.width() - 2 * _EDGE, half - 2 * _EDGE)
    _card(ink, room, lines)
    _turned(painter, page, lambda: _card(ink, room, lines))


def _turned(painter: QPainter, page: QRectF, draw: Callable[[], None]) -> None:
    """The same on the other half, so that both sides read upright when it is folded."""
    painter.save()
    painter.translate(page.width(), page.height())
    painter.rotate(180)
    draw()
    painter.restore()


def _card(ink: Ink, room: QRectF, lines: tuple[_Line, ...]) -> None:
    y = room.top()
    for line in lines:
        high = room.height() * line.share
        if line.text:
            size = ink.fitted(line.text, room.width(), high, line.size, bold=line.bold)
            place = QRectF(room.left(), y, room.width(), high)
            ink.write(line.text, place, size, bold=line.bold, align=Align.CENTRE, middle=True)
        y += high
