"""What a payment list is worked out from: sessions, marks, who taught, rates, as this laptop's rows say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.exchange.shapes import Record, RowKey
from contract.tables import nominal as nominal_queries
from contract.tables import queries, schedule
from contract.tables.records import Values
from contract.training.attendance.attended import Marked, as_one, is_expected
from contract.training.catalogue import ATTENDANCE, ENROLMENT, PERSON, PROGRAMME, SESSION, STAFF, TEACHING
from contract.training.classes.modes import needs_attendance
from contract.training.completion.evidence import took_part
from contract.training.payments.nominal import HeldSession, Payee, Presence, Why
from contract.training.payments.rates import Rates, pay_grade
from desktop.services.classes.views import printed
from desktop.services.conflicts.transfers import doubtful_places
from desktop.services.exchange.ticks import Ticks
from desktop.services.offices import office_of_realm
from desktop.services.regulations import regulation_lines
from desktop.services.views import Tick
from desktop.services.zones import Zone, told_zone, zone_of
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch, fetch_by, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


class Payees(StrEnum):
    """Whom a list pays: those who learn, or those who teach."""

    PARTICIPANTS = "participants"
    TEACHERS = "teachers"


def forbidden(replica: Replica, held: Values, programme_id: int | None) -> str | None:
    """Why the programme of a class pays nobody; None where it may."""
    told = _programme(replica, held, programme_id)
    try:
        definition = msgspec.json.decode(told.definition or "{}") if told is not None else {}
    except (msgspec.DecodeError, UnicodeError):
        return None
    payments = definition.get("payments") if isinstance(definition, dict) else None
    if not isinstance(payments, dict) or payments.get("allowed", True):
        return None
    return str(payments.get("why") or "tidak berupa uang")


def rates_of(replica: Replica, held: Values, programme_id: int | None) -> Rates:
    """What the office of a class wrote down, with what holds for its programme alone."""
    told = _programme(replica, held, programme_id)
    key = (told.key if told is not None else None) or held.programme_key or ""
    return Rates(lines=regulation_lines(replica, held.realm), programme_key=key)


def _programme(replica: Replica, held: Values, programme_id: int | None) -> Values | None:
    """The programme above a class, or the one that it names by its key."""
    if programme_id:
        return fetch_row(replica, PROGRAMME, programme_id)
    found = fetch_by(replica, PROGRAMME, "key", held.programme_key) if held.programme_key else []
    return next((line for line in found if line.realm == held.realm), None)


def sessions_of(replica: Replica, held: Values) -> tuple[HeldSession, ...]:
    """The sessions of a class that need attendance, by start, each with what keeps it out."""
    lines = fetch(replica, schedule.scheduled_sessions(records, held.id))
    lines = [line for line in lines if needs_attendance(line.mode, line.stage_mode)]
    ticks = Ticks(replica, SESSION, [line.id for line in lines])
    office = zone_of(office_of_realm(replica, held.realm).code)
    return tuple(
        HeldSession(
            id=line.id,
            title=line.title or "",
            on=_day(line, told_zone([line.zone, line.stage_zone, held.zone], office)) or held.starts_on or "",
            lesson_hours=line.lesson_hours or 0,
            district=held.district or "",
            why=_kept_out(line, ticks),
        )
        for line in lines
    )


def _day(line: Values, zone: Zone) -> str:
    return datetime.fromtimestamp(line.starts_at, zone.offset).date().isoformat() if line.starts_at else ""


def _kept_out(line: Values, ticks: Ticks) -> Why | None:
    if not line.closed:
        return Why.OPEN
    key = RowKey(SESSION.number, line.id)
    if key in ticks.disputed:
        return Why.DISPUTED
    return None if ticks.of(key, line.v) is Tick.SETTLED else Why.CLOSING


def payees_of(replica: Replica, held: Values, sessions: Sequence[HeldSession], payees: Payees) -> tuple[Payee, ...]:
    """Everybody whom the list may pay, in the order of the roster or of the staff."""
    if payees is Payees.TEACHERS:
        return _teachers(replica, [session.id for session in sessions])
    return _participants(replica, held.id, [session.id for session in sessions])


def _participants(replica: Replica, class_id: int, sessions: list[int]) -> tuple[Payee, ...]:
    of = standing(replica)
    there = _presences(replica, sessions, of)
    lines = fetch(replica, queries.people_of(records, class_id))
    enrolled = {line.id for line in lines}
    others = [person for person, marks in there.items() if person not in enrolled and any(m.status for m in marks)]
    disputed = _disputed(replica, PERSON, of) | {
        of.get(person, person) for of_class, person in disputed_rows(replica, ENROLMENT.name) if of_class == class_id
    }
    disputed |= {person for of_class, person in doubtful_places(replica) if of_class == class_id}
    found = []
    for line in lines:
        presences = there.get(line.id, ())
        if is_expected(line.enrolment_status) or presences:
            chosen = took_part(line.enrolment_status)
            found.append(_payee(line, presences, chosen=chosen, disputed=line.id in disputed))
    for line in fetch(replica, queries.people(records, sorted(others))):
        found.append(_payee(line, there[line.id], chosen=False, disputed=False))
    return tuple(found)


def _payee(line: Values, presences: Iterable[Presence], *, chosen: bool, disputed: bool) -> Payee:
    why = Why.PERSON if disputed else None
    return Payee(
        id=line.id,
        name=printed(line),
        employee_number=line.employee_number or "",
        grade=line.grade or "",
        pay_grade=pay_grade(line.employment_type, line.grade),
        district=line.district or "",
        presences=tuple(presences),
        why=why if chosen else Why.NOT_CHOSEN,
    )


def _presences(replica: Replica, sessions: list[int], of: dict[int, int]) -> dict[int, tuple[Presence, ...]]:
    """By person, the marks in these sessions; of somebody with several records all of theirs as one."""
    ticks = Ticks(replica, ATTENDANCE, sessions)
    cells: dict[tuple[int, int], list[Values]] = defaultdict(list)
    for line in fetch(replica, queries.marks_of_sessions(records, sessions)):
        cells[of.get(line.person, line.person), line.session].append(line)
    found: dict[int, list[Presence]] = defaultdict(list)
    for (person, session), lines in cells.items():
        keys = {RowKey(ATTENDANCE.number, session, line.person): line.v for line in lines}
        one = as_one([_marked(line, disputed=key in ticks.disputed) for key, line in zip(keys, lines, strict=True)])
        settled = all(ticks.of(key, v) is Tick.SETTLED for key, v in keys.items())
        found[person].append(
            Presence(
                session=session,
                status=one.status,
                settled=settled,
                disputed=one.disputed,
                deputy=bool(one.deputy),
            )
        )
    return {person: tuple(presences) for person, presences in found.items()}


def _marked(line: Values, *, disputed: bool) -> Marked:
    return Marked(session=line.session, status=line.status, deputy=line.deputy_name or "", disputed=disputed)


def _disputed(replica: Replica, record: Record, of: dict[int, int]) -> set[int]:
    """Persons of whom any record is in open conflict, or may be somebody else's."""
    return {of.get(one, one) for keys in disputed_rows(replica, record.name) for one in keys if one}


