"""Persons spread over groups so that each group is like the whole: by agency, sex, district, or what an office likes.

The first two criteria are spread exactly: of each value every group has as many as any other, or one more or less. That
is an edge colouring: a person is an edge between two values, a group is a colour, and a bipartite graph can be coloured
so that each colour comes equally often at each end. Further criteria are bettered by swaps that spoil none before them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

Values = Mapping[int, Sequence[str]]
"""The values of each person, a value for each criterion, the weightiest first."""
CRITERIA = ("agency", "sex", "district", "affairs", "work_unit", "grade", "echelon", "education", "employment_type")
"""Fields of a person by which groups may be balanced. affairs (urusan) is the free one."""
MOST_TRIES = 200_000
"""Swaps looked at for the third criterion and later ones: enough for a class, and bounded for a whole province."""


def sizes(people: int, count: int) -> tuple[int, ...]:
    """Sizes of so many groups, the larger ones first: 46 in 9 are one of 6 and eight of 5."""
    least, more = divmod(people, count)
    return tuple(least + (place < more) for place in range(count))


def are_even(sizes_now: Iterable[int]) -> bool:
    """Whether groups of these sizes are as even as they can be: no two differ by more than one."""
    told = list(sizes_now)
    return not told or max(told) - min(told) <= 1


def balanced(values: Values, count: int, seed: int = 0) -> tuple[tuple[int, ...], ...]:
    """The persons of each group, the larger groups first. The same persons, values and seed give the same groups."""
    order = sorted(values, key=lambda person: (*values[person], _lot(seed, person)))
    colours = _Colouring([_ends(values[person]) for person in order], count).colours()
    groups: list[list[int]] = [[] for _ in range(count)]
    for person, colour in zip(order, colours, strict=True):
        groups[colour].append(person)
    if any(len(told) > 2 for told in values.values()):
        _better(groups, values)
    drawn = [sorted(group, key=lambda person: _lot(seed, person)) for group in groups]
    return tuple(tuple(group) for group in sorted(drawn, key=lambda group: (-len(group), _lot(seed, *group))))


def spread(groups: Iterable[Sequence[int]], values: Values, criterion: int) -> int:
    """By how much the groups differ at most in one value of a criterion; 0 or 1 is as even as can be."""
    counted = [Counter(values[person][criterion] for person in group) for group in groups]
    told = {value for counts in counted for value in counts}
    return max((max(c[value] for c in counted) - min(c[value] for c in counted) for value in told), default=0)


def drawn_order(identifiers: Iterable[int], seed: int) -> tuple[int, ...]:
    """The identifiers in an order drawn by lot: the same for the same seed, whatever their order was."""
    return tuple(sorted(identifiers, key=lambda identifier: _lot(seed, identifier)))


def _ends(values: Sequence[str]) -> tuple[str, str]:
    """The two ends of a person's edge; where there is no second criterion everybody shares that end."""
    return (values[0] if values else "", values[1] if len(values) > 1 else "")


def _lot(seed: int, *persons: int) -> bytes:
    return hashlib.blake2b(":".join(map(str, (seed, *persons))).encode(), digest_size=16).digest()


class _Colouring:
    """Colours edges so that no two of a colour meet, each end being split into ends of at most `count` edges."""

    def __init__(self, edges: Sequence[tuple[str, str]], count: int) -> None:
        self._count = count
        self._ends: list[tuple[tuple[int, str, int], ...]] = []
        met: Counter[tuple[int, str]] = Counter()
        for edge in edges:
            sides = tuple(enumerate(edge))
            self._ends.append(tuple((side, value, met[side, value] // count) for side, value in sides))
            met.update(sides)
        self._at: dict[tuple[int, str, int], dict[int, int]] = {end: {} for ends in self._ends for end in ends}
        self._colours = [-1] * len(edges)
        self._used = [0] * count

    def colours(self) -> list[int]:
        """A colour for each edge; how often each is used differs by one at most."""
        for edge in range(len(self._ends)):
            self._colour(edge)
        while max(self._used) - min(self._used) > 1:
            self._even(self._used.index(max(self._used)), self._used.index(min(self._used)))
        return self._colours

    def _colour(self, edge: int) -> None:
        left, right = (self._at[end] for end in self._ends[edge])
        both = [colour for colour in range(self._count) if colour not in left and colour not in right]
        if both:
            self._put(edge, min(both, key=lambda colour: (self._used[colour], colour)))
            return
        free = next(colour for colour in range(self._count) if colour not in left)
        other = next(colour for colour in range(self._count) if colour not in right)
        self._swap(self._path(self._ends[edge][1], free, other), free, other)
        self._put(edge, free)

    def _path(self, start: tuple[int, str, int], first: int, second: int) -> list[int]:
        """The edges of two colours in turns from an end on that has none of the second."""
        found: list[int] = []
        end, colour = start, first
        while (edge := self._at[end].get(colour)) is not None:
            found.append(edge)
            end = next(other for other in self._ends[edge] if other != end)
            colour = second if colour == first else first
        return found

    def _swap(self, edges: list[int], first: int, second: int) -> None:
        before = [(edge, self._colours[edge]) for edge in edges]
        for edge, colour in before:
            self._used[colour] -= 1
            for end in self._ends[edge]:
                del self._at[end][colour]
        for edge, colour in before:
            self._put(edge, second if colour == first else first)

    def _put(self, edge: int, colour: int) -> None:
        self._colours[edge] = colour
        self._used[colour] += 1
        for end in self._ends[edge]:
            self._at[end][colour] = edge

    def _even(self, large: int, small: int) -> None:
        """Some path begins and ends with the larger colour: swapping it takes one from that and gives it the other."""
        for end, colours in self._at.items():
            if large in colours and small not in colours:
                path = self._path(end, large, small)
                if len(path) % 2:
                    self._swap(path, large, small)
                    return


def _better(groups: list[list[int]], values: Values) -> None:
    """Swaps two persons where that makes the first criterion in which anything changes more even, until none does."""
    criteria = min(len(told) for told in values.values())
    counts = [Counter[tuple[int, str]]() for _ in range(criteria)]
    for number, group in enumerate(groups):
        for person in group:
            for count, value in zip(counts, values[person], strict=False):
                count[number, value] += 1
    tries, swapped = 0, True
    while swapped:
        swapped = False
        for (one, first), (two, second) in combinations(enumerate(groups), 2):
            for at, to in ((at, to) for at in range(len(first)) for to in range(len(second))):
                if tries == MOST_TRIES:
                    return
                tries += 1
                told, other = values[first[at]], values[second[to]]
                if _change(counts, one, two, told, other) < (0,) * criteria:
                    _count_swap(counts, one, two, told, other)
                    first[at], second[to] = second[to], first[at]
                    swapped = True


def _change(
    counts: Sequence[Counter[tuple[int, str]]], one: int, two: int, told: Sequence[str], other: Sequence[str]
) -> tuple[int, ...]:
    """How the unevenness of each criterion (a sum of squares) changes when two persons of two groups swap."""
    return tuple(
        0 if mine == theirs else count[two, mine] - count[one, mine] + count[one, theirs] - count[two, theirs] + 2
        for count, mine, theirs in zip(counts, told, other, strict=False)
    )


def _count_swap(
    counts: Sequence[Counter[tuple[int, str]]], one: int, two: int, told: Sequence[str], other: Sequence[str]
) -> None:
    for count, mine, theirs in zip(counts, told, other, strict=False):
        count[one, mine] -= 1
        count[two, mine] += 1
        count[two, theirs] -= 1
        count[one, theirs] += 1
