"""Where the changes on this laptop stand on their way to the centre, read from the ops themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.operations import unpack_row
from contract.exchange.shapes import Patch, RowKey
from contract.tables.records import Values
from contract.training.catalogue import ATTENDANCE, CONFLICT
from desktop.storage.parcels import last_file
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import ASIDE, LIVE, op, records

_NAMES = ("tbl", "k1", "k2", "k3")
_KEY = tuple(op.c[name] for name in _NAMES)
_PUT_AWAY = "put away"
_ABOARD = sa.or_(op.c.own == 0, op.c.carried.is_not(None))
"""Whether a change is on its way with somebody: in a file on a stick, or here for another laptop."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over a row: an own change, one carried for another author. carried: all own ones lie on a stick."""

    own: bool
    carried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An op that was returned, held or parked, and that no later own change of the same fields has answered.

    fate: what the centre said (rejected, held), None for one parked here. reason: a code.
    """

    author: int
    n: int
    realm: int
    key: RowKey
    patch: Patch
    wall: int
    own: bool
    fate: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Ops by where they are. pending: own, not settled yet; carried: those of them in a file on a stick.

    stick: the running number of the newest such file, 0 for none.
    """

    pending: int
    carried: int
    stick: int
    settled: int
    bytes_pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLine:
    """Unsettled changes of one record, for attendance of one session: how many, since when, roughly how many bytes.

    aboard: all of them are on their way with somebody, on a stick or with this laptop.
    """

    table: int
    session: int
    own: bool
    aboard: bool
    count: int
    since: int
    size_bytes: int


def overlays(replica: Replica, table: int, first_keys: Sequence[int]) -> dict[RowKey, Overlay]:
    """What lies over the rows of a record whose first key is one of these."""
    query = (
        sa.select(*_KEY, sa.func.max(op.c.own).label("own"), sa.func.min(_ABOARD).label("aboard"))
        .where(op.c.state == LIVE, op.c.tbl == table, op.c.k1.in_(first_keys))
        .group_by(*_KEY)
    )
    return {_key(line): Overlay(bool(line.own), bool(line.aboard)) for line in replica.connection.execute(query)}


def asides(replica: Replica, *, put_away: bool = False) -> list[Aside]:
    """Everything set aside that nobody has answered yet, in the order in which it was known here.

    put_away: those that a person put away instead, and not the others.
    """
    lines = replica.connection.execute(sa.select(op).where(op.c.state == ASIDE).order_by(op.c.ord)).all()
    if not lines:
        return []
    away = _all_put_away(replica)
    lines = [line for line in lines if ((line.author, line.n) in away) is put_away]
    later = _later_fields(replica, lines) if lines else {}
    return [_aside(line) for line in lines if not _is_answered(line, later.get(_key(line), ()))]


def put_away(replica: Replica, author: int, n: int, *, away: bool = True) -> None:
    """Counts an op no longer among those that wait for a person, or does so again; the op itself stays as it is."""
    kept = _all_put_away(replica)
    kept = kept | {(author, n)} if away else kept - {(author, n)}
    remember(replica, _PUT_AWAY, sorted(kept))


def _all_put_away(replica: Replica) -> frozenset[tuple[int, int]]:
    return frozenset((author, n) for author, n in recall(replica, _PUT_AWAY) or ())


def _later_fields(replica: Replica, lines: Sequence[Values]) -> dict[RowKey, list[tuple[int, frozenset[int]]]]:
    """Per row set aside: the own changes known after the first of these ops, as (order, fields)."""
    keys = {_key(line) for line in lines}
    query = sa.select(*_KEY, op.c.ord, op.c.patch).where(
        op.c.ord > lines[0].ord, op.c.own == 1, op.c.state != ASIDE, op.c.tbl.in_({key.table for key in keys})
    )
    found: dict[RowKey, list[tuple[int, frozenset[int]]]] = {}
    for line in replica.connection.execute(query):
        if _key(line) in keys:
            found.setdefault(_key(line), []).append((line.ord, frozenset(unpack_row(line.patch))))
    return found


def _is_answered(line: Values, later: Sequence[tuple[int, frozenset[int]]]) -> bool:
    """Whether own changes made since set every field that this op set."""
    if not line.own:
        return False
    covered = frozenset[int]().union(*(fields for order, fields in later if order > line.ord))
    return covered >= set(unpack_row(line.patch))


def _aside(line: Values) -> Aside:
    return Aside(
        author=line.author,
        n=line.n,
        realm=line.realm,
        key=_key(line),
        patch=unpack_row(line.patch),
        wall=line.wall,
        own=bool(line.own),
        fate=line.fate,
        reason=line.reason or "",
    )


def _key(line: Values) -> RowKey:
    return RowKey(line.tbl, line.k1, line.k2, line.k3)


def counts(replica: Replica) -> Counts:
    """How many ops wait, are carried, and have arrived."""
    # Both partial indexes: what waits is found without a look at years of settled ops.
    live = sa.select(op.c.own, sa.func.count().label("n"), sa.func.sum(sa.func.length(op.c.patch)).label("size"))
    found = {line.own: line for line in replica.connection.execute(live.where(op.c.state == LIVE).group_by(op.c.own))}
    total = replica.connection.execute(sa.select(sa.func.count()).select_from(op)).scalar_one()
    settled = total - sum(line.n for line in found.values()) - _count(replica, op.c.state == ASIDE)
    own = found.get(1)
    stick, carried = last_file(replica)
    return Counts(
        pending=own.n if own else 0,
        carried=carried,
        stick=stick,
        settled=settled,
        bytes_pending=int(own.size or 0) if own else 0,
    )


def _count(replica: Replica, where: sa.ColumnElement[bool]) -> int:
    return int(replica.connection.execute(sa.select(sa.func.count()).select_from(op).where(where)).scalar_one())


def pending_lines(replica: Replica) -> list[PendingLine]:
    """Unsettled changes by record and, for attendance, by session; the oldest first."""
    session = sa.case((op.c.tbl == ATTENDANCE.number, op.c.k1), else_=0).label("session")
    query = (
        sa.select(
            op.c.tbl,
            session,
            op.c.own,
            sa.func.min(_ABOARD).label("aboard"),
            sa.func.count().label("n"),
            sa.func.min(op.c.wall).label("since"),
            sa.func.sum(sa.func.length(op.c.patch)).label("size"),
        )
        .where(op.c.state == LIVE)
        .group_by(op.c.tbl, session, op.c.own)
        .order_by(sa.func.min(op.c.wall))
    )
    return [
        PendingLine(
            table=line.tbl,
            session=line.session,
            own=bool(line.own),
            aboard=bool(line.aboard),
            count=line.n,
            since=line.since,
            size_bytes=int(line.size or 0),
        )
        for line in replica.connection.execute(query)
    ]


def disputed_rows(replica: Replica, record_name: str) -> set[tuple[int, int]]:
    """(first key, second key) of the rows of a record with an open conflict."""
    table = records[CONFLICT.number].table
    query = sa.select(table.c.row_k1, table.c.row_k2).where(
        table.c.open == 1, table.c.record == record_name, sa.func.coalesce(table.c.gone, 0) == 0
    )
    return {(line.row_k1, line.row_k2) for line in replica.connection.execute(query)}
