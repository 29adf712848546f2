"""One seed's randomness and its trace: the same seed must tell the same story on every machine."""

from __future__ import annotations

import hashlib
import random
from collections import Counter


class Crash(Exception):
    """The power went at a named point."""


class Chance:
    """Random choices of one run, the count of every fault, and a running hash of all that happened."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self._trace = hashlib.blake2b(digest_size=8)
        self.crashes_on = False
        self.now = 1_000_000

    def note(self, *what: object) -> None:
        """Adds an event to the trace."""
        self._trace.update(repr(what).encode())

    def happens(self, fault: str, probability: float) -> bool:
        """Whether a fault strikes now; counted when it does."""
        if self.random.random() < probability:
            self.counts[fault] += 1
            return True
        return False

    def failpoint(self, where: str) -> None:
        """Called around every commit of both machines."""
        if self.crashes_on and self.happens(f"crash {where}", 0.02):
            raise Crash(where)

    def trace(self) -> str:
        """Hash of the run so far."""
        return self._trace.hexdigest()
