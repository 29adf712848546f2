"""Lesson hours (JP) earned in a year, and the duty of that year. All hours are integers of hundredths.

Earned are the hours of closed sessions that somebody attended by the codes that the training counts, and those of the
self-paced stages whose required tasks they have done. They are of the year of their training; where nobody stated that,
of the year in which the class began.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from contract.training.attendance.attended import AttendanceRule, Marked, ScheduledSession, count_attended
from contract.training.classes.tasks import StageTask, progress_of
from contract.training.people.employee_number import LENGTH
from contract.training.people.employment import EmploymentType

_CONTRACT = slice(12, 14)
"""Digits of a NI PPPK that are beyond the months of a NIP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfPacedStage:
    """A stage (mandiri) whose hours are earned by its tasks. id: None for what is self-paced outside any such stage."""

    id: int | None
    title: str
    lesson_hours: int
    tasks: tuple[StageTask, ...] = ()

    def is_earned(self, done: Collection[int]) -> bool:
        """Whether these tasks are all that it asks for: the required ones, or all where none is required."""
        return bool(self.tasks) and progress_of(self.tasks, done).is_complete


def earned(
    marks: Iterable[Marked],
    sessions: Iterable[ScheduledSession],
    rule: AttendanceRule,
    stages: Iterable[SelfPacedStage] = (),
    done: Collection[int] = (),
) -> int:
    """The hours of one training that a person earned by these marks, and by these tasks done.

    A mark in open conflict earns none.
    """
    return count_attended(marks, sessions, rule).attended_hours + earned_by_tasks(stages, done)


def earned_in_sums(
    sums: Iterable[tuple[str, bool, int]],
    rule: AttendanceRule,
    stages: Iterable[SelfPacedStage] = (),
    done: Collection[int] = (),
) -> int:
    """The same from the hours that each kind of mark comes to: (status, whether a deputy came, hours).

    For tens of thousands of people, of whom no mark is in conflict.
    """
    kinds = ((Marked(session=0, status=status, deputy="x" if deputy else ""), hours) for status, deputy, hours in sums)
    return sum(hours for mark, hours in kinds if rule.counts(mark)) + earned_by_tasks(stages, done)


def earned_by_tasks(stages: Iterable[SelfPacedStage], done: Collection[int]) -> int:
    """The hours of the self-paced stages that somebody has finished."""
    return sum(stage.lesson_hours for stage in stages if stage.is_earned(done))


def hours_of_class(sessions: Iterable[ScheduledSession], stages: Iterable[SelfPacedStage]) -> int:
    """All hours that a class offers: of sessions with attendance, held or not, and of its self-paced stages."""
    attended = sum(session.lesson_hours for session in sessions if session.needs_attendance)
    return attended + sum(stage.lesson_hours for stage in stages)


def curriculum(
    subjects: Iterable[tuple[str, int | None]], stages: Iterable[SelfPacedStage]
) -> tuple[tuple[str, int | None], ...]:
    """Subjects with their hours as a certificate lists them: a self-paced stage that no subject is named after is one.

    Empty where the class has no subjects.
    """
    told = tuple(subjects)
    named = {title.strip().casefold() for title, _ in told}
    more = [(one.title, one.lesson_hours) for one in stages if one.lesson_hours and one.id is not None]
    return (*told, *(one for one in more if one[0].strip().casefold() not in named)) if told else ()


def year_of(training_year: int | None, begins: Iterable[str | None]) -> int | None:
    """The year in which a training counts. begins: ISO dates on which it begins, the surest first; None: not known."""
    if training_year:
        return training_year
    return next((int(day[:4]) for day in begins if day and day[:4].isdigit()), None)


def employed_as(stated: str | None, employee_number: str | None) -> EmploymentType | None:
    """PNS or PPPK, or what else was stated; what nobody stated is told by the employee number, if there is one."""
    if stated is not None and stated in EmploymentType.__members__.values():
        return EmploymentType(stated)
    digits = employee_number or ""
    if len(digits) != LENGTH or not digits.isdigit():
        return None
    return EmploymentType.PNS if 1 <= int(digits[_CONTRACT]) <= 12 else EmploymentType.PPPK


class Standing(StrEnum):
    """How the hours of a year stand to its duty."""

    MET = "met"
    SHORT = "short"
    BEYOND = "beyond"
    NO_DUTY = "no_duty"

    @property
    def label(self) -> str:
        """The words in Bahasa Indonesia."""
        return {"met": "Terpenuhi", "short": "Belum terpenuhi", "beyond": "Melebihi batas", "no_duty": "-"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a year asks for: at least so many hours, or at most. None: not stated."""

    least: int | None = None
    most: int | None = None


def duty_of(employment: EmploymentType | None, pns_hours: int | None, pppk_hours: int | None) -> Duty:
    """The duty of somebody so employed: a PNS at least, a PPPK at most; of others none is known."""
    if employment is EmploymentType.PNS:
        return Duty(least=pns_hours)
    return Duty(most=pppk_hours) if employment is EmploymentType.PPPK else Duty()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearHours:
    """The hours of one person in one year. missing: until the duty; excess: beyond what may be counted."""

    year: int
    earned: int
    duty: Duty

    @property
    def missing(self) -> int:
        """What is lacking to the least."""
        return max(0, (self.duty.least or 0) - self.earned)

    @property
    def excess(self) -> int:
        """What is over the most."""
        return max(0, self.earned - self.duty.most) if self.duty.most is not None else 0

    @property
    def standing(self) -> Standing:
        """Both in a word."""
        if self.duty.least is None and self.duty.most is None:
            return Standing.NO_DUTY
        if self.missing:
            return Standing.SHORT
        return Standing.BEYOND if self.excess else Standing.MET
