"""Rates and taxes of payments, as an office set them: the most particular one that holds on a day.

A rate may be set for all, for a golongan, for a district, or for both: rate.transport, rate.transport.IV,
rate.transport.53.15, rate.transport.IV.53.15; a tax for all or for a golongan. None has a default amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contract.training.people.employment import EmploymentType
from contract.training.people.ranks import PPPK_GRADES
from contract.training.regulations import Line, Regulation, in_force

PPPK, OTHER = "PPPK", "other"
_LADDER = ("I", "II", "III", "IV")


class PayKind(StrEnum):
    """What is paid."""

    TRANSPORT = "transport"
    DAILY = "daily"
    HONOR = "honor"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return {PayKind.TRANSPORT: "Transport", PayKind.DAILY: "Uang harian", PayKind.HONOR: "Honor"}[self]


class Unit(StrEnum):
    """What is counted for a payment."""

    DAY = "day"
    SESSION = "session"
    HOUR = "jp"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return {Unit.DAY: "hari", Unit.SESSION: "sesi", Unit.HOUR: "JP"}[self]


class Rounding(StrEnum):
    """How a part of a rupiah becomes whole."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"

    @property
    def label(self) -> str:
        """The words in Bahasa Indonesia."""
        return {Rounding.DOWN: "ke bawah", Rounding.UP: "ke atas", Rounding.NEAREST: "terdekat"}[self]

    def whole(self, amount: Fraction) -> int:
        """The amount in whole rupiah; an amount below 0 as its positive, so that a correction mirrors a payment."""
        size = abs(amount)
        rounded = {
            Rounding.DOWN: size // 1,
            Rounding.UP: -(-size // 1),
            Rounding.NEAREST: (size + Fraction(1, 2)) // 1,
        }[self]
        return -int(rounded) if amount < 0 else int(rounded)


def pay_grade(employment: str | None, grade: str | None) -> str | None:
    """The golongan by which somebody is paid and taxed: I to IV, PPPK or other. None while it is not recorded."""
    told = (grade or "").strip()
    if employment == EmploymentType.PPPK:
        return PPPK
    if employment in (EmploymentType.NON_ASN, EmploymentType.PUBLIC, EmploymentType.TNI, EmploymentType.POLRI):
        return OTHER
    ladder, slash, _ = told.partition("/")
    if slash and ladder in _LADDER:
        return ladder
    return PPPK if employment is None and told in PPPK_GRADES[len(_LADDER) :] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What an office wrote down, for one programme. Asked for a day, for old payments stay as they were."""

    lines: tuple[Line, ...]
    programme_key: str = ""

    def rate(self, kind: PayKind, grade: str | None, district: str, on: str) -> Regulation | None:
        """The rate in rupiah for one unit; None where nobody has set one."""
        return self._first((f"rate.{kind.value}{end}" for end in _endings(grade, district)), on)

    def tax(self, kind: PayKind, grade: str | None, on: str) -> Regulation | None:
        """The tax in percent; None where nobody has set one."""
        return self._first((f"tax.{kind.value}{end}" for end in _endings(grade, "")), on)

    def unit(self, kind: PayKind, on: str) -> Unit:
        """What is counted for this kind."""
        return Unit(self._said(f"unit.{kind.value}", on))

    def rounding(self, on: str) -> Rounding:
        """How parts of a rupiah are rounded."""
        return Rounding(self._said("rupiah_rounding", on))

    def paid_codes(self, on: str) -> frozenset[str]:
        """The marks for which somebody is paid."""
        return frozenset(self._said("paid_codes", on).split(","))

    def _said(self, name: str, on: str) -> str:
        return in_force(self.lines, name, on, self.programme_key).value or ""

    def _first(self, names: Iterable[str], on: str) -> Regulation | None:
        for name in names:
            found = in_force(self.lines, name, on, self.programme_key)
            if not found.is_default and found.value:
                return found
        return None


def _endings(grade: str | None, district: str) -> Iterator[str]:
    """The most particular first: both, the district alone, the golongan alone, neither."""
    grades = (f".{grade}", "") if grade else ("",)
    if district:
        yield from (f"{part}.{district}" for part in grades)
    yield from grades
