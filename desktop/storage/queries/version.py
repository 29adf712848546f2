"""Whether another program has written to the same replica."""

from __future__ import annotations

from desktop.storage.replica import Replica


def data_version(replica: Replica) -> int:
    """A number that changes when another program commits to the same file, and not when this one does."""
    return int(replica.connection.exec_driver_sql("PRAGMA data_version").scalar_one())
