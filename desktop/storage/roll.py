"""The roll of an office: its laptops, and when the centre last heard from each, as it was told at some time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from contract.exchange.messages import Heard, LaptopHeard
from desktop.storage.history import Standing
from desktop.storage.lease import has_met_lately
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

EVERY_S = 6 * 3600
"""The roll is called once in so long, and never in the request that brings the work."""
_WANTED = "roll wanted"


@dataclass(frozen=True, slots=True)
class Called:
    """The laptops of an office at a time of the centre's clock (seconds)."""

    at: int
    laptops: tuple[LaptopHeard, ...]


def _name(number: int) -> str:
    return f"roll of {number}"


def due(replica: Replica, standings: Iterable[Standing], now: int) -> list[int]:
    """The offices of which the roll is to be called in this request."""
    wanted = bool(recall(replica, _WANTED))
    return [standing.realm for standing in standings if wanted or _is_due(replica, standing, now)]


def _is_due(replica: Replica, standing: Standing, now: int) -> bool:
    if not standing.seq:
        return True  # beside a first copy it weighs nothing
    if has_met_lately(replica, standing.realm, now):
        return False
    known = called(replica, standing.realm)
    # A clock that was set back asks once too often, not never.
    return known is None or abs(now - known.at) >= EVERY_S


def want(replica: Replica, wanted: bool) -> None:
    """A person wants it called in the next talk, or has it."""
    with replica.transaction():
        remember(replica, _WANTED, True if wanted else None)


def keep(replica: Replica, heard: Heard, now: int) -> None:
    """Keeps what the centre told at this time."""
    remember(replica, _name(heard.realm), {"at": now, "laptops": [msgspec.to_builtins(one) for one in heard.laptops]})


def called(replica: Replica, number: int) -> Called | None:
    """The roll as last told, None when it never was."""
    kept = recall(replica, _name(number))
    if kept is None:
        return None
    return Called(kept["at"], tuple(msgspec.convert(one, LaptopHeard) for one in kept["laptops"]))
