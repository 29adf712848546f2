"""The SPBE index: worked out exactly, printed with two decimals, and what may be said about how it changes.

What is not known stays unknown: a self-assessment that misses indicators has no index, and figures of different
instruments are never subtracted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from contract.training.spbe.instruments import Indicator, Instrument, Section

NOT_EFFECT = "Hubungan waktu, bukan akibat: indeks juga berubah oleh hal lain di luar pelatihan."
"""What is said beside every figure before and after a training."""


class Kind(StrEnum):
    """Where an index comes from."""

    PUBLISHED = "published"
    SELF = "self"


class Phase(StrEnum):
    """Whether an appraisal was made before or after the training that it names."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The index of a domain or an aspect; None while some of its indicators are missing."""

    section: Section
    index: Fraction | None
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What levels make: the index, or None and the numbers of the indicators that miss theirs."""

    index: Fraction | None
    missing: tuple[int, ...]
    domains: tuple[Part, ...]
    aspects: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The index of one government in one year. instrument: its key, empty where nobody said which."""

    year: int
    instrument: str
    kind: Kind
    index: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one index to a later one. difference: None where they do not compare, and why."""

    first: Point
    second: Point
    difference: Fraction | None
    why: str = ""


def work_out(instrument: Instrument, levels: Mapping[int, int]) -> Worked:
    """Index of the whole and of each domain and aspect: sum of weight times level over sum of weight."""
    everything = instrument.indicators.values()
    return Worked(
        index=_index(everything, levels),
        missing=tuple(one.number for one in everything if one.number not in levels),
        domains=_parts(instrument.domains, everything, levels, lambda one: one.domain),
        aspects=_parts(instrument.aspects, everything, levels, lambda one: one.aspect),
    )


def _parts(
    sections: Iterable[Section],
    everything: Iterable[Indicator],
    levels: Mapping[int, int],
    section_of: Callable[[Indicator], int],
) -> tuple[Part, ...]:
    found = []
    for section in sections:
        within = [one for one in everything if section_of(one) == section.number]
        missing = sum(one.number not in levels for one in within)
        found.append(Part(section=section, index=_index(within, levels), missing=missing))
    return tuple(found)


def _index(within: Iterable[Indicator], levels: Mapping[int, int]) -> Fraction | None:
    listed = list(within)
    weight = sum((one.weight for one in listed), Fraction())
    if not weight or any(one.number not in levels for one in listed):
        return None
    return sum((one.weight * levels[one.number] for one in listed), Fraction()) / weight


def printed(index: Fraction, mark: str = ",") -> str:
    """Two decimals, half a hundredth upwards: 3,84. mark: what stands before the decimals."""
    hundredths = int(abs(index) * 100 + Fraction(1, 2))
    sign = "-" if index < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}{mark}{hundredths % 100:02}"


def predicate(instrument: Instrument, index: Fraction) -> str | None:
    """The word for an index, by the exact value: 4.195 is printed 4,20 and has not reached 4.2. None below all."""
    return next((one.name for one in instrument.predicates if index >= one.least), None)


def instrument_of(instruments: Iterable[Instrument], year: int) -> Instrument | None:
    """The instrument used in a year, the newest first where several were; None where none is known."""
    fitting = [one for one in instruments if one.covers(year)]
    return max(fitting, key=lambda one: (one.first_year, one.key), default=None)


def step(first: Point, second: Point) -> Step:
    """What lies between two indices of one government."""
    why = ""
    if first.index is None or second.index is None:
        why = "Salah satunya belum punya indeks; tidak dibandingkan."
    elif not first.instrument or not second.instrument:
        why = "Instrumen salah satunya tidak disebut; tidak dibandingkan."
    elif first.instrument != second.instrument:
        why = f"Instrumennya berbeda ({first.instrument} dan {second.instrument}); tidak dibandingkan."
    elif first.kind is not second.kind:
        why = "Yang satu diumumkan, yang lain penilaian mandiri; tidak dibandingkan."
    if first.index is None or second.index is None or why:
        return Step(first=first, second=second, difference=None, why=why)
    return Step(first=first, second=second, difference=second.index - first.index)


def steps(points: Sequence[Point]) -> tuple[Step, ...]:
    """From each year to the next that has a figure of the same kind."""
    found: list[Step] = []
    for kind in Kind:
        by_year: dict[int, list[Point]] = {}
        for point in points:
            if point.kind is kind:
                by_year.setdefault(point.year, []).append(point)
        found += [_between(by_year[first], by_year[second]) for first, second in pairwise(sorted(by_year))]
    return tuple(found)


def _between(earlier: Sequence[Point], later: Sequence[Point]) -> Step:
    """Of several figures in one year that differ none is taken."""
    if any(len({(one.index, one.instrument) for one in year}) > 1 for year in (earlier, later)):
        why = "Salah satu tahunnya punya beberapa angka yang berbeda; tidak dibandingkan."
        return Step(first=earlier[0], second=later[0], difference=None, why=why)
    return step(earlier[0], later[0])
