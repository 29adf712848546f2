"""What the centre said of ops: where they were applied, their fates, and what is unsent again."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.exchange.dots import other_number
from contract.exchange.judge import Fate
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from desktop.storage.outbox import FORKED, GAP, NOT_FORKED
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import ASIDE, LIVE, SETTLED, op, records, shadow

_BACK = {Fate.REJECTED.value, Fate.HELD.value}
_AUTHOR, _N0, _N1 = (sa.bindparam(name, type_=sa.Integer()) for name in ("author_", "n0_", "n1_"))
_WITHIN = sa.and_(op.c.author == _AUTHOR, op.c.n.between(_N0, _N1), NOT_FORKED)
_SHOWABLE = op.c.tbl.in_(sorted(records))
_WAS_ASIDE = sa.and_(_WITHIN, op.c.state == ASIDE, _SHOWABLE)
_KEYS = (op.c.tbl, op.c.k1, op.c.k2, op.c.k3)
_ROWS_ASIDE = sa.select(*_KEYS, op.c.realm).where(_WAS_ASIDE)
_ROWS_THERE = (
    sa.select(*_KEYS)
    .join(shadow, sa.and_(*(shadow.c[column.name] == column for column in _KEYS)))
    .where(_WITHIN, op.c.state == LIVE, op.c.at <= shadow.c.v)
    .distinct()
)
"""Rows that are far enough already."""
_REVIVE = sa.update(op).where(_WAS_ASIDE).values(state=LIVE, fate=None, reason=None)
_APPLY = sa.update(op).where(_WITHIN).values(at=sa.bindparam("seq_"))
_DECIDE = (
    sa.update(op)
    .where(op.c.author == _AUTHOR, op.c.n == _N0, op.c.at.is_not(None))
    .values(fate=sa.bindparam("fate_"), reason=sa.bindparam("reason_"))
)
_SET_ASIDE = sa.update(op).where(_WITHIN, op.c.at.is_not(None), op.c.fate.in_(sorted(_BACK))).values(state=ASIDE)
_FIRST_UNSENT = sa.select(sa.func.min(op.c.n)).where(op.c.author == _AUTHOR, op.c.at.is_(None), NOT_FORKED)
_UNSENT_COUNT = sa.select(sa.func.count()).where(op.c.author == _AUTHOR, op.c.at.is_(None), NOT_FORKED)
_EACH_LIVE: sa.ColumnElement[int] = sa.literal_column("+op.author")
"""The author's key may not be used: of all that they ever wrote there may be thousands, of what is live few."""
_BUILDING = sa.select(op).where(
    op.c.at.is_(None), _EACH_LIVE == _AUTHOR, op.c.own == 0, op.c.state == LIVE, op.c.saw.is_not(None)
)
_PARKED = sa.and_(op.c.state == ASIDE, op.c.reason.in_((GAP, FORKED)), op.c.at.is_(None))
_BROUGHT = sa.select(op.c.n).where(op.c.author == _AUTHOR, op.c.n == _N0, sa.or_(op.c.reason.is_(None), ~_PARKED))
_BEYOND = sa.and_(op.c.author == _AUTHOR, op.c.n > _N0, op.c.at.is_not(None), NOT_FORKED)
_ANY_BEYOND = sa.select(op.c.n).where(_BEYOND).limit(1)


def applied(
    replica: Replica, author: int, ranges: Sequence[tuple[int, int, int]], fates: Sequence[tuple[int, str, str]]
) -> None:
    """Notes where ops were applied, as (n0, n1, seq), and every fate that is not simply ok.

    Returned ops leave the overlay; whatever was aside and is not returned now comes back to life; rows that are far
    enough settle their ops.
    """
    connection = replica.connection
    moved: set[RowKey] = set()
    for n0, n1, seq in ranges:
        here = {"author_": author, "n0_": n0, "n1_": n1}
        aside = connection.execute(_ROWS_ASIDE, here).all()
        if aside:
            replica.ensure_shadows({_key(values): values.realm for values in aside})
            connection.execute(_REVIVE, here)
            moved |= {_key(values) for values in aside}
        connection.execute(_APPLY, {**here, "seq_": seq})
    if fates:
        decided = [{"author_": author, "n0_": n, "fate_": fate, "reason_": reason} for n, fate, reason in fates]
        connection.execute(_DECIDE, decided)
        span = {"author_": author, "n0_": fates[0][0], "n1_": fates[-1][0]}
        connection.execute(_SET_ASIDE, span)
        moved |= {_key(values) for values in connection.execute(_ROWS_ASIDE, span)}
    if ranges:
        # Where nothing else is new, a row shows what it showed: most ops wait for their rows to come.
        span = {"author_": author, "n0_": ranges[0][0], "n1_": ranges[-1][1]}
        moved |= {_key(values) for values in connection.execute(_ROWS_THERE, span)}
    if moved:
        replica.refold(sorted(moved))


