"""What came of a request's frame before the road was cut: kept in memory for a while, little of each laptop."""

from __future__ import annotations

from collections import OrderedDict

MOST_EACH = 2**19
"""Bytes of one laptop: a frame that it may send."""
MOST_ALL = 32 * 2**20
KEPT_S = 3600


class Unfinished:
    """The beginnings of frames, one a laptop. For one thread at a time. Times are seconds of a clock that only runs."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, tuple[float, bytes]] = OrderedDict()
        self._size = 0

    def keep(self, device: int, beginning: bytes, now: float) -> None:
        """Holds this in place of what was held of the laptop's; the oldest of all go when it is too much."""
        self.drop(device)
        if not 0 < len(beginning) <= MOST_EACH:
            return
        self._held[device] = now, beginning
        self._size += len(beginning)
        while self._size > MOST_ALL or next(iter(self._held.values()))[0] < now - KEPT_S:
            self.drop(next(iter(self._held)))

    def of(self, device: int, now: float) -> bytes:
        """What is held; empty for nothing."""
        at, beginning = self._held.get(device, (now, b""))
        return beginning if at >= now - KEPT_S else b""

    def drop(self, device: int) -> None:
        """It came whole, or is not asked for."""
        _, beginning = self._held.pop(device, (0.0, b""))
        self._size -= len(beginning)
