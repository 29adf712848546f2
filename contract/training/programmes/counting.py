"""How many people a programme has, by where they are from, who they are and what they took part in: each once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

import msgspec

_IDS = msgspec.json.Decoder(list[int])


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClass:
    """What a class says of those who take part in it; None: nothing, nor does its training."""

    id: int
    level: str | None
    audience: str | None
    district: str | None


def ids_in(text: str) -> set[int]:
    """The people of a text "7,203", as the database puts thousands of them together."""
    return set(_IDS.decode(f"[{text}]"))


def one_each(people: set[int], stands: Mapping[int, int]) -> set[int]:
    """The people under the records that stand for them. stands: of the few who have several."""
    several = people & stands.keys()
    return (people - several) | {stands[one] for one in several} if several else people


class Whereabouts:
    """The people at hand, by district and sex."""

    def __init__(self, people: Mapping[tuple[str, str], Set[int]]) -> None:
        self.people = people
        self.everybody: Set[int] = set[int]().union(*people.values())

    def of(self, district: str) -> Set[int]:
        """Those of a district."""
        return set[int]().union(*(there for (place, _), there in self.people.items() if place == district))


class Reached:
    """Who counts for a measure, by class. Whoever this laptop may not see is counted nowhere."""

    def __init__(self, of_class: Mapping[HeldClass, Set[int]], whereabouts: Whereabouts) -> None:
        self._of_class, self._whereabouts = of_class, whereabouts

    @cached_property
    def _all(self) -> Set[int]:
        return set[int]().union(*self._of_class.values())

    @cached_property
    def _unseen(self) -> Set[int]:
        return self._all - self._whereabouts.everybody

    def total(self) -> int:
        """All of them."""
        return len(self._all) - len(self._unseen)

    def in_district(self, district: str) -> int:
        """Those of a district, or of a class in it."""
        there = self._in(held for held in self._of_class if held.district == district)
        return len((there | (self._all & self._whereabouts.of(district))) - self._unseen)

    def by(self) -> dict[str, dict[str, int]]:
        """district, level, audience, sex: how many of each value. Somebody may be at several levels."""
        districts, sexes = Counter[str](), Counter[str]()
        for (district, sex), there in self._whereabouts.people.items():
            met = len(self._all & there)
            districts[district] += met
            sexes[sex] += met
        found = {"district": districts, "level": self._by("level"), "audience": self._by("audience"), "sex": sexes}
        return {name: {one: counts[one] for one in sorted(counts) if counts[one]} for name, counts in found.items()}

    def _by(self, name: str) -> Mapping[str, int]:
        classes: dict[str, list[HeldClass]] = defaultdict(list)
        for held in self._of_class:
            classes[getattr(held, name) or ""].append(held)
        return {value: len(self._in(of) - self._unseen) for value, of in classes.items()}

    def _in(self, classes: Iterable[HeldClass]) -> Set[int]:
        return set[int]().union(*(self._of_class[held] for held in classes))
