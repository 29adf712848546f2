"""Sheets as PDF: laid out in blocks that never break, a table's heading again on each page. Any thread, no screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.documents.press.blocks import Block, pages_of, space, tied
from desktop.documents.press.charts import chart_blocks
from desktop.documents.press.ink import FINE, MM, Ink
from desktop.documents.press.map_blocks import map_blocks
from desktop.documents.press.sheets import (
    Align,
    Cell,
    Letterhead,
    Paper,
    Section,
    Sheet,
    Signature,
    Table,
    TileMap,
    widths,
)
from desktop.documents.press.whole_files import written_whole

_SIDE, _TOP, _FOOT = 18 * MM, 14 * MM, 14 * MM
_QR = 22 * MM
_PHOTO = QSizeF(30 * MM, 40 * MM)
_SIGNING_ROOM = 20 * MM
_TALL = 9 * MM
_FOOTER = 8.0
_ROW, _SMALL, _SMALLEST = 9.0, 6.5, 4.0
"""Points of a row; as small as a word may become to stay whole, as small as a row to stay on a page."""
_HEADING = 20 * MM
"""Room that a row leaves for the heading above it."""
_TIED = 30 * MM
"""How much of what stands before the signatures goes with them to another page, at most."""
_SMALLER = 0.94
_TO_WRITE = 2.5 * MM
"""Between the lines of a form that is filled in by hand."""
_BESIDE = 3
"""How many sign beside each other; more of them sign in rows."""


def print_sheet(sheet: Sheet, target: Path) -> int:
    """Writes the PDF; gives the number of pages. Raises NotWritten."""
    return print_sheets([sheet], target)


def print_sheets(sheets: Sequence[Sheet], target: Path) -> int:
    """Writes one PDF of several forms, each from a page of its own; gives the number of pages. Raises NotWritten."""
    # Into memory first: a disk that is full or locked is then told by the one place that writes files.
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(sheets[0], memory)
    painter = QPainter(writer)
    pages = 0
    try:
        for sheet in sheets:
            if pages:
                writer.newPage()
            pages += _Press(sheet, writer, painter).print()
    finally:
        painter.end()
    with written_whole(target) as place:
        place.write_bytes(memory.data().data())
    return pages


def ready_to_print() -> QGuiApplication:
    """The Qt application without which there are no fonts; made without a screen when there is none yet."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(["lontar", "-platform", "offscreen"])


def _writer(sheet: Sheet, memory: QBuffer) -> QPdfWriter:
    writer = QPdfWriter(memory)
    writer.setResolution(FINE)
    writer.setTitle(sheet.title)
    writer.setCreator("Lontar")
    size = QPageSize(QPageSize.PageSizeId.A4)
    if sheet.paper is Paper.F4:
        size = QPageSize(QSizeF(215, 330), QPageSize.Unit.Millimeter, "F4", QPageSize.SizeMatchPolicy.ExactMatch)
    way = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    return writer


