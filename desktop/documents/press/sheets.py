"""A printed form as values: what stands on it, not where. The same sheet becomes a PDF and a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    MIDDLE = "middle"
    """To the left, from the middle of the cell on: every other signature of a list."""


class Paper(StrEnum):
    """Paper of offices. F4 is 215 x 330 mm."""

    A4 = "A4"
    F4 = "F4"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is read, and the exact number behind it where there is one: the workbook gets the number."""

    text: str
    value: int | Fraction | None = None
    align: Align | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. width: its share, against those of the others."""

    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading that comes again on each page. tall: rows as high as a signature needs."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    tall: bool = False


class Tone(StrEnum):
    """How a part of a chart is filled. What it means is written on it too, for paper is often printed in grey."""

    FIRST = "first"
    SECOND = "second"
    GREEN = "green"
    AMBER = "amber"
    BLUE = "blue"
    VIOLET = "violet"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: how much, in the unit of its chart, and the letter or word that stands on it."""

    value: int | Fraction
    tone: Tone = Tone.FIRST
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it is of, its parts from the left, and what is written behind it."""

    label: str
    shares: tuple[Share, ...]
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars under each other, or beside each other if upright. most: the value that fills the room; None: the largest.

    remark: what the tones and words mean. series: what the parts of the bars are, in their order, for a table.
    """

    caption: str
    bars: tuple[Bar, ...]
    most: int | None = None
    upright: bool = False
    remark: str = ""
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A district on a tile map. value: None where nothing is known, never drawn as nought; told: the figure."""

    code: str
    name: str
    short_name: str
    column: int
    row: int
    value: int | Fraction | None
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """Districts as tiles that lie roughly as the islands do, each with its name and figure.

    bounds: the largest value of each shade, rising; what is nought has none. unit: what is counted ("orang").
    """

    caption: str
    tiles: tuple[Tile, ...]
    bounds: tuple[int | Fraction, ...] = ()
    unit: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of a form, with its heading: running text, tables and charts in their order."""

    title: str
    parts: tuple[str | Table | Chart | TileMap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: lines above the space ("a.n. Kepala Badan", "Sekretaris"), the name, the NIP."""

    above: tuple[str, ...]
    name: str
    employee_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of an office's paper: two or three lines, the last one the largest, and an address."""

    lines: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One form.

    facts: (label, value) lines under the title. paragraphs: running text before the tables, sections: chapters behind
    these, closing: running text at the end, annexes: behind the signatures, each from a new page. example: made up to
    show the program, which every page says. qr: what a code at the head says, nothing for none. one_page: printed as
    small as one page needs.
    """

    letterhead: Letterhead
    title: str = ""
    dated: str = ""
    """Place and day of a letter, to the right at its head."""
    subtitles: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    annexes: tuple[Section, ...] = ()
    signed_at: str = ""
    signatures: tuple[Signature, ...] = ()
    landscape: bool = False
    paper: Paper = Paper.A4
    example: bool = False
    qr: str = ""
    photo: bool = False
    """Whether there is a place for a photograph beside the facts."""
    picture: bytes = b""
    """The photograph in that place, a JPEG or PNG; empty: an empty frame."""
    one_page: bool = False

    @property
    def every_table(self) -> tuple[Table, ...]:
        """The tables before the chapters, in them, and in the annexes."""
        inside = (
            part for section in (*self.sections, *self.annexes) for part in section.parts if isinstance(part, Table)
        )
        return (*self.tables, *inside)


def plain(*texts: str) -> tuple[Cell, ...]:
    """A row of texts."""
    return tuple(Cell(text) for text in texts)


def whole(number: int) -> Cell:
    """A whole number as offices write it, "1.234"."""
    return Cell(f"{number:,}".replace(",", "."), number, Align.RIGHT)


def widths(columns: Sequence[Column], room: float) -> list[float]:
    """The columns' widths in a room of some width."""
    total = sum(column.width for column in columns)
    return [column.width * room / total for column in columns]
