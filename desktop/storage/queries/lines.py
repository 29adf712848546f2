"""Fetching what contract.tables.queries asks for, and one row by its name."""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, present
from contract.tables.records import Values
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def fetch(replica: Replica, query: Query) -> list[Values]:
    """All lines of a query."""
    return list(replica.connection.execute(query).all())


def fetch_row(replica: Replica, record: Record, *keys: int) -> Values | None:
    """One row that is not deleted, by its keys."""
    table = records[record.number].table
    where = [column == key for column, key in zip(records[record.number].keys, keys, strict=True)]
    return replica.connection.execute(sa.select(table).where(present(table), *where)).first()


def fetch_by(replica: Replica, record: Record, field: str, value: int | str) -> list[Values]:
    """The rows that have this value in a field and are not deleted, by key."""
    table = records[record.number].table
    query = sa.select(table).where(present(table), table.c[field] == value)
    return list(replica.connection.execute(query.order_by(*records[record.number].keys)).all())


def fetch_among(replica: Replica, record: Record, field: str, values: list[int]) -> list[Values]:
    """The rows whose field or key is one of these integers and that are not deleted, in no order."""
    table = records[record.number].table
    return list(replica.connection.execute(sa.select(table).where(present(table), table.c[field].in_(values))).all())


def fetch_all(replica: Replica, record: Record, realm: int | None, **equal: int) -> list[Values]:
    """All rows of a record that are not deleted, by key: of one office or of all, with these values in these fields."""
    table = records[record.number].table
    query = sa.select(table).where(present(table), *(table.c[name] == value for name, value in equal.items()))
    if realm is not None:
        query = query.where(table.c.realm == realm)
    return list(replica.connection.execute(query.order_by(*records[record.number].keys)).all())


def fetch_count(replica: Replica, query: Query) -> int:
    """How many lines a query has."""
    counted = sa.select(sa.func.count()).select_from(query.order_by(None).subquery())
    return int(replica.connection.execute(counted).scalar_one())


def count(replica: Replica, record: Record) -> int:
    """How many rows of a record are not deleted."""
    table = records[record.number].table
    query = sa.select(sa.func.count()).select_from(table).where(present(table))
    return int(replica.connection.execute(query).scalar_one())
