"""How rows changed by what came from the centre: which fields, from what to what, when it came here and by which road.

Written while pages arrive, once the office has been copied wholly, so a first copy costs nothing. The centre sends a
row's latest state only: what was changed in between two talks is one line. The newest MOST lines are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from contract.exchange.operations import pack_row, unpack_row
from contract.exchange.shapes import Patch, RowKey, Type
from contract.training.catalogue import AUTHOR, CATALOGUE, CONFLICT, PERSON
from desktop.storage.act_tables import trail
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import touched

MOST = 20_000
DIRECT, STICK, HUB = 0, 1, 2
"""Roads by which the centre's answer came: over the network, in a file, through a hub."""
_UNTOLD = frozenset({AUTHOR.number, CONFLICT.number})
_NAMELESS = PERSON.by_name["anonymised_on"].number
_NAMES = ("tbl", "k1", "k2", "k3")
_OF_ROW = sa.select(trail).where(*(trail.c[name] == sa.bindparam(f"{name}_") for name in _NAMES)).order_by(trail.c.id)
_LAST = sa.select(sa.func.coalesce(sa.func.max(trail.c.id), 0))
_STAMP = (
    sa.update(trail)
    .where(trail.c.at.is_(None), trail.c.id > sa.bindparam("after_"))
    .values(at=sa.bindparam("now_"), road=sa.bindparam("road_"))
)
_ADD = "INSERT INTO trail (realm, tbl, k1, k2, k3, v, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_BEYOND = sa.delete(trail).where(trail.c.id <= _LAST.scalar_subquery() - MOST)
_SAME_ROW = sa.and_(*(trail.c[name] == touched.c[name] for name in _NAMES))
_OF_TOUCHED = sa.delete(trail).where(sa.exists().where(_SAME_ROW))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One arrival of a row. before, after: the fields that changed, both None for a row that was not here before.

    at: by this laptop's clock, None while the exchange goes on. v: the centre's version that came.
    """

    before: Patch | None
    after: Patch | None
    v: int
    at: int | None
    road: int


def note(
    replica: Replica, realm: int, arrived: Iterable[RowKey], before: dict[RowKey, Held], after: dict[RowKey, Held]
) -> None:
    """Writes down what the arrival of these rows changed here."""
    lines: list[tuple[object, ...]] = []
    nameless: list[RowKey] = []
    for key in dict.fromkeys(arrived):
        shown, held = after.get(key), before.get(key)
        if shown is None or key.table in _UNTOLD:
            continue
        if held is None:
            lines.append((realm, *key, shown.v, None, None))
            continue
        old, new = held.content or {}, shown.content or {}
        fields = _changed(key.table, old, new) if old != new else ()
        if fields and _is_made_nameless(key, old, new):
            nameless.append(key)
        elif fields:
            was, now = ({n: row.get(n) for n in fields} for row in (old, new))
            lines.append((realm, *key, shown.v, pack_row(was), pack_row(now)))
    if nameless:
        forget(replica, nameless)
    if lines:
        replica.connection.exec_driver_sql(_ADD, lines[-MOST:])
        replica.connection.execute(_BEYOND)


def last(replica: Replica) -> int:
    """The place behind which lines are written now."""
    return int(replica.connection.execute(_LAST).scalar_one())


def stamp(replica: Replica, now: int, road: int, after: int = 0) -> None:
    """What came behind the place `after` came now, by this road."""
    replica.connection.execute(_STAMP, {"now_": now, "road_": road, "after_": after})


def lines_of(replica: Replica, key: RowKey) -> list[TrailLine]:
    """What came of one row, the oldest first."""
    found = replica.connection.execute(_OF_ROW, {f"{name}_": part for name, part in zip(_NAMES, key, strict=True)})
    return [
        TrailLine(
            before=unpack_row(line.before) if line.before is not None else None,
            after=unpack_row(line.after) if line.after is not None else None,
            v=line.v,
            at=line.at,
            road=line.road,
        )
        for line in found
    ]


def forget(replica: Replica, keys: Collection[RowKey]) -> None:
    """Nothing is kept of these rows: who works here may read them no more, or they lost their name."""
    replica.touch(keys)
    replica.connection.execute(_OF_TOUCHED)


def _changed(table: int, old: Patch, new: Patch) -> list[int]:
    """The fields that differ; with a time that does also who wrote it, though it be the same person again."""
    fields = [n for n in {**old, **new} if old.get(n) != new.get(n)]
    times, writers = _signs(table)
    if not times.isdisjoint(fields):
        fields += [n for n in writers if n in new and n not in fields]
    return fields


@cache
def _signs(table: int) -> tuple[frozenset[int], frozenset[int]]:
    """The fields that tell when a row was written, and by whom."""
    shapes = CATALOGUE.record(table).fields
    when, who = (frozenset(f.number for f in shapes if f.type is kind) for kind in (Type.TIME, Type.AUTHOR))
    return when, who


def _is_made_nameless(key: RowKey, was: Patch, new: Patch) -> bool:
    return key.table == PERSON.number and bool(new.get(_NAMELESS)) and not was.get(_NAMELESS)
