"""What people did here, act by act: what one press wrote, and what stood there before, so that it can be undone.

An act is ranges of its person's own edits. Those stay in the queue's table whatever became of them; beside them is kept
only what each of their fields held before. The newest MOST acts of each person are kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from contract.exchange.operations import Op, unpack_row
from contract.exchange.shapes import Patch, Row, RowKey
from desktop.storage.act_tables import act, act_part
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import ASIDE, lineage, op, writer

MOST = 50
ACT, UNDO, REDO = 0, 1, 2
"""Kinds: something new; what takes an act back; what takes an undo back."""
DONE, UNDONE, CLOSED = 0, 1, 2
"""States: it stands; it was taken back; an undo that can be taken back no more, for something new was done since."""
_encode = msgspec.msgpack.Encoder().encode
_befores = msgspec.msgpack.Decoder(list[dict[int, int | str | None] | None])
_NAME = (
    sa.select(writer.c.person_name)
    .join(lineage, lineage.c.writer == writer.c.id)
    .where(lineage.c.author == sa.bindparam("author_"))
)
_OF_PRESS = sa.select(act.c.id).where(act.c.press == sa.bindparam("press_"))
_BEGIN = sa.insert(act).returning(act.c.id)
_CLOSE_UNDONE = (
    sa.update(act)
    .where(act.c.person == sa.bindparam("person_"), act.c.kind == UNDO, act.c.state == DONE)
    .values(state=CLOSED)
)
_OLDEST_KEPT = (
    sa.select(act.c.id)
    .where(act.c.person == sa.bindparam("person_"), act.c.kind != UNDO)
    .order_by(act.c.id.desc())
    .offset(MOST)
    .limit(1)
)
_TOO_OLD = sa.and_(act.c.person == sa.bindparam("person_"), act.c.id <= sa.bindparam("oldest_"))
_DROP_PARTS = sa.delete(act_part).where(act_part.c.act.in_(sa.select(act.c.id).where(_TOO_OLD)))
_DROP_ACTS = sa.delete(act).where(_TOO_OLD)
_ADD_PART = sa.insert(act_part)
_PARTS = sa.select(act_part).where(act_part.c.act == sa.bindparam("act_")).order_by(act_part.c.id)
_OPS_OF_PART = (
    sa.select(op)
    .where(op.c.author == sa.bindparam("author_"), op.c.n.between(sa.bindparam("n0_"), sa.bindparam("n1_")))
    .order_by(op.c.n)
)
_ROWS_OF_ACT = (
    sa.select(op.c.tbl, op.c.k1, op.c.k2, op.c.k3)
    .join(act_part, sa.and_(act_part.c.author == op.c.author, op.c.n.between(act_part.c.n0, act_part.c.n1)))
    .where(act_part.c.act == sa.bindparam("act_"))
    .distinct()
)
_NAMED = ("tbl_", "k1_", "k2_", "k3_")
_LATER_OF_ROW = (
    sa.select(op.c.author, op.c.patch)
    .where(op.c.ord > sa.bindparam("order_"), op.c.state != ASIDE)
    .where(*(op.c[name[:-1]] == sa.bindparam(name) for name in _NAMED))
    .order_by(op.c.ord.desc())
)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did here, and whether it stands."""

    id: int
    person: str
    at: int
    kind: int
    undoes: int | None
    state: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of an act. before: what its fields held, None where there was no row; order: its place here."""

    realm: int
    author: int
    key: RowKey
    patch: Patch
    before: Patch | None
    state: int
    order: int


def new_press() -> int:
    """A number for what one press writes: of two programs on one profile too none are the same."""
    return secrets.randbits(62) + 1


def begin(replica: Replica, press: int, person: str, at: int, kind: int = ACT, undoes: int | None = None) -> int:
    """The act of this press, made where it is not there yet; gives its id."""
    found = replica.connection.execute(_OF_PRESS, {"press_": press}).scalar()
    if found is not None:
        return int(found)
    line = {"press": press, "person": person, "at": at, "kind": kind, "undoes": undoes}
    made = int(replica.connection.execute(_BEGIN, line).scalar_one())
    if kind == ACT:
        replica.connection.execute(_CLOSE_UNDONE, {"person_": person})
    oldest = replica.connection.execute(_OLDEST_KEPT, {"person_": person}).scalar()
    if oldest is not None:
        for drop in (_DROP_PARTS, _DROP_ACTS):
            replica.connection.execute(drop, {"person_": person, "oldest_": oldest})
    return made


def note(
    replica: Replica, press: int, realm: int, edits: Sequence[tuple[Op, bytes | None]], shown: dict[RowKey, Held]
) -> None:
    """Writes down what a person has just written, with what was shown before. A press of 0 is nobody's act."""
    if not press or not edits:
        return
    (first, _), (last, link) = edits[0], edits[-1]
    now: dict[RowKey, Row | None] = {key: held.content for key, held in shown.items()}
    befores: list[Patch | None] = []
    for edit, _ in edits:
        row = now.get(edit.key)
        befores.append({n: row.get(n) for n in edit.patch} if row is not None else None)
        now[edit.key] = {**(row or {}), **edit.patch}
    if all(before == edit.patch for before, (edit, _) in zip(befores, edits, strict=True)):
        return  # it said what was there: nobody would know what its undo did
    line = {
        "act": begin(replica, press, person_of(replica, first.author), first.wall),
        "realm": realm,
        "author": first.author,
        "n0": first.n,
        "n1": last.n,
        "chain": link or b"",
        "before": _encode(befores),
    }
    replica.connection.execute(_ADD_PART, line)


