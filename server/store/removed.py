"""What one act of removal deleted, and whether anything hangs on it still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from contract.exchange.judge import Fate
from contract.exchange.operations import unpack_row
from contract.exchange.shapes import GONE, RowKey
from contract.tables.removal import BENEATH, are_gone, children
from server.store.tables import op, records

_APPLIED = (Fate.OK.value, Fate.LOST.value)
Act = tuple[int, int]
"""(author, wall): whoever removes something does it at one moment."""


def act_that_deleted(connection: sa.Connection, realm: int, key: RowKey) -> Act | None:
    """The last act that deleted a row."""
    same = (op.c.tbl == key.table, op.c.k1 == key.k1, op.c.k2 == key.k2, op.c.k3 == key.k3)
    query = sa.select(op.c.author, op.c.wall, op.c.patch).where(op.c.realm == realm, *same, op.c.fate.in_(_APPLIED))
    lines = connection.execute(query.order_by(op.c.seq.desc(), op.c.n.desc()))
    return next(((line.author, line.wall) for line in lines if unpack_row(line.patch).get(GONE)), None)


def deleted_by(connection: sa.Connection, realm: int, act: Act) -> list[RowKey]:
    """The rows that an act deleted, in its order."""
    author, wall = act
    query = sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3, op.c.patch).where(
        op.c.author == author, op.c.wall == wall, op.c.realm == realm, op.c.fate.in_(_APPLIED)
    )
    lines = connection.execute(query.order_by(op.c.n))
    return [RowKey(line.tbl, line.k1, line.k2, line.k3) for line in lines if unpack_row(line.patch).get(GONE)]


def still_gone(connection: sa.Connection, keys: Collection[RowKey]) -> set[RowKey]:
    """Those of these rows that are deleted now."""
    by_table: Mapping[int, list[RowKey]] = defaultdict(list)
    for key in keys:
        by_table[key.table].append(key)
    return {
        found
        for number, members in by_table.items()
        for query in are_gone(records, number, members)
        for line in connection.execute(query)
        if (found := records[number].key_of(line)) in members
    }


def has_children(connection: sa.Connection, keys: Collection[RowKey]) -> bool:
    """Whether a row that is not deleted hangs on one of these."""
    return any(
        connection.execute(query.limit(1)).first() is not None
        for number in BENEATH
        for _, query in children(records, number, [key.k1 for key in keys if key.table == number])
    )