def unsent_after(replica: Replica, author: int, got: int) -> None:
    """Whatever an acknowledgement does not cover is unsent, whatever was believed before."""
    if replica.connection.execute(_ANY_BEYOND, {"author_": author, "n0_": got}).first() is not None:
        take_back(replica, sa.and_(op.c.author == author, op.c.n > got, op.c.at.is_not(None), NOT_FORKED))


def take_back(replica: Replica, which: sa.ColumnElement[bool]) -> None:
    """Makes ops that the centre had applied unsent and live again, with a shadow under each of their rows."""
    lines = replica.connection.execute(sa.select(op).where(which)).all()
    if not lines:
        return
    replica.ensure_shadows({_key(values): values.realm for values in lines if values.tbl in records})
    state = sa.case((_SHOWABLE, LIVE), else_=ASIDE)
    replica.connection.execute(sa.update(op).where(which).values(at=None, state=state, fate=None, reason=None, stood=1))
    replica.refold(_key(values) for values in lines)


def doubt(replica: Replica, author: int, cursor: int) -> None:
    """The centre's chain differs from ours: only what the log's hash covers is certain, the rest goes up again."""
    take_back(replica, sa.and_(op.c.author == author, op.c.at > cursor, NOT_FORKED))


def park_gap(replica: Replica, author: int, got: int) -> None:
    """Carried ops whose predecessors the centre lacks stay safe but are not shown; they are sent again each time."""
    first = replica.connection.execute(_FIRST_UNSENT, {"author_": author}).scalar()
    if first is not None and first > got + 1:
        _park(replica, sa.and_(op.c.author == author, op.c.at.is_(None), op.c.state == LIVE), GAP)
    _park_waiting(replica, author)


def _park_waiting(replica: Replica, author: int) -> None:
    """The same where what they build on, under the other number of the author's hand, is not brought from here."""
    for here, other in ((author, other_number(author)), (other_number(author), author)):
        lines = replica.connection.execute(_BUILDING, {"author_": here}).all()
        last = max((n for v in lines for of, n, _ in read_op(v).saw if of == other), default=0)
        if last and replica.connection.execute(_BROUGHT, {"author_": other, "n0_": last}).first() is None:
            _park(replica, sa.and_(op.c.author == here, op.c.at.is_(None), op.c.state == LIVE), GAP)


def park_fork(replica: Replica, author: int, n: int) -> None:
    """Carried ops of an abandoned copy of a laptop are kept as evidence and never sent again."""
    _park(replica, sa.and_(op.c.author == author, op.c.n >= n, op.c.state != SETTLED), FORKED)


def _park(replica: Replica, which: sa.ColumnElement[bool], reason: str) -> None:
    keys = _keys(replica, which)
    replica.connection.execute(sa.update(op).where(which).values(state=ASIDE, fate=None, reason=reason))
    replica.refold(keys)


def _keys(replica: Replica, which: sa.ColumnElement[bool]) -> list[RowKey]:
    query = sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3).where(which).distinct()
    return [RowKey(*values) for values in replica.connection.execute(query)]


def _key(values: Values) -> RowKey:
    return RowKey(values.tbl, values.k1, values.k2, values.k3)


def unsent_count(replica: Replica, author: int) -> int:
    """How many ops of the author the centre has not acknowledged."""
    return int(replica.connection.execute(_UNSENT_COUNT, {"author_": author}).scalar_one())
