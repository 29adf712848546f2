"""Who is paid what for a class (daftar nominatif), from what is sure, and whom it leaves out and why.

Sure is a session that is closed, a mark that the centre has applied, and a row about which nobody disagrees. Each day
is paid at the rate that held on it. Rupiah are integers; parts of one are rounded by a regulation, line by line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from contract.training.payments.rates import PayKind, Rates, Rounding, Unit

HUNDREDTHS = 100


class Why(StrEnum):
    """Why something is not paid."""

    OPEN = "open"
    CLOSING = "closing_not_at_centre"
    UNSETTLED = "not_at_centre"
    DISPUTED = "disputed"
    EMPTY = "empty"
    CODE = "code"
    DEPUTY = "deputy"
    GRADE = "grade"
    PERSON = "person_disputed"
    NOT_CHOSEN = "not_chosen"

    @property
    def label(self) -> str:
        """The reason in Bahasa Indonesia."""
        return _LABELS[self]

    @property
    def passes(self) -> bool:
        """Whether more will be known tomorrow: until then nobody takes back what was paid before."""
        return self in (Why.OPEN, Why.CLOSING, Why.UNSETTLED, Why.DISPUTED, Why.PERSON, Why.GRADE)


_LABELS = {
    Why.OPEN: "sesi belum ditutup",
    Why.CLOSING: "penutupan sesi belum sampai pusat",
    Why.UNSETTLED: "presensi belum sampai pusat",
    Why.DISPUTED: "beda isian belum diputuskan",
    Why.EMPTY: "presensi kosong",
    Why.CODE: "kode kehadirannya tidak dibayar",
    Why.DEPUTY: "diwakili orang lain",
    Why.GRADE: "golongan belum tercatat, pajak tidak dapat dihitung",
    Why.PERSON: "data orangnya berbeda dan belum diputuskan",
    Why.NOT_CHOSEN: "bukan peserta terpilih",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSession:
    """What a payment needs of a session. on: ISO day where it was held; lesson_hours: hundredths.

    why: what keeps the whole session out; None for one that counts.
    """

    id: int
    title: str
    on: str
    lesson_hours: int
    district: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What a payment needs of somebody in a session: the mark, whether it has settled, whether it is disputed."""

    session: int
    status: str | None
    settled: bool
    disputed: bool = False
    deputy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Somebody who may be paid. grade: as printed; pay_grade: by which rates and taxes go, None while unknown.

    teaches: paid for the sessions that name them, without a mark. why: what keeps the person out altogether.
    """

    id: int
    name: str
    employee_number: str = ""
    grade: str = ""
    pay_grade: str | None = None
    district: str = ""
    presences: tuple[Presence, ...] = ()
    teaches: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One kind at one rate. units: hundredths; tax_percent: None where no tax was ever set for this kind."""

    kind: PayKind
    unit: Unit
    units: int
    rate: int
    gross: int
    tax_percent: str | None
    tax: int

    @property
    def net(self) -> int:
        """What is handed over."""
        return self.gross - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One person's lines. days: ISO; sessions: those that were counted."""

    payee: Payee
    days: tuple[str, ...]
    sessions: tuple[int, ...]
    lines: tuple[PayLine, ...]

    @property
    def gross(self) -> int:
        """Before tax."""
        return sum(line.gross for line in self.lines)

    @property
    def tax(self) -> int:
        """What is withheld."""
        return sum(line.tax for line in self.lines)

    @property
    def net(self) -> int:
        """What is handed over."""
        return self.gross - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What one person is not paid, and why. sessions: which; none for all. kind: only this one; None for all kinds."""

    payee: Payee
    why: Why
    sessions: tuple[int, ...] = ()
    kind: PayKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """Who is paid what today. missing: names of regulations that nobody has set, so that nothing can be paid."""

    people: tuple[Paid, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]

    @property
    def gross(self) -> int:
        """Of all."""
        return sum(person.gross for person in self.people)

    @property
    def tax(self) -> int:
        """Of all."""
        return sum(person.tax for person in self.people)

    @property
    def net(self) -> int:
        """Of all."""
        return self.gross - self.tax


def work_out(
    payees: Sequence[Payee], sessions: Sequence[HeldSession], kinds: Sequence[PayKind], rates: Rates
) -> Entitlement:
    """What each person is entitled to by what is sure now, in the order given."""
    held = {session.id: session for session in sessions}
    people: list[Paid] = []
    left_out: list[LeftOut] = []
    missing: set[str] = set()
    asked = _Asked(rates)
    for payee in payees:
        counted, reasons = _counted(payee, held, asked)
        left_out += [LeftOut(payee=payee, why=why, sessions=tuple(of)) for why, of in reasons.items()]
        lines: list[PayLine] = []
        for kind in kinds if counted else ():
            if kind is PayKind.HONOR and payee.pay_grade is None:
                left_out.append(LeftOut(payee=payee, why=Why.GRADE, kind=kind))
                continue
            lines += _lines(payee, counted, kind, asked, missing)
        if lines:
            days = tuple(sorted({session.on for session in counted}))
            ids = tuple(session.id for session in counted)
            people.append(Paid(payee=payee, days=days, sessions=ids, lines=tuple(lines)))
    return Entitlement(people=tuple(people), left_out=tuple(left_out), missing=tuple(sorted(missing)))


class _Asked:
    """What was asked of the rates already: hundreds of people ask the same of each day."""

    def __init__(self, rates: Rates) -> None:
        self.rate, self.tax = cache(rates.rate), cache(rates.tax)
        self.unit, self.rounding, self.paid_codes = cache(rates.unit), cache(rates.rounding), cache(rates.paid_codes)


def _counted(
    payee: Payee, held: dict[int, HeldSession], rates: _Asked
) -> tuple[list[HeldSession], dict[Why, list[int]]]:
    """The sessions that are paid, and those that are not by why. Who is out altogether has no sessions at all."""
    if payee.why is not None:
        return [], {payee.why: []}
    there = {presence.session: presence for presence in payee.presences}
    counted, reasons = list[HeldSession](), defaultdict[Why, list[int]](list)
    for session in held.values():
        presence = there.get(session.id)
        if presence is None and (payee.teaches or session.why is not None):
            continue
        why = _why_not(session, presence, rates, teaches=payee.teaches)
        if why is None:
            counted.append(session)
        else:
            reasons[why].append(session.id)
    return counted, reasons


def _why_not(session: HeldSession, presence: Presence | None, rates: _Asked, *, teaches: bool) -> Why | None:
    """What keeps this person's part of a session out of the list."""
    if session.why is not None:
        return session.why
    if presence is None:
        return Why.EMPTY
    if presence.disputed:
        return Why.DISPUTED
    if not presence.settled:
        return Why.UNSETTLED
    if teaches:
        return None
    if presence.status is None:
        return Why.EMPTY
    if presence.deputy:
        return Why.DEPUTY
    return None if presence.status in rates.paid_codes(session.on) else Why.CODE


