"""All rows that a reader may see as they are now: hashed, and some of them whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa

from contract.exchange.digests import bucket_of, state_hash
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Row, RowKey
from contract.tables.filled import filled
from server.store import hot
from server.store.tables import feed, records

_REALM: sa.BindParameter[int] = sa.bindparam("realm_", type_=sa.BigInteger())
_SCOPES: sa.BindParameter[Any] = sa.bindparam("scopes", expanding=True)


@cache
def _rows_of(number: int, *, everything: bool) -> tuple[sa.Select[*tuple[Any, ...]], tuple[int, ...]]:
    """The query for a record's rows (keys, version, fields), and the numbers of its fields."""
    table = records[number]
    here = table.table.c
    shown = {n: c for n, c in sorted(table.columns.items()) if everything or not table.record.by_number[n].private}
    query = sa.select(*table.keys, here.v, *shown.values()).where(here.realm == _REALM)
    if not everything:
        same = (feed.c[name] == column for name, column in zip(("k1", "k2", "k3"), table.keys, strict=False))
        visible = sa.and_(feed.c.realm == _REALM, feed.c.scope.in_(_SCOPES), feed.c.gone == 0)
        query = query.where(sa.exists().where(visible, feed.c.tbl == number, *same))
    return query, tuple(shown)


def hashes(connection: sa.Connection, realm: int, reach: Reach) -> Iterator[tuple[tuple[int, ...], int]]:
    """(row, hash) of every row of an office that a reader sees, without the fields that they may not."""
    for key, v, content in _lines(connection, realm, reach):
        yield key, state_hash(key, v, content)


def rows_in(
    connection: sa.Connection, realm: int, reach: Reach, buckets: int, chosen: Collection[int]
) -> Iterator[tuple[RowKey, int, Row]]:
    """(row, version, fields) of those that lie in these buckets."""
    for key, v, content in _lines(connection, realm, reach):
        if bucket_of(key, buckets) in chosen:
            yield RowKey(*key), v, {number: value for number, value in content if value is not None}


def _lines(
    connection: sa.Connection, realm: int, reach: Reach
) -> Iterator[tuple[tuple[int, ...], int, Iterable[tuple[int, Any]]]]:
    named: dict[str, object] = {"realm_": realm}
    if not reach.everything:
        named["scopes"] = sorted(reach.scopes)
    for number, table in filled(connection, records):
        query, numbers = _rows_of(number, everything=reach.everything)
        width = len(table.keys)
        # A plain tuple: there are hundreds of thousands, and hardly any is looked at again.
        unused = (0,) * (len(RowKey._fields) - 1 - width)
        for line in hot.each(connection, query, **named):
            yield (number, *line[:width], *unused), line[width], zip(numbers, line[width + 1 :], strict=True)
