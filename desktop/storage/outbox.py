"""The outbox: own ops become signed segments, once, and leave in the order in which they were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.dots import other_number
from contract.exchange.operations import GENESIS_CHAIN, Op
from contract.exchange.seals import HEAD_BYTES
from contract.exchange.segments import MAX_OPS, SIGNATURE_BYTES, Segment, cut_runs, pack_ops, unpack_ops
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from desktop.storage.lanes import Span, in_lanes
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import ASIDE, LIVE, SPARE, lineage, op, records, segment, want, writer
from desktop.storage.tables import realm as realm_table

FORKED, GAP = "fork", "gap"
"""Why an op is parked: another life of its laptop used its number; an earlier op of its author is missing."""
Sign = Callable[[bytes, bytes, bytes], bytes]
"""(private key, chain before, body) -> signature."""

NOT_FORKED = sa.or_(op.c.state != ASIDE, op.c.reason.is_(None), op.c.reason != FORKED)
"""All but what is kept as evidence and never goes up."""
_CURSOR = sa.select(realm_table.c.seq).where(realm_table.c.number == op.c.realm).scalar_subquery()
_UNSURE = sa.or_(op.c.state == LIVE, op.c.at > _CURSOR)
"""The centre has it, but a restore of the centre could still lose it without this laptop's cursor telling."""
_TO_SEND = sa.and_(NOT_FORKED, sa.or_(op.c.at.is_(None), sa.and_(op.c.own == 0, _UNSURE)))
"""Ops that go up. Of others' only the bytes can show that the centre holds the same, not an op of another life under
that number: they go up until they are settled. An author's own chain is compared in each ACK.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Per author with unsettled work: fates are known up to n; which ops have a lowered base."""

    author: int
    n: int


_REALM = sa.bindparam("realm_", type_=sa.Integer())
_COVERED = sa.select(segment.c.n1).where(segment.c.author == op.c.author, segment.c.n1 >= op.c.n)
_UNSEALED = (
    sa.select(op, writer.c.private_key)
    .join(lineage, lineage.c.author == op.c.author)
    .join(writer, writer.c.id == lineage.c.writer)
    .where(op.c.realm == _REALM, op.c.at.is_(None), op.c.own == 1, NOT_FORKED, ~_COVERED.exists())
    .where(op.c.ord > sa.bindparam("after_", type_=sa.Integer()))
    .order_by(op.c.ord)
    .limit(MAX_OPS)
)
"""A part at a time: a roster of twenty thousand people is forty thousand ops, and the laptop has little memory."""
_EACH_SEGMENT: sa.ColumnElement[int] = sa.literal_column("+segment.author")
"""No index of segments may be used for it: each segment's ops are looked up, not for each op all segments before it."""
_FIRST_UNSENT = (
    sa.select(segment.c.author, segment.c.n0, sa.func.min(op.c.ord).label("first"), sa.func.min(op.c.own).label("own"))
    .select_from(segment.join(op, sa.and_(op.c.author == _EACH_SEGMENT, op.c.n.between(segment.c.n0, segment.c.n1))))
    .where(op.c.realm == _REALM, _TO_SEND)
    .group_by(segment.c.author, segment.c.n0)
    .subquery()
)
_UNSENT_SPANS = (
    sa.select(segment.c.author, segment.c.n0, segment.c.n1, _FIRST_UNSENT.c.own)
    .join(_FIRST_UNSENT, sa.and_(_FIRST_UNSENT.c.author == segment.c.author, _FIRST_UNSENT.c.n0 == segment.c.n0))
    .order_by(_FIRST_UNSENT.c.first)
)
_SEGMENT = sa.select(segment).where(segment.c.author == sa.bindparam("author_"), segment.c.n0 == sa.bindparam("n0_"))
"""Bodies are read one by one: sorted with every op they hold they took 360 MB for a roster of 20,000 people."""
_UNSENT_SIZE = sa.select(
    sa.func.coalesce(sa.func.sum(sa.func.length(segment.c.body) + sa.func.length(segment.c.signature)), 0),
    sa.func.coalesce(sa.func.sum(segment.c.n1 - segment.c.n0 + 1), 0),
).join(_FIRST_UNSENT, sa.and_(_FIRST_UNSENT.c.author == segment.c.author, _FIRST_UNSENT.c.n0 == segment.c.n0))
_UNSEALED_COUNT = sa.select(sa.func.count()).select_from(_UNSEALED.limit(None).order_by(None).subquery())
_ANY_OF_AUTHOR = op.alias()
_LAST_TOLD = (
    sa.select(sa.func.max(_ANY_OF_AUTHOR.c.n))
    .where(_ANY_OF_AUTHOR.c.author == op.c.author, _ANY_OF_AUTHOR.c.at.is_not(None))
    .correlate(op)
    .scalar_subquery()
)
"""Of all that the author made here, settled or not: an ACK that covered less would take back what is settled."""
_UNSETTLED_AUTHORS = (
    sa.select(
        op.c.author,
        sa.func.min(sa.case((_TO_SEND, op.c.n))).label("unsent"),
        sa.func.coalesce(_LAST_TOLD, 0).label("last"),
    )
    .where(op.c.realm == _REALM, sa.or_(_UNSURE, _TO_SEND), NOT_FORKED)
    .group_by(op.c.author)
)
_LOWERED = sa.select(op.c.author, op.c.n, op.c.lowered).where(
    op.c.realm == _REALM, op.c.at.is_(None), op.c.lowered.is_not(None)
)
_SPARES = (
    sa.select(sa.func.count(lineage.c.author))
    .select_from(writer.outerjoin(lineage, sa.and_(lineage.c.writer == writer.c.id, lineage.c.state == SPARE)))
    .where(writer.c.realm == _REALM)
    .group_by(writer.c.id)
)
_WANTED = sa.union(
    sa.select(want.c.tbl, want.c.k1, want.c.k2, want.c.k3).where(want.c.realm == _REALM),
    sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3).where(
        op.c.realm == _REALM, op.c.state == LIVE, op.c.at <= sa.bindparam("cursor")
    ),
).limit(sa.bindparam("most_", type_=sa.Integer()))
_STORE = sa.insert(segment).prefix_with("OR IGNORE")
_ARRIVING = upsert(segment)
_STORE_LONGER = _ARRIVING.on_conflict_do_update(
    index_elements=["author", "n0"],
    set_={name: _ARRIVING.excluded[name] for name in ("n1", "body", "signature")},
    where=_ARRIVING.excluded.n1 > segment.c.n1,
)
_WITHIN = sa.select(op).where(
    op.c.author == sa.bindparam("author_"), op.c.n.between(sa.bindparam("n0_"), sa.bindparam("n1_"))
)
_CHAIN = sa.select(op.c.chain).where(op.c.author == sa.bindparam("author_"), op.c.n == sa.bindparam("n_"))


