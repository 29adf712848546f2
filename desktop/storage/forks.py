"""A laptop restored from an old image has lived twice: its later ops get new numbers, their rows new names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlalchemy as sa

from contract.exchange.dots import LEASED_AT_ONCE, Dot, row_id
from contract.exchange.judge import Fate
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.shapes import Patch, RowKey, Type
from desktop.storage.edit import read_pen, take_spare, write_pen
from desktop.storage.history import turn
from desktop.storage.outbox import NOT_FORKED, ORPHAN, chain_at, drop_segments
from desktop.storage.replica import Replica, read_op, stored_op
from desktop.storage.tables import ASIDE, RETIRED, SPARE, lineage, op, records

_LINE = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
_RETIRE_SPARES = (
    sa.update(lineage)
    .where(lineage.c.writer == sa.bindparam("writer_"), lineage.c.state == SPARE)
    .where(lineage.c.author.between(sa.bindparam("first_"), sa.bindparam("last_")))
    .values(state=RETIRED)
)
_UNSENT_OWN = (
    sa.select(op)
    .where(op.c.realm == sa.bindparam("realm_"), op.c.own == 1, op.c.at.is_(None), NOT_FORKED)
    .order_by(op.c.n)
)
_FROM_N0 = sa.and_(op.c.author == sa.bindparam("author_"), op.c.n >= sa.bindparam("n0_"), NOT_FORKED)
_FROM = sa.select(op).where(_FROM_N0).order_by(op.c.n)
_DROP_FROM = sa.delete(op).where(_FROM_N0)
_BEFORE = sa.select(op.c.n, op.c.tbl, op.c.k1, op.c.k2, op.c.k3).where(
    op.c.author == sa.bindparam("author_"), op.c.n < sa.bindparam("n0_")
)


class _Placed(NamedTuple):
    """An op and what this laptop alone knows of it."""

    edit: Op
    realm: int
    order: int
    lowered: int | None


@dataclass(frozen=True, slots=True)
class _Names:
    """What moves: dots of ops, ids of the rows that they created, and per row what its editors had seen without saying.

    An author's own earlier ops are never rivals of the later ones; under another number they would be.
    """

    dots: Mapping[Dot, Dot] = field(default_factory=dict)
    rows: Mapping[int, int] = field(default_factory=dict)
    seen: Mapping[RowKey, Sequence[Dot]] = field(default_factory=dict)
    gone: Set[Dot] = frozenset()
    """What nobody has seen after all: the centre knows other ops under these dots."""

    def renamed(self, edit: Op) -> Op:
        """The op under its new names; itself where nothing of it moves."""
        dot = self.dots.get(edit.dot, edit.dot)
        key = self._key(edit.key)
        saw = {self.dots.get(dot_seen, dot_seen) for dot_seen in map(Dot._make, edit.saw)} - self.gone
        if dot != edit.dot:
            saw.update(self.seen.get(edit.key, ()))
        return Op(
            author=dot.author,
            n=dot.n,
            key=key,
            patch=self._patch(edit.key, edit.patch),
            base=edit.base if key == edit.key else 0,
            wall=edit.wall,
            run=edit.run,
            saw=tuple(sorted((seen.author, seen.n) for seen in saw)),
            schema=edit.schema,
        )

    def _key(self, key: RowKey) -> RowKey:
        ids = _id_places(key)
        return RowKey(key.table, *(self.rows.get(part, part) if is_id else part for part, is_id in ids))

    def _patch(self, key: RowKey, patch: Patch) -> Patch:
        ids = _id_fields(key, patch)
        return {
            n: self.rows.get(value, value) if n in ids and isinstance(value, int) else value
            for n, value in patch.items()
        }


def renamed_op(edit: Op, rows: Mapping[int, int]) -> Op:
    """The op with the rows that it is about, or refers to, under other ids; its own number stays."""
    return _Names(rows=rows).renamed(edit)


def _id_places(key: RowKey) -> list[tuple[int, bool]]:
    """Each part of a row's name, and whether it is a row's id."""
    record = records[key.table].record
    named = (True,) if record.minted else tuple(name is not None for name in record.key_refers_to)
    return list(zip(key[1:], named, strict=False))


def _id_fields(key: RowKey, patch: Patch) -> set[int]:
    shapes = records[key.table].record.by_number
    return {n for n in patch if n in shapes and shapes[n].type is Type.REFERENCE}


def rows_named(edit: Op) -> set[int]:
    """Ids of the rows that an op is about or refers to."""
    if edit.key.table not in records:
        return set()
    keys = {part for part, is_id in _id_places(edit.key) if is_id}
    return keys | {value for n in _id_fields(edit.key, edit.patch) if isinstance(value := edit.patch[n], int)}


def is_own(replica: Replica, author: int) -> bool:
    """Whether the number was leased to this laptop, in this life or an earlier one."""
    return replica.connection.execute(_LINE, {"author_": author}).first() is not None


def refork(replica: Replica, author: int, n0: int, orphans: Set[Dot] = frozenset()) -> bool:
    """Moves the own ops n0.. of an author to another number of the same person; False when no number is left.

    The other life keeps the old numbers. Ops of other authors of this laptop that name what moved follow it: they were
    made later, so the centre has not judged them. Orphans stay behind, given back to their author.
    """
    branch = _ops_from(replica, author, n0)
    if not branch:
        return True
    target = take_spare(replica, author)
    if target is None:
        return False
    left = [placed for placed in branch if placed.edit.dot in orphans]
    names = _moving(replica, branch, orphans, Dot(target, read_pen(replica, target).n))
    _move(replica, branch, names, orphans)
    _give_back(replica, left)
    _follow(replica, branch[0].realm, names)
    return True


def unsee(replica: Replica, realm: int, dots: Set[Dot]) -> None:
    """No unsent own op in the office claims any more to have seen these."""
    _follow(replica, realm, _Names(gone=dots))


def _follow(replica: Replica, realm: int, names: _Names) -> None:
    """Unsent ops of this laptop's authors in the office that name what moves are made anew under their own numbers.

    Those of another office may be judged by now, in the same request: nothing there depends on this one.
    """
    for other, first in _others_naming(replica, realm, names):
        _move(replica, _ops_from(replica, other, first), names)


def leave_block(replica: Replica, author: int) -> None:
    """Moves all ops of a number that is somebody else's, and passes over the spare ones that came with it."""
    line = replica.connection.execute(_LINE, {"author_": author}).one()
    near = {"writer_": line.writer, "first_": author, "last_": author + LEASED_AT_ONCE - 1}
    replica.connection.execute(_RETIRE_SPARES, near)
    refork(replica, author, 1)


