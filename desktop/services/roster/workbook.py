"""A workbook as read: sheets of cells, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from contract.faults import WorldFault
from contract.training.typed_text import clean, without_text_mark

Cell = str | float | int | bool | date | datetime | time | timedelta
"""What a cell holds; empty text for an empty one. Numbers are floats as spreadsheets keep them: 15 digits are sure."""
EXACT_DIGITS = 15


class UnreadableFile(WorldFault):
    """The file is no workbook that can be read; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged range, rows and columns from 0, both ends included; only its first cell has a value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. rows start at row 1 and column A, so that places are those the person sees; they may be ragged."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    is_visible: bool = True

    def cell(self, row: int, column: int) -> Cell:
        """The cell at row and column counted from 0; empty text outside."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file with its sheets. is_text: came from a csv file."""

    path: Path
    sheets: tuple[Sheet, ...]
    is_text: bool = False


def text_of(cell: Cell) -> str:
    """A cell as a person reads it, on one line: whole numbers without ".0", dates in ISO form."""
    if isinstance(cell, str):
        return _plain(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 10**EXACT_DIGITS else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Each cell is asked for its text several times while its row is looked at."""
    return without_text_mark(clean(text))


def is_filled(cell: Cell) -> bool:
    """False for empty cells and for cells with nothing but spaces."""
    return not isinstance(cell, str) or bool(cell.strip())
