"""What one person, or everybody, has been through: trainings with role, result and certificates, and hours a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contract.tables import people as tables
from contract.tables.records import Values
from contract.training.attendance.attended import AttendanceRule, Marked, ScheduledSession, as_one
from contract.training.catalogue import ATTENDANCE, CERTIFICATE, COMPETENCE, ENROLMENT, RESULT, STAFF
from contract.training.classes.modes import needs_attendance
from contract.training.enrolment.states import State, read_state
from contract.training.people.lesson_hours import (
    SelfPacedStage,
    YearHours,
    duty_of,
    earned,
    employed_as,
    hours_of_class,
    year_of,
)
from contract.training.people.same_person import records_of
from desktop.services.attendance.rule import rule_of_class
from desktop.services.classes.self_paced import self_paced_stages, tasks_done
from desktop.services.classes.sessions import zones_of_sessions
from desktop.services.exchange.lease import require_reading
from desktop.services.named import person_line
from desktop.services.people.listing import Person, people_views
from desktop.services.regulations import regulation
from desktop.services.zones import Zone
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

PARTICIPANT = "participant"
"""Role of somebody enrolled; others are what the class's staff says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate of somebody. kind: training or competence; status as it is kept, None while it simply holds."""

    kind: str | None
    number: str | None
    issued_on: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """One class in somebody's history. hours: all that it offers; earned: what counts of them, in hundredths.

    stored and state: how far the enrolment came; outcome: what was decided; None where nobody stated it.
    """

    class_id: int
    title: str
    training: str | None
    programme: str | None
    role: str
    year: int | None
    starts_on: str | None
    ends_on: str | None
    hours: int
    earned: int
    stored: str | None
    state: State | None
    outcome: str | None
    competence: tuple[str, ...] = ()
    certificates: tuple[Held, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One person, all their classes from the newest on, and their hours by year."""

    person: Person
    records: int
    anonymised_on: str | None
    employment: str | None
    classes: tuple[Attended, ...]
    years: tuple[YearHours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassHours:
    """A class as far as its hours are concerned."""

    line: Values
    year: int | None
    starts_on: str | None
    ends_on: str | None
    sessions: tuple[ScheduledSession, ...]
    stages: tuple[SelfPacedStage, ...] = ()

    @property
    def hours(self) -> int:
        """All that it offers, held or not."""
        return hours_of_class(self.sessions, self.stages)


def history(replica: Replica, person: int) -> History:
    """What is known of one person under all their records. Raises NotHere."""
    with replica.database.reading():
        require_reading(replica)
        of = standing(replica)
        line = person_line(replica, of.get(person, person))
        own = sorted(records_of(line.id, of))
        enrolled, staff = (fetch(replica, tables.rows_about(records, record, own)) for record in (ENROLMENT, STAFF))
        class_ids = sorted({each.class_group for each in (*enrolled, *staff)})
        held = hours_of_classes(replica, class_ids)
        marks = marks_by_person(replica, class_ids, own, dict.fromkeys(own, line.id))
        papers = _Papers(replica, own)
        own_marks = marks.get(line.id, {})
        stages = [stage for each in held.values() for stage in each.stages]
        done = tasks_done(replica, stages, own, dict.fromkeys(own, line.id)).get(line.id, frozenset())
        here = [each for each in enrolled if each.class_group in held]
        found = [
            _enrolled(
                each,
                held[each.class_group],
                papers,
                earned_in(held[each.class_group], own_marks, rule_of_class(replica, each.class_group), done),
            )
            for each in here
        ]
        found += [_of_staff(each, held[each.class_group]) for each in staff if each.class_group in held]
        once = list({(each.class_id, each.role): each for each in found}.values())
        once.sort(key=lambda each: (each.starts_on or "", each.class_id), reverse=True)
        employment = employed_as(line.employment_type, line.employee_number)
        return History(
            person=people_views(replica, [line])[0],
            records=len(own),
            anonymised_on=line.anonymised_on,
            employment=employment.value if employment is not None else None,
            classes=tuple(once),
            years=_years(replica, line, once),
        )


def _years(replica: Replica, line: Values, classes: Sequence[Attended]) -> tuple[YearHours, ...]:
    told: dict[int, int] = defaultdict(int)
    for each in classes:
        if each.year is not None:
            told[each.year] += each.earned
    return tuple(year_hours(replica, line, year, told[year]) for year in sorted(told, reverse=True))


def year_hours(replica: Replica, line: Values, year: int, hours: int) -> YearHours:
    """The hours of one person beside the duty that held in that year."""
    employment = employed_as(line.employment_type, line.employee_number)
    pns, pppk = duties(replica, line.realm, year)
    return YearHours(year=year, earned=hours, duty=duty_of(employment, pns, pppk))


def duties(replica: Replica, realm: int, year: int) -> tuple[int | None, int | None]:
    """(PNS at least, PPPK at most) in hundredths, as they held at the end of a year."""
    on = f"{year}-12-31"
    told = [regulation(replica, realm, f"yearly_hours.{kind}", on).value for kind in ("pns", "pppk")]
    pns, pppk = (int(value) * 100 if value else None for value in told)
    return pns, pppk


def hours_of_classes(replica: Replica, class_ids: list[int] | None) -> dict[int, ClassHours]:
    """These classes, or all, with their sessions."""
    lines = fetch(replica, tables.classes_with_training(records, class_ids))
    ids = [line.id for line in lines]
    sessions: dict[int, list[Values]] = defaultdict(list)
    every = fetch(replica, tables.sessions_with_stage(records, ids))
    for session in every:
        sessions[session.class_group].append(session)
    stages, zones = self_paced_stages(replica, ids, every), zones_of_sessions(replica, every)
    return {line.id: _class_hours(line, sessions[line.id], stages.get(line.id, ()), zones) for line in lines}


def earned_in(held: ClassHours, marks: Mapping[int, Marked], rule: AttendanceRule, done: Collection[int]) -> int:
    """What one person has earned of a class, by all their marks and all tasks that they have done."""
    return earned(marks.values(), held.sessions, rule, held.stages, done)


def _class_hours(
    line: Values, sessions: Sequence[Values], stages: tuple[SelfPacedStage, ...], zones: Mapping[int, Zone]
) -> ClassHours:
    days = [_day(session.starts_at, zones[session.id]) for session in sessions if session.starts_at is not None]
    starts_on = line.starts_on or line.training_starts_on or min(days, default=None)
    return ClassHours(
        line=line,
        year=year_of(line.year, (starts_on,)),
        starts_on=starts_on,
        ends_on=line.ends_on or line.training_ends_on or max(days, default=None),
        sessions=tuple(
            ScheduledSession(
                id=session.id,
                lesson_hours=session.lesson_hours or 0,
                closed=bool(session.closed),
                needs_attendance=needs_attendance(session.mode, session.stage_mode),
            )
            for session in sessions
        ),
        stages=stages,
    )


def _day(seconds: int, zone: Zone) -> str:
    return datetime.fromtimestamp(seconds, zone.offset).date().isoformat()


def marks_by_person(
    replica: Replica, class_ids: list[int], people: list[int] | None, of: Mapping[int, int]
) -> dict[int, dict[int, Marked]]:
    """The marks in closed sessions, by the record that stands for the person (`of`) and by session.

    Two records of one person that are marked differently disagree: nobody has decided, and the mark is disputed.
    """
    disputed = disputed_rows(replica, ATTENDANCE.name)
    found: dict[int, dict[int, list[Marked]]] = defaultdict(lambda: defaultdict(list))
    for line in replica.connection.execute(tables.marks_in(records, class_ids, people)):
        mark = Marked(
            session=line.session,
            status=line.status,
            late=line.late,
            deputy=line.deputy_name or "",
            disputed=(line.session, line.person) in disputed,
        )
        found[of.get(line.person, line.person)][line.session].append(mark)
    return {person: {session: as_one(marks) for session, marks in held.items()} for person, held in found.items()}


class _Papers:
    """Results and certificates of a person, by class."""

    def __init__(self, replica: Replica, people: Collection[int]) -> None:
        self._lines = {
            record.name: _by_class(fetch(replica, tables.rows_about(records, record, sorted(people))))
            for record in (RESULT, CERTIFICATE, COMPETENCE)
        }

    def outcome(self, class_id: int) -> str | None:
        """What was decided."""
        return next((line.outcome for line in self._lines["result"].get(class_id, ()) if line.outcome), None)

    def competence(self, class_id: int) -> tuple[str, ...]:
        """Results of assessments, which are no results of the training."""
        return tuple(line.outcome for line in self._lines["competence"].get(class_id, ()) if line.outcome)

    def certificates(self, class_id: int) -> tuple[Held, ...]:
        """Those issued, by number."""
        return tuple(
            Held(kind=line.kind, number=line.number, issued_on=line.issued_on, status=line.status)
            for line in self._lines["certificate"].get(class_id, ())
        )


def _by_class(lines: Sequence[Values]) -> dict[int, list[Values]]:
    found: dict[int, list[Values]] = defaultdict(list)
    for line in lines:
        found[line.class_group].append(line)
    return found


def _enrolled(line: Values, held: ClassHours, papers: _Papers, hours: int) -> Attended:
    class_id = line.class_group
    return Attended(
        **_common(held),
        role=PARTICIPANT,
        earned=hours,
        stored=line.status or State.ACTIVE.value,
        state=read_state(line.status),
        outcome=papers.outcome(class_id),
        competence=papers.competence(class_id),
        certificates=papers.certificates(class_id),
    )


def _of_staff(line: Values, held: ClassHours) -> Attended:
    return Attended(**_common(held), role=line.role or "staff", earned=0, stored=None, state=None, outcome=None)


def _common(held: ClassHours) -> dict[str, Any]:
    return {
        "class_id": held.line.id,
        "title": held.line.title or "",
        "training": held.line.training,
        "programme": held.line.programme or held.line.programme_key,
        "year": held.year,
        "starts_on": held.starts_on,
        "ends_on": held.ends_on,
        "hours": held.hours,
        "example": bool(held.line.example),
    }
