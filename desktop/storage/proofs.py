"""What proves that the centre holds this laptop's work: marks of safe work, receipts, rows that were put right."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.tables import safe

_NOTE_SAFE = sa.insert(safe).prefix_with("OR REPLACE")


def note_safe(replica: Replica, number: int, seq: int, at: int) -> None:
    """A backup of the centre, made and proven at `at`, holds the office up to this commit."""
    replica.connection.execute(_NOTE_SAFE, {"realm": number, "seq": seq, "at": at})


def safe_marks(replica: Replica) -> dict[int, tuple[int, int]]:
    """(commit, time of the backup) by office, of those that were told."""
    return {v.realm: (v.seq, v.at) for v in replica.connection.execute(sa.select(safe))}


def rewind(replica: Replica, number: int, seq: int) -> None:
    """The centre lost what came after `seq`: a mark beyond it is of a history that is no more."""
    replica.connection.execute(sa.delete(safe).where(safe.c.realm == number, safe.c.seq > seq))
