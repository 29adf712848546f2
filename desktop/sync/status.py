"""Where this laptop stands: a pure function of its rows, for the command line, the side bar and the runner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.storage import status as rows
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

NEXT_ATTEMPT = "next attempt"
"""Name of the setting: when the runner speaks with the centres again, and how often it failed in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """pending: own ops not settled. carried: others' ops on this laptop that the centre lacks. Times in seconds."""

    pending: int
    carried: int
    held: int
    rejected: int
    conflicts: int
    last_contact: int | None
    offices: tuple[rows.OfficeStanding, ...]
    next_attempt: int | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """When the next exchange is due (seconds by this laptop's clock), after how many failures in a row.

    position: the place in the server's queue when that time is this laptop's turn there, else 0.
    """

    at: int
    failures: int
    position: int = 0


def status(replica: Replica) -> Status:
    """Where this laptop stands now. Runs on the database thread."""
    with replica.database.reading():
        counted = rows.counts(replica)
        offices = tuple(rows.office_standings(replica))
        attempt = next_attempt(replica)
    return Status(
        pending=counted.pending,
        carried=counted.carried,
        held=counted.held,
        rejected=counted.rejected,
        conflicts=counted.conflicts,
        last_contact=max((o.last_contact for o in offices if o.last_contact is not None), default=None),
        offices=offices,
        next_attempt=attempt.at if attempt is not None else None,
    )


def next_attempt(replica: Replica) -> Attempt | None:
    """The attempt that is stored, None before the first office is joined. Runs on the database thread."""
    kept: Any = recall(replica, NEXT_ATTEMPT)
    if kept is None:
        return None
    return Attempt(int(kept["at"]), int(kept["failures"]), int(kept.get("position", 0)))


def store_attempt(replica: Replica, attempt: Attempt) -> None:
    """Stores when to talk again, on disk when it returns. Runs on the database thread."""
    remember(replica, NEXT_ATTEMPT, {"at": attempt.at, "failures": attempt.failures, "position": attempt.position})
