"""Records that may be one person registered twice, with the reasons: offered to people, never decided for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contract.training.catalogue import ENROLMENT, LOOKALIKE, PERSON
from contract.training.people.resemblance import Reason, Resemblance, Verdict
from contract.training.people.twin_index import TwinIndex
from desktop.services.exchange.lease import require_reading
from desktop.services.named import class_line
from desktop.services.people.listing import Person, people_views
from desktop.storage.queries.lines import fetch_all, fetch_among
from desktop.storage.queries.people import identities
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica

_AT_ONCE = 5000
Fields = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinPair:
    """Two records that look like one person, the older one first, and why; the strongest reason first."""

    first: Person
    second: Person
    reasons: tuple[Reason, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPerson:
    """A person with several records: the one that stands for them, and the others."""

    stands: Person
    others: tuple[Person, ...]


class Twins:
    """Finds them; keeps what it has compared, so that asking again costs only what changed. One thread at a time."""

    def __init__(self) -> None:
        self._index = TwinIndex()

    def compare(self, people: Iterable[tuple[int, Fields]]) -> None:
        """Takes these as the people. Twenty thousand for the first time take seconds: not on the database thread."""
        self._index.take(people)

    def find(self, replica: Replica, class_id: int | None = None, limit: int | None = None) -> tuple[TwinPair, ...]:
        """The pairs that nobody has decided, the surest first; with a class those of whom one at least is in it."""
        with replica.database.reading():
            require_reading(replica)
            self.compare(identities(replica))
            return self.chosen(replica, class_id, limit)

    def chosen(self, replica: Replica, class_id: int | None = None, limit: int | None = None) -> tuple[TwinPair, ...]:
        """The same of those compared last."""
        with replica.database.reading():
            if class_id is not None:
                class_line(replica, class_id)
            chosen = _open_pairs(replica, self._index.pairs, class_id)
            chosen.sort(key=lambda each: (-each[1].points, each[0]))
            chosen = chosen[:limit]
            people = _people(replica, {person for pair, _ in chosen for person in pair})
            return tuple(
                TwinPair(first=people[low], second=people[high], reasons=found.reasons, verdict=found.verdict)
                for (low, high), found in chosen
                if low in people and high in people
            )


def merged_people(replica: Replica) -> tuple[MergedPerson, ...]:
    """Everybody with several records, by the id of the one that stands for them."""
    with replica.database.reading():
        of = standing(replica)
        people = _people(replica, {*of, *of.values()})
        found: dict[int, list[int]] = {}
        for person, stands in sorted(of.items()):
            found.setdefault(stands, []).append(person)
        return tuple(
            MergedPerson(stands=people[stands], others=tuple(people[one] for one in others))
            for stands, others in sorted(found.items())
        )


def _open_pairs(
    replica: Replica, pairs: dict[tuple[int, int], Resemblance], class_id: int | None
) -> list[tuple[tuple[int, int], Resemblance]]:
    """Those that are not one person already, not told apart, and of the class; one of each two persons, the surest."""
    of = standing(replica)
    apart = {_pair(of, line.low, line.high) for line in fetch_all(replica, LOOKALIKE, None) if line.apart}
    here = _of_class(replica, class_id, of)
    best: dict[tuple[int, int], tuple[tuple[int, int], Resemblance]] = {}
    for (low, high), found in pairs.items():
        persons = _pair(of, low, high)
        if persons[0] == persons[1] or persons in apart or (here is not None and not here & set(persons)):
            continue
        if persons not in best or found.points > best[persons][1].points:
            best[persons] = (persons, found)
    return list(best.values())


def _pair(of: dict[int, int], one: int, other: int) -> tuple[int, int]:
    low, high = sorted((of.get(one, one), of.get(other, other)))
    return low, high


def _of_class(replica: Replica, class_id: int | None, of: dict[int, int]) -> set[int] | None:
    if class_id is None:
        return None
    lines = fetch_among(replica, ENROLMENT, "class_group", [class_id])
    return {of.get(line.person, line.person) for line in lines}


def _people(replica: Replica, ids: Iterable[int]) -> dict[int, Person]:
    wanted, found = sorted(ids), dict[int, Person]()
    for start in range(0, len(wanted), _AT_ONCE):
        lines = fetch_among(replica, PERSON, "id", wanted[start : start + _AT_ONCE])
        found.update({person.id: person for person in people_views(replica, lines)})
    return found
