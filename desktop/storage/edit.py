"""Edit: the one way to change a row. The change and its place in the queue are one transaction, then on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import Dot, dot_of, hand, is_roster_number, other_number, row_id
from contract.exchange.judge import check_patch, check_reserved
from contract.exchange.operations import Op, Sight, chain, mark_of
from contract.exchange.shapes import EARLIEST, LATEST, Patch, Row, RowKey
from contract.faults import WorldFault
from contract.training.catalogue import CATALOGUE, SCHEMA
from desktop.storage import acts
from desktop.storage.at_work import at_work
from desktop.storage.hands import are_new, links, roster_number
from desktop.storage.lost import note_made
from desktop.storage.naming import rows_named
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import ACTIVE, RETIRED, ROSTER, SPARE, lineage

_ACTIVE_AUTHORS = (
    sa.select(lineage.c.author, lineage.c.writer)
    .where(lineage.c.realm == sa.bindparam("realm_"), lineage.c.state == ACTIVE)
    .order_by(lineage.c.writer)
)
_PEN = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
_PENS = sa.select(lineage).where(lineage.c.author.in_(sa.bindparam("authors", expanding=True)))
_MOVE_PEN = (
    sa.update(lineage)
    .where(lineage.c.author == sa.bindparam("author_"))
    .values(n=sa.bindparam("n_"), chain=sa.bindparam("chain_"), linked=sa.bindparam("linked_"))
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
    """The laptop's clock (seconds), the stretch of it without a jump, and the act that is made, 0 for none."""

    wall: int
    run: int
    press: int = 0

    @property
    def told(self) -> int:
        """The time as the exchange can say it: a clock beyond the years 1 to 9999 shows the end of them."""
        return max(EARLIEST, min(self.wall, LATEST))


@dataclass(frozen=True, slots=True)
class Pen:
    """An author number that this laptop writes with now: its last n and its chain there.

    linked: how far it has seen the other number of its hand.
    """

    author: int
    realm: int
    n: int
    chain: bytes
    linked: int


def active_author(replica: Replica, realm: int, writer: int | None = None) -> int:
    """The number with which a person of this laptop (default: who works on it now) writes in the realm.

    Raises NoAuthor, also where others of this laptop have joined that office and the person at work has not.
    """
    lines = replica.connection.execute(_ACTIVE_AUTHORS, {"realm_": realm}).all()
    if not lines:
        raise NoAuthor("Laptop ini belum bergabung dengan kantor itu. Minta kode kepada pengelola lalu bergabung.")
    wanted = at_work(replica) if writer is None else {writer}
    found = next((int(line.author) for line in lines if not wanted or line.writer in wanted), None)
    if found is None:
        raise NoAuthor(
            "Orang yang sedang bekerja di laptop ini belum bergabung dengan kantor itu. Gabungkan dengan kodenya "
            "sendiri, atau pilih orang lain: lontar sign-in --person NAMA."
        )
    return found


def edit(
    replica: Replica, author: int, changes: Sequence[Change], moment: Moment, *, roster: bool = False
) -> list[Dot]:
    """Makes the changes in order, all or none, and gives their dots.

    They are under another number of the same person when `author` turns out to live twice. roster: what is new among
    them, rows made here and rows that hold the id of such a one, may wait on the road behind all else. Raises Unfit.
    """
    with replica.transaction():
        waits = _waiting(replica, author, changes) if roster else []
        now = sorted({*range(len(changes))}.difference(waits))
        dots = dict(zip(now, _edit_all(replica, author, [changes[place] for place in now], moment), strict=True))
        if waits:
            author = dots[now[-1]].author if now else author
            number = roster_number(replica, author) or author
            later = _edit_all(replica, number, [changes[place] for place in waits], moment)
            dots.update(zip(waits, later, strict=True))
    return [dots[place] for place in range(len(changes))]


def _waiting(replica: Replica, author: int, changes: Sequence[Change]) -> Sequence[int]:
    """Places of the changes that make something new, where the author has a number for them."""
    number = roster_number(replica, author)
    if number is None:
        return []
    new = are_new(replica, number, (change.row for change in changes if isinstance(change.row, RowKey)))
    return [place for place, change in enumerate(changes) if isinstance(change.row, int) or change.row in new]


