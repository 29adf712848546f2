"""Ops that their laptops bring again after the centre had lost them: what it had applied before."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from contract.exchange.dots import Dot
from server.store.tables import op, stood

_UPTO = sa.select(stood.c.n1).where(stood.c.author == sa.bindparam("author_"), stood.c.n0 == sa.bindparam("n0_"))
_PUT = sa.insert(stood)
_LENGTHEN = (
    sa.update(stood)
    .where(stood.c.author == sa.bindparam("author_"), stood.c.n0 == sa.bindparam("n0_"))
    .values(n1=sa.bindparam("n1_"))
)
_STOOD = sa.select(stood.c.n0).where(
    stood.c.author == sa.bindparam("author_"), stood.c.n0 <= sa.bindparam("n_"), stood.c.n1 >= sa.bindparam("n_")
)
_RECEIVED = sa.select(op.c.received).where(op.c.author == sa.bindparam("author_"), op.c.n == sa.bindparam("n_"))


def note(connection: sa.Connection, author: int, ranges: Iterable[tuple[int, int]]) -> None:
    """These ops (n0, n1) of the author, which are held now, had been applied in a history that was lost."""
    for n0, n1 in ranges:
        here = {"author_": author, "n0_": n0}
        before = connection.execute(_UPTO, here).scalar()
        if before is None:
            connection.execute(_PUT, {"author": author, "n0": n0, "n1": n1})
        elif before < n1:
            connection.execute(_LENGTHEN, {**here, "n1_": n1})


def came_after(connection: sa.Connection, dot: Dot, heard: int) -> bool:
    """Whether the op came later than `heard` and is not known to have stood in a lost history."""
    about = {"author_": dot.author, "n_": dot.n}
    received = connection.execute(_RECEIVED, about).scalar()
    return received is not None and received > heard and connection.execute(_STOOD, about).first() is None
