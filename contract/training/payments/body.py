"""A daftar nominatif as it is frozen, and what a later list says against it.

A correction is a list of differences: what somebody is entitled to today, less all that earlier lists of the same kind
gave them. Its text: `nominal_text`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from contract.exchange.dots import format_id, parse_id
from contract.training.payments.nominal import Entitlement, HeldSession, LeftOut, Paid, PayLine
from contract.training.people.anonymity import NAME


class BodyLine(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One kind at one rate. units: hundredths; rate: None in a difference between several."""

    kind: str
    unit: str
    units: int
    rate: int | None
    gross: int
    tax_percent: str | None
    tax: int
    net: int


class BodyPerson(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One person as the list says it. sessions: places in the list of sessions."""

    id: str
    name: str
    employee_number: str
    grade: str
    days: int
    sessions: list[int]
    lines: list[BodyLine]
    gross: int
    tax: int
    net: int


class BodyLeftOut(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Who is not paid for what, and why. sessions: places; none for all. kind: None for all."""

    id: str
    name: str
    why: str
    kind: str | None
    sessions: list[int]


class BodySession(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One session of the class. why: what kept it out; None where it counted."""

    id: str
    title: str
    on: str
    lesson_hours: int
    why: str | None


class Body(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The whole list. corrects: the digest of the list against which it is a difference.

    rounding: how parts of a rupiah became whole, line by line; more than one where the rule changed between the days.
    """

    title: str
    class_id: str
    class_title: str
    payees: str
    kinds: list[str]
    made_on: str
    corrects: str | None
    reason: str
    rounding: list[str]
    sessions: list[BodySession]
    people: list[BodyPerson]
    left_out: list[BodyLeftOut]
    gross: int
    tax: int
    net: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a list says of itself."""

    title: str
    class_id: int
    class_title: str
    payees: str
    kinds: tuple[str, ...]
    made_on: str
    corrects: str | None = None
    reason: str = ""
    rounding: tuple[str, ...] = ()


def frozen(heading: Heading, sessions: Sequence[HeldSession], owed: Entitlement) -> Body:
    """A first list: all that people are entitled to."""
    places = {session.id: place for place, session in enumerate(sessions)}
    people = [_person(paid, places) for paid in owed.people]
    return _body(heading, sessions, people, [_left_out(one, places) for one in owed.left_out])


def corrected(
    heading: Heading,
    sessions: Sequence[HeldSession],
    owed: Entitlement,
    earlier: Sequence[Body],
    stands: Mapping[int, int],
) -> Body:
    """A list of differences against earlier ones. stands: the record that stands for somebody who was merged since.

    Whoever was paid for a session about which nothing is sure today is left as they are, and named; of somebody of
    whom one kind can't be worked out only that kind is.
    """
    places = {session.id: place for place, session in enumerate(sessions)}
    before = _Before(earlier, stands, frozenset(heading.kinds))
    passing = [one for one in owed.left_out if one.why.passes]
    unsure = {
        one.payee.id
        for one in passing
        if one.kind is None and (not one.sessions or before.sessions[one.payee.id] & set(one.sessions))
    }
    before.kept = {(one.payee.id, one.kind.value) for one in passing if one.kind is not None}
    now = {paid.payee.id: paid for paid in owed.people}
    everybody = [*now, *(person for person in before.people if person not in now)]
    people = [
        made
        for person in everybody
        if person not in unsure and (made := before.difference(person, now.get(person), places)) is not None
    ]
    left_out = [_left_out(one, places) for one in passing if one.payee.id in unsure or one.kind is not None]
    return _body(heading, sessions, people, left_out)


@dataclass(slots=True)
class _Sum:
    """What earlier lists gave for one kind."""

    unit: str = ""
    units: int = 0
    gross: int = 0
    tax: int = 0


@dataclass(slots=True)
class _Before:
    """What earlier lists gave to each person."""

    bodies: Sequence[Body]
    stands: Mapping[int, int]
    kinds: frozenset[str]
    people: dict[int, BodyPerson] = field(default_factory=dict)
    sums: dict[tuple[int, str], _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    days: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    sessions: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    kept: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for body in self.bodies:
            ids = [parse_id(session.id) for session in body.sessions]
            for told in body.people:
                person = self.stands.get(parse_id(told.id), parse_id(told.id))
                self.people[person] = told
                self.days[person] += told.days
                self.sessions[person] |= {ids[place] for place in told.sessions}
                for line in told.lines:
                    if line.kind not in self.kinds:
                        continue
                    held = self.sums[person, line.kind]
                    held.unit, held.units = line.unit, held.units + line.units
                    held.gross, held.tax = held.gross + line.gross, held.tax + line.tax

    def difference(self, person: int, now: Paid | None, places: Mapping[int, int]) -> BodyPerson | None:
        """What one person gets or gives back; None where nothing changes."""
        lines = list(self._lines(person, now))
        if not lines:
            return None
        told = _person(now, places) if now is not None else self.people[person]
        days = (len(now.days) if now is not None else 0) - self.days[person]
        sessions = told.sessions if now is not None else []
        return summed(msgspec.structs.replace(told, lines=lines, days=days, sessions=sessions))

    def _lines(self, person: int, now: Paid | None) -> Iterator[BodyLine]:
        fresh: dict[str, list[PayLine]] = defaultdict(list)
        for line in now.lines if now is not None else ():
            fresh[line.kind.value].append(line)
        for kind in dict.fromkeys([*fresh, *(kind for of, kind in self.sums if of == person)]):
            if (person, kind) in self.kept:
                continue
            old, lines = self.sums[person, kind], fresh[kind]
            gross = sum(line.gross for line in lines) - old.gross
            tax = sum(line.tax for line in lines) - old.tax
            if gross or tax:
                rates = {(line.rate, line.tax_percent) for line in lines}
                rate, percent = rates.pop() if len(rates) == 1 else (None, None)
                yield BodyLine(
                    kind=kind,
                    unit=lines[0].unit.value if lines else old.unit,
                    units=sum(line.units for line in lines) - old.units,
                    rate=rate,
                    gross=gross,
                    tax_percent=percent,
                    tax=tax,
                    net=gross - tax,
                )


def _body(
    heading: Heading, sessions: Sequence[HeldSession], people: list[BodyPerson], left_out: list[BodyLeftOut]
) -> Body:
    gross, tax = sum(person.gross for person in people), sum(person.tax for person in people)
    return Body(
        title=heading.title,
        class_id=format_id(heading.class_id),
        class_title=heading.class_title,
        payees=heading.payees,
        kinds=list(heading.kinds),
        made_on=heading.made_on,
        corrects=heading.corrects,
        reason=heading.reason,
        rounding=list(heading.rounding),
        sessions=[
            BodySession(
                id=format_id(one.id),
                title=one.title,
                on=one.on,
                lesson_hours=one.lesson_hours,
                why=one.why.value if one.why else None,
            )
            for one in sessions
        ],
        people=people,
        left_out=left_out,
        gross=gross,
        tax=tax,
        net=gross - tax,
    )


def _person(paid: Paid, places: Mapping[int, int]) -> BodyPerson:
    payee = paid.payee
    return summed(
        BodyPerson(
            id=format_id(payee.id),
            name=payee.name,
            employee_number=payee.employee_number,
            grade=payee.grade,
            days=len(paid.days),
            sessions=_places(paid.sessions, places),
            lines=[_line(line) for line in paid.lines],
            gross=0,
            tax=0,
            net=0,
        )
    )


def summed(person: BodyPerson) -> BodyPerson:
    """The person with the sums of their lines."""
    gross, tax = sum(line.gross for line in person.lines), sum(line.tax for line in person.lines)
    return msgspec.structs.replace(person, gross=gross, tax=tax, net=gross - tax)


def _line(line: PayLine) -> BodyLine:
    return BodyLine(
        kind=line.kind.value,
        unit=line.unit.value,
        units=line.units,
        rate=line.rate,
        gross=line.gross,
        tax_percent=line.tax_percent,
        tax=line.tax,
        net=line.net,
    )


def _left_out(one: LeftOut, places: Mapping[int, int]) -> BodyLeftOut:
    return BodyLeftOut(
        id=format_id(one.payee.id),
        name=one.payee.name,
        why=one.why.value,
        kind=one.kind.value if one.kind else None,
        sessions=_places(one.sessions, places),
    )


def _places(ids: Iterable[int], places: Mapping[int, int]) -> list[int]:
    return [places[one] for one in ids]


def without_names(body: Body, people: Collection[int]) -> Body:
    """The same, with nothing in it that tells who these people are; the amounts stay."""
    gone = {format_id(person) for person in people}
    return msgspec.structs.replace(
        body,
        people=[
            msgspec.structs.replace(one, name=NAME, employee_number="") if one.id in gone else one
            for one in body.people
        ],
        left_out=[msgspec.structs.replace(one, name=NAME) if one.id in gone else one for one in body.left_out],
    )