def _edit_all(replica: Replica, author: int, changes: Sequence[Change], moment: Moment) -> list[Dot]:
    dots: list[Dot] = []
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
    dots = (Dot(author, pen.n + place) for place in range(1, len(changes) + 1))
    if any(key in bases and key[1:] == (row_id(dot), 0, 0) for key, dot in zip(keys, dots, strict=True)):
        # Another life of this laptop made a row of that name: whoever names it from now on must mean the same row, and
        # an edit of it under the very number that made it would be read as the one that makes it.
        spare = take_spare(replica, author)
        if spare is not None:
            fresh = other_number(spare) if is_roster_number(author) else spare
            return _edit_step(replica, fresh, changes, moment)
    ops: list[tuple[Op, bytes | None]] = []
    edits = list(zip(keys, (change.patch for change in changes), strict=True))
    seen = _what_was_seen(replica, pen, edits, live)
    linking, linked = links(replica, author, pen.linked, edits)
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
            saw=with_link(seen[place - 1], linking[place - 1]),
            schema=SCHEMA,
        )
        refuse_unfit(op, shown[key].content if key in shown else None)
        link = chain(link, op)
        ops.append((op, link))
    replica.add_ops(pen.realm, ops, own=True)
    note_made(replica, pen.realm, (op for op, _ in ops))
    acts.note(replica, moment.press, pen.realm, ops, shown)
    write_pen(replica, author, pen.n + len(ops), link, linked)
    return [op.dot for op, _ in ops]


def _what_is_on_screen(
    replica: Replica, pen: Pen, keys: Sequence[RowKey]
) -> tuple[dict[RowKey, Held], dict[RowKey, int], dict[RowKey, set[Dot]]]:
    """The rows as shown, per row the centre's version underneath it, and the live ops of other authors over it."""
    replica.touch(keys)
    shown = replica.rows_touched()
    held = {**shown, **replica.shadows_touched()}
    live = {
        key: {Dot(v.author, v.n) for v in ops if hand(v.author) != hand(pen.author)}
        for key, ops in replica.live_touched().items()
    }
    return shown, {key: row.v for key, row in held.items()}, live


def _what_was_seen(
    replica: Replica, pen: Pen, edits: Sequence[tuple[RowKey, Patch]], live: dict[RowKey, set[Dot]]
) -> list[tuple[Sight, ...]]:
    """Per edit the live ops of others that lie over its row or made a row that it names, and what they say.

    A row of the centre's needs no such proof: its version is the base, and its name is the centre's own.
    """
    of_hand = hand(pen.author)
    makers = [{dot_of(identifier) for identifier in rows_named(key, patch)} for key, patch in edits]
    asked = [made | live.get(key, set()) for (key, _), made in zip(edits, makers, strict=True)]
    here = {
        op.dot: op
        for op, realm in replica.live_named(dot for dots in asked for dot in dots if hand(dot.author) != of_hand)
        if realm == pen.realm
    }
    seen: list[tuple[Sight, ...]] = []
    for (key, _), dots in zip(edits, asked, strict=True):
        known = [here[dot] for dot in sorted(dots) if dot in here]
        over = live.get(key, set())
        seen.append(tuple((op.author, op.n, mark_of(op)) for op in known if op.creates or op.dot in over))
    return seen


def with_link(seen: tuple[Sight, ...], link: Sight | None) -> tuple[Sight, ...]:
    """What an op says that it saw, and what it builds on of its hand's other number."""
    return tuple(sorted({*seen, link})) if link is not None else seen


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
    """The ordinary number of a hand never used: that takes the place of the author's, active or retired.

    None without any. Always a fresh one: the order of an author's ops on this laptop must stay the order of their
    numbers, and one hand must not write on in two histories.
    """
    both = [author, other_number(author)]
    lines = replica.connection.execute(_PENS, {"authors": both}).all()
    mine = next(line for line in lines if line.author == author)
    spare = replica.connection.execute(_FIRST_SPARE, {"writer_": mine.writer}).scalar()
    if spare is not None:
        left = [line for line in lines if line.state != ROSTER and line.writer == mine.writer]
        state = ACTIVE if any(line.state == ACTIVE for line in left) else RETIRED
        states = [{"author_": line.author, "state_": RETIRED} for line in left]
        replica.connection.execute(_SET_STATE, [*states, {"author_": spare, "state_": state}])
    return spare


def read_pen(replica: Replica, author: int) -> Pen:
    """The author's place in its own history."""
    values = replica.connection.execute(_PEN, {"author_": author}).one()
    return Pen(author, values.realm, values.n, values.chain, values.linked)


def write_pen(replica: Replica, author: int, n: int, link: bytes, linked: int) -> None:
    """Moves the author's place."""
    replica.connection.execute(_MOVE_PEN, {"author_": author, "n_": n, "chain_": link, "linked_": linked})
