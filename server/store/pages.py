"""Pages: the rows of an office that a laptop may see and does not have yet, up to a commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from contract.exchange.judge import Fate
from contract.exchange.messages import Rows, Table
from contract.exchange.operations import row_hash
from contract.exchange.pages import pack_table
from contract.exchange.scopes import SHARED, Reach
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE
from server.store.bench import CHUNK
from server.store.ledger import head_at, top
from server.store.tables import feed, op, records

_SAME_KEY = ("tbl", "k1", "k2", "k3")


@dataclass(frozen=True)
class Reader:
    """Who asks: what they may see, and per own author the highest n that they know of or have shown."""

    realm: int
    reach: Reach
    shown: Mapping[int, int] = field(default_factory=dict)
    level: int = 9


def _visible(reader: Reader) -> sa.ColumnElement[bool]:
    if reader.reach.everything:
        return sa.and_(feed.c.realm == reader.realm, feed.c.home == 1)
    return sa.and_(feed.c.realm == reader.realm, feed.c.scope.in_([SHARED, *sorted(reader.reach.scopes)]))


def next_page(connection: sa.Connection, reader: Reader, since: int, most: int) -> Rows | None:
    """The rows after commit `since`, whole commits, about `most` of them; None when nothing is newer."""
    newest = top(connection, reader.realm)
    if since >= newest:
        return None
    query = sa.select(feed.c.seq).where(_visible(reader), feed.c.seq > since).order_by(feed.c.seq).limit(most)
    seqs = list(connection.execute(query).scalars())
    end = newest if len(seqs) < most else int(seqs[-1])
    same = _same_rows(connection, reader, since, end)
    pages, total = _tables(connection, reader, since, end, same)
    head = head_at(connection, reader.realm, end)
    return Rows(reader.realm, end, head, pages, _ranges(same.values()), total, last=end == newest)


def _tables(
    connection: sa.Connection, reader: Reader, since: int, end: int, same: Mapping[RowKey, object]
) -> tuple[list[Table], int]:
    """One table per record with news, without the rows that the reader makes itself, and the hash of those."""
    found: list[Table] = []
    total = 0
    window = sa.and_(_visible(reader), feed.c.seq > since, feed.c.seq <= end)
    for number in connection.execute(sa.select(feed.c.tbl).where(window).distinct().order_by(feed.c.tbl)).scalars():
        rows: dict[RowKey, tuple[int, Row]] = {}
        for key, v, row in _rows(connection, reader, number, sa.and_(window, feed.c.gone == 0)):
            if key in same:
                total ^= row_hash(key, row) if key not in rows else 0
            rows[key] = (v, row)
        removed = _removed(connection, number, sa.and_(window, feed.c.gone == 1), reader, rows)
        full = [(key, v, row) for key, (v, row) in sorted(rows.items()) if key not in same]
        if full or removed:
            keys = len(records[number].keys)
            found.append(pack_table(number, keys, full, removed, reader.level))
    return found, total


def _rows(
    connection: sa.Connection, reader: Reader, number: int, which: sa.ColumnElement[bool]
) -> Iterator[tuple[RowKey, int, Row]]:
    table = records[number]
    same = [feed.c[name] == column for name, column in zip(("k1", "k2", "k3"), table.keys, strict=False)]
    joined = feed.join(table.table, sa.and_(feed.c.tbl == number, *same))
    private = () if reader.reach.everything else [f.number for f in CATALOGUE.record(number).fields if f.private]
    for values in connection.execute(sa.select(table.table).select_from(joined).where(which)):
        row = table.row_of(values)
        for hidden in private:
            row.pop(hidden, None)
        yield table.key_of(values), int(values.v), row


def _removed(
    connection: sa.Connection,
    number: int,
    which: sa.ColumnElement[bool],
    reader: Reader,
    rows: Mapping[RowKey, object],
) -> list[RowKey]:
    """Rows that left a scope of the reader and are in no other of theirs."""
    if reader.reach.everything:
        return []
    query = sa.select(*(feed.c[name] for name in _SAME_KEY)).where(which, feed.c.tbl == number).distinct()
    gone = [RowKey(*values) for values in connection.execute(query)]
    still = {key for key in gone if key not in rows and _sees(connection, reader, key)}
    return sorted(key for key in gone if key not in rows and key not in still)


def _sees(connection: sa.Connection, reader: Reader, key: RowKey) -> bool:
    same = [feed.c[name] == part for name, part in zip(_SAME_KEY, key, strict=True)]
    query = sa.select(feed.c.seq).where(_visible(reader), feed.c.gone == 0, *same).limit(1)
    return connection.execute(query).first() is not None


def _same_rows(connection: sa.Connection, reader: Reader, since: int, end: int) -> dict[RowKey, list[tuple[int, int]]]:
    """Rows that the reader can make itself, with its ops (author, n) on them.

    Since the base of its first new op there, nobody else touched the row and all its ops are ok. A guess: the total in
    the page proves it.
    """
    authors = list(reader.shown)
    if not authors:
        return {}
    keys = [op.c[name] for name in _SAME_KEY]
    mine = (
        sa.select(*keys, sa.func.min(op.c.base).label("base"))
        .where(op.c.author.in_(authors), op.c.realm == reader.realm, op.c.seq > since, op.c.seq <= end)
        .group_by(*keys)
        .subquery()
    )
    joined = mine.join(op, sa.and_(*(mine.c[name] == op.c[name] for name in _SAME_KEY), op.c.seq > mine.c.base))
    query = sa.select(*keys, op.c.author, op.c.n, op.c.seq, op.c.fate).select_from(joined)
    found: dict[RowKey, list[tuple[int, int]]] = defaultdict(list)
    spoiled: set[RowKey] = set()
    for values in connection.execute(query):
        key = RowKey(values.tbl, values.k1, values.k2, values.k3)
        unknown = values.n > reader.shown.get(values.author, 0)
        if unknown or values.fate != Fate.OK.value or values.seq > end:
            spoiled.add(key)
        elif values.seq > since:
            found[key].append((values.author, values.n))
    return {key: dots for key, dots in found.items() if key not in spoiled}


def _ranges(rows: Iterable[Sequence[tuple[int, int]]]) -> list[tuple[int, int, int]]:
    ranges: list[tuple[int, int, int]] = []
    for author, n in sorted(dot for dots in rows for dot in dots):
        if ranges and ranges[-1][0] == author and ranges[-1][2] == n - 1:
            ranges[-1] = (author, ranges[-1][1], n)
        else:
            ranges.append((author, n, n))
    return ranges


def wanted_rows(connection: sa.Connection, reader: Reader, keys: Sequence[RowKey]) -> Rows:
    """The rows asked for by name at the last commit; one that the reader may not see is told as removed."""
    newest = top(connection, reader.realm)
    pages = []
    for number in sorted({key.table for key in keys if CATALOGUE.knows(key.table)}):
        asked = [key for key in keys if key.table == number]
        found: dict[RowKey, tuple[int, Row]] = {}
        for start in range(0, len(asked), CHUNK):
            chosen = [key[1:] for key in asked[start : start + CHUNK]]
            which = sa.and_(_visible(reader), feed.c.gone == 0, sa.tuple_(feed.c.k1, feed.c.k2, feed.c.k3).in_(chosen))
            found.update({key: (v, row) for key, v, row in _rows(connection, reader, number, which)})
        rows = [(key, v, row) for key, (v, row) in sorted(found.items())]
        removed = sorted({key for key in asked if key not in found})
        pages.append(pack_table(number, len(records[number].keys), rows, removed, reader.level))
    head = head_at(connection, reader.realm, newest)
    return Rows(reader.realm, newest, head, pages, answered=[(k.table, k.k1, k.k2, k.k3) for k in keys], last=True)
