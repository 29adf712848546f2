"""Marks as the database puts thousands of them together: a session's people, codes and the rest as one text each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

_NUMBERS = msgspec.json.Decoder(list[int])
_NUMBERS_OR_NULL = msgspec.json.Decoder(list[int | None])


class KeptMark(NamedTuple):
    """A mark as the register shows it. v: the centre's version, 0 of one that it has not."""

    person: int
    v: int
    status: str | None
    marked_at: int | None
    marked_by: int | None
    late: int | None


def plain_marks_in(people: str, codes: str, late: str) -> Iterator[tuple[int, str, int]]:
    """(person, code, minutes late) of a line of `contract.tables.attendance.plain_marks`."""
    return zip(_numbers(people), codes.split(","), _numbers(late), strict=True)


def kept_marks_in(people: str, versions: str, codes: str, *rest: str) -> Iterator[KeptMark]:
    """The marks of a line of `contract.tables.attendance.kept_marks`."""
    told = (_NUMBERS_OR_NULL.decode(f"[{text}]") for text in rest)
    return map(KeptMark, _numbers(people), _numbers(versions), codes.split(","), *told)


def _numbers(text: str) -> list[int]:
    return _NUMBERS.decode(f"[{text}]")
