"""How much somebody attended so far, worked out from a register as it is shown: by the recap's rule."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from contract.training.attendance.attended import AttendanceRule, Marked, ScheduledSession, attended_so_far
from desktop.services.views import Mark, Register


def attended_share(register: Register, marks: Iterable[Mark]) -> Fraction | None:
    """The exact share that the person of these marks attended so far; None while nothing is recorded."""
    sessions = [
        ScheduledSession(
            id=session.id,
            lesson_hours=round(session.hours * 100),
            closed=session.closed,
            needs_attendance=session.needs_attendance,
        )
        for session in register.sessions
    ]
    told = [
        Marked(session=mark.session, status=mark.status, deputy=mark.deputy_name, disputed=mark.disputed)
        for mark in marks
    ]
    rule = AttendanceRule(
        basis=register.basis, counted=frozenset(register.counted), deputy_counts=register.deputy_counts
    )
    return attended_so_far(told, sessions, rule)


def is_final(register: Register) -> bool:
    """Whether every session that counts is closed: from then on the share is the recap's."""
    return all(session.closed for session in register.sessions if session.needs_attendance)
