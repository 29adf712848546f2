"""Whether this laptop holds what the centre holds: its digest, and putting right what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa

from contract.exchange.digests import bucket_of, deal, state_hash, total
from contract.exchange.fold import tidy
from contract.exchange.shapes import Row, RowKey
from contract.tables.filled import filled
from desktop.storage.history import Standing
from desktop.storage.replica import Held, Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import mending, realm, records, shadow, want

_REALM: sa.BindParameter[int] = sa.bindparam("realm_", type_=sa.Integer())
_UNSETTLED = sa.union_all(
    sa.select(shadow.c.tbl).where(shadow.c.realm == _REALM), sa.select(want.c.tbl).where(want.c.realm == _REALM)
).limit(1)
_PLACE = sa.select(realm.c.seq, realm.c.head, realm.c.since).where(realm.c.number == _REALM)


class Differing(msgspec.Struct, frozen=True):
    """Buckets of an office that are not as the centre has them at the commit `seq`; kept until they are put right."""

    seq: int
    buckets: int
    wanted: list[int]


@cache
def _rows_of(number: int) -> tuple[sa.Select[*tuple[Any, ...]], tuple[int, ...]]:
    table = records[number]
    shown = dict(sorted(table.columns.items()))
    query = sa.select(*table.keys, table.table.c.v, *shown.values()).where(table.table.c.realm == _REALM)
    return query, tuple(shown)


def is_comparable(replica: Replica, standing: Standing) -> bool:
    """Whether what is here is what the centre has at the cursor: nothing lies over it, nothing is asked for."""
    settled = replica.connection.execute(_UNSETTLED, {"realm_": standing.realm}).first() is None
    return settled and bool(standing.scopes) and standing.since == standing.seq and not standing.ask_marks


def digest(replica: Replica, number: int) -> tuple[int, int]:
    """(digest, rows) of an office as this laptop holds it."""
    hashes = [found for _, found in _hashes(replica, number)]
    return total(hashes), len(hashes)


def _hashes(replica: Replica, number: int) -> Iterator[tuple[RowKey, int]]:
    for record, table in filled(replica.connection, records):
        query, numbers = _rows_of(record)
        width = len(table.keys)
        for line in replica.connection.execute(query, {"realm_": number}):
            key = RowKey(record, *line[:width])
            yield key, state_hash(key, line[width], zip(numbers, line[width + 1 :], strict=True))


def differing(replica: Replica, number: int, seq: int) -> Differing | None:
    """Buckets that the centre has told to differ, as long as this laptop still stands at that commit."""
    kept = recall(replica, _name(number))
    found = msgspec.convert(kept, Differing) if kept is not None else None
    return found if found is not None and found.seq == seq else None


def note_differing(replica: Replica, number: int, seq: int, theirs: Sequence[int]) -> bool:
    """Compares the centre's buckets with those here and keeps which differ; whether any does."""
    at = replica.connection.execute(_PLACE, {"realm_": number}).one()
    mine = deal(_hashes(replica, number), len(theirs))
    wrong = [bucket for bucket, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other]
    if at.seq != seq or not wrong:
        return False
    remember(replica, _name(number), msgspec.to_builtins(Differing(seq, len(theirs), wrong)))
    return True


def put_right(
    replica: Replica, number: int, seq: int, buckets: tuple[int, Collection[int]], rows: dict[RowKey, tuple[int, Row]]
) -> int:
    """Makes these buckets what the centre has in them at the commit `seq`; gives how many rows were wrong.

    Rows over which an edit has been laid since are put under it.
    """
    count, chosen = buckets
    at = replica.connection.execute(_PLACE, {"realm_": number}).one()
    if at.seq != seq or at.since != seq:
        return 0
    wrong: dict[RowKey, Held] = {}
    here = {key: found for key, found in _hashes(replica, number) if bucket_of(key, count) in set(chosen)}
    for key, (v, row) in rows.items():
        if here.pop(key, None) != state_hash(key, v, sorted(tidy(row).items())):
            wrong[key] = Held(number, v, tidy(row))
    _replace(replica, number, wrong, list(here))
    _forget(replica, number, chosen)
    return len(wrong) + len(here)


def _replace(replica: Replica, number: int, rows: dict[RowKey, Held], gone: list[RowKey]) -> None:
    replica.touch([*rows, *gone])
    edited = replica.shadows_touched()
    nothing = Held(number, 0, None)
    replica.put_shadows((key, rows.get(key, nothing)) for key in edited)
    replica.put_rows((key, held) for key, held in rows.items() if key not in edited)
    replica.drop_rows(key for key in gone if key not in edited)
    replica.refold(edited)


def _forget(replica: Replica, number: int, chosen: Collection[int]) -> None:
    kept = recall(replica, _name(number))
    if kept is not None:
        left = [bucket for bucket in kept["wanted"] if bucket not in set(chosen)]
        remember(replica, _name(number), {**kept, "wanted": left} if left else None)


def note_mending(replica: Replica, number: int, seq: int, at: int, rows: int) -> None:
    """Rows were put right: kept for whoever looks for the reason."""
    values = {"realm": number, "seq": seq, "at": at, "rows": rows}
    replica.connection.execute(sa.insert(mending).values(values))


def mendings(replica: Replica) -> list[tuple[int, int, int]]:
    """(office, time, rows) whenever rows were put right, the newest first."""
    lines = replica.connection.execute(sa.select(mending).order_by(mending.c.id.desc()))
    return [(v.realm, v.at, v.rows) for v in lines]


def has_differing(replica: Replica, numbers: Collection[int]) -> bool:
    """Whether buckets of one of these offices wait to be put right.

    What differed at an earlier commit is not asked for any more: the next digest tells whether it still does.
    """
    places = {number: replica.connection.execute(_PLACE, {"realm_": number}).one().seq for number in numbers}
    return any(differing(replica, number, seq) is not None for number, seq in places.items())


def _name(number: int) -> str:
    return f"differing {number}"
