"""Which record stands for a person who has several: the end of the pointers `same_as`.

Pointers are edits like others, so that two laptops may make a circle of them: then its lowest id stands for all. What
results depends on the pointers alone, not on the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def canonical(pointers: Mapping[int, int]) -> dict[int, int]:
    """The record that stands for each one that points to another; those that stand for themselves are left out.

    pointers: from each record to the one that it is the same person as; both ends are there and not deleted.
    """
    found: dict[int, int] = {}
    for start in pointers:
        end = _end(start, pointers)
        if end != start:
            found[start] = end
    return found


def _end(start: int, pointers: Mapping[int, int]) -> int:
    path = [start]
    seen = {start}
    while (after := pointers.get(path[-1])) is not None:
        if after in seen:
            return min(path[path.index(after) :])
        seen.add(after)
        path.append(after)
    return path[-1]


def to_part(person: int, pointers: Mapping[int, int]) -> list[int]:
    """The records whose pointer must go so that this one stands for itself, and for nobody who was merged into it.

    A record that points elsewhere takes along those who point to it; one that stands for others lets all of them go.
    """
    if person not in pointers:
        return sorted(other for other, end in pointers.items() if end == person)
    path = [person]
    while (after := pointers.get(path[-1])) is not None and after not in path:
        path.append(after)
    circle = [path[-1]] if pointers.get(path[-1]) == person else []
    return sorted({person, *circle})


def together(of: Mapping[int, int]) -> dict[int, frozenset[int]]:
    """All records of each person who has several, by the one that stands for them. of: as canonical gives it."""
    found: dict[int, set[int]] = {}
    for person, end in of.items():
        found.setdefault(end, {end}).add(person)
    return {end: frozenset(people) for end, people in found.items()}


def records_of(person: int, of: Mapping[int, int]) -> frozenset[int]:
    """All records of one person, named by any of them."""
    end = of.get(person, person)
    return frozenset({end, *(other for other, into in of.items() if into == end)})


def distinct(people: Iterable[int], of: Mapping[int, int]) -> int:
    """How many persons these records are."""
    return len({of.get(person, person) for person in people})
