"""Small facts of this laptop, kept in the replica as JSON."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.tables import setting

NUMBERS_ASKED = "certificate numbers asked for"
"""Requests for numbers made here in this life of the laptop: only out of their blocks are numbers given."""
_KEPT = sa.select(setting.c.value).where(setting.c.name == sa.bindparam("name_"))
_KEEP = sa.insert(setting).prefix_with("OR REPLACE")


def recall(replica: Replica, name: str) -> Any:
    """The value kept under a name, None when there is none."""
    with replica.database.reading() as connection:
        text = connection.execute(_KEPT, {"name_": name}).scalar()
    return msgspec.json.decode(text) if text is not None else None


def remember(replica: Replica, name: str, value: Any) -> None:
    """Keeps a JSON value under a name, on disk when it returns."""
    with replica.transaction() as connection:
        text = msgspec.json.encode(value).decode()
        connection.execute(_KEEP, {"name": name, "value": text})
