"""Turns: on the night of a deadline each laptop comes once and in order, in place of all of them again and again.

Whoever finds the house full gets a ticket: a time, from how fast laptops are served now, and a place in the queue. Who
comes at that time goes before newcomers. Asking early or often changes nothing, and a ticket not used is forgotten.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from server.web import limits

FIRST_SERVICE_S = 2.0
"""How long a laptop is taken to stay before any was measured."""
LEAST_WAIT_S = 2.0
EARLY_S = 1.5
"""Whole seconds travel, and clocks tick apart: who comes this much before the time has come at it."""
GRACE_S = 20.0
"""So long after its time a ticket still keeps newcomers waiting; then only its own laptop gains by it."""
KEPT_S = 1800.0
"""So long after its time a ticket still lets its laptop in before newcomers."""
STAY_S, STAY_TIMES = 30.0, 8
"""Who was let in may come back so soon and so often without asking again: a talk can take several requests."""
_WEIGHT = 0.1
_QUICKER = 0.95
_LOOKED_AT = 16
_LEAST_PACE_S, _MOST_PACE_S = 0.005, 30.0


@dataclass(frozen=True, slots=True)
class Wait:
    """The answer to who must wait: seconds from now, and the place in the queue; 0 for none, when even that is full."""

    seconds: int
    position: int


class NotYet(Exception):
    """The laptop is to come at its turn."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(f"in {wait.seconds} s")
        self.wait = wait


@dataclass(slots=True)
class _Stay:
    until: float
    left: int


class Turns:
    """Who is inside, and who waits for what time. For the event loop alone; only laptops whose seal held may ask."""

    def __init__(self, at_once: int = limits.AT_ONCE, now: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._now = now
        self._inside = 0
        self._tickets: dict[int, float] = {}
        """By device the time of its turn, in the order in which they were given out."""
        self._stays: dict[int, _Stay] = {}
        self._last = 0.0
        self._pace_s = FIRST_SERVICE_S / at_once
        self._counted_from = 0.0

    @property
    def waiting(self) -> int:
        """Tickets that are out."""
        return len(self._tickets)

    @property
    def are_awaited(self) -> bool:
        """Whether laptops wait for their turn now: whatever can wait longer is to wait."""
        return self._is_awaited(self._now())

    @contextmanager
    def served(self, device: int) -> Iterator[None]:
        """The laptop is served while the block runs. Raises NotYet."""
        self._let_in(device, self._now())
        self._inside += 1
        if self._inside == self._at_once:
            self._counted_from = self._now()
        try:
            yield
        finally:
            self._measure(self._now())
            self._inside -= 1

    def _let_in(self, device: int, now: float) -> None:
        self._forget(now)
        stay = self._stays.get(device)
        if stay is not None and stay.left and stay.until >= now and self._inside < 2 * self._at_once:
            stay.left -= 1
            return
        due = self._tickets.get(device)
        if due is not None and now < due - EARLY_S:
            raise NotYet(self._told(device, due, now))
        if due is not None and self._inside < self._at_once + self._spare:
            del self._tickets[device]
        elif due is not None:
            raise NotYet(self._put_off(device, now))
        elif self._inside >= self._at_once or self._is_awaited(now):
            raise NotYet(self._hand_out(device, now))
        self._stays.pop(device, None)  # the newest are the last: so the oldest are found
        self._stays[device] = _Stay(now + STAY_S, STAY_TIMES)

    @property
    def _spare(self) -> int:
        """Places for those who come at their time although it has become slower."""
        return max(1, self._at_once // 4)

    def _is_awaited(self, now: float) -> bool:
        """Whether anybody who waits has a turn before a newcomer: served now, that one would gain by not asking."""
        return any(at > now - GRACE_S for at in reversed(self._tickets.values()))

    def _hand_out(self, device: int, now: float) -> Wait:
        at = max(self._last, now + LEAST_WAIT_S) + self._pace_s
        if len(self._tickets) >= limits.MOST_TICKETS:
            return Wait(math.ceil(at - now), 0)
        self._last = at
        self._tickets[device] = at
        return self._told(device, at, now)

    def _put_off(self, device: int, now: float) -> Wait:
        """The house is still full at its time: it keeps its place, and is before all whose time has not come."""
        late = sum(at <= now for at in self._tickets.values())
        at = now + LEAST_WAIT_S + late * self._pace_s
        self._tickets[device] = at
        self._last = max(self._last, at)
        return self._told(device, at, now)

    def _told(self, device: int, at: float, now: float) -> Wait:
        before = sum(now - GRACE_S < other < at for other in self._tickets.values())
        return Wait(max(1, math.ceil(at - now)), before + 1)

    def _measure(self, now: float) -> None:
        """A laptop leaves. While the house is full the time between two that leave is the pace; half empty, it could
        be quicker than it is called."""
        if self._inside >= self._at_once:
            taken = now - self._counted_from
            self._pace_s += _WEIGHT * (taken - self._pace_s)
            self._counted_from = now
        elif self._tickets and self._inside <= self._at_once // 2:
            self._pace_s *= _QUICKER
        self._pace_s = min(max(self._pace_s, _LEAST_PACE_S), _MOST_PACE_S)

    def _forget(self, now: float) -> None:
        """Tickets that nobody used, and stays that are over. Looks at the oldest only: they were given out in order."""
        for device in [one for one, at in islice(self._tickets.items(), _LOOKED_AT) if at < now - KEPT_S]:
            del self._tickets[device]
        for device in [one for one, stay in islice(self._stays.items(), _LOOKED_AT) if stay.until < now]:
            del self._stays[device]
