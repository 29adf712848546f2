"""When sessions end, and which of them are at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

HUNDREDTHS = 100
SECONDS_A_MINUTE = 60


def ends_after(starts_at: int, lesson_hours: int, lesson_minutes: int) -> int | None:
    """When a session of so many hundredths of a lesson hour ends; None while it has no lesson hours."""
    if lesson_hours <= 0:
        return None
    return starts_at + lesson_hours * lesson_minutes * SECONDS_A_MINUTE // HUNDREDTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When a session is, for whom. taught_by: what tells each of its staff from others, in every class."""

    id: int
    class_group: int
    starts_at: int
    ends_at: int
    taught_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two sessions at the same time: of one class, or (shared not empty) of the same staff."""

    first: int
    second: int
    same_class: bool
    shared: tuple[str, ...] = ()


def overlaps(slots: Iterable[Slot]) -> tuple[Overlap, ...]:
    """Pairs that share some time and a class or somebody of the staff, by start. To touch is not to overlap."""
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.id))
    found = []
    for place, first in enumerate(ordered):
        for second in islice(ordered, place + 1, None):
            if second.starts_at >= first.ends_at:
                break
            shared = tuple(sorted(first.taught_by & second.taught_by))
            same_class = first.class_group == second.class_group
            if second.ends_at > first.starts_at and (same_class or shared):
                found.append(Overlap(first=first.id, second=second.id, same_class=same_class, shared=shared))
    return tuple(found)
