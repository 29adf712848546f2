"""The oracle: what must hold after every step and at rest. Names follow the design's list, I1 to I12."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from contract.exchange.fold import fold, tidy
from contract.exchange.operations import unpack_row
from contract.exchange.scopes import SHARED
from contract.exchange.seals import next_head
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE
from contract.training.roles import reach_of
from desktop.storage import tables as near
from server.store import ledger
from server.store import tables as far

if TYPE_CHECKING:
    from tests.simulation.laptop import Laptop
    from tests.simulation.world import World

KEY = ("tbl", "k1", "k2", "k3")


class Broken(AssertionError):
    """An invariant does not hold."""


def demand(holds: object, invariant: str, *facts: object) -> None:
    """Raises Broken naming the invariant when `holds` is false."""
    if not holds:
        raise Broken(f"{invariant}: {facts}")


def key_of(values: sa.Row[*tuple[object, ...]]) -> RowKey:
    """The row that a line with the four key columns names."""
    return RowKey(*(getattr(values, name) for name in KEY))


def rows_of(laptop: Laptop) -> dict[RowKey, tuple[int, int, Row]]:
    """All visible rows: (realm, v, fields). Read through the bare driver: this runs after every step."""
    driver = laptop.replica.connection.connection.driver_connection
    assert driver is not None
    found: dict[RowKey, tuple[int, int, Row]] = {}
    for number, statement, keys in _ALL_ROWS:
        fields = list(near.records[number].columns)
        for realm, v, *values in driver.execute(statement):
            row = {n: x for n, x in zip(fields, values[keys:], strict=True) if x is not None}
            found[RowKey(number, *values[:keys])] = (realm, v, row)
    return found


def _all_rows() -> list[tuple[int, str, int]]:
    found = []
    for number, table in near.records.items():
        columns = ", ".join(f'"{column.name}"' for column in (*table.keys, *table.columns.values()))
        found.append((number, f'SELECT realm, v, {columns} FROM "{table.record.name}"', len(table.keys)))
    return found


_ALL_ROWS = _all_rows()


def check_laptop(world: World, laptop: Laptop) -> None:
    """I3, I7, I9 and that own work stays visible, after any step."""
    run = laptop.replica.connection.execute
    rows = rows_of(laptop)
    cursors = {values.number: values.seq for values in run(sa.select(near.realm))}
    shadows = {key_of(values): values for values in run(sa.select(near.shadow))}
    live: dict[RowKey, list[sa.Row[*tuple[object, ...]]]] = {}
    for values in run(sa.select(near.op).where(near.op.c.state == near.LIVE).order_by(near.op.c.ord)):
        live.setdefault(key_of(values), []).append(values)
    demand(set(live) == set(shadows), "I7 a shadow exists iff its row has a live op", laptop.number, set(live) ^ set(shadows))
    for key, (realm, v, _) in rows.items():
        demand(v <= cursors[realm], "I9 no row is ahead of the cursor", laptop.number, key, v)
    for key, held in shadows.items():
        demand(held.v <= cursors[held.realm], "I9 no shadow is ahead of the cursor", laptop.number, key)
        content = unpack_row(held.content) if held.content is not None else None
        seen = tidy(fold(content, (unpack_row(values.patch) for values in live[key])) or {})
        demand(
            key in rows and rows[key][2] == seen,
            "I3 visible row is shadow plus live ops",
            laptop.number,
            key,
            rows.get(key),
            seen,
            held,
            [(unpack_row(o.patch), o.at, o.ord) for o in live[key]],
        )
    _check_own_work(world, laptop, rows, shadows, live)


def _check_own_work(world: World, laptop: Laptop, rows: object, shadows: object, live: object) -> None:
    """Hole 11: an own edit stays visible until its row has come at or past it, or it was returned."""
    assert isinstance(rows, dict) and isinstance(shadows, dict) and isinstance(live, dict)
    run = laptop.replica.connection.execute
    with world.centre.snapshot() as connection:
        for order, (_, patch) in list(laptop.watched.items()):
            values = run(sa.select(near.op).where(near.op.c.ord == order)).first()
            if values is None or values.state == near.ASIDE:
                del laptop.watched[order]
                continue
            key = key_of(values)
            held = shadows[key].v if key in shadows else rows[key][1] if key in rows else None
            judged = connection.execute(
                sa.select(far.op.c.seq, far.op.c.chain).where(far.op.c.author == values.author, far.op.c.n == values.n)
            ).first()
            if judged is not None and bytes(judged.chain) == bytes(values.chain):
                removed = run(sa.select(near.gone.c.v).where(*(near.gone.c[n] == p for n, p in zip(KEY, key, strict=True))))
                newest = max([held or 0, *removed.scalars()])
                if newest >= judged.seq or (key not in rows and not laptop.sees_everything):
                    del laptop.watched[order]
                    continue
            later = {n for o in live.get(key, ()) if o.ord > order for n in unpack_row(o.patch)}
            for number in set(patch) - later:
                if number == 1 or values.own == 0:
                    continue
                wanted = unpack_row(values.patch)[number]
                seen = rows[key][2].get(number) if key in rows else None
                demand(seen == wanted, "I3 own edit is visible until its row has come", laptop.number, key, number, seen, wanted)


def check_twice(laptop: Laptop, repeat: Callable[[], None]) -> None:
    """I12: taking a frame again changes nothing."""
    before = rows_of(laptop)
    repeat()
    after = rows_of(laptop)
    demand(before == after, "I12 a frame taken twice changes nothing", laptop.number)


def check_rest(world: World) -> None:
    """I1, I2, I4, I5, I6, I7, I8 and I11 when nothing moves any more."""
    with world.centre.snapshot() as connection:
        _check_log(connection)
        _check_prefixes(connection)
        _check_parents(connection)
        _check_causes(connection)
        _check_kept(world, connection)
        for laptop in world.laptops:
            _check_converged(world, connection, laptop)


def _check_log(connection: sa.Connection) -> None:
    for realm in connection.execute(sa.select(far.realm)):
        heads = connection.execute(sa.select(far.log).where(far.log.c.realm == realm.number).order_by(far.log.c.seq)).all()
        demand([line.seq for line in heads] == list(range(len(heads))), "I4 the log has no gap", realm.number)
        demand(realm.seq == len(heads) - 1 and bytes(realm.head) == bytes(heads[-1].head), "I4 the clock is the log's end")
        for before, line in zip(heads, heads[1:], strict=False):
            query = sa.select(far.op).where(far.op.c.realm == realm.number, far.op.c.seq == line.seq).order_by(far.op.c.n)
            entries = b"".join(
                bytes(o.chain) + o.fate.encode() + o.corrected.to_bytes(8, "big", signed=True)
                for o in connection.execute(query)
            )
            demand(next_head(bytes(before.head), entries) == bytes(line.head), "I4 the log's hashes hold", line.seq)


def _check_prefixes(connection: sa.Connection) -> None:
    held = {
        author: (count, last)
        for author, count, last in connection.execute(
            sa.select(far.op.c.author, sa.func.count(), sa.func.max(far.op.c.n)).group_by(far.op.c.author)
        )
    }
    for line in connection.execute(sa.select(far.lease)):
        demand(held.get(line.author, (0, 0)) in ((line.got, line.got), (0, 0)), "I6 ops of an author are 1..got", line)


def _check_parents(connection: sa.Connection) -> None:
    ids = {
        record.name: set(connection.execute(sa.select(far.records[record.number].keys[0])).scalars())
        for record in CATALOGUE.records
        if record.minted
    }
    for record in CATALOGUE.records:
        table = far.records[record.number]
        for values in connection.execute(sa.select(table.table)):
            for name, column in zip(record.key_refers_to, table.keys, strict=False):
                if name is not None:
                    demand(getattr(values, column.name) in ids[name], "I5 every parent exists", record.name, values)


def _check_causes(connection: sa.Connection) -> None:
    """I8: an op that had seen the newest version is never beaten."""
    for lost in connection.execute(sa.select(far.op).where(far.op.c.fate == "lost")):
        same = (far.op.c[name] == getattr(lost, name) for name in KEY)
        rival = sa.select(far.op.c.n).where(
            *same, far.op.c.seq > lost.base, far.op.c.seq <= lost.seq, far.op.c.author != lost.author
        )
        demand(connection.execute(rival).first() is not None, "I8 nothing beats an op that had seen all", lost)


def _check_kept(world: World, connection: sa.Connection) -> None:
    """I2: every edit that a surviving copy holds is at the centre exactly once."""
    held = Counter(connection.execute(sa.select(far.op.c.wall)).scalars())
    for laptop in world.laptops:
        own = sa.select(near.op).where(near.op.c.own == 1)
        for values in laptop.replica.connection.execute(own):
            demand(held[values.wall] >= 1, "I2 no edit is lost", laptop.number, values)
    walls = Counter(dict.fromkeys(held, 1))
    multiple = {wall: count for wall, count in held.items() if count > walls[wall]}
    demand(not multiple, "I2 no edit is doubled", multiple)


def _check_converged(world: World, connection: sa.Connection, laptop: Laptop) -> None:
    run = laptop.replica.connection.execute
    quiet = sa.select(near.op).where(sa.or_(near.op.c.state == near.LIVE, near.op.c.at.is_(None)), near.op.c.own == 1)
    demand(not run(quiet).all(), "I11 nothing waits at rest", laptop.number, run(quiet).first())
    demand(not run(sa.select(near.shadow)).all(), "I7 no shadow at rest", laptop.number, run(sa.select(near.shadow)).first())
    want: dict[RowKey, tuple[int, int, Row]] = {}
    for realm in sorted({seat.realm for seat in laptop.seats}):
        ids = [m for m, seat in zip(laptop.members, laptop.seats, strict=True) if seat.realm == realm]
        reach = reach_of(ledger.grants_of(connection, ids), world.chance.now)
        assert reach is not None
        visible = sa.and_(far.feed.c.realm == realm, far.feed.c.gone == 0)
        if not reach.everything:
            visible = sa.and_(visible, far.feed.c.scope.in_([SHARED, *reach.scopes]))
        keys = {key_of(values) for values in connection.execute(sa.select(far.feed).where(visible))}
        for table in far.records.values():
            hidden = [f.number for f in table.record.fields if f.private and not reach.everything]
            for values in connection.execute(sa.select(table.table).where(table.table.c.realm == realm)):
                if table.key_of(values) in keys:
                    row = {n: x for n, x in table.row_of(values).items() if n not in hidden}
                    want[table.key_of(values)] = (realm, values.v, row)
    have = rows_of(laptop)
    wrong = [key for key in want.keys() | have.keys() if want.get(key) != have.get(key)]
    demand(not wrong, "I1 replica equals the centre", laptop.number, [(k, want.get(k), have.get(k)) for k in wrong[:2]])
