"""Who of a programme is enrolled, has completed it or is certified: read once for all that is counted of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from contract.tables import programmes as queries
from contract.tables.records import Values
from contract.training.programmes.counting import HeldClass, Reached, Whereabouts, ids_in, one_each
from contract.training.programmes.figures import Measure
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_FEW = 500
"""Up to so many people are looked up one by one; of more it is quicker to read where everybody is from."""
_OfClass = Mapping[HeldClass, set[int]]


class ProgrammePeople:
    """The people of programmes, read when they are first asked for. Only within one view of the replica."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._classes: dict[int, list[Values]] = {}
        self._of_class: dict[tuple[Measure, int], _OfClass] = {}

    def classes(self, programme: int) -> list[Values]:
        """Its classes, as `queries.classes_of` tells them."""
        if programme not in self._classes:
            self._classes[programme] = fetch(self._replica, queries.classes_of(records, [programme]))
        return self._classes[programme]

    def reached(self, measure: Measure, programmes: Collection[int]) -> Reached:
        """Those who count for enrolled, completed or certified in any of these programmes."""
        of_class: dict[HeldClass, set[int]] = {}
        for programme in programmes:
            of_class.update(self._reached(measure, programme))
        return Reached(of_class, self._whereabouts(set[int]().union(*of_class.values())))

    def _reached(self, measure: Measure, programme: int) -> _OfClass:
        if (measure, programme) not in self._of_class:
            self._of_class[measure, programme] = self._read(measure, self.classes(programme))
        return self._of_class[measure, programme]

    def _read(self, measure: Measure, classes: list[Values]) -> _OfClass:
        ids = [line.id for line in classes]
        lines = fetch(self._replica, queries.reached(records, measure.value, ids))
        found = {line.class_group: ids_in(line.people) for line in lines}
        if measure is Measure.ENROLLED:
            for line in fetch(self._replica, queries.never_began(records, ids)):
                found[line.class_group].discard(line.person)
        return {
            HeldClass(id=line.id, level=line.level, audience=line.audience, district=line.district): one_each(
                found.get(line.id, set()), self._stands
            )
            for line in classes
        }

    def _whereabouts(self, people: set[int]) -> Whereabouts:
        return self._everybody if len(people) > _FEW else self._where(sorted(people))

    def _where(self, people: list[int] | None) -> Whereabouts:
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for line in fetch(self._replica, queries.whereabouts(records, people)):
            found[line.district or "", line.sex or ""] |= ids_in(line.people)
        return Whereabouts(found)

    @cached_property
    def _everybody(self) -> Whereabouts:
        return self._where(None)

    @cached_property
    def _stands(self) -> dict[int, int]:
        return standing(self._replica)
