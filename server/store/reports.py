"""What the centre can tell about itself: where each office stands, and its judged rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.shapes import Row, RowKey
from contract.tables.records import RecordTable
from contract.training.catalogue import CLASS_GROUP, CONFLICT
from server.store.members import Office
from server.store.tables import device, lease, member, op, realm, records

AT_ONCE = 2000
"""Rows in memory at a time while a table is dumped."""


@dataclass(frozen=True, slots=True)
class AuthorReport:
    """An author number that was used or is the first of its person: who writes with it, where, and how far.

    last_seen: when the device was here, to the hour; None for never.
    """

    number: int
    person_name: str
    device: int
    device_name: str
    got: int
    revoked: bool
    last_seen: int | None


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """Where an office stands: its last commit, rows by table, authors, fates counted, open conflicts."""

    office: Office
    seq: int
    head: bytes
    rows: dict[str, int]
    authors: list[AuthorReport]
    fates: dict[str, int]
    conflicts: int


def office_report(connection: sa.Connection, office: Office) -> OfficeReport:
    """The report of one office."""
    number = office.number
    clock = connection.execute(sa.select(realm.c.seq, realm.c.head).where(realm.c.number == number)).one()
    fates = sa.select(op.c.fate, sa.func.count()).where(op.c.realm == number).group_by(op.c.fate).order_by(op.c.fate)
    conflict = records[CONFLICT.number]
    opened = conflict.columns[CONFLICT.by_name["open"].number]
    waiting = sa.select(sa.func.count()).where(conflict.table.c.realm == number, opened == 1)
    return OfficeReport(
        office,
        int(clock.seq),
        bytes(clock.head),
        {table.record.name: _count(connection, table, number) for table in records.values()},
        _authors(connection, number),
        {fate: int(count) for fate, count in connection.execute(fates)},
        int(connection.execute(waiting).scalar_one()),
    )


def class_title(connection: sa.Connection, office: int, identifier: int) -> str | None:
    """The title of a class of this office, None when there is no such class."""
    table = records[CLASS_GROUP.number]
    query = sa.select(table.table).where(table.where(RowKey(CLASS_GROUP.number, identifier)))
    values = connection.execute(query.where(table.table.c.realm == office)).first()
    return str(values.title or "") if values is not None else None


def _count(connection: sa.Connection, table: RecordTable, number: int) -> int:
    query = sa.select(sa.func.count()).select_from(table.table).where(table.table.c.realm == number)
    return int(connection.execute(query).scalar_one())


def _authors(connection: sa.Connection, number: int) -> list[AuthorReport]:
    first = sa.select(sa.func.min(lease.c.author)).group_by(lease.c.member)
    query = (
        sa.select(lease.c.author, lease.c.got, member, device.c.name, device.c.last_seen)
        .join(member, member.c.id == lease.c.member)
        .join(device, device.c.number == member.c.device)
        .where(lease.c.realm == number, sa.or_(lease.c.got > 0, lease.c.author.in_(first)))
        .order_by(lease.c.author)
    )
    return [
        AuthorReport(v.author, v.person_name, v.device, v.name, int(v.got), bool(v.revoked), v.last_seen)
        for v in connection.execute(query)
    ]


def judged_rows(connection: sa.Connection, number: int, office: int) -> Iterator[tuple[RowKey, int, Row]]:
    """Every row of a record in one office by its keys, deleted ones too: name, version, fields.

    At most AT_ONCE of them are in memory, whatever the size of the table.
    """
    table = records[number]
    query = sa.select(table.table).where(table.table.c.realm == office).order_by(*table.keys)
    streamed = connection.execution_options(yield_per=AT_ONCE)
    for values in streamed.execute(query):
        yield table.key_of(values), int(values.v), table.row_of(values)
