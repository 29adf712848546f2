"""What an audit reads: signed originals, ops in the order judged, the log, and whole tables side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from contract.exchange.segments import Segment
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from contract.training.plain_rows import Plain, plain_number, plain_value
from server.store.tables import CENTRE_DEVICE, device, feed, lease, log, member, op, realm, records, segment

AT_ONCE = 2000
_OPS_OF = sa.select(op).where(
    op.c.author == sa.bindparam("author_", type_=sa.BigInteger()),
    op.c.n.between(sa.bindparam("n0_", type_=sa.BigInteger()), sa.bindparam("n1_", type_=sa.BigInteger())),
)
_ORIGINAL_AT = (
    sa.select(segment)
    .where(
        segment.c.author == sa.bindparam("author_", type_=sa.BigInteger()),
        segment.c.n0 <= sa.bindparam("n0_", type_=sa.BigInteger()),
        segment.c.n1 >= sa.bindparam("n0_", type_=sa.BigInteger()),
    )
    .order_by(segment.c.n0.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the log says: where, what is stored there, and what the replay or the original has.

    field: None for a line as a whole; then `stored` or `replayed` is None when that side has no such line.
    """

    table: str
    key: str
    field: str | None
    stored: Any
    replayed: Any


@dataclass(frozen=True, slots=True)
class Writer:
    """An author number: whose key seals its segments, and what is held of it by its own line."""

    number: int
    realm: int
    public_key: bytes
    of_centre: bool
    got: int
    at: int
    corrected: int
    chain: bytes


def writers(connection: sa.Connection) -> dict[int, Writer]:
    """All author numbers leased, by number."""
    query = (
        sa.select(lease, member.c.public_key, device.c.number.label("device"))
        .join(member, member.c.id == lease.c.member)
        .join(device, device.c.number == member.c.device)
    )
    return {
        v.author: Writer(
            v.author, v.realm, bytes(v.public_key), v.device == CENTRE_DEVICE, v.got, v.at, v.corrected, bytes(v.chain)
        )
        for v in connection.execute(query)
    }


def originals(connection: sa.Connection) -> Iterator[tuple[Segment, int]]:
    """(segment, when received) of every author, in the order of its ops."""
    query = sa.select(segment).order_by(segment.c.author, segment.c.n0)
    for v in connection.execution_options(yield_per=100).execute(query):
        body, signature = bytes(v.body), bytes(v.signature)
        yield Segment(author=v.author, n0=v.n0, n1=v.n1, body=body, signature=signature), v.received


def original_at(connection: sa.Connection, author: int, n: int) -> bytes | None:
    """The body of a segment that holds an op."""
    v = connection.execute(_ORIGINAL_AT, {"author_": author, "n0_": n}).first()
    return bytes(v.body) if v is not None else None


def ops_of(connection: sa.Connection, author: int, n0: int, n1: int) -> dict[int, Values]:
    """Lines of the table op by n."""
    return {v.n: v for v in connection.execute(_OPS_OF, {"author_": author, "n0_": n0, "n1_": n1})}


def commits(connection: sa.Connection, number: int) -> Iterator[tuple[int, list[Values]]]:
    """(seq, ops) of an office in the order judged."""
    query = sa.select(op).where(op.c.realm == number).order_by(op.c.seq, op.c.author, op.c.n)
    found = connection.execution_options(yield_per=AT_ONCE).execute(query)
    for seq, lines in groupby(found, attrgetter("seq")):
        yield seq, list(lines)


def log_lines(connection: sa.Connection, number: int) -> Iterator[tuple[int, bytes, int]]:
    """(seq, head, time) of an office's log."""
    query = sa.select(log).where(log.c.realm == number).order_by(log.c.seq)
    for v in connection.execution_options(yield_per=AT_ONCE).execute(query):
        yield v.seq, bytes(v.head), v.at


def clock(connection: sa.Connection, number: int) -> tuple[int, bytes]:
    """An office's clock row: (seq, head)."""
    v = connection.execute(sa.select(realm.c.seq, realm.c.head).where(realm.c.number == number)).one()
    return v.seq, bytes(v.head)


def ops_held(connection: sa.Connection) -> int:
    """Lines in the table op."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(op)).scalar_one())


def rows_held(connection: sa.Connection) -> int:
    """Judged rows of all records."""
    counts = (sa.select(sa.func.count()).select_from(table.table) for table in records.values())
    return sum(int(connection.execute(query).scalar_one()) for query in counts)


def tables_side_by_side(stored: sa.Connection, replayed: sa.Connection) -> Iterator[Difference]:
    """Every row and every line of the feed that is not the same in both databases."""
    for number, table in records.items():
        names = {column.name: table.record.by_number[n] for n, column in table.columns.items()}

        def plain(name: str, value: Any, names: Any = names) -> Plain:
            return plain_value(names[name], value) if name in names else value

        def named(v: Values, number: int = number) -> str:
            return row_name(records[number].key_of(v))

        yield from _compared(stored, replayed, table.table, named, plain)
    yield from _compared(stored, replayed, feed, _feed_name, lambda _, value: value)


def _feed_name(v: Values) -> str:
    record = records.get(v.tbl)
    name = record.record.name if record is not None else str(v.tbl)
    return f"{v.realm} {plain_number(v.scope)} {name} {row_name(RowKey(v.tbl, v.k1, v.k2, v.k3))}"


def row_name(key: RowKey) -> str:
    """A row's keys as people see them, with "/" between: "7-203" or "7-12/7-3"."""
    width = len(records[key.table].keys) if key.table in records else 3
    return "/".join(str(plain_number(part)) for part in key[1 : 1 + width])


def _compared(
    stored: sa.Connection, replayed: sa.Connection, table: sa.Table, named: Any, plain: Any
) -> Iterator[Difference]:
    keys = list(table.primary_key.columns)
    query = sa.select(table).order_by(*keys)
    places = [list(table.columns).index(column) for column in keys]
    columns = [str(column.name) for column in table.columns]
    left, right = (c.execution_options(yield_per=AT_ONCE).execute(query) for c in (stored, replayed))
    for here, there in _side_by_side(left, right, places):
        line = here if here is not None else there
        if here is None or there is None:
            values = {name: plain(name, x) for name, x in zip(columns, line or (), strict=True) if x is not None}
            sides = (values, None) if here is not None else (None, values)
            yield Difference(str(table.name), named(line), None, *sides)
            continue
        for name, x, y in zip(columns, here, there, strict=True):
            if x != y:
                yield Difference(str(table.name), named(here), name, plain(name, x), plain(name, y))


def _side_by_side(
    stored: Iterable[Values], replayed: Iterable[Values], places: list[int]
) -> Iterator[tuple[Values | None, Values | None]]:
    """Lines of two tables that are in the order of their keys, the equal ones left out."""
    left, right = iter(stored), iter(replayed)
    here, there = next(left, None), next(right, None)
    while here is not None or there is not None:
        if here is not None and there is not None and tuple(here) == tuple(there):
            here, there = next(left, None), next(right, None)
            continue
        one = [here[place] for place in places] if here is not None else None
        other = [there[place] for place in places] if there is not None else None
        if other is None or (one is not None and one < other):
            yield here, None
            here = next(left, None)
        elif one is None or other < one:
            yield None, there
            there = next(right, None)
        else:
            yield here, there
            here, there = next(left, None), next(right, None)
