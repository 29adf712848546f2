"""Roles and grants: who may write and read what. Checked at the centre for every op and every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contract.exchange.scopes import OFFICE, SHARED, Reach


class Role(StrEnum):
    """What a person is in an office."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    FACILITATOR = "facilitator"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in one office, for the whole of it (class_group 0) or one class, between two times (seconds, 0 = open)."""

    role: Role
    class_group: int = 0
    starts: int = 0
    ends: int = 0

    def holds_at(self, t: int) -> bool:
        """Whether the grant is valid at the time t."""
        return self.starts <= t and (not self.ends or t < self.ends)


_FACILITATOR_WRITES = frozenset(
    (
        "attendance note group membership session stage enrolment person conflict lookalike attachment "
        "subject task task_progress staff teaching score action_plan milestone coaching seminar_score follow_up consent"
    ).split()
)
_CENTRE_WRITES = frozenset({"author", "arrival", "number_block"})


def reach_of(grants: Iterable[Grant], now: int) -> Reach | None:
    """What these grants let a device read now; None for nothing at all."""
    valid = [grant for grant in grants if grant.holds_at(now)]
    if not valid:
        return None
    if any(not grant.class_group for grant in valid):
        return Reach(everything=True)
    return Reach(scopes=frozenset({SHARED, *(grant.class_group for grant in valid)}))


def may_write(grants: Iterable[Grant], record: str, scopes: frozenset[int], times: tuple[int, int]) -> bool:
    """Whether the grants, valid at one of the two times (made, received), allow an edit of a row in these scopes.

    A facilitator of one class may register a person who is in no class yet (an enrolment follows), but not correct one
    of another class.
    """
    if record in _CENTRE_WRITES:
        return False
    for grant in grants:
        if not any(grant.holds_at(t) for t in times):
            continue
        if grant.role in (Role.ADMIN, Role.ORGANISER) and _within(grant, record, scopes):
            return True
        if grant.role is Role.FACILITATOR and record in _FACILITATOR_WRITES and _within(grant, record, scopes):
            return True
    return False


def _within(grant: Grant, record: str, scopes: frozenset[int]) -> bool:
    """Other rows than persons are in the scope OFFICE because their class can't be told: not for a class's people."""
    if not grant.class_group or grant.class_group in scopes:
        return True
    return record == "person" and scopes == frozenset({OFFICE})
