"""A laptop restored from an old image has lived twice: its later ops get new numbers, their rows new names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.shapes import Patch, RowKey, Type
from desktop.storage.edit import read_pen, write_pen
from desktop.storage.outbox import chain_at, drop_segments
from desktop.storage.replica import Replica, read_op, stored_op
from desktop.storage.tables import RETIRED, SPARE, lineage, op, records

_LINE = sa.select(lineage).where(lineage.c.author == sa.bindparam("author_"))
Names = Mapping[int, int]
"""Old id of a row that the branch created -> its new id."""


def is_own(replica: Replica, author: int) -> bool:
    """Whether the number was leased to this laptop, in this life or an earlier one."""
    return replica.connection.execute(_LINE, {"author_": author}).first() is not None


def refork(replica: Replica, author: int, n0: int) -> bool:
    """Moves the own ops n0.. of an author to another number of the same person; False when no number is left.

    The other life keeps the old numbers. Ops of other authors of this laptop that name moved rows follow them.
    """
    branch = _ops_from(replica, author, n0)
    if not branch:
        return True
    target = _target(replica, author)
    if target is None:
        return False
    pen = read_pen(replica, target)
    moved = {edit.dot: Dot(target, pen.n + place) for place, (edit, _, _) in enumerate(branch, 1)}
    names = {row_id(edit.dot): row_id(moved[edit.dot]) for edit, _, _ in branch if edit.creates}
    old_keys = [edit.key for edit, _, _ in branch]
    replica.connection.execute(sa.delete(op).where(op.c.author == author, op.c.n >= n0))
    drop_segments(replica, author, n0)
    write_pen(replica, author, n0 - 1, chain_at(replica, author, n0 - 1) or GENESIS_CHAIN)
    _write_branch(replica, branch, moved, names)
    for other in _others_naming(replica, names):
        _rename_in(replica, *other, names)
    replica.refold(old_keys)
    return True


def _ops_from(replica: Replica, author: int, n0: int) -> list[tuple[Op, int, int]]:
    """(op, realm, order) of the author's ops from n0 on, with a base no higher than was claimed."""
    query = sa.select(op).where(op.c.author == author, op.c.n >= n0).order_by(op.c.n)
    found = []
    for values in replica.connection.execute(query):
        edit = read_op(values)
        base = min(edit.base, values.lowered) if values.lowered is not None else edit.base
        found.append((_replaced(edit, base=base), values.realm, values.ord))
    return found


def _replaced(edit: Op, **changes: object) -> Op:
    fields = {name: getattr(edit, name) for name in edit.__struct_fields__}
    return Op(**{**fields, **changes})


def _target(replica: Replica, author: int) -> int | None:
    """The spare number that takes the branch. It becomes the person's active one unless another is already.

    Always a fresh one: the order of an author's ops on this laptop must stay the order of their numbers.
    """
    line = replica.connection.execute(_LINE, {"author_": author}).one()
    mine = sa.select(lineage.c.author).where(lineage.c.writer == line.writer).order_by(lineage.c.author)
    spare = replica.connection.execute(mine.where(lineage.c.state == SPARE)).scalar()
    if spare is not None:
        for number, state in ((spare, line.state), (author, RETIRED)):
            replica.connection.execute(sa.update(lineage).where(lineage.c.author == number).values(state=state))
    return spare


def _write_branch(
    replica: Replica, branch: Sequence[tuple[Op, int, int]], moved: Mapping[Dot, Dot], names: Names
) -> None:
    target = moved[branch[0][0].dot].author
    pen = read_pen(replica, target)
    link, n = pen.chain, pen.n
    lines = []
    realms: dict[RowKey, int] = {}
    for edit, realm, order in branch:
        new = moved[edit.dot]
        key = _renamed_key(edit.key, names)
        base = edit.base if key == edit.key else 0
        remade = _replaced(
            edit, author=new.author, n=new.n, key=key, base=base, patch=_renamed_patch(edit.key, edit.patch, names)
        )
        link, n = chain(link, remade), new.n
        lines.append(stored_op(remade, link, order, realm, own=True))
        realms[key] = realm
    replica.ensure_shadows(realms)
    replica.connection.execute(sa.insert(op), lines)
    write_pen(replica, target, n, link)
    replica.refold(realms)


def _renamed_key(key: RowKey, names: Names) -> RowKey:
    return RowKey(key.table, *(names.get(part, part) if part else part for part in key[1:]))


def _renamed_patch(key: RowKey, patch: Patch, names: Names) -> Patch:
    shapes = records[key.table].record.by_number if key.table in records else {}
    return {
        number: names.get(value, value)
        if isinstance(value, int) and number in shapes and shapes[number].type is Type.REFERENCE
        else value
        for number, value in patch.items()
    }


def _others_naming(replica: Replica, names: Names) -> list[tuple[int, int]]:
    """(author, first n) of unsent ops of this laptop's other authors that name a moved row."""
    if not names:
        return []
    found: dict[int, int] = {}
    for values in replica.connection.execute(sa.select(op).where(op.c.own == 1, op.c.at.is_(None)).order_by(op.c.n)):
        edit = read_op(values)
        renamed = _renamed_key(edit.key, names), _renamed_patch(edit.key, edit.patch, names)
        if renamed != (edit.key, edit.patch):
            found.setdefault(edit.author, edit.n)
    return list(found.items())


def _rename_in(replica: Replica, author: int, n0: int, names: Names) -> None:
    """Remakes an author's unsent ops from n0 on under the new names, keeping their numbers."""
    branch = _ops_from(replica, author, n0)
    replica.connection.execute(sa.delete(op).where(op.c.author == author, op.c.n >= n0))
    drop_segments(replica, author, n0)
    write_pen(replica, author, n0 - 1, chain_at(replica, author, n0 - 1) or GENESIS_CHAIN)
    _write_branch(replica, branch, {edit.dot: edit.dot for edit, _, _ in branch}, names)
    replica.refold([edit.key for edit, _, _ in branch])