def seal(replica: Replica, realm: int, sign: Sign, most: int = MAX_OPS, *, after: int = 0) -> None:
    """Packs and signs every op of the realm's own authors that is in no segment yet.

    A segment never reaches over an op that this laptop knew in between, its own or carried: what a later op builds on
    must be judged before it. Those at or before the place `after` are sealed already.
    """
    place: int | None = after
    while place is not None:
        place = seal_part(replica, realm, sign, most, after=place)


def seal_part(replica: Replica, realm: int, sign: Sign, most: int = MAX_OPS, *, after: int = 0) -> int | None:
    """The same for the next few ops behind the place `after`; gives the place to go on from, None behind the last.

    A step is short: whoever waits for the database thread meanwhile hardly notices.
    """
    with replica.transaction():
        lines = replica.connection.execute(_UNSEALED, {"realm_": realm, "after_": after}).all()
        _seal_lines(replica, lines, sign, most)
    return int(lines[-1].ord) if lines else None


def _seal_lines(replica: Replica, lines: Sequence[Values], sign: Sign, most: int) -> None:
    keys = {values.author: values.private_key for values in lines}
    links = {(values.author, values.n): values.chain for values in lines}
    for run in _runs(lines, most):
        first, last = run[0], run[-1]
        before = links.get((first.author, first.n - 1)) or chain_at(replica, first.author, first.n - 1) or GENESIS_CHAIN
        body = pack_ops(run)
        signature = sign(keys[first.author], before, body)
        store_segments(
            replica,
            [Segment(author=first.author, n0=first.n, n1=last.n, body=body, signature=signature)],
        )


def _runs(lines: Sequence[Values], most: int) -> Iterator[list[Op]]:
    stretch: list[Op] = []
    for place, values in enumerate(lines):
        edit = read_op(values)
        if stretch and (values.ord != lines[place - 1].ord + 1 or _builds_on_other(edit)):
            yield from cut_runs(stretch, most)
            stretch = []
        stretch.append(edit)
    yield from cut_runs(stretch, most)


def _builds_on_other(edit: Op) -> bool:
    """Whether the op waits for what its hand wrote under the other number: nothing before it must wait with it."""
    return any(author == other_number(edit.author) for author, _, _ in edit.saw)


def store_segments(replica: Replica, segments: Sequence[Segment]) -> None:
    """Keeps segments as they are; one that is there already stays."""
    replica.connection.execute(_STORE, [_stored(one) for one in segments])


def _stored(one: Segment) -> dict[str, int | bytes]:
    return {"author": one.author, "n0": one.n0, "n1": one.n1, "body": one.body, "signature": one.signature}


def chain_at(replica: Replica, author: int, n: int) -> bytes | None:
    """The author's chain at n, None where this laptop does not know it."""
    if n == 0:
        return GENESIS_CHAIN
    found = replica.connection.execute(_CHAIN, {"author_": author, "n_": n}).scalar()
    return bytes(found) if found is not None else None