class _Press:
    """One sheet being printed: blocks are laid on pages first, for each page says of how many it is one."""

    def __init__(self, sheet: Sheet, writer: QPdfWriter, painter: QPainter) -> None:
        self._sheet, self._writer, self._painter = sheet, writer, painter
        self._ink = Ink(painter)
        self._fit(1.0)

    def print(self) -> int:
        """Draws all pages; gives their number."""
        pages = self._laid()
        self._painter.save()
        self._painter.scale(self._scale, self._scale)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._writer.newPage()
            if self._sheet.example:
                self._ink.across("DATA CONTOH", self._page.width(), self._page.height())
            y = _TOP
            for block in page:
                block.draw(y)
                y += block.height
            self._footer(number, len(pages))
        self._painter.restore()
        return len(pages)

    def _laid(self) -> list[list[Block]]:
        """The blocks page by page; of what must be one page each time smaller, until it is."""
        pages = list(pages_of(self._blocks(), self._height))
        while self._sheet.one_page and len(pages) > 1:
            self._fit(self._scale * _SMALLER)
            pages = list(pages_of(self._blocks(), self._height))
        return pages

    def _fit(self, scale: float) -> None:
        """Lays out on a page so much larger than the paper, which is drawn smaller."""
        self._scale = scale
        self._page = QSizeF(self._writer.width() / scale, self._writer.height() / scale)
        self._width = self._page.width() - 2 * _SIDE
        self._height = self._page.height() - _TOP - _FOOT

    def _blocks(self) -> list[Block]:
        sheet = self._sheet
        found = [self._letterhead(sheet.letterhead)]
        if sheet.title or sheet.qr:
            found.append(self._title())
        if sheet.dated:
            found.append(self._dated())
        if sheet.facts:
            found.append(self._facts())
        for paragraph in sheet.paragraphs:
            found += self._text(paragraph)
        for table in sheet.tables:
            found += self._table(table)
        for section in sheet.sections:
            found += self._section(section)
        for paragraph in sheet.closing:
            found += self._text(paragraph)
        if sheet.signatures:
            found = tied([*found, self._signatures(sheet.signatures)], _TIED)
        for annex in sheet.annexes:
            first, *others = self._section(annex)
            found += [replace(first, starts=True), *others]
        return found

    def _section(self, section: Section) -> Iterator[Block]:
        heading = self._paragraph(section.title, bold=True)
        yield Block(heading.height, heading.draw, opens=True)
        for part in section.parts:
            if isinstance(part, str):
                yield from self._text(part)
            elif isinstance(part, Table):
                yield from self._table(part)
            elif isinstance(part, TileMap):
                yield from map_blocks(part, self._ink, _SIDE, self._width)
            else:
                yield from chart_blocks(part, self._ink, _SIDE, self._width)
        yield space(1.5 * MM)

    def _text(self, text: str) -> Iterator[Block]:
        """A paragraph; one that is longer than a page in pieces, between its words."""
        whole = self._paragraph(text)
        middle = text.rfind(" ", 0, len(text) // 2 + 1)
        if whole.height < self._height / 2 or middle < 1:
            yield whole
        else:
            yield from self._text(text[:middle])
            yield from self._text(text[middle + 1 :])

    def _letterhead(self, head: Letterhead) -> Block:
        ink, sizes = self._ink, [12.0] * (len(head.lines) - 1) + [14.0]
        heights = [ink.height(line, self._width, size, bold=True) for line, size in zip(head.lines, sizes, strict=True)]
        below = ink.height(head.address, self._width, 8.5) if head.address else 0.0
        height = sum(heights) + below + 5 * MM

        def draw(y: float) -> None:
            for line, size, high in zip(head.lines, sizes, heights, strict=True):
                ink.write(line, QRectF(_SIDE, y, self._width, high), size, bold=True, align=Align.CENTRE)
                y += high
            if head.address:
                ink.write(head.address, QRectF(_SIDE, y, self._width, below), 8.5, align=Align.CENTRE)
            y += below + 1.5 * MM
            ink.rule(_SIDE, y, self._width, 1.6)
            ink.rule(_SIDE, y + 0.9 * MM, self._width, 0.5)

        return Block(height, draw)

    def _title(self) -> Block:
        ink, sheet = self._ink, self._sheet
        lines = [(sheet.title.upper(), 12.5, True), *((line, 10.5, False) for line in sheet.subtitles)]
        room = self._width - (2 * _QR if sheet.qr else 0)
        heights = [ink.height(text, room, size, bold=bold) for text, size, bold in lines]
        height = max(sum(heights) + 5 * MM, _QR + 3 * MM if sheet.qr else 0.0)

        def draw(y: float) -> None:
            if sheet.qr:
                ink.code(sheet.qr, QRectF(_SIDE + self._width - _QR, y, _QR, _QR))
            y += 1 * MM
            for (text, size, bold), high in zip(lines, heights, strict=True):
                left = _SIDE + (_QR if sheet.qr else 0)
                ink.write(text, QRectF(left, y, room, high), size, bold=bold, align=Align.CENTRE)
                y += high

        return Block(height, draw)

    def _dated(self) -> Block:
        high = self._ink.height(self._sheet.dated, self._width, 10.5)
        place = self._sheet.dated
        return Block(
            high + 2 * MM,
            lambda y: self._ink.write(place, QRectF(_SIDE, y, self._width, high), 10.5, align=Align.RIGHT),
        )

    def _facts(self) -> Block:
        ink, label, photo = self._ink, 42 * MM, self._sheet.photo
        room = self._width - label - 4 * MM - (_PHOTO.width() + 4 * MM if photo else 0)
        apart = _TO_WRITE if photo else 0.0
        lines = [(name, value, ink.height(value or " ", room, 10) + apart) for name, value in self._sheet.facts]

        def draw(y: float) -> None:
            if photo:
                place = QRectF(_SIDE + self._width - _PHOTO.width(), y, _PHOTO.width(), _PHOTO.height())
                if not ink.picture(self._sheet.picture, place):
                    ink.write("Pas foto 3 x 4", place, 9, align=Align.CENTRE, middle=True)
                ink.box(place)
            for name, value, high in lines:
                ink.write(name, QRectF(_SIDE, y, label, high), 10)
                ink.write(":", QRectF(_SIDE + label, y, 4 * MM, high), 10)
                ink.write(value, QRectF(_SIDE + label + 4 * MM, y, room, high), 10)
                y += high

        height = sum(high for _, _, high in lines)
        return Block(max(height, _PHOTO.height() if photo else 0.0) + 3 * MM, draw)

    def _paragraph(self, text: str, *, bold: bool = False) -> Block:
        high = self._ink.height(text, self._width, 10.5, bold=bold)

        def draw(y: float) -> None:
            self._ink.write(text, QRectF(_SIDE, y, self._width, high), 10.5, bold=bold)

        return Block(high + 2.5 * MM, draw)

    def _table(self, table: Table) -> Iterator[Block]:
        room = widths(table.columns, self._width)
        if table.caption:
            caption = self._paragraph(table.caption)
            yield Block(caption.height, caption.draw, opens=True)
        heads = tuple(Cell(column.heading, align=Align.CENTRE, bold=True) for column in table.columns)
        heading = self._row(heads, table, room, tall=False, filled=True)
        yield Block(heading.height, heading.draw, opens=True)
        for cells in table.rows:
            row = self._row(cells, table, room, tall=table.tall)
            yield Block(row.height, row.draw, heading)
        yield space(3 * MM)

    def _row(
        self, cells: tuple[Cell, ...], table: Table, room: list[float], *, tall: bool, filled: bool = False
    ) -> Block:
        ink, sizes = self._ink, self._sizes(cells, room, _SMALLEST if filled else _SMALL)
        if filled:
            sizes = [min(sizes)] * len(cells)
        height = self._row_height(cells, room, sizes)
        while height > self._height - _HEADING and min(sizes) > _SMALLEST:
            sizes = [max(size - 1, _SMALLEST) for size in sizes]
            height = self._row_height(cells, room, sizes)
        height = max(height, _TALL if tall else 0.0) + 1.6 * MM

        def draw(y: float) -> None:
            x = _SIDE
            for cell, wide, column, size in zip(cells, room, table.columns, sizes, strict=True):
                ink.box(QRectF(x, y, wide, height), filled=filled)
                inside = QRectF(x + MM, y + 0.8 * MM, wide - 2 * MM, height - 1.6 * MM)
                ink.write(cell.text, inside, size, bold=cell.bold, align=cell.align or column.align, middle=True)
                x += wide

        return Block(height, draw)

    def _sizes(self, cells: tuple[Cell, ...], room: list[float], least: float) -> list[float]:
        """A size for each cell in which none of its words is broken; one that is too long for that stays as it is."""
        found = []
        for cell, wide in zip(cells, room, strict=True):
            longest = max(cell.text.split(), key=len, default="")
            size = _ROW
            while size >= least and self._ink.width(longest, size, bold=cell.bold) > wide - 2 * MM:
                size -= 0.5
            found.append(size if size >= least else _ROW)
        return found

    def _row_height(self, cells: tuple[Cell, ...], room: list[float], sizes: list[float]) -> float:
        placed = zip(cells, room, sizes, strict=True)
        return max(
            self._ink.height(cell.text or " ", wide - 2 * MM, size, bold=cell.bold) for cell, wide, size in placed
        )

    def _signatures(self, signatures: tuple[Signature, ...]) -> Block:
        rows = [signatures[place : place + _BESIDE] for place in range(0, len(signatures), _BESIDE)]
        blocks = [self._signing_row(row, self._sheet.signed_at if not n else "") for n, row in enumerate(rows)]

        def draw(y: float) -> None:
            for block in blocks:
                block.draw(y)
                y += block.height

        return Block(sum(block.height for block in blocks), draw)

    def _signing_row(self, signatures: tuple[Signature, ...], signed_at: str) -> Block:
        ink, across = self._ink, max(len(signatures), 2)
        wide = self._width / across
        room = wide - 4 * MM
        above = max(sum(ink.height(line, room, 10) for line in ("x", *signature.above)) for signature in signatures)
        names = max(ink.height(signature.name, room, 10, bold=True) for signature in signatures)
        height = 6 * MM + above + _SIGNING_ROOM + names + 6 * MM

        def draw(y: float) -> None:
            first = across - len(signatures)
            for place, signature in enumerate(signatures, first):
                lines = [signed_at if place == across - 1 else "", *signature.above]
                self._sign(QRectF(_SIDE + place * wide, y + 6 * MM, room, height), lines, signature, above)

        return Block(height, draw)

    def _sign(self, room: QRectF, lines: list[str], signature: Signature, above: float) -> None:
        ink, y = self._ink, room.top()
        for line in lines:
            high = ink.height(line or "x", room.width(), 10)
            ink.write(line, QRectF(room.left(), y, room.width(), high), 10)
            y += high
        y = room.top() + above + _SIGNING_ROOM
        high = ink.height(signature.name, room.width(), 10, bold=True)
        ink.write(signature.name, QRectF(room.left(), y, room.width(), high), 10, bold=True, underlined=True)
        if signature.employee_number:
            number = f"NIP {signature.employee_number}"
            ink.write(number, QRectF(room.left(), y + high + 0.5 * MM, room.width(), 6 * MM), 10)

    def _footer(self, number: int, of: int) -> None:
        y = self._page.height() - _FOOT + 3 * MM
        line = QRectF(_SIDE, y, self._width, 6 * MM)
        grey = QColor("#57534E")
        if self._sheet.example:
            self._ink.write("Data contoh", line, _FOOTER, colour=grey)
        self._ink.write(f"Halaman {number} dari {of}", line, _FOOTER, align=Align.RIGHT, colour=grey)
