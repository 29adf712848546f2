"""One seed's randomness, its counts of faults and its trace: the same seed tells the same story on every machine."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence

FAULTS = (
    # the road
    "request lost",
    "request cut",
    "request twice",
    "request spoilt",
    "answer lost",
    "cut between frames",
    "cut inside a frame",
    "asked behind a cut",
    "rest of an answer",
    "rest of a request",
    "frame twice",
    "frame late",
    "frame spoilt",
    "odd page size",
    "odd batch size",
    "rounds interleaved",
    "stick",
    "stick twice",
    "parcel written",
    "parcel never written",
    "parcel read",
    "parcel read twice",
    "parcel spoilt",
    "parcel posted",
    "parcel posted twice",
    "parcel answer lost",
    "parcel for another",
    "answer taken",
    "answer too late",
    "boat",
    "island",
    # the power
    "crash centre before commit",
    "crash centre after commit",
    "crash laptop before commit",
    "crash laptop after commit",
    # the clocks
    "clock years wrong",
    "clock hours wrong",
    "clock set",
    # the disks
    "server backup",
    "server restored",
    "laptop imaged",
    "laptop restored",
    "clone made",
    "numbers used up",
    # the people
    "enrolment moved",
    "grant moved",
    "author revoked",
    "roster edit",
    "transfer",
    "out of grant",
    "poison",
    "refused on the laptop",
    "newer schema",
    "older schema",
    # the hub beside them
    "hub visited",
    "hub showed",
    "hub brought an answer",
    "hub question twice",
    "hub question spoilt",
    "hub answer lost",
    "hub begins anew",
    "hub killed",
    # the photographs
    "attached",
    "attached once more",
    "attachment asked for",
    "attachment deleted",
    "contents let go",
    "content guessed",
    "file request lost",
    "file request twice",
    "file request spoilt",
    "file bytes spoilt",
    "file answer lost",
    "file cut on the way up",
    "file cut on the way down",
    "something happens meanwhile",
)
"""Everything that goes wrong here. A run of some eighty seeds in which one of them never happened proves nothing."""


_CRASHES = {"laptop": 0.02, "centre": 0.04}
"""How likely the power goes at a commit; laptops have many more of them."""


_NO_MOVE_SHARE = 0.4
"""How often, in two other worlds of five, who leaves a class moves to no other."""

_ROSTER_SHARE = 0.4
"""How often, in two worlds of five, what people make goes out as part of a roster."""


class Crash(Exception):
    """The power went at a named commit of one machine."""

    def __init__(self, side: str, where: str) -> None:
        super().__init__(f"{side} {where}")
        self.side = side
        self.saved = where == "after commit"


class Chance:
    """Random choices of one run, how often each fault struck, and a running hash of all that was said."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._roster = random.Random(f"roster {seed}") if seed % 5 in (2, 3) else None
        self._moves = random.Random(f"moves {seed}") if seed % 5 in (0, 4) else None
        self.counts: Counter[str] = Counter()
        self.crashes_on = False
        self.now = 1_000_000
        self._trace = hashlib.blake2b(digest_size=8)
        self._walls: set[int] = set()

    def note(self, *what: object) -> None:
        """Adds an event to the trace."""
        self._trace.update(repr(what).encode())

    def happens(self, fault: str, probability: float) -> bool:
        """Whether a fault strikes now; counted when it does."""
        if self.random.random() < probability:
            self.counts[fault] += 1
            return True
        return False

    def writes_roster(self) -> bool:
        """Whether somebody writes what may wait behind the marks, by a chance of its own: the rest of a story stays."""
        return self._roster is not None and self._roster.random() < _ROSTER_SHARE

    def moves_to(self, classes: Sequence[int]) -> int | None:
        """The class to which somebody who leaves another moves, if to any; by a chance of its own as well."""
        if self._moves is None or self._moves.random() < _NO_MOVE_SHARE:
            return None
        self.counts["transfer"] += 1
        return self._moves.choice(classes)

    def failpoint(self, side: str) -> Callable[[str], None]:
        """What a machine calls around each of its commits."""

        def fail(where: str) -> None:
            if self.crashes_on and self.happens(f"crash {side} {where}", _CRASHES[side]):
                raise Crash(side, where)

        return fail

    def fresh_wall(self, skew: int) -> int:
        """A device's time now; time goes on until no edit of the whole run has it, so that it names the edit."""
        self.now += 1
        while self.now + skew in self._walls:
            self.now += 1
        self._walls.add(self.now + skew)
        return self.now + skew

    def trace(self) -> str:
        """Hash of the run so far."""
        return self._trace.hexdigest()
