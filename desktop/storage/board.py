"""The board: segments that laptops beside each other show openly until the centre has them.

Own ones come by themselves, with the chain that this laptop knows; others' only after they were proven. A place on the
board never goes back, so whoever took all up to a place asks for what is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import dot_of
from contract.exchange.operations import unpack_row
from contract.exchange.segments import Segment
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import ENROLMENT
from desktop.storage.outbox import NOT_FORKED, chain_at
from desktop.storage.replica import Replica
from desktop.storage.tables import board, op, records, segment

KEPT_S = 90 * 86_400
MOST_OF_SOURCE = 16 * 2**20
"""Bytes of segments that one link may keep on the board."""
MOST_BYTES = 64 * 2**20
_OWN = b""
_NEW_OWN = (
    sa.select(segment.c.author, segment.c.n0, segment.c.n1, op.c.realm, op.c.chain)
    .join(op, sa.and_(op.c.author == segment.c.author, op.c.n == segment.c.n1))
    .outerjoin(board, sa.and_(board.c.author == segment.c.author, board.c.n0 == segment.c.n0, board.c.n1 == op.c.n))
    .where(op.c.own == 1, op.c.at.is_(None), NOT_FORKED, op.c.chain.is_not(None), board.c.ord.is_(None))
    .order_by(op.c.ord)
)
_WAITS = (
    sa.select(op.c.n)
    .where(op.c.author == board.c.author, op.c.n.between(board.c.n0, board.c.n1), op.c.at.is_(None), NOT_FORKED)
    .exists()
)
_STOCK = (
    sa.select(board, segment.c.body, segment.c.signature)
    .join(
        segment,
        sa.and_(segment.c.author == board.c.author, segment.c.n0 == board.c.n0, segment.c.n1 == board.c.n1),
    )
    .where(board.c.ord > sa.bindparam("after_", type_=sa.Integer()), _WAITS)
    .order_by(board.c.ord)
)
_PUT = sa.insert(board).prefix_with("OR REPLACE")
_LAST = sa.select(sa.func.coalesce(sa.func.max(board.c.ord), 0))
_SIZE = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(segment.c.body)), 0)).select_from(
    board.join(segment, sa.and_(segment.c.author == board.c.author, segment.c.n0 == board.c.n0))
)
_BEFORE = sa.select(board.c.after).where(board.c.author == sa.bindparam("a_"), board.c.n1 == sa.bindparam("n_"))
_BEHIND = sa.select(board.c.before).where(board.c.author == sa.bindparam("a_"), board.c.n0 == sa.bindparam("n_"))
_MAKER = sa.select(op).where(op.c.author == sa.bindparam("a_"), op.c.n == sa.bindparam("n_"))
_enrolment = records[ENROLMENT.number].table
_CLASSES = sa.select(_enrolment.c.class_group).where(_enrolment.c.person == sa.bindparam("person_"), _enrolment.c.v > 0)


@dataclass(frozen=True, slots=True)
class Posted:
    """A segment on the board: its place there, its office, and the chain before it."""

    place: int
    realm: int
    before: bytes
    segment: Segment
    source: bytes


def post_own(replica: Replica, now: int) -> None:
    """Puts this laptop's own sealed and unsent segments on the board, those that are not there yet."""
    for values in replica.connection.execute(_NEW_OWN).all():
        before = chain_at(replica, values.author, values.n0 - 1)
        if before is not None:
            _put(replica, values.realm, (values.author, values.n0, values.n1), (before, bytes(values.chain)), _OWN, now)


def post(replica: Replica, realm: int, carried: Segment, links: tuple[bytes, bytes], source: bytes, now: int) -> None:
    """Puts another laptop's proven segment on the board. links: the author's chain before and behind it."""
    span = (carried.author, carried.n0, carried.n1)
    known = sa.select(board.c.ord).where(
        board.c.author == carried.author, board.c.n0 == carried.n0, board.c.n1 >= carried.n1
    )
    if replica.connection.execute(known).first() is None:
        _put(replica, realm, span, links, source, now)


def _put(
    replica: Replica, realm: int, span: tuple[int, int, int], links: tuple[bytes, bytes], source: bytes, now: int
) -> None:
    author, n0, n1 = span
    before, after = links
    line = {"realm": realm, "author": author, "n0": n0, "n1": n1, "before": before, "after": after}
    replica.connection.execute(_PUT, {**line, "source": source, "came_at": now})


def stock(replica: Replica, after: int) -> Iterable[Posted]:
    """What waits on the board behind a place, in its order; to be read one by one, for it may be long."""
    for v in replica.connection.execute(_STOCK, {"after_": after}):
        found = Segment(author=v.author, n0=v.n0, n1=v.n1, body=bytes(v.body), signature=bytes(v.signature))
        yield Posted(v.ord, v.realm, bytes(v.before), found, bytes(v.source))


def last_place(replica: Replica) -> int:
    """The newest place on the board, 0 when it is empty."""
    return int(replica.connection.execute(_LAST).scalar_one())


def has_room(replica: Replica, source: bytes, size: int) -> bool:
    """Whether so many bytes more may be kept for a link."""
    of_source = int(replica.connection.execute(_SIZE.where(board.c.source == source)).scalar_one())
    return of_source + size <= MOST_OF_SOURCE and (
        int(replica.connection.execute(_SIZE).scalar_one()) + size <= MOST_BYTES
    )


def chains_around(replica: Replica, one: Segment) -> tuple[bytes | None, bytes | None]:
    """The author's chain before n0 and behind n1 as segments beside it on the board tell; None where none is there."""
    before = replica.connection.execute(_BEFORE, {"a_": one.author, "n_": one.n0 - 1}).scalar()
    behind = replica.connection.execute(_BEHIND, {"a_": one.author, "n_": one.n1 + 1}).scalar()
    return bytes(before) if before is not None else None, bytes(behind) if behind is not None else None


def forget(replica: Replica, now: int) -> None:
    """Takes down what the centre acknowledged, and what hung there too long."""
    old = board.c.came_at < now - KEPT_S
    # The newest line stays: the places of those that come must be behind it whatever the database counts by.
    replica.connection.execute(sa.delete(board).where(sa.or_(~_WAITS, old), board.c.ord < _LAST.scalar_subquery()))


def known_row(replica: Replica, key: RowKey) -> Row | None:
    """A row as the centre has it; of one that the centre lacks, what the edit that made it said. Nobody else's word.

    Who may see a row is told by what its maker set once: an edit of somebody else over it must not move it.
    """
    if key.table not in records:
        return None
    replica.touch([key])
    held = replica.shadows_touched().get(key) or replica.rows_touched().get(key)
    if held is not None and held.v > 0:
        return held.content
    if not records[key.table].record.minted:
        return None
    maker = dot_of(key.k1)
    values = replica.connection.execute(_MAKER, {"a_": maker.author, "n_": maker.n}).first()
    return unpack_row(values.patch) if values is not None and values.tbl == key.table else None


def classes_of(replica: Replica, person: int) -> Sequence[int]:
    """Classes in which the centre has ever had a person enrolled, as far as this laptop knows."""
    return list(replica.connection.execute(_CLASSES, {"person_": person}).scalars())
