"""Database tables made from a catalogue: the same columns on the laptop and at the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from contract.exchange.shapes import Catalogue, Record, Row, RowKey

Values = sa.Row[*tuple[Any, ...]]
"""One selected line."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints are named, so that migrations can name them."""

_INDEXED: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "person": ("employee_number", "national_id", "name"),
    "enrolment": ("person",),
    "session": ("class_group",),
    "conflict": ("row_k1",),
    "attachment": ("digest", "session"),
    "subject": ("class_group",),
    "task": ("class_group",),
    "staff": ("class_group",),
    "component": ("class_group",),
    "minutes": ("class_group",),
    "competence": ("class_group", "person"),
    "certificate": ("class_group", "person", "number", ("realm", "series", "sequence", "status", "gone", "number")),
    "milestone": ("group",),
    "coaching": ("group",),
    "consent": ("person",),
    "result": ("person",),
}
_INDEXED_WHERE_SET = {"person": ("same_as",)}
"""Fields that hardly any row has: the others cost the index nothing."""


@dataclass(frozen=True)
class RecordTable:
    """One record's table. `columns` gives the column of each field number, `keys` the key columns in order."""

    record: Record
    table: sa.Table
    keys: tuple[sa.Column[int], ...]
    columns: dict[int, sa.Column[int | str | None]]

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The fields, in the order of the columns."""
        return tuple(self.columns)

    def read(self, values: Sequence[Any]) -> tuple[RowKey, int, Row]:
        """(key, version, fields) of a line of select(table): by place, for there are many of them."""
        behind = len(self.keys) + 2
        row: Row = {n: value for n, value in zip(self.numbers, values[behind:], strict=True) if value is not None}
        return RowKey(self.record.number, *values[: behind - 2]), values[behind - 1], row

    def line(self, realm: int, key: RowKey, v: int, row: Row) -> tuple[int | str | None, ...]:
        """The row as values for all columns in the order of the table."""
        return (*key[1 : 1 + len(self.keys)], realm, v, *map(row.get, self.numbers))

    def where(self, key: RowKey) -> sa.ColumnElement[bool]:
        """Condition that picks one row."""
        return sa.and_(*(column == value for column, value in zip(self.keys, key[1:], strict=False)))

    def key_of(self, values: Values) -> RowKey:
        """The name of a row selected with all key columns."""
        found = [int(getattr(values, column.name)) for column in self.keys]
        return RowKey(self.record.number, *found)

    def row_of(self, values: Values) -> Row:
        """The fields of a selected row, without those that are None."""
        mapping = values._mapping
        return {number: value for number, column in self.columns.items() if (value := mapping[column.name]) is not None}

    def stored(self, realm: int, key: RowKey, v: int, row: Row) -> dict[str, int | str | None]:
        """The row as parameters of an insert."""
        values: dict[str, int | str | None] = {"realm": realm, "v": v}
        values.update({column.name: value for column, value in zip(self.keys, key[1:], strict=False)})
        values.update({column.name: row.get(number) for number, column in self.columns.items()})
        return values


def record_tables(catalogue: Catalogue, metadata: sa.MetaData) -> dict[int, RecordTable]:
    """The tables of a catalogue by record number, added to `metadata`."""
    return {record.number: _record_table(record, metadata) for record in catalogue.records}


def _record_table(record: Record, metadata: sa.MetaData) -> RecordTable:
    keys = tuple(
        sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False)
        for name in record.keys
    )
    columns: dict[int, sa.Column[int | str | None]] = {
        field.number: sa.Column(field.name, sa.Text() if field.type.is_text else sa.BigInteger())
        for field in record.fields
    }
    table = sa.Table(
        record.name,
        metadata,
        *keys,
        sa.Column("realm", sa.Integer(), nullable=False),
        sa.Column("v", sa.BigInteger(), nullable=False),
        *columns.values(),
        sqlite_with_rowid=record.minted,
    )
    for name in _INDEXED.get(record.name, ()):
        # Several: the register of numbers is read from the index alone, for a certificate's text is long.
        sa.Index(None, *(table.c[one] for one in ((name,) if isinstance(name, str) else name)))
    for name in _INDEXED_WHERE_SET.get(record.name, ()):
        is_set = table.c[name].is_not(None)
        sa.Index(None, table.c[name], sqlite_where=is_set, postgresql_where=is_set)
    return RecordTable(record, table, keys, columns)
