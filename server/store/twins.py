"""What the centre must look up of two persons before it takes them for one."""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CONFLICT, LOOKALIKE, PERSON
from server.store.tables import records

_TWIN = "twin"


def person(connection: sa.Connection, realm: int, identifier: int) -> Row | None:
    """The present record of a person of an office."""
    table = records[PERSON.number]
    named = table.where(RowKey(PERSON.number, identifier))
    line = connection.execute(sa.select(table.table).where(named, table.table.c.realm == realm)).first()
    return table.row_of(line) if line is not None else None


def are_apart(connection: sa.Connection, low: int, high: int) -> bool:
    """Whether somebody, wherever, has said that these are two persons."""
    pair = records[LOOKALIKE.number].table.c
    query = sa.select(pair.apart).where(pair.low.in_((low, high)), pair.high.in_((low, high)), pair.apart == 1)
    return connection.execute(query).first() is not None


def questions(connection: sa.Connection, realm: int, low: int, high: int) -> list[RowKey]:
    """The open conflicts that ask whether these two are one person."""
    table = records[CONFLICT.number]
    asked = table.table.c
    query = sa.select(table.table).where(
        asked.realm == realm, asked.kind == _TWIN, asked.open == 1, asked.row_k1.in_((low, high))
    )
    found = [(table.key_of(line), {line.row_k1, line.row_k2}) for line in connection.execute(query)]
    return [key for key, pair in found if pair == {low, high}]