def _teachers(replica: Replica, sessions: list[int]) -> tuple[Payee, ...]:
    """Who teaches in these sessions; somebody who is on the staff twice is one, by their record."""
    of = standing(replica)
    ticks = Ticks(replica, TEACHING, sessions)
    lines = fetch(replica, nominal_queries.taught(records, sessions))
    by_payee: dict[int, list[Values]] = defaultdict(list)
    for line in lines:
        by_payee[of.get(line.person, line.person) if line.person else line.id].append(line)
    people = {one.id: one for one in fetch(replica, queries.people(records, sorted(by_payee)))}
    disputed = _disputed(replica, PERSON, of) | _disputed(replica, STAFF, {})
    return tuple(
        _teacher(
            payee, told, people.get(payee), ticks, disputed=payee in disputed or any(o.id in disputed for o in told)
        )
        for payee, told in by_payee.items()
    )


def _teacher(identifier: int, told: Sequence[Values], person: Values | None, ticks: Ticks, *, disputed: bool) -> Payee:
    first = told[0]
    presences: dict[int, Presence] = {}
    for line in told:
        key = RowKey(TEACHING.number, line.session, line.id)
        presences[line.session] = Presence(
            session=line.session,
            status=None,
            settled=ticks.of(key, line.teaching_v) is Tick.SETTLED,
            disputed=key in ticks.disputed,
        )
    return Payee(
        id=identifier,
        name=printed(person) if person is not None else first.name or "",
        employee_number=(person.employee_number if person is not None else first.employee_number) or "",
        grade=(person.grade if person is not None else None) or "",
        pay_grade=pay_grade(person.employment_type, person.grade) if person is not None else None,
        district=(person.district if person is not None else None) or "",
        presences=tuple(presences.values()),
        teaches=True,
        why=Why.PERSON if disputed else None,
    )
