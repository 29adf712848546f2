"""Where the centres of this laptop are found now."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.tables import centre


def move_centres(replica: Replica, url: str) -> None:
    """Every centre of this laptop is at `url` now; for a replica with one centre, as the practice office has."""
    with replica.transaction() as connection:
        connection.execute(sa.update(centre).where(centre.c.url != url).values(url=url))
