"""What really happened: every edit with what its maker had seen, and every history that the centre ever had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from contract.exchange.shapes import Patch, RowKey
from tests.simulation import reading
from tests.simulation.reading import Judged, Standing


class Place(NamedTuple):
    """A point of one of the centre's histories of a realm."""

    branch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Made:
    """One edit that a laptop saved. Its wall time names it whatever number it gets later.

    seen: walls of the edits of this row that were on the screen. meant: per id named, the wall of the edit that made
    that row, as far as this laptop knew.
    """

    wall: int
    device: int
    author: int
    n: int
    key: RowKey
    patch: Patch
    seen: frozenset[int]
    meant: tuple[int | None, ...]


class _Entry(NamedTuple):
    branch: int
    op: Judged


class Chronicle:
    """The tree of all histories of one centre: a restore forgets the newest commits and grows anew from there."""

    def __init__(self, realms: Iterable[int]) -> None:
        self._realms = tuple(realms)
        self.branch = 0
        self._parents: dict[int, tuple[int, dict[int, int]]] = {}
        self._tops: dict[tuple[int, int], int] = {}
        self._places: dict[tuple[int, int, bytes], Place] = {}
        self._by_row: dict[RowKey, list[_Entry]] = defaultdict(list)
        self._by_dot: dict[tuple[int, int], list[_Entry]] = defaultdict(list)

    def observe(self, driver: Any) -> list[Judged]:
        """Learns the commits made since the last look, and gives what was judged in them."""
        fresh: list[Judged] = []
        for realm in self._realms:
            top = self._tops.get((self.branch, realm), -1)
            for seq, head in reading.heads(driver, realm, top):
                self._places[realm, seq, head] = Place(self.branch, seq)
                self._tops[self.branch, realm] = seq
            for op in reading.judged(driver, "realm = ? AND seq > ?", realm, top):
                entry = _Entry(self.branch, op)
                self._by_row[op.key].append(entry)
                self._by_dot[op.author, op.n].append(entry)
                fresh.append(op)
        return fresh

    def restored(self, branch: int, driver: Any) -> None:
        """The centre is now a copy that was taken on `branch`."""
        forks = {realm: reading.heads(driver, realm)[-1][0] for realm in self._realms}
        fresh = max([0, *self._parents]) + 1
        self._parents[fresh] = (branch, forks)
        self._tops.update({(fresh, realm): seq for realm, seq in forks.items()})
        self.branch = fresh

    def place(self, realm: int, standing: Standing) -> Place:
        """Where a laptop's cursor points."""
        return self._places[realm, standing.seq, standing.head]

    def _contains(self, entry: _Entry, place: Place) -> bool:
        branch, seq = place
        while entry.branch != branch:
            if branch not in self._parents:
                return False
            branch, forks = self._parents[branch]
            seq = min(seq, forks[entry.op.realm])
        return entry.op.seq <= seq

    def seen(self, key: RowKey, place: Place, v: int) -> set[int]:
        """Walls of the edits of a row that its version v contains, in the history that leads to `place`."""
        entries = self._by_row.get(key, ())
        return {entry.op.wall for entry in entries if entry.op.seq <= v and self._contains(entry, place)}

    def latest(self, key: RowKey, place: Place) -> int:
        """The last commit that judged an edit of a row in the history that leads to `place`; 0 for none."""
        entries = self._by_row.get(key, ())
        return max((entry.op.seq for entry in entries if self._contains(entry, place)), default=0)

    def judged(self, author: int, n: int, place: Place) -> Judged | None:
        """The op under this number in the history that leads to `place`."""
        entries = self._by_dot.get((author, n), ())
        return next((entry.op for entry in entries if self._contains(entry, place)), None)


class Memory:
    """The edits made, and which of them may be gone because every disk that held them was overwritten."""

    def __init__(self) -> None:
        self.made: dict[int, list[Made]] = defaultdict(list)
        self.excused: set[int] = set()

    def add(self, made: Made) -> None:
        """Remembers an edit that was saved."""
        self.made[made.wall].append(made)

    def only(self, wall: int) -> Made | None:
        """The edit with this wall time, None for one of a batch and for the centre's own."""
        found = self.made.get(wall, ())
        return found[0] if len(found) == 1 else None
