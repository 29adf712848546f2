"""Pages: the rows of one record as columns."""

from __future__ import annotations

from collections.abc import Sequence

from contract.exchange.columns import DEFAULT_LEVEL, Room, decode_column, encode_column
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Table
from contract.exchange.shapes import Row, RowKey, Value

MAX_ROWS = 100_000
"""Rows of one record in one page at most."""
INFLATED_LIMIT = 32 * 2**20
"""Bytes that the columns of a page may inflate to, all together."""
MAX_CELLS = 2**21
"""Rows times fields of one page at most: a column of one repeated value costs the sender nothing."""


def pack_table(
    number: int,
    keys: int,
    rows: Sequence[tuple[RowKey, int, Row]],
    removed: Sequence[RowKey] = (),
    level: int = DEFAULT_LEVEL,
) -> Table:
    """Rows (key, version, fields) of record `number`, which has `keys` key columns.

    Fields that no row has are left out.
    """
    present = sorted({field for _, _, row in rows for field in row})
    named = [[key[1 + place] for key, _, _ in rows] for place in range(keys)] if rows else []
    fields = [(field, [row.get(field) for _, _, row in rows]) for field in present]
    return pack_columns(number, (named, [v for _, v, _ in rows], fields), (keys, removed), level)


Columns = tuple[Sequence[Sequence[int]], Sequence[int], Sequence[tuple[int, Sequence[Value]]]]
"""The rows' keys, part by part, their versions, and the fields that any of them has."""


def pack_columns(
    number: int, columns: Columns, gone: tuple[int, Sequence[RowKey]], level: int = DEFAULT_LEVEL
) -> Table:
    """The same of rows that lie in columns already; `gone` are how many parts a key has, and the rows removed."""
    (named, versions, fields), (keys, removed) = columns, gone
    parts = [[key[1 + place] for key in removed] for place in range(keys)] if removed else []
    return Table(
        table=number,
        count=len(versions),
        keys=[encode_column(part, level) for part in named],
        versions=encode_column(versions, level),
        fields=[(field, encode_column(values, level)) for field, values in fields],
        removed=len(removed),
        removed_keys=[encode_column(part, level) for part in parts],
    )


def unpack_table(table: Table) -> tuple[list[tuple[RowKey, int, Row]], list[RowKey]]:
    """(rows as key, version, fields; removed keys). Raises Malformed."""
    if not 0 <= table.count <= MAX_ROWS or not 0 <= table.removed <= MAX_ROWS:
        raise Malformed("page with an impossible count")
    if table.count * len(table.fields) > MAX_CELLS or len(dict(table.fields)) != len(table.fields):
        raise Malformed("page with impossible fields")
    room = Room(INFLATED_LIMIT)
    keys = _unpack_keys(table.table, table.keys, table.count, room)
    versions = _integers(decode_column(table.versions, table.count, room)) if table.count else []
    columns = [(field, decode_column(column, table.count, room)) for field, column in table.fields]
    contents: list[Row] = [{} for _ in range(table.count)]
    for field, values in columns:
        for content, value in zip(contents, values, strict=True):
            if value is not None:
                content[field] = value
    removed = _unpack_keys(table.table, table.removed_keys, table.removed, room)
    return list(zip(keys, versions, contents, strict=True)), removed


def _unpack_keys(number: int, columns: Sequence[bytes], count: int, room: Room) -> list[RowKey]:
    if not count:
        return []
    if not 1 <= len(columns) <= 3:
        raise Malformed("page without keys")
    parts = [_integers(decode_column(column, count, room)) for column in columns]
    return [RowKey(number, *key) for key in zip(*parts, strict=True)]


def _integers(values: Sequence[Value]) -> list[int]:
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) != len(values):
        raise Malformed("page with text in place of a number")
    return numbers