def _lines(
    payee: Payee, counted: Iterable[HeldSession], kind: PayKind, rates: _Asked, missing: set[str]
) -> Iterator[PayLine]:
    """One line for each rate and tax that held on some of the days."""
    units: dict[tuple[Unit, int, str | None, Rounding], int] = defaultdict(int)
    seen: set[str] = set()
    for session in counted:
        district = payee.district if kind is PayKind.TRANSPORT else session.district
        rate = rates.rate(kind, payee.pay_grade, district, session.on)
        tax = rates.tax(kind, payee.pay_grade, session.on)
        if rate is None:
            missing.add(f"rate.{kind.value}")
        if tax is None and kind is PayKind.HONOR:
            missing.add(f"tax.{kind.value}.{payee.pay_grade}")
        unit = rates.unit(kind, session.on)
        if rate is None or (unit is Unit.DAY and session.on in seen):
            continue
        seen.add(session.on)
        size = session.lesson_hours if unit is Unit.HOUR else HUNDREDTHS
        rounding = rates.rounding(session.on)
        units[unit, rate.number, tax.value if tax else None, rounding] += size
    for (unit, rate_number, percent, how), size in units.items():
        gross = how.whole(Fraction(rate_number * size, HUNDREDTHS))
        withheld = how.whole(gross * Fraction(percent or "0") / 100)
        yield PayLine(
            kind=kind, unit=unit, units=size, rate=rate_number, gross=gross, tax_percent=percent, tax=withheld
        )
