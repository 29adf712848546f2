"""Certificate numbers: series, patterns, the blocks that an office sets apart, and an account of every number.

A series is a unit and a year ("BKPSDM/2026"); within it a number is given out once and never again. Only the centre
cuts blocks; a laptop gives out the numbers of its own blocks, without asking anybody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contract.training.findings import BadValue

MOST_AT_ONCE = 5000
"""Numbers of one block: more would only widen what a lost laptop leaves unused."""
MOST_SEQUENCE = 9_999_999
"""What is beyond was typed by nobody: such a claim must not use up a series."""
_SERIES = re.compile(r"[A-Za-z0-9][A-Za-z0-9./ _-]{0,59}/(?:19|20|21)\d\d", re.ASCII)
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9./ _-]{0,59}", re.ASCII)
_PART = re.compile(r"\{([^{}]*)\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PARTS = ("seq", "seq4", "unit", "class", "month", "ROMAN_MONTH", "year")


def series_of(unit: str, year: int) -> str:
    """The series of a unit in a year. Raises BadValue."""
    plain = " ".join(unit.split())
    if _UNIT.fullmatch(plain) is None or not 1900 <= year <= 2199:
        raise BadValue(
            "unit",
            f'Unit "{unit}" tahun {year} tidak dapat menjadi seri nomor. Pakai huruf, angka, titik, garis miring '
            "atau tanda hubung, paling banyak 60 tanda.",
        )
    return f"{plain}/{year}"


def is_series(text: object) -> bool:
    """Whether a text can be the series of a request."""
    return isinstance(text, str) and _SERIES.fullmatch(text) is not None


def unit_and_year(series: str) -> tuple[str, int]:
    """The two parts of a series."""
    unit, _, year = series.rpartition("/")
    return unit, int(year)


def number_text(pattern: str, series: str, sequence: int, class_part: str, month: int) -> str:
    """A number as it stands on paper. Raises BadValue for a pattern in which two certificates could be alike."""
    unit, year = unit_and_year(series)
    parts = {
        "seq": str(sequence),
        "seq4": f"{sequence:04}",
        "unit": unit,
        "class": class_part or "-",
        "month": f"{month:02}",
        "ROMAN_MONTH": _ROMAN[month - 1],
        "year": str(year),
    }
    named = _PART.findall(pattern)
    wrong = [name for name in named if name not in parts]
    if wrong or not {"seq", "seq4"} & set(named) or not {"unit", "year"} <= set(named):
        raise BadValue(
            "certificate_pattern",
            f'Pola nomor "{pattern}" belum dapat dipakai: harus memuat {{seq}}, {{unit}} dan {{year}}; '
            f"yang dikenal: {', '.join(f'{{{name}}}' for name in _PARTS)}.",
        )
    return _PART.sub(lambda found: parts[found[1]], pattern)


def class_part_of(title: str, batch_number: int | None) -> str:
    """What stands for the class in a number: the batch's number, else the first letters of the title's words."""
    if batch_number:
        return _roman(batch_number)
    words = re.findall(r"[A-Za-z0-9]+", title)
    return "".join(word if word.isdigit() else word[0].upper() for word in words)[:12]


def _roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    if not 0 < number < 400:
        return str(number)
    told = ""
    for value, sign in signs:
        told += sign * (number // value)
        number %= value
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Numbers first to last of a series, set apart for one request."""

    request: int
    series: str
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def next_first(known: Iterable[int | None]) -> int:
    """Where the next block of a series begins: behind every number that anybody is known to have been given.

    known: the ends of blocks, numbers on certificates, and what laptops knew when they asked. A centre that was
    restored has lost blocks, but not those that a laptop brings back in one of these ways.
    """
    return max((number for number in known if number is not None and number <= MOST_SEQUENCE), default=0) + 1


def fits_request(series: object, size: object) -> bool:
    """Whether the centre answers such a request."""
    return is_series(series) and isinstance(size, int) and 1 <= size <= MOST_AT_ONCE


def free_numbers(blocks: Sequence[Block], used: Collection[int]) -> Iterator[tuple[Block, int]]:
    """(block, number) not used yet, the lowest first."""
    for block in sorted(blocks, key=lambda each: each.first):
        for number in range(block.first, block.last + 1):
            if number not in used:
                yield block, number


class Use(StrEnum):
    """What became of a number."""

    ISSUED = "issued"
    REVOKED = "revoked"
    REPLACED = "replaced"
    UNUSED = "unused"
    """In a block that somebody holds."""
    SET_ASIDE = "set_aside"
    """Given out before the centre was restored, and not used as far as anybody knows: never given out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A certificate as the account of numbers needs it."""

    id: int
    sequence: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Numbers first to last of which the same is to be said. request: of the block, None outside of any.

    certificates: the ids of those that bear the number; more than one only where two were given the same.
    """

    first: int
    last: int
    use: Use
    request: int | None
    certificates: tuple[int, ...] = ()


def account(blocks: Iterable[Block], certificates: Iterable[Numbered], known: int) -> list[Stretch]:
    """Every number of a series from 1 to the highest known, in order, none left out and none twice."""
    of_number: dict[int, list[Numbered]] = {}
    for one in certificates:
        of_number.setdefault(one.sequence, []).append(one)
    cut = sorted(blocks, key=lambda block: (block.first, block.request))
    top = max([known, *of_number, *(block.last for block in cut)], default=0)
    found: list[Stretch] = []
    at = 1
    for number in sorted(number for number in of_number if 0 < number <= top):
        found += _unused(cut, at, number - 1)
        holder = _holder(cut, number)
        bearing = sorted(of_number[number], key=lambda one: one.id)
        use = _use_of(bearing)
        found.append(
            Stretch(first=number, last=number, use=use, request=holder, certificates=tuple(one.id for one in bearing))
        )
        at = number + 1
    return [*found, *_unused(cut, at, top)]


def _use_of(bearing: Sequence[Numbered]) -> Use:
    by_status: Mapping[str, Use] = {"revoked": Use.REVOKED, "replaced": Use.REPLACED}
    uses = [by_status.get(one.status, Use.ISSUED) for one in bearing]
    return Use.ISSUED if Use.ISSUED in uses else uses[0]


def _holder(cut: Sequence[Block], number: int) -> int | None:
    return next((block.request for block in cut if block.first <= number <= block.last), None)


def _unused(cut: Sequence[Block], first: int, last: int) -> Iterator[Stretch]:
    """The numbers of a gap between certificates, by the block in which they are."""
    at = first
    for block in cut if first <= last else ():
        if block.last < at or block.first > last:
            continue
        if block.first > at:
            yield Stretch(first=at, last=block.first - 1, use=Use.SET_ASIDE, request=None)
        at = max(at, block.first)
        yield Stretch(first=at, last=min(block.last, last), use=Use.UNUSED, request=block.request)
        at = min(block.last, last) + 1
    if at <= last:
        yield Stretch(first=at, last=last, use=Use.SET_ASIDE, request=None)