def person_of(replica: Replica, author: int) -> str:
    """The person behind an author number, as acts name them."""
    name = replica.connection.execute(_NAME, {"author_": author}).scalar()
    return (name or "").casefold()


def acts_of(replica: Replica, people: Collection[str]) -> list[Act]:
    """The acts of these people, the newest first."""
    query = sa.select(act).where(act.c.person.in_(sorted(people))).order_by(act.c.id.desc())
    return [Act(v.id, v.person, v.at, v.kind, v.undoes, v.state) for v in replica.connection.execute(query)]


def rows_of(replica: Replica, act_id: int) -> list[RowKey]:
    """The rows that an act wrote, each once."""
    return [RowKey(*values) for values in replica.connection.execute(_ROWS_OF_ACT, {"act_": act_id})]


def edits_of(replica: Replica, act_id: int) -> list[Edit] | None:
    """An act's edits in order; None where this laptop has them under those numbers no more.

    So it is after its data was brought back from a copy, or its numbers met another life's: the chain tells.
    """
    found: list[Edit] = []
    for part in replica.connection.execute(_PARTS, {"act_": act_id}).all():
        span = {"author_": part.author, "n0_": part.n0, "n1_": part.n1}
        lines = replica.connection.execute(_OPS_OF_PART, span).all()
        befores = _befores.decode(part.before)
        befores = befores or [{}] * len(lines)
        if len(lines) != part.n1 - part.n0 + 1 or len(befores) != len(lines) or lines[-1].chain != part.chain:
            return None
        for line, before in zip(lines, befores, strict=True):
            key = RowKey(line.tbl, line.k1, line.k2, line.k3)
            patch = unpack_row(line.patch)
            found.append(Edit(part.realm, line.author, key, patch, before, line.state, line.ord))
    return found


def set_state(replica: Replica, act_id: int, state: int) -> None:
    """Whether an act stands."""
    replica.connection.execute(sa.update(act).where(act.c.id == act_id).values(state=state))


def forget_before(replica: Replica, press: int) -> None:
    """What stood before the act of this press is not kept, and the act can't be undone."""
    of_press = sa.select(act.c.id).where(act.c.press == press)
    query = sa.update(act_part).where(act_part.c.act.in_(of_press)).values(before=_encode([]))
    replica.connection.execute(query)


def last_writer(replica: Replica, key: RowKey, field: int, order: int) -> int | None:
    """The author of the last edit of a field that came to this laptop behind the place `order`; None for none known."""
    lines = replica.connection.execute(_LATER_OF_ROW, {"order_": order, **dict(zip(_NAMED, key, strict=True))})
    authors = (int(line.author) for line in lines if field in unpack_row(line.patch))
    return next(authors, None)
