"""What was pasted from a spreadsheet, and what would become of each row of it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

P = TypeVar("P")

Cells = tuple[tuple[str, ...], ...]
"""Rows of texts, all of one length."""

_MOST_ROWS = 20_000


class Verdict(StrEnum):
    """What would become of a row."""

    REFUSED = "refused"
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One row of what was pasted. row: its number, from 1, as it was pasted; sentence: why, or what changes."""

    row: int
    verdict: Verdict
    cells: tuple[str, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastePlan(Generic[P]):
    """A dry run. heads: titles of the cells; act: what would be done, for whoever made the plan to do it."""

    heads: tuple[str, ...]
    rows: tuple[PastedRow, ...]
    act: P

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many rows have which verdict."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def taken(self) -> int:
        """How many rows the act would write."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED]


def cells_of(text: str) -> Cells:
    """The rows of copied cells: tabs between them, cells of several lines in quotes; empty rows are left out.

    At most 20,000 rows; what is not copied cells becomes a column of its lines.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        read = list(csv.reader(io.StringIO(plain, newline=""), delimiter="\t"))
    except csv.Error:  # a cell longer than any that a spreadsheet has
        read = [line.split("\t") for line in plain.split("\n")]
    squeezed = (tuple(" ".join(cell.split()) for cell in row) for row in read)
    rows = [row for row in squeezed if any(row)][:_MOST_ROWS]
    wide = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (wide - len(row))) for row in rows)
