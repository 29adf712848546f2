"""Names of edits and rows: a dot (author, n) names an edit and, as one integer, the row that it creates."""

from __future__ import annotations

from typing import NamedTuple

from contract.faults import WorldFault

MAX_AUTHOR = 2**31 - 1
MAX_N = 2**32 - 1
LEASED_AT_ONCE = 16
"""Author numbers that a person on a laptop gets at a time: one to write with, the others for forks."""


class BadId(WorldFault):
    """A text that should be an id "author-n" is not one."""


class Dot(NamedTuple):
    """One edit: the author's number (1 to 2**31-1, leased by the centre) and its count n of edits (from 1)."""

    author: int
    n: int


def row_id(dot: Dot) -> int:
    """The 63-bit id of the row that the edit `dot` creates."""
    return dot.author << 32 | dot.n


def dot_of(identifier: int) -> Dot:
    """The dot whose edit created the row `identifier`."""
    return Dot(identifier >> 32, identifier & MAX_N)


def format_id(identifier: int) -> str:
    """An id as people, JSON and spreadsheets see it: "author-n"; large integers are spoiled by both."""
    return f"{identifier >> 32}-{identifier & MAX_N}"


def parse_id(text: str) -> int:
    """The id written "author-n". Raises BadId for anything else."""
    author, dash, n = text.strip().partition("-")
    digits = author.isascii() and author.isdigit() and n.isascii() and n.isdigit()
    if dash and digits and len(author) <= 10 and len(n) <= 10:
        dot = Dot(int(author), int(n))
        if 1 <= dot.author <= MAX_AUTHOR and 1 <= dot.n <= MAX_N:
            return row_id(dot)
    raise BadId(f'"{text}" bukan id; tulis seperti "7-203".')
