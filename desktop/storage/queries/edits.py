"""The edits of one row that this laptop knows, its own and those that other laptops brought here."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.operations import unpack_row
from contract.exchange.shapes import Patch, RowKey
from desktop.storage.replica import Replica
from desktop.storage.tables import board, link, op

_NAMES = ("tbl", "k1", "k2", "k3")
_ON_BOARD = sa.and_(board.c.author == op.c.author, op.c.n.between(board.c.n0, board.c.n1), op.c.own == 0)
_EDITS = (
    sa.select(op, board.c.came_at, link.c.name.label("link_name"))
    .select_from(op.outerjoin(board, _ON_BOARD).outerjoin(link, link.c.id == board.c.source))
    .where(*(op.c[name] == sa.bindparam(f"{name}_") for name in _NAMES))
    .order_by(op.c.ord)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEdit:
    """One edit. at: the commit in which the centre applied it. carried: as on the op. base: what its author had seen.

    came_at, over: when it came here over a hub, and the other laptop's name; None and empty for own ones.
    """

    author: int
    n: int
    patch: Patch
    base: int
    wall: int
    own: bool
    state: int
    at: int | None
    fate: str | None
    reason: str | None
    carried: int | None
    came_at: int | None
    over: str


def edits_of_row(replica: Replica, key: RowKey) -> list[KnownEdit]:
    """In the order in which this laptop knew them."""
    found = replica.connection.execute(_EDITS, {f"{name}_": part for name, part in zip(_NAMES, key, strict=True)})
    return [
        KnownEdit(
            author=line.author,
            n=line.n,
            patch=unpack_row(line.patch),
            base=line.base,
            wall=line.wall,
            own=bool(line.own),
            state=line.state,
            at=line.at,
            fate=line.fate,
            reason=line.reason,
            carried=line.carried,
            came_at=line.came_at,
            over=line.link_name or "",
        )
        for line in found
    ]
