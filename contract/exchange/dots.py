"""Names of edits and rows: a dot (author, n) names an edit and, as one integer, the row that it creates."""

from __future__ import annotations

from typing import NamedTuple

from contract.faults import WorldFault

MAX_AUTHOR = 2**31 - 1
MAX_N = 2**32 - 1
LEASED_AT_ONCE = 16
"""Author numbers that a person on a laptop gets at a time, all of one block: block k is 16 k + 1 to 16 k + 16."""
HANDS_AT_ONCE = LEASED_AT_ONCE // 2
"""Hands in a block: one to write with, the others for forks. A hand has an ordinary number and, so much further on, a
roster number for the many new people who must not stand in the way of marks.
"""


class BadId(WorldFault):
    """A text that should be an id "author-n" is not one."""


class Dot(NamedTuple):
    """One edit: the author's number (1 to 2**31-1, leased by the centre) and its count n of edits (from 1)."""

    author: int
    n: int


def is_roster_number(author: int) -> bool:
    """Whether a hand writes nothing but new people under this number."""
    return (author - 1) % LEASED_AT_ONCE >= HANDS_AT_ONCE


def hand(author: int) -> int:
    """The hand that writes under a number, named by its ordinary number: nobody is in conflict with their own hand."""
    return author - HANDS_AT_ONCE if is_roster_number(author) else author


def other_number(author: int) -> int:
    """The other number of the same hand."""
    return author - HANDS_AT_ONCE if is_roster_number(author) else author + HANDS_AT_ONCE


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