def unsent(replica: Replica, realm: int, most_bytes: int) -> list[Segment]:
    """Segments with ops that the centre has not acknowledged, own and carried: rosters last, else in the order known.

    At least one, then as many as fit in `most_bytes`.
    """
    chosen: list[Segment] = []
    size = 0
    lines = replica.connection.execute(_UNSENT_SPANS, {"realm_": realm}).all()
    for span in in_lanes(replica, [Span(v.author, v.n0, v.n1, bool(v.own)) for v in lines]):
        values = replica.connection.execute(_SEGMENT, {"author_": span.author, "n0_": span.n0}).one()
        size += len(values.body)
        if chosen and size > most_bytes:
            break
        chosen.append(
            Segment(author=values.author, n0=values.n0, n1=values.n1, body=values.body, signature=values.signature)
        )
    return chosen


def weight(replica: Replica, realm: int) -> tuple[int, int]:
    """(bytes, ops) of what has to go up for a realm.

    What is sealed is counted; the rest is packed as it will be, and of very much the first part stands for all.
    """
    size, ops = map(int, replica.connection.execute(_UNSENT_SIZE, {"realm_": realm}).one())
    lines = replica.connection.execute(_UNSEALED, {"realm_": realm, "after_": 0}).all()
    if not lines:
        return size, ops
    packed = sum(len(pack_ops(run)) + SIGNATURE_BYTES for run in _runs(lines, MAX_OPS))
    count = len(lines)
    if count == MAX_OPS:
        count = int(replica.connection.execute(_UNSEALED_COUNT, {"realm_": realm, "after_": 0}).scalar_one())
    return size + packed * count // len(lines), ops + count


def unsettled_authors(replica: Replica, realm: int) -> list[tuple[int, int, bytes]]:
    """(author, n, chain) per author with unsettled ops in the realm: the fates of its ops are known up to n.

    chain: what proves it to the centre, as in the greeting.
    """
    known = [
        (values.author, values.unsent - 1 if values.unsent is not None else values.last)
        for values in replica.connection.execute(_UNSETTLED_AUTHORS, {"realm_": realm}).all()
    ]
    return [(author, n, ((chain_at(replica, author, n) or b"") if n else b"")[:HEAD_BYTES]) for author, n in known]


def lowered_bases(replica: Replica, realm: int) -> list[tuple[int, int, int]]:
    """(author, n, base) of unsent ops whose base came from history that the centre has lost."""
    lines = replica.connection.execute(_LOWERED, {"realm_": realm})
    return [(values.author, values.n, values.lowered) for values in lines]


def spare_authors(replica: Replica, realm: int) -> int:
    """Fewest author numbers left for forks that any person of this laptop has in the realm."""
    return min(replica.connection.execute(_SPARES, {"realm_": realm}).scalars().all(), default=0)


def wanted(replica: Replica, realm: int, cursor: int, most: int) -> list[RowKey]:
    """Rows to ask for by name: those noted, and those whose own op was applied behind the cursor yet have not come."""
    lines = replica.connection.execute(_WANTED, {"realm_": realm, "cursor": cursor, "most_": most})
    return [RowKey(*values) for values in lines]


def carried_segments(replica: Replica, realm: int) -> list[Segment]:
    """All segments with unacknowledged ops, as a stick or a hub takes them."""
    return unsent(replica, realm, 2**62)


def carry(replica: Replica, realm: int, segments: Sequence[Segment]) -> list[Segment]:
    """Takes other authors' segments along, stored as they are, their new ops laid over the rows; gives those now here.

    A segment that says something else than what is carried already, or makes a row that the centre has, is of another
    life of its laptop or nothing new: it is left, for nobody here can tell which life the centre knows.
    """
    here: list[Segment] = []
    with replica.transaction():
        mine = set(replica.connection.execute(sa.select(lineage.c.author)).scalars())
        for carried in segments:
            if carried.author in mine:
                continue
            span = {"author_": carried.author, "n0_": carried.n0, "n1_": carried.n1}
            have = {values.n: read_op(values) for values in replica.connection.execute(_WITHIN, span)}
            edits = unpack_ops(carried.body)
            fresh = [edit for edit in edits if edit.n not in have]
            same_life = all(have.get(edit.n, edit) == edit for edit in edits)
            if fresh and same_life and not _holds_any(replica, [edit.key for edit in fresh if edit.creates]):
                replica.connection.execute(_STORE_LONGER, [_stored(carried)])
                replica.add_ops(realm, [(edit, None) for edit in fresh], own=False)
                here.append(carried)
            elif same_life and not fresh:
                here.append(carried)
    return here


def _holds_any(replica: Replica, keys: Sequence[RowKey]) -> bool:
    """Whether the centre is known to have any of these rows."""
    replica.touch(key for key in keys if key.table in records)
    held = {**replica.rows_touched(), **replica.shadows_touched()}
    return any(row.v > 0 and row.content is not None for row in held.values())


def drop_segments(replica: Replica, author: int, n0: int) -> None:
    """Forgets the author's segments that hold n0 or later, to be sealed anew."""
    replica.connection.execute(sa.delete(segment).where(segment.c.author == author, segment.c.n1 >= n0))


def count_known(replica: Replica, one: Segment) -> int:
    """How many of the segment's ops are known here."""
    within = sa.select(sa.func.count()).where(op.c.author == one.author, op.c.n.between(one.n0, one.n1))
    return int(replica.connection.execute(within.select_from(op)).scalar_one())
