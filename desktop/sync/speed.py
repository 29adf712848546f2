"""How fast a road is, from what the last requests on it took: a round trip, a connection, bytes a second either way.

Every figure is a median, so that one stalled request among a few says nothing of the road.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from statistics import median
from typing import Any

from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

SEGMENT = 1460
"""Bytes that come with the first sign of an answer; what is behind them shows how fast more comes."""
_KEPT = 5
"""Requests kept of each kind: enough that two bad ones do not count, few enough that a new network soon does."""
_LONG_UP, _LONG_DOWN = 1000, 4000
_LEAST_APART = 700
"""Bytes between two requests that tell a rate."""
_FASTEST = 1e8
_NAME = "speed of "


@dataclass(frozen=True, slots=True)
class Sample:
    """One request that went well. connect_s: what its connection took, None over a kept one; TLS is in it.

    first_s: from the first byte sent to the first one of the answer. rest_s: from there to its end.
    """

    connect_s: float | None
    up: int
    first_s: float
    down: int
    rest_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Seconds for a connection and for a round trip with the server's work; bytes a second either way."""

    connect_s: float
    trip_s: float
    up_rate: float
    down_rate: float

    def seconds(self, up: int, down: int, *, trips: int = 1, anew: bool = True) -> float:
        """How long so many bytes take, in so many requests, over a new connection or a kept one."""
        ahead = min(down, SEGMENT)
        moving = (up + ahead) / self.up_rate + (down - ahead) / self.down_rate
        return (self.connect_s if anew else 0.0) + trips * self.trip_s + moving


def kept(samples: Sequence[Sample]) -> list[Sample]:
    """The newest of each kind, in the order they came; what is last is the newest."""
    room = {"short": _KEPT, "up": _KEPT, "down": _KEPT, "anew": _KEPT}
    chosen = []
    for sample in reversed(samples):
        kinds = [kind for kind in _kinds(sample) if room[kind]]
        for kind in kinds:
            room[kind] -= 1
        if kinds:
            chosen.append(sample)
    return chosen[::-1]


def _kinds(sample: Sample) -> Iterable[str]:
    if sample.connect_s is not None:
        yield "anew"
    if sample.up >= _LONG_UP:
        yield "up"
    if sample.down >= _LONG_DOWN:
        yield "down"
    if sample.up < _LONG_UP and sample.down < _LONG_DOWN:
        yield "short"


def speed_of(samples: Sequence[Sample]) -> Speed | None:
    """The road's speed; None until a request was long enough to tell.

    What a connection costs is what requests over a new one take longer, wherever that time was spent: a satellite's
    modem may say at once that it stands, and make it only then.
    """
    new = [one for one in samples if one.connect_s is not None]
    old = [one for one in samples if one.connect_s is None]
    down_rate = _down_rate(samples)
    up_rate = _up_rate(new, old)
    known = up_rate or down_rate
    if known is None:
        return None
    up_rate = up_rate or known
    first_s, next_s = _fixed(new, up_rate), _fixed(old, up_rate)
    if next_s is None:
        next_s = (first_s or 0.0) / 2  # a connection is a trip as well
    return Speed(
        connect_s=max(0.0, first_s - next_s) if first_s is not None else next_s,
        trip_s=next_s,
        up_rate=up_rate,
        down_rate=down_rate or known,
    )


def _fixed(samples: Sequence[Sample], up_rate: float) -> float | None:
    """What these take whatever their length: trips, and the server's work."""
    fixed = [(one.connect_s or 0.0) + one.first_s - _ahead(one) / up_rate for one in samples]
    return max(0.0, median(fixed)) if fixed else None


def _ahead(sample: Sample) -> int:
    """The bytes that had moved when the answer began to come."""
    return sample.up + min(sample.down, SEGMENT)


def _up_rate(*groups: Sequence[Sample]) -> float | None:
    """From pairs of like requests of different length: what they have in common falls out."""
    slopes = [
        (more.first_s - less.first_s) / (_ahead(more) - _ahead(less))
        for group in groups
        for more in group
        for less in group
        if _ahead(more) - _ahead(less) >= _LEAST_APART
    ]
    return min(_FASTEST, 1 / max(median(slopes), 1 / _FASTEST)) if slopes else None


def _down_rate(samples: Sequence[Sample]) -> float | None:
    rests = [one.rest_s / (one.down - SEGMENT) for one in samples if one.down >= _LONG_DOWN]
    return min(_FASTEST, 1 / max(median(rests), 1 / _FASTEST)) if rests else None


def recall_samples(replica: Replica, server: str) -> list[Sample]:
    """What is kept of the road to a server. Runs on the database thread."""
    told: Any = recall(replica, _NAME + server)
    return [Sample(*each) for each in told or ()]


def note_samples(replica: Replica, server: str, new: Sequence[Sample]) -> None:
    """Keeps what requests have just shown. Runs on the database thread."""
    if new:
        remember(replica, _NAME + server, [astuple(each) for each in kept([*recall_samples(replica, server), *new])])
