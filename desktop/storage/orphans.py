"""What was built on a carried op of a life that the centre does not know: it must not be said of another row.

Two lives of a laptop use the same numbers, so a row that one of them made has the name of a row of the other.
"""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import Op
from desktop.storage.forks import refork, rows_named, unsee
from desktop.storage.outbox import FORKED, NOT_FORKED
from desktop.storage.receipts import park_fork
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import ASIDE, op, segment

_UNSENT = sa.select(op).where(op.c.realm == sa.bindparam("realm_"), op.c.at.is_(None), NOT_FORKED).order_by(op.c.ord)
_REALM_OF = sa.select(op.c.realm).where(op.c.author == sa.bindparam("author_")).limit(1)
_FORKED = sa.select(op.c.n).where(op.c.author == sa.bindparam("author_"), op.c.state == ASIDE, op.c.reason == FORKED)
_START = sa.select(segment.c.n0).where(
    segment.c.author == sa.bindparam("author_"), segment.c.n0 <= sa.bindparam("n_"), segment.c.n1 >= sa.bindparam("n_")
)


def disown(replica: Replica, author: int, n: int) -> None:
    """Parks the carried ops n.. of an author for good, and whatever stands on them.

    Carried ops that name their rows are parked as well. Own ones are given back to their authors, who will find the row
    again when its own laptop has brought it under another name.
    """
    realm = replica.connection.execute(_REALM_OF, {"author_": author}).scalar()
    if realm is None:
        return
    lost = _park(replica, author, n)
    orphans: set[Dot] = set()
    while found := _next_on(replica, realm, lost):
        edit, own = found
        if own:
            orphans.add(edit.dot)
            lost.add(edit.dot)
        else:
            start = replica.connection.execute(_START, {"author_": edit.author, "n_": edit.n}).scalar()
            lost |= _park(replica, edit.author, start or edit.n)
    for of_author in sorted({dot.author for dot in orphans}):
        mine = {dot for dot in orphans if dot.author == of_author}
        refork(replica, of_author, min(dot.n for dot in mine), mine)
    unsee(replica, realm, lost)


def _park(replica: Replica, author: int, n: int) -> set[Dot]:
    """Parks an author's carried ops n..; gives those that were not parked before."""
    before = _forked(replica, author)
    park_fork(replica, author, n)
    return _forked(replica, author) - before


def _forked(replica: Replica, author: int) -> set[Dot]:
    return {Dot(author, n) for n in replica.connection.execute(_FORKED, {"author_": author}).scalars()}


def _next_on(replica: Replica, realm: int, lost: set[Dot]) -> tuple[Op, bool] | None:
    """The first unsent op that names a row made by a lost one, and whether it is own; or a carried one that saw one."""
    rows = {row_id(dot) for dot in lost}
    for values in replica.connection.execute(_UNSENT, {"realm_": realm}).all():
        edit = read_op(values)
        saw_lost = not values.own and not lost.isdisjoint(map(Dot._make, edit.saw))
        if edit.dot not in lost and (saw_lost or not rows.isdisjoint(rows_named(edit))):
            return edit, bool(values.own)
    return None
