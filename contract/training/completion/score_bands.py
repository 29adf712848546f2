"""How totals are spread: how many in each band of ten, the mean, the least and the best. Exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_FLOORS = (0, 50, 60, 70, 80, 90)
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Totals of 0 to 100. bands: (words, people) from the lowest; without: people whose total is not known yet."""

    bands: tuple[tuple[str, int], ...]
    people: int
    without: int
    mean: Fraction | None
    least: Fraction | None
    best: Fraction | None


def spread(totals: Iterable[Fraction | None]) -> Spread:
    """A total that stands on a limit counts in the band above it: 80 in "80-<90"."""
    told = list(totals)
    known = [total for total in told if total is not None]
    return Spread(
        bands=tuple(_band(known, floor, below) for floor, below in zip(_FLOORS, (*_FLOORS[1:], None), strict=True)),
        people=len(told),
        without=len(told) - len(known),
        mean=sum(known, Fraction(0)) / len(known) if known else None,
        least=min(known, default=None),
        best=max(known, default=None),
    )


def _band(totals: list[Fraction], floor: int, below: int | None) -> tuple[str, int]:
    if below is None:
        return f"{floor}-{_MOST}", sum(total >= floor for total in totals)
    words = f"<{below}" if not floor else f"{floor}-<{below}"
    return words, sum(floor <= total < below for total in totals)
