"""Every row of a record in plain values, as `lontar-server dump` prints them: for comparing the two sides."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from contract.training.catalogue import CATALOGUE
from contract.training.plain_rows import plain_row
from desktop.storage.replica import Replica
from desktop.storage.tables import realm, records


def plain_rows(replica: Replica, name: str) -> list[dict[str, Any]]:
    """The visible rows of the record, in the order of their keys."""
    table = records[CATALOGUE.named(name).number]
    with replica.database.reading() as connection:
        codes = {line.number: line.code for line in connection.execute(sa.select(realm.c.number, realm.c.code))}
        lines = connection.execute(sa.select(table.table).order_by(*table.keys))
        return [
            dict(plain_row(table.record, table.key_of(v), v.v, table.row_of(v), codes.get(v.realm, ""))) for v in lines
        ]
