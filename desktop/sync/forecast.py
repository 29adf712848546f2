"""How many bytes the next talk moves, and how long that takes on this road: told before it begins."""

from __future__ import annotations

import math
from dataclasses import dataclass

from desktop.storage import history, outbox
from desktop.storage.replica import Replica
from desktop.sync.machine import MOST_BYTES
from desktop.sync.speed import recall_samples, speed_of

_GREETING, _OF_AUTHOR, _HEADS = 110, 26, 75
"""Bytes of a request beside its work: the greeting, what it says of an author with unsettled work, HTTP's heads."""
_ANSWER, _OF_OP = 60, 2
"""Bytes of an answer without news: its heads and acknowledgements, and what it says of an op."""
_ASKED, _OF_ROW = 8, 60
"""Bytes of a row asked for by name, on the way up and down."""
_WANTED_MOST = 5000


@dataclass(frozen=True, slots=True)
class Forecast:
    """Bytes both ways and seconds, of what is known to wait: what the centre has to tell comes on top.

    seconds: None while the road's speed is not known, as before the first talks of a new laptop.
    """

    bytes: int
    seconds: int | None


def forecast(replica: Replica, *, extra_up: int = 0, anew: bool = True) -> Forecast | None:
    """For everything that waits here; None when nothing does.

    extra_up: bytes of files that go along. anew: a connection has to be made. Runs on the database thread.
    """
    moved, seconds, is_known = 0, 0.0, True
    with replica.database.reading():
        for centre in history.centres(replica):
            up, down = _load(replica, centre, extra_up)
            extra_up = 0  # with the first centre only
            if not up:
                continue
            trips = max(1, math.ceil(up / MOST_BYTES))
            up, down = up + trips * (_GREETING + _HEADS), down + trips * _ANSWER
            moved += up + down
            speed = speed_of(recall_samples(replica, centre.url))
            seconds += speed.seconds(up, down, trips=trips, anew=anew) if speed is not None else 0.0
            is_known &= speed is not None
    return Forecast(moved, max(1, round(seconds)) if is_known else None) if moved else None


def _load(replica: Replica, centre: history.Centre, extra_up: int) -> tuple[int, int]:
    """(up, down) bytes that wait for one centre."""
    up, down = extra_up, 0
    for standing in history.standings(replica, centre.id):
        size, ops = outbox.weight(replica, standing.realm)
        rows = len(outbox.wanted(replica, standing.realm, standing.since, _WANTED_MOST))
        if size or rows:
            up += size + rows * _ASKED + _OF_AUTHOR * len(outbox.unsettled_authors(replica, standing.realm))
            down += ops * _OF_OP + rows * _OF_ROW
    return up, down
