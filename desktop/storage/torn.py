"""What arrived of an answer's frame before the road was cut: kept in the replica, so that a restart costs nothing."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.tables import torn

_OF = sa.select(torn.c.content).where(torn.c.centre == sa.bindparam("centre_"))
_KEEP = sa.insert(torn).prefix_with("OR REPLACE")
_DROP = sa.delete(torn).where(torn.c.centre == sa.bindparam("centre_"))


def of(replica: Replica, centre: int) -> bytes:
    """What is held of a frame of this server's; empty for nothing."""
    found = replica.connection.execute(_OF, {"centre_": centre}).scalar()
    return bytes(found) if found is not None else b""


def keep(replica: Replica, centre: int, beginning: bytes) -> None:
    """Holds this in place of what was held."""
    replica.connection.execute(_KEEP, {"centre": centre, "content": beginning})


def drop(replica: Replica, centre: int) -> None:
    """The frame has come whole, or leads nowhere any more."""
    replica.connection.execute(_DROP, {"centre_": centre})
