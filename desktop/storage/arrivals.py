"""Rows that arrive from the centre, and rows that this laptop makes itself from its own ops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import xor
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.fold import fold, tidy
from contract.exchange.operations import row_hash
from contract.exchange.shapes import Row, RowKey
from contract.tables.lines import Line, put_lines
from contract.tables.records import RecordTable
from desktop.storage.replica import Held, Replica, live_patch
from desktop.storage.tables import LIVE, gone, op, records, shadow, touched

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


def _move(table: RecordTable) -> str:
    named = " AND ".join(f'"{column.name}" = ?' for column in table.keys)
    return f'UPDATE "{table.table.name}" SET v = ? WHERE {named}'


_SAME_OP = sa.and_(*(op.c[name] == touched.c[name] for name in ("tbl", "k1", "k2", "k3")))
_SAME_SHADOW = sa.and_(*(shadow.c[name] == touched.c[name] for name in ("tbl", "k1", "k2", "k3")))
_LONE = (
    sa.select(*touched.c, sa.func.max(op.c.at), sa.func.max(op.c.author), sa.func.max(op.c.n))
    .select_from(touched.join(op, sa.and_(_SAME_OP, op.c.state == LIVE)).join(shadow, _SAME_SHADOW))
    .group_by(*touched.c)
    .having(sa.func.count() == 1, sa.func.max(op.c.at) <= sa.bindparam("seq_"))
    .having(sa.func.max(shadow.c.v) < sa.func.max(op.c.at))
)
_MOVE = {number: _move(table) for number, table in records.items()}
_PUT = {number: _put(table) for number, table in records.items()}
_REMOVE = {number: _remove(table) for number, table in records.items()}


class Arrival(NamedTuple):
    """A row as the centre has it at version v; content None for one that this laptop may no longer see.

    made_by: the one live op over the row where the row is as it is shown, and needs only be told so.
    """

    key: RowKey
    v: int
    content: Row | None
    made_by: tuple[int, int] | None = None


def make_same(replica: Replica, ranges: Sequence[tuple[int, int, int]], seq: int) -> tuple[list[Arrival], int]:
    """The rows of own ops (author, n0, n1) as the centre must have them at `seq`, and the XOR of their hashes."""
    keys: list[RowKey] = []
    for author, n0, n1 in ranges:
        lines = replica.connection.execute(_ROWS_OF_OPS, {"author_": author, "n0_": n0, "n1_": n1})
        keys += [RowKey(*values) for values in lines]
    keys = replica.touch(keys)
    made = _shown_whole(replica, seq)
    if len(made) < len(keys):
        made += _folded(replica, replica.touch(set(keys) - {arrival.key for arrival in made}), seq)
    return made, reduce(xor, (row_hash(arrival.key, arrival.content or {}) for arrival in made), 0)


def _shown_whole(replica: Replica, seq: int) -> list[Arrival]:
    """Of the touched rows those with one live op, applied by `seq`: what is shown is what the centre must have."""
    run = replica.connection.execute
    lone = {RowKey(*line[:4]): (line[4], line[5], line[6]) for line in run(_LONE, {"seq_": seq}).all()}
    if not lone:
        return []
    made: list[Arrival] = []
    for key, held in replica.rows_touched().items():
        if key in lone:
            at, author, n = lone[key]
            made.append(Arrival(key, at, held.content, (author, n)))
    return made


def _folded(replica: Replica, keys: Sequence[RowKey], seq: int) -> list[Arrival]:
    """The touched rows as the centre must have them, folded anew."""
    shadows, rows, ops = replica.shadows_touched(), replica.rows_touched(), replica.live_touched()
    made: list[Arrival] = []
    for key in keys:
        held = shadows.get(key) or rows.get(key)
        mine = [values for values in ops.get(key, ()) if values.at is not None and values.at <= seq]
        mine.sort(key=lambda values: values.at)
        patches = (live_patch(values, key) for values in mine)
        content = tidy(fold(held.content if held else None, patches) or {})
        v = max([held.v if held else 0, *(values.at for values in mine)])
        made.append(Arrival(key, v, content))
    return made


def take(replica: Replica, realm: int, arrivals: Iterable[Arrival]) -> None:
    """Puts arrived rows where they belong: under the live ops of a row, or in its place.

    A row older than the one held is left alone. One that must be taken back counts as version 0 since the rewind. A
    removal is not a version: who may see a row again gets it as it was, older than the removal.
    """
    by_table: dict[int, list[Arrival]] = {}
    shown: list[Arrival] = []
    for arrival in arrivals:
        if arrival.made_by is None:
            by_table.setdefault(arrival.key.table, []).append(arrival)
        else:
            shown.append(arrival)
    _settle_shown(replica, shown)
    for number, members in by_table.items():
        shadows = _shadows(replica, number, members)
        plain = [a for a in members if a.key not in shadows] if shadows else members
        under = [a for a in members if a.key in shadows and (a.v >= shadows[a.key].v or shadows[a.key].content is None)]
        if under:
            under = _settle_whole(replica, realm, under)
        replica.put_shadows((a.key, Held(realm, a.v, a.content)) for a in under)
        _put_plain(replica, realm, records[number], [a for a in plain if a.content is not None])
        _remove_plain(replica, records[number], [a for a in plain if a.content is None])
        _note_gone(replica, realm, [a for a in members if a.content is None])
        if under:
            replica.refold(a.key for a in under)


def _settle_shown(replica: Replica, arrivals: Sequence[Arrival]) -> None:
    """Rows that are already as they come: only their version moves, and their op is settled."""
    if not arrivals:
        return
    moved: dict[int, list[Line]] = {}
    for key, v, _, _ in arrivals:
        moved.setdefault(key.table, []).append((v, *key[1 : 1 + len(records[key.table].keys)]))
    for number, lines in moved.items():
        replica.connection.exec_driver_sql(_MOVE[number], lines)
    replica.drop_shadows([arrival.key for arrival in arrivals])
    replica.mark_settled([arrival.made_by for arrival in arrivals if arrival.made_by is not None])


def _settle_whole(replica: Replica, realm: int, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Of these rows with live ops, just looked at, settles those that contain all of theirs; gives the others."""
    ops = replica.live_touched()
    left: list[Arrival] = []
    whole: list[Arrival] = []
    for arrival in arrivals:
        waits = any(values.at is None or values.at > arrival.v for values in ops.get(arrival.key, ()))
        (left if waits else whole).append(arrival)
    replica.mark_settled([(values.author, values.n) for a in whole for values in ops.get(a.key, ())])
    replica.put_rows((a.key, Held(realm, a.v, a.content)) for a in whole if a.content is not None)
    replica.drop_rows(a.key for a in whole if a.content is None)
    replica.drop_shadows([a.key for a in whole])
    return left


def _shadows(replica: Replica, number: int, members: Sequence[Arrival]) -> dict[RowKey, Held]:
    """The shadows among the arrivals. Most pages meet none, which one look at the table tells."""
    if replica.connection.execute(_ANY_SHADOW, {"tbl_": number}).first() is None:
        return {}
    replica.touch(arrival.key for arrival in members)
    return replica.shadows_touched()


def _put_plain(replica: Replica, realm: int, table: RecordTable, arrivals: Sequence[Arrival]) -> None:
    if not arrivals:
        return
    lines = [table.line(realm, a.key, a.v, a.content or {}) for a in arrivals]
    put_lines(replica.connection, _PUT[table.record.number], lines)


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
