"""A laptop restored from an old image has lived twice: its later ops get new numbers, their rows new names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from contract.exchange.dots import LEASED_AT_ONCE, Dot, row_id
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.shapes import Patch, RowKey, Type
from desktop.storage.edit import read_pen, take_spare, write_pen
from desktop.storage.outbox import chain_at, drop_segments
from desktop.storage.replica import Replica, read_op, stored_op
from desktop.storage.tables import RETIRED, SPARE, lineage, op, records

_LINE = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
_RETIRE_SPARES = (
    sa.update(lineage)
    .where(lineage.c.writer == sa.bindparam("writer_"), lineage.c.state == SPARE)
    .where(lineage.c.author.between(sa.bindparam("first_"), sa.bindparam("last_")))
    .values(state=RETIRED)
)
_UNSENT_OWN = sa.select(op).where(op.c.own == 1, op.c.at.is_(None)).order_by(op.c.n)
_FROM = sa.select(op).where(op.c.author == sa.bindparam("author_"), op.c.n >= sa.bindparam("n0_")).order_by(op.c.n)
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

    dots: Mapping[Dot, Dot]
    rows: Mapping[int, int]
    seen: Mapping[RowKey, Sequence[Dot]]

    def renamed(self, edit: Op) -> Op:
        """The op under its new names; itself where nothing of it moves."""
        dot = self.dots.get(edit.dot, edit.dot)
        key = self._key(edit.key)
        saw = {self.dots.get(Dot(*seen), Dot(*seen)) for seen in edit.saw}
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
        record = records[key.table].record
        named = (True,) if record.minted else tuple(name is not None for name in record.key_refers_to)
        parts = [self.rows.get(part, part) if is_id else part for part, is_id in zip(key[1:], named, strict=False)]
        return RowKey(key.table, *parts)

    def _patch(self, key: RowKey, patch: Patch) -> Patch:
        shapes = records[key.table].record.by_number
        ids = {n for n in patch if n in shapes and shapes[n].type is Type.REFERENCE}
        return {
            n: self.rows.get(value, value) if n in ids and isinstance(value, int) else value
            for n, value in patch.items()
        }


def is_own(replica: Replica, author: int) -> bool:
    """Whether the number was leased to this laptop, in this life or an earlier one."""
    return replica.connection.execute(_LINE, {"author_": author}).first() is not None


def refork(replica: Replica, author: int, n0: int) -> bool:
    """Moves the own ops n0.. of an author to another number of the same person; False when no number is left.

    The other life keeps the old numbers. Ops of other authors of this laptop that name what moved follow it: they were
    made later, so the centre has not judged them.
    """
    branch = _ops_from(replica, author, n0)
    if not branch:
        return True
    target = take_spare(replica, author)
    if target is None:
        return False
    names = _moving(replica, [placed.edit for placed in branch], Dot(target, read_pen(replica, target).n))
    _move(replica, branch, names)
    for other, first in _others_naming(replica, names):
        _move(replica, _ops_from(replica, other, first), names)
    return True


def leave_block(replica: Replica, author: int) -> None:
    """Moves all ops of a number that is somebody else's, and passes over the spare ones that came with it."""
    line = replica.connection.execute(_LINE, {"author_": author}).one()
    near = {"writer_": line.writer, "first_": author, "last_": author + LEASED_AT_ONCE - 1}
    replica.connection.execute(_RETIRE_SPARES, near)
    refork(replica, author, 1)


def _ops_from(replica: Replica, author: int, n0: int) -> list[_Placed]:
    lines = replica.connection.execute(_FROM, {"author_": author, "n0_": n0})
    return [_Placed(read_op(values), values.realm, values.ord, values.lowered) for values in lines]


def _moving(replica: Replica, branch: Sequence[Op], behind: Dot) -> _Names:
    dots = {edit.dot: Dot(behind.author, behind.n + place) for place, edit in enumerate(branch, 1)}
    rows = {row_id(edit.dot): row_id(dots[edit.dot]) for edit in branch if edit.creates}
    first = branch[0].dot
    seen: dict[RowKey, list[Dot]] = defaultdict(list)
    for values in replica.connection.execute(_BEFORE, {"author_": first.author, "n0_": first.n}):
        seen[RowKey(values.tbl, values.k1, values.k2, values.k3)].append(Dot(first.author, values.n))
    return _Names(dots, rows, seen)


def _others_naming(replica: Replica, names: _Names) -> list[Dot]:
    """(author, first n) of unsent ops of this laptop's other authors that name what moves."""
    found: dict[int, int] = {}
    for values in replica.connection.execute(_UNSENT_OWN):
        edit = read_op(values)
        if names.renamed(edit) != edit:
            found.setdefault(edit.author, edit.n)
    return [Dot(author, n) for author, n in found.items()]


def _move(replica: Replica, branch: Sequence[_Placed], names: _Names) -> None:
    """Takes the last ops of an author away and makes them anew under their new names, to be sealed again."""
    source = branch[0].edit.dot
    replica.connection.execute(sa.delete(op).where(op.c.author == source.author, op.c.n >= source.n))
    drop_segments(replica, source.author, source.n)
    write_pen(replica, source.author, source.n - 1, chain_at(replica, source.author, source.n - 1) or GENESIS_CHAIN)
    remade = [names.renamed(placed.edit) for placed in branch]
    pen = read_pen(replica, remade[0].author)
    link = pen.chain
    lines: list[dict[str, int | bytes | None]] = []
    for placed, edit in zip(branch, remade, strict=True):
        link = chain(link, edit)
        lowered = placed.lowered if edit.key == placed.edit.key else None
        lines.append({**stored_op(edit, link, placed.order, placed.realm, own=True), "lowered": lowered})
    realms = {edit.key: placed.realm for placed, edit in zip(branch, remade, strict=True)}
    replica.ensure_shadows(realms)
    replica.connection.execute(sa.insert(op), lines)
    write_pen(replica, remade[-1].author, remade[-1].n, link)
    replica.refold([*realms, *(placed.edit.key for placed in branch)])
