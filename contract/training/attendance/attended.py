"""Attendance: codes (H hadir, I izin, S sakit, A tanpa keterangan, DL dinas luar), and how much somebody attended.

All counting is exact: lesson hours are integers of hundredths, shares are fractions from 0 to 1, and only what is
printed is rounded. Of a class count the sessions that are closed and need attendance. Of these an empty cell is no
attendance, but told apart from an absence; a mark in open conflict is left out for that person, and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

import msgspec

from contract.training.enrolment.states import HOLDING, read_state


class Status(StrEnum):
    """What was marked for one person in one session. Empty is not absent."""

    PRESENT = "H"
    EXCUSED = "I"
    SICK = "S"
    ABSENT = "A"
    ON_DUTY = "DL"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    Status.PRESENT: "Hadir",
    Status.EXCUSED: "Izin",
    Status.SICK: "Sakit",
    Status.ABSENT: "Tanpa keterangan",
    Status.ON_DUTY: "Dinas luar",
}


def labels_with(words: Mapping[str, str]) -> dict[str, str]:
    """The word for each code, with those that a programme uses instead ("A": "Alpa"). Words of other things pass by."""
    return {status.value: words.get(status.value, "").strip() or status.label for status in Status}


class Basis(StrEnum):
    """What is counted of the sessions: their lesson hours, or each as one."""

    LESSON_HOURS = "jp"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRule:
    """What counts as attended. counted: codes; late_tolerance: minutes that nobody calls late.

    deputy_counts: whether a session in which somebody was represented counts for them like one they attended.
    """

    basis: Basis = Basis.LESSON_HOURS
    counted: frozenset[str] = frozenset({Status.PRESENT.value, Status.ON_DUTY.value})
    deputy_counts: bool = False
    late_tolerance: int = 15

    def counts(self, mark: Marked) -> bool:
        """Whether a mark is attendance. Somebody who was on duty elsewhere keeps that, deputy or not."""
        if mark.status is None:
            return False
        if not mark.deputy:
            return mark.status in self.counted
        return self.deputy_counts or (mark.status in self.counted and mark.status != Status.PRESENT)

    def is_late(self, mark: Marked) -> bool:
        """Whether a mark says late by more than is tolerated. Late is told; it makes nobody absent."""
        return mark.status is not None and (mark.late or 0) > self.late_tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledSession:
    """What attendance needs of a session. lesson_hours: in hundredths; needs_attendance: not in a self-paced stage."""

    id: int
    lesson_hours: int = 0
    closed: bool = False
    needs_attendance: bool = True

    @property
    def is_held(self) -> bool:
        """Whether it counts: closed, and with attendance."""
        return self.closed and self.needs_attendance


class Marked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What attendance needs of one person's mark in one session. late: minutes; disputed: in open conflict.

    A Struct, for a class has thousands of them.
    """

    session: int
    status: str | None
    late: int | None = None
    deputy: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """How much one person attended, or a class together. Hours are hundredths.

    The held sessions are those of `counts`, `deputies` and `not_recorded` together, without the disputed ones.
    """

    basis: Basis
    counts: Mapping[str, int] = field(default_factory=dict)
    deputies: int = 0
    not_recorded: int = 0
    late: int = 0
    late_minutes: int = 0
    held_sessions: int = 0
    attended_sessions: int = 0
    held_hours: int = 0
    attended_hours: int = 0
    disputed: tuple[int, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """Attended of held, 0 to 1, exact; None while nothing was held."""
        by_hours = self.basis is Basis.LESSON_HOURS
        attended = self.attended_hours if by_hours else self.attended_sessions
        held = self.held_hours if by_hours else self.held_sessions
        return Fraction(attended, held) if held else None


def attended(marks: Iterable[Marked], sessions: Iterable[ScheduledSession], rule: AttendanceRule) -> Fraction | None:
    """The share of the held sessions that the person of these marks attended, 0 to 1; None while none was held."""
    return count_attended(marks, sessions, rule).share


def attended_so_far(
    marks: Iterable[Marked], sessions: Iterable[ScheduledSession], rule: AttendanceRule
) -> Fraction | None:
    """The same while sessions still go on: of one still open what is recorded counts, an empty cell does not.

    Once all of them are closed it is what `attended` says.
    """
    told = list(marks)
    recorded = {mark.session for mark in told if mark.status is not None}
    return attended(told, (replace(one, closed=one.closed or one.id in recorded) for one in sessions), rule)


def count_attended(marks: Iterable[Marked], sessions: Iterable[ScheduledSession], rule: AttendanceRule) -> Attended:
    """The same with all that it is made of. marks: of one person, at most one a session; others' sessions pass by."""
    held = {session.id: session for session in sessions if session.is_held}
    told = {mark.session: mark for mark in marks if mark.session in held}
    disputed = tuple(session for session in held if session in told and told[session].disputed)
    plain = [told.get(session, Marked(session=session, status=None)) for session in held if session not in disputed]
    counted = [mark for mark in plain if rule.counts(mark)]
    late = [mark for mark in plain if rule.is_late(mark)]
    return Attended(
        basis=rule.basis,
        counts=dict(Counter(mark.status for mark in plain if mark.status is not None and not mark.deputy)),
        deputies=sum(mark.status is not None and bool(mark.deputy) for mark in plain),
        not_recorded=sum(mark.status is None for mark in plain),
        late=len(late),
        late_minutes=sum(mark.late or 0 for mark in late),
        held_sessions=len(plain),
        attended_sessions=len(counted),
        held_hours=sum(held[mark.session].lesson_hours for mark in plain),
        attended_hours=sum(held[mark.session].lesson_hours for mark in counted),
        disputed=disputed,
    )


def together(people: Sequence[Attended], basis: Basis) -> Attended:
    """All of a class as one: sums, and so the share of all hours that were held for its people."""
    counts: Counter[str] = Counter()
    for person in people:
        counts.update(person.counts)
    return Attended(
        basis=basis,
        counts=dict(counts),
        deputies=sum(person.deputies for person in people),
        not_recorded=sum(person.not_recorded for person in people),
        late=sum(person.late for person in people),
        late_minutes=sum(person.late_minutes for person in people),
        held_sessions=sum(person.held_sessions for person in people),
        attended_sessions=sum(person.attended_sessions for person in people),
        held_hours=sum(person.held_hours for person in people),
        attended_hours=sum(person.attended_hours for person in people),
        disputed=tuple(sorted({session for person in people for session in person.disputed})),
    )


def as_one(marks: Sequence[Marked]) -> Marked:
    """The mark of somebody who has several records with one each: marked differently, nobody has decided yet."""
    said = [mark for mark in marks if mark.status is not None] or list(marks)
    differ = len({(mark.status, bool(mark.deputy)) for mark in said}) > 1
    first = said[0]
    return Marked(
        session=first.session,
        status=first.status,
        late=max((mark.late or 0 for mark in said), default=0) or None,
        deputy=first.deputy,
        disputed=differ or any(mark.disputed for mark in marks),
    )


def percent_text(share: Fraction | None) -> str | None:
    """ "93,5%", as recaps print it: one decimal, half up; conditions say two. None while there is nothing to print."""
    if share is None:
        return None
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10},{tenths % 10}%"


def exact_text(share: Fraction | None) -> str | None:
    """ "43/46": the share as it is compared."""
    return f"{share.numerator}/{share.denominator}" if share is not None else None


def is_expected(enrolment_status: str | None) -> bool:
    """Whether somebody of this enrolment state is expected in the class's sessions. A state not known here is."""
    state = read_state(enrolment_status)
    return state is None or state in HOLDING


_DAY_S = 86_400


def days_past(day_ended_at: int, written_at: int) -> int:
    """How many days ago a session's day was when somebody writes, told by its end where it was held; 0 that day."""
    return max(0, (written_at - day_ended_at) // _DAY_S + 1)


def is_backdated(*, closed: bool, days: int, most_days: int) -> bool:
    """Whether a mark is entered after the event: in a closed session, or more than so many days past its day."""
    return closed or days > most_days