def _ops_from(replica: Replica, author: int, n0: int) -> list[_Placed]:
    lines = replica.connection.execute(_FROM, {"author_": author, "n0_": n0})
    return [_Placed(read_op(values), values.realm, values.ord, values.lowered) for values in lines]


def _moving(replica: Replica, branch: Sequence[_Placed], orphans: Set[Dot], behind: Dot) -> _Names:
    edits = [placed.edit for placed in branch if placed.edit.dot not in orphans]
    dots = {edit.dot: Dot(behind.author, behind.n + place) for place, edit in enumerate(edits, 1)}
    rows = {row_id(edit.dot): row_id(dots[edit.dot]) for edit in edits if edit.creates}
    first = branch[0].edit.dot
    seen: dict[RowKey, list[Dot]] = defaultdict(list)
    for values in replica.connection.execute(_BEFORE, {"author_": first.author, "n0_": first.n}):
        seen[RowKey(values.tbl, values.k1, values.k2, values.k3)].append(Dot(first.author, values.n))
    return _Names(dots, rows, seen)


def _others_naming(replica: Replica, realm: int, names: _Names) -> list[Dot]:
    """(author, first n) of unsent ops of this laptop's other authors that name what moves."""
    found: dict[int, int] = {}
    for values in replica.connection.execute(_UNSENT_OWN, {"realm_": realm}):
        edit = read_op(values)
        if names.renamed(edit) != edit:
            found.setdefault(edit.author, edit.n)
    return [Dot(author, n) for author, n in found.items()]


def _move(replica: Replica, whole: Sequence[_Placed], names: _Names, orphans: Set[Dot] = frozenset()) -> None:
    """Takes the last ops of an author away and makes them anew under their new names, to be sealed again.

    All but the orphans, which are only taken away.
    """
    source = whole[0].edit.dot
    turn(replica, whole[0].realm)
    replica.connection.execute(_DROP_FROM, {"author_": source.author, "n0_": source.n})
    drop_segments(replica, source.author, source.n)
    write_pen(replica, source.author, source.n - 1, chain_at(replica, source.author, source.n - 1) or GENESIS_CHAIN)
    branch = [placed for placed in whole if placed.edit.dot not in orphans]
    remade = [names.renamed(placed.edit) for placed in branch]
    link = read_pen(replica, remade[0].author).chain if remade else GENESIS_CHAIN
    lines: list[dict[str, int | bytes | None]] = []
    for placed, edit in zip(branch, remade, strict=True):
        link = chain(link, edit)
        lowered = placed.lowered if edit.key == placed.edit.key else None
        lines.append({**stored_op(edit, link, placed.order, placed.realm, own=True), "lowered": lowered})
    realms = {edit.key: placed.realm for placed, edit in zip(branch, remade, strict=True)}
    replica.ensure_shadows(realms)
    if lines:
        replica.connection.execute(sa.insert(op), lines)
        write_pen(replica, remade[-1].author, remade[-1].n, link)
    replica.refold([*realms, *(placed.edit.key for placed in whole)])


def _give_back(replica: Replica, orphans: Sequence[_Placed]) -> None:
    """Kept under their old numbers, which nobody uses any more."""
    fate = {"state": ASIDE, "fate": Fate.REJECTED.value, "reason": ORPHAN}
    lines = [{**stored_op(placed.edit, None, placed.order, placed.realm, own=True), **fate} for placed in orphans]
    if lines:
        replica.connection.execute(sa.insert(op), lines)
