"""Rekap kehadiran for paper: each mark of each session with the totals, as the minutes of completion froze them."""

from __future__ import annotations

from dataclasses import dataclass

from contract.training.attendance.attended import AttendanceRule, Attended, Marked, count_attended, together
from contract.training.completion.evidence import Evidence, SessionHeld
from desktop.services.attendance.rule import labels_of_class, rule_of_class
from desktop.services.completion.reported import Reported, reported
from desktop.services.exchange.lease import require_reading
from desktop.services.named import class_line
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapLine:
    """One participant. marks: one for each session of the recap, None where nothing is recorded."""

    person: int
    name: str
    marks: tuple[Marked | None, ...]
    attended: Attended


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """All sessions that need attendance, closed or not. changed: sentences on what differs since the minutes."""

    sessions: tuple[SessionHeld, ...]
    lines: tuple[RecapLine, ...]
    total: Attended
    labels: dict[str, str]
    rule: AttendanceRule
    changed: tuple[str, ...]
    minutes: str


def recap_of(replica: Replica, class_id: int) -> Recap:
    """The attendance of everybody who took part in a class. Raises NotHere."""
    with replica.database.reading():
        require_reading(replica)
        class_line(replica, class_id)
        return recap_as(replica, class_id, reported(replica, class_id))


def recap_as(replica: Replica, class_id: int, told: Reported) -> Recap:
    """The recap of a class that was read."""
    evidence, signed = told.evidence, told.signed
    rule = rule_of_class(replica, class_id) if signed is None else signed.frozen.attendance
    sessions = tuple(session for session in evidence.sessions if session.needs_attendance)
    lines = _lines(evidence, sessions, rule)
    return Recap(
        sessions=sessions,
        lines=lines,
        total=together([line.attended for line in lines], rule.basis),
        labels=labels_of_class(replica, class_id),
        rule=rule,
        changed=tuple(one.sentence for one in told.changed),
        minutes=signed.named if signed is not None else "",
    )


def _lines(evidence: Evidence, sessions: tuple[SessionHeld, ...], rule: AttendanceRule) -> tuple[RecapLine, ...]:
    found = []
    for person in evidence.people:
        marks = tuple(evidence.marks.get((session.id, person.id)) for session in sessions)
        attended = count_attended(
            [mark for mark in marks if mark is not None], (session.scheduled for session in sessions), rule
        )
        found.append(RecapLine(person=person.id, name=person.name, marks=marks, attended=attended))
    return tuple(found)
