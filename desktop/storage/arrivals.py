"""Rows that arrive from the centre, and rows that this laptop makes itself from its own ops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.fold import fold, tidy
from contract.exchange.operations import row_hash
from contract.exchange.shapes import Row, RowKey
from contract.tables.records import RecordTable
from desktop.storage.replica import Held, Replica, live_patch
from desktop.storage.tables import gone, op, records, shadow

_ROWS_OF_OPS = sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3).where(
    op.c.author == sa.bindparam("author_"), op.c.n.between(sa.bindparam("n0_"), sa.bindparam("n1_"))
)
_ANY_SHADOW = sa.select(shadow.c.tbl).where(shadow.c.tbl == sa.bindparam("tbl_")).limit(1)
_NOTE_GONE = sa.insert(gone).prefix_with("OR REPLACE")


def _put(table: RecordTable) -> Insert:
    insert = upsert(table.table)
    written = {column.name: insert.excluded[column.name] for column in table.table.columns if not column.primary_key}
    newer = insert.excluded.v >= table.table.c.v
    return insert.on_conflict_do_update(index_elements=list(table.keys), set_=written, where=newer)


def _remove(table: RecordTable) -> sa.Delete:
    named = (column == sa.bindparam(f"{column.name}_") for column in table.keys)
    return sa.delete(table.table).where(*named, table.table.c.v <= sa.bindparam("v_"))


_PUT = {number: _put(table) for number, table in records.items()}
_REMOVE = {number: _remove(table) for number, table in records.items()}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row as the centre has it at version v; content None for one that this laptop may no longer see."""

    key: RowKey
    v: int
    content: Row | None


def make_same(replica: Replica, ranges: Sequence[tuple[int, int, int]], seq: int) -> tuple[list[Arrival], int]:
    """The rows of own ops (author, n0, n1) as the centre must have them at `seq`, and the XOR of their hashes."""
    keys: list[RowKey] = []
    for author, n0, n1 in ranges:
        lines = replica.connection.execute(_ROWS_OF_OPS, {"author_": author, "n0_": n0, "n1_": n1})
        keys += [RowKey(*values) for values in lines]
    keys = replica.touch(keys)
    shadows, rows, ops = replica.shadows_touched(), replica.rows_touched(), replica.live_touched()
    made: list[Arrival] = []
    total = 0
    for key in keys:
        held = shadows.get(key) or rows.get(key)
        mine = [values for values in ops.get(key, ()) if values.at is not None and values.at <= seq]
        mine.sort(key=lambda values: values.at)
        patches = (live_patch(values, key) for values in mine)
        content = tidy(fold(held.content if held else None, patches) or {})
        v = max([held.v if held else 0, *(values.at for values in mine)])
        made.append(Arrival(key, v, content))
        total ^= row_hash(key, content)
    return made, total


def take(replica: Replica, realm: int, arrivals: Iterable[Arrival]) -> None:
    """Puts arrived rows where they belong: under the live ops of a row, or in its place.

    A row older than the one held is left alone. One that must be taken back counts as version 0 since the rewind. A
    removal is not a version: who may see a row again gets it as it was, older than the removal.
    """
    by_table: dict[int, list[Arrival]] = {}
    for arrival in arrivals:
        by_table.setdefault(arrival.key.table, []).append(arrival)
    for number, members in by_table.items():
        shadows = _shadows(replica, number, members)
        under = [a for a in members if a.key in shadows and (a.v >= shadows[a.key].v or shadows[a.key].content is None)]
        plain = [a for a in members if a.key not in shadows]
        replica.put_shadows((a.key, Held(realm, a.v, a.content)) for a in under)
        _put_plain(replica, realm, records[number], [a for a in plain if a.content is not None])
        _remove_plain(replica, records[number], [a for a in plain if a.content is None])
        _note_gone(replica, realm, [a for a in members if a.content is None])
        if under:
            replica.refold(a.key for a in under)


def _shadows(replica: Replica, number: int, members: Sequence[Arrival]) -> dict[RowKey, Held]:
    """The shadows among the arrivals. Most pages meet none, which one look at the table tells."""
    if replica.connection.execute(_ANY_SHADOW, {"tbl_": number}).first() is None:
        return {}
    replica.touch(arrival.key for arrival in members)
    return replica.shadows_touched()


def _put_plain(replica: Replica, realm: int, table: RecordTable, arrivals: Sequence[Arrival]) -> None:
    if not arrivals:
        return
    lines = [table.stored(realm, a.key, a.v, a.content or {}) for a in arrivals]
    replica.connection.execute(_PUT[table.record.number], lines)


def _remove_plain(replica: Replica, table: RecordTable, arrivals: Sequence[Arrival]) -> None:
    if not arrivals:
        return
    names = [f"{column.name}_" for column in table.keys]
    lines = [{**dict(zip(names, a.key[1:], strict=False)), "v_": a.v} for a in arrivals]
    replica.connection.execute(_REMOVE[table.record.number], lines)


def _note_gone(replica: Replica, realm: int, arrivals: Sequence[Arrival]) -> None:
    lines = [
        {"tbl": a.key.table, "k1": a.key.k1, "k2": a.key.k2, "k3": a.key.k3, "realm": realm, "v": a.v} for a in arrivals
    ]
    if lines:
        replica.connection.execute(_NOTE_GONE, lines)
