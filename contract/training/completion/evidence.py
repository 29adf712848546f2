"""What the completion of a class is judged by, as plain values: who takes part, what was held, marked, done and scored.

Persons are the records that stand for them. It is read from rows, or from the minutes that froze it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contract.training.attendance.attended import Marked, ScheduledSession

_NEVER_IN = frozenset({"nominated", "registered", "reserve", "rejected", "transferred"})
_LEFT = {"withdrawn": "Mengundurkan diri", "dropped": "Gugur"}


class ComponentKind(StrEnum):
    """What a score is for."""

    PRE_TEST = "pre_test"
    POST_TEST = "post_test"
    ASSIGNMENT = "assignment"
    ATTITUDE = "attitude"
    PRODUCT = "product"
    SEMINAR = "seminar"
    EXAM = "exam"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _KINDS[self]


_KINDS = {
    ComponentKind.PRE_TEST: "Pre-test",
    ComponentKind.POST_TEST: "Post-test",
    ComponentKind.ASSIGNMENT: "Tugas",
    ComponentKind.ATTITUDE: "Sikap",
    ComponentKind.PRODUCT: "Produk",
    ComponentKind.SEMINAR: "Seminar",
    ComponentKind.EXAM: "Ujian",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who took part. reason: what was said about why they left, if anything was."""

    id: int
    name: str
    status: str | None = None
    reason: str | None = None
    group: int | None = None

    @property
    def has_left(self) -> str | None:
        """In words how they left before the end; None for who stayed."""
        return _LEFT.get(self.status or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHeld:
    """A stage by its title."""

    id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld:
    """A session. lesson_hours: hundredths; needs_attendance: not in a self-paced stage."""

    id: int
    title: str
    stage: int | None = None
    lesson_hours: int = 0
    closed: bool = False
    needs_attendance: bool = True

    @property
    def scheduled(self) -> ScheduledSession:
        """What attendance counts by."""
        return ScheduledSession(
            id=self.id, lesson_hours=self.lesson_hours, closed=self.closed, needs_attendance=self.needs_attendance
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSet:
    """A task of a stage. due_on: ISO."""

    id: int
    title: str
    stage: int | None = None
    required: bool = False
    due_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component of the total. weight: percent in hundredths; minimum: a score in hundredths.

    of_group: one score counts for all members of a group.
    """

    id: int
    title: str
    kind: str = ""
    weight: int = 0
    minimum: int | None = None
    of_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHeld:
    """A group and how far its action plan is; None without one."""

    id: int
    title: str
    plan_status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All of one class. marks: by (session, person); done: (task, person); scores: by (component, person) the value of
    each attempt in hundredths; disputed_scores: (component, person) of those in open conflict.
    """

    people: tuple[Participant, ...] = ()
    stages: tuple[StageHeld, ...] = ()
    sessions: tuple[SessionHeld, ...] = ()
    tasks: tuple[TaskSet, ...] = ()
    components: tuple[Component, ...] = ()
    groups: tuple[GroupHeld, ...] = ()
    marks: Mapping[tuple[int, int], Marked] = field(default_factory=dict)
    done: frozenset[tuple[int, int]] = frozenset()
    scores: Mapping[tuple[int, int], Mapping[int, int]] = field(default_factory=dict)
    disputed_scores: frozenset[tuple[int, int]] = frozenset()


def took_part(enrolment_status: str | None) -> bool:
    """Whether somebody of this enrolment state counts among the participants. Who left on the way does."""
    return enrolment_status not in _NEVER_IN
