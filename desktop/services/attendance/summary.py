"""Rekap kehadiran: how much each person of a class attended, and the class together, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.tables import queries, schedule
from contract.training.attendance.attended import (
    AttendanceRule,
    Attended,
    Basis,
    Marked,
    ScheduledSession,
    count_attended,
    is_expected,
    together,
)
from contract.training.classes.modes import needs_attendance
from desktop.services.attendance.rule import labels_of_class, rule_of_class
from desktop.services.classes.views import PRINTED, printed
from desktop.services.completion.evidence import marks_in
from desktop.services.completion.frozen import Signed, standing_minutes
from desktop.services.completion.minutes import changes_of
from desktop.services.exchange.lease import require_reading
from desktop.services.named import class_line
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSummary:
    """One line of the summary. number counts the expected people in the order of the roster."""

    person: int
    number: int
    name: str
    agency: str
    status: str
    attended: Attended


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSummary:
    """A class's attendance. labels: the word for each code in this programme; titles: those of its sessions.

    still_open: sessions that count only when they are closed; without_attendance: those of self-paced stages. changed:
    a sentence for each thing that was changed since the minutes of completion, whose marks are shown.
    """

    class_id: int
    title: str
    rule: AttendanceRule
    labels: dict[str, str]
    titles: dict[int, str]
    held: tuple[int, ...]
    still_open: tuple[int, ...]
    without_attendance: tuple[int, ...]
    people: tuple[PersonSummary, ...]
    total: Attended
    example: bool = False
    changed: tuple[str, ...] = ()


def summarise(replica: Replica, class_id: int, basis: Basis | None = None) -> AttendanceSummary:
    """The attendance of everybody who is expected in the class. basis: other than its rule says."""
    with replica.database.reading():
        require_reading(replica)
        group = class_line(replica, class_id)
        lines = fetch(replica, schedule.scheduled_sessions(records, class_id))
        sessions = scheduled_sessions(replica, class_id)
        rule = rule_of_class(replica, class_id, basis)
        marks = marks_by_person(replica, [session.id for session in sessions if session.is_held])
        signed = standing_minutes(replica, class_id)
        if signed is not None:
            marks = _as_frozen(replica, signed, marks)
        everybody = fetch(replica, queries.people_of(records, class_id, (*PRINTED, "agency")))
        expected = [line for line in everybody if is_expected(line.enrolment_status)]
        people = tuple(
            PersonSummary(
                person=line.id,
                number=number,
                name=printed(line),
                agency=line.agency or "",
                status=line.enrolment_status or "",
                attended=count_attended(marks.get(line.id, ()), sessions, rule),
            )
            for number, line in enumerate(expected, 1)
        )
        return AttendanceSummary(
            class_id=class_id,
            title=group.title or "",
            rule=rule,
            labels=labels_of_class(replica, class_id),
            titles={line.id: line.title or "" for line in lines},
            held=tuple(one.id for one in sessions if one.is_held),
            still_open=tuple(one.id for one in sessions if one.needs_attendance and not one.closed),
            without_attendance=tuple(one.id for one in sessions if not one.needs_attendance),
            people=people,
            total=together([one.attended for one in people], rule.basis),
            example=bool(group.example),
            changed=tuple(one.sentence for one in changes_of(replica, signed)) if signed is not None else (),
        )


def _as_frozen(replica: Replica, signed: Signed, marks: dict[int, list[Marked]]) -> dict[int, list[Marked]]:
    """The marks with those that minutes name as these froze them."""
    held, of = signed.frozen.evidence, standing(replica)
    sessions, people = {one.id for one in held.sessions}, {of.get(one.id, one.id) for one in held.people}
    found = {
        person: [mark for mark in told if person not in people or mark.session not in sessions]
        for person, told in marks.items()
    }
    for (_, person), mark in held.marks.items():
        found.setdefault(of.get(person, person), []).append(mark)
    return found


def scheduled_sessions(replica: Replica, class_id: int) -> tuple[ScheduledSession, ...]:
    """The sessions of a class by start, as attendance counts them."""
    return tuple(
        ScheduledSession(
            id=line.id,
            lesson_hours=line.lesson_hours or 0,
            closed=bool(line.closed),
            needs_attendance=needs_attendance(line.mode, line.stage_mode),
        )
        for line in fetch(replica, schedule.scheduled_sessions(records, class_id))
    )


def marks_by_person(replica: Replica, sessions: Sequence[int]) -> dict[int, list[Marked]]:
    """The marks of these sessions by person, one a session."""
    found: dict[int, list[Marked]] = {}
    for (_, person), mark in marks_in(replica, sessions).items():
        found.setdefault(person, []).append(mark)
    return found
