"""Edit: the one way to change a row. The change and its place in the queue are one transaction, then on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import Dot, dot_of, row_id
from contract.exchange.judge import check_patch, check_reserved
from contract.exchange.operations import Op, Sight, chain, mark_of
from contract.exchange.shapes import EARLIEST, LATEST, Patch, Row, RowKey
from contract.faults import WorldFault
from contract.training.catalogue import CATALOGUE, SCHEMA
from desktop.storage.lost import note_made
from desktop.storage.naming import rows_named
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import ACTIVE, RETIRED, SPARE, lineage

_ACTIVE_AUTHOR = (
    sa.select(lineage.c.author)
    .where(lineage.c.realm == sa.bindparam("realm_"), lineage.c.state == ACTIVE)
    .order_by(lineage.c.writer)
)
_ACTIVE_OF_WRITER = _ACTIVE_AUTHOR.where(lineage.c.writer == sa.bindparam("writer_"))
_PEN = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
_MOVE_PEN = (
    sa.update(lineage)
    .where(lineage.c.author == sa.bindparam("author_"))
    .values(n=sa.bindparam("n_"), chain=sa.bindparam("chain_"))
)
_FIRST_SPARE = (
    sa.select(lineage.c.author)
    .where(lineage.c.writer == sa.bindparam("writer_"), lineage.c.state == SPARE)
    .order_by(lineage.c.author)
)
_SET_STATE = sa.update(lineage).where(lineage.c.author == sa.bindparam("author_")).values(state=sa.bindparam("state_"))
AT_ONCE = 1000
"""Changes worked on together; more are cut into such steps of the same transaction."""


class NoAuthor(WorldFault):
    """This laptop has nobody who may write in that office."""


class Unfit(WorldFault):
    """No centre would ever take such a change, whoever makes it; nothing was saved. `reason` is the contract's code."""

    def __init__(self, reason: str, label: str) -> None:
        super().__init__(f"Isian {label} tidak dapat disimpan. Perbaiki lalu simpan lagi.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Change:
    """One edit to make: the row, or for a new minted row the record's number, and the fields to set."""

    row: RowKey | int
    patch: Patch


@dataclass(frozen=True, slots=True)
class Moment:
    """The laptop's clock (seconds) and the stretch of it without a jump."""

    wall: int
    run: int

    @property
    def told(self) -> int:
        """The time as the exchange can say it: a clock beyond the years 1 to 9999 shows the end of them."""
        return max(EARLIEST, min(self.wall, LATEST))


@dataclass(frozen=True, slots=True)
class Pen:
    """An author number that this laptop writes with now: its last n and its chain there."""

    author: int
    realm: int
    n: int
    chain: bytes


def active_author(replica: Replica, realm: int, writer: int | None = None) -> int:
    """The number with which a person of this laptop (default: the first) writes in the realm. Raises NoAuthor."""
    query, asked = (_ACTIVE_AUTHOR, {}) if writer is None else (_ACTIVE_OF_WRITER, {"writer_": writer})
    number = replica.connection.execute(query, {"realm_": realm, **asked}).scalar()
    if number is None:
        raise NoAuthor("Laptop ini belum bergabung dengan kantor itu. Minta kode kepada pengelola lalu bergabung.")
    return int(number)


def edit(replica: Replica, author: int, changes: Sequence[Change], moment: Moment) -> list[Dot]:
    """Makes the changes in order, all or none, and gives their dots.

    They are under another number of the same person when `author` turns out to live twice. Raises Unfit.
    """
    dots: list[Dot] = []
    with replica.transaction():
        for start in range(0, len(changes), AT_ONCE):
            dots += _edit_step(replica, dots[-1].author if dots else author, changes[start : start + AT_ONCE], moment)
    return dots


def _edit_step(replica: Replica, author: int, changes: Sequence[Change], moment: Moment) -> list[Dot]:
    pen = read_pen(replica, author)
    keys = [
        change.row if isinstance(change.row, RowKey) else RowKey(change.row, row_id(Dot(author, pen.n + place)))
        for place, change in enumerate(changes, 1)
    ]
    shown, bases, live = _what_is_on_screen(replica, pen, keys)
    if any(isinstance(change.row, int) and key in bases for key, change in zip(keys, changes, strict=True)):
        # Another life of this laptop made a row of that name: whoever names it from now on must mean the same row.
        spare = take_spare(replica, author)
        if spare is not None:
            return _edit_step(replica, spare, changes, moment)
    ops: list[tuple[Op, bytes | None]] = []
    seen = _what_was_seen(replica, pen, list(zip(keys, (change.patch for change in changes), strict=True)), live)
    link = pen.chain
    for place, (key, change) in enumerate(zip(keys, changes, strict=True), 1):
        op = Op(
            author=author,
            n=pen.n + place,
            key=key,
            patch=change.patch,
            base=bases.get(key, 0),
            wall=moment.told,
            run=moment.run,
            saw=seen[place - 1],
            schema=SCHEMA,
        )
        refuse_unfit(op, shown[key].content if key in shown else None)
        link = chain(link, op)
        ops.append((op, link))
    replica.add_ops(pen.realm, ops, own=True)
    note_made(replica, pen.realm, (op for op, _ in ops))
    write_pen(replica, author, pen.n + len(ops), link)
    return [op.dot for op, _ in ops]


def _what_is_on_screen(
    replica: Replica, pen: Pen, keys: Sequence[RowKey]
) -> tuple[dict[RowKey, Held], dict[RowKey, int], dict[RowKey, set[Dot]]]:
    """The rows as shown, per row the centre's version underneath it, and the live ops of other authors over it."""
    replica.touch(keys)
    shown = replica.rows_touched()
    held = {**shown, **replica.shadows_touched()}
    live = {
        key: {Dot(v.author, v.n) for v in ops if v.author != pen.author} for key, ops in replica.live_touched().items()
    }
    return shown, {key: row.v for key, row in held.items()}, live


def _what_was_seen(
    replica: Replica, pen: Pen, edits: Sequence[tuple[RowKey, Patch]], live: dict[RowKey, set[Dot]]
) -> list[tuple[Sight, ...]]:
    """Per edit the live ops of others that lie over its row or made a row that it names, and what they say.

    A row of the centre's needs no such proof: its version is the base, and its name is the centre's own.
    """
    makers = [{dot_of(identifier) for identifier in rows_named(key, patch)} for key, patch in edits]
    asked = [made | live.get(key, set()) for (key, _), made in zip(edits, makers, strict=True)]
    here = {
        op.dot: op
        for op, realm in replica.live_named(dot for dots in asked for dot in dots if dot.author != pen.author)
        if realm == pen.realm
    }
    seen: list[tuple[Sight, ...]] = []
    for (key, _), dots in zip(edits, asked, strict=True):
        known = [here[dot] for dot in sorted(dots) if dot in here]
        over = live.get(key, set())
        seen.append(tuple((op.author, op.n, mark_of(op)) for op in known if op.creates or op.dot in over))
    return seen


def refuse_unfit(op: Op, existing: Row | None) -> None:
    """Raises Unfit for what could only come back: better said while the person still looks at it.

    A row that is not here any more is no reason: what was written goes up and comes back with its fate, not lost.
    """
    record = CATALOGUE.record(op.key.table)
    reason = check_patch(record, op, existing) or check_reserved(record, op, existing)
    if reason is not None and reason != "no_row":
        shape = record.by_name.get(reason.partition(":")[2])
        raise Unfit(reason, f'"{shape.label or shape.name}"' if shape is not None else f"({reason})")


def take_spare(replica: Replica, author: int) -> int | None:
    """A number never used takes an author's place, active or retired, and the author is retired; None without any.

    Always a fresh one: the order of an author's ops on this laptop must stay the order of their numbers.
    """
    line = replica.connection.execute(_PEN, {"author_": author}).one()
    spare = replica.connection.execute(_FIRST_SPARE, {"writer_": line.writer}).scalar()
    if spare is not None:
        states = [{"author_": spare, "state_": line.state}, {"author_": author, "state_": RETIRED}]
        replica.connection.execute(_SET_STATE, states)
    return spare


def read_pen(replica: Replica, author: int) -> Pen:
    """The author's place in its own history."""
    values = replica.connection.execute(_PEN, {"author_": author}).one()
    return Pen(author, values.realm, values.n, values.chain)


def write_pen(replica: Replica, author: int, n: int, link: bytes) -> None:
    """Moves the author's place."""
    replica.connection.execute(_MOVE_PEN, {"author_": author, "n_": n, "chain_": link})
