"""What the ledger tells of edits that came under two numbers of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from contract.exchange.repeats import REPEATED
from contract.tables.records import Values
from server.store import hot
from server.store.tables import lease, op

_APPLIED = ("ok", "lost")
_MOST_AT_ONCE = 500
_OTHERS = sa.select(lease.c.author).where(
    lease.c.member == sa.bindparam("member_"), lease.c.author != sa.bindparam("author_"), lease.c.got > 0
)
_AT = sa.select(op.c.author, op.c.n, op.c.tbl, op.c.k1, op.c.k2, op.c.k3, op.c.patch, op.c.wall).where(
    op.c.author.in_(sa.bindparam("authors", expanding=True)),
    op.c.wall.in_(sa.bindparam("walls", expanding=True)),
    op.c.fate.in_(_APPLIED),
)
_GIVEN_BACK = sa.select(op.c.author, op.c.n, op.c.reason).where(
    op.c.author.in_(sa.bindparam("authors", expanding=True)),
    # Written out: SQLite takes the index of the rejected only where it reads the very word.
    op.c.fate == sa.literal_column("'rejected'"),
    op.c.reason.startswith(REPEATED, autoescape=True),
)


def other_numbers(connection: sa.Connection, member: int, author: int) -> list[int]:
    """The other numbers under which the centre holds edits of this person on this laptop."""
    return hot.column(connection, _OTHERS, member_=member, author_=author)


def applied_at(connection: sa.Connection, authors: Sequence[int], walls: Iterable[int]) -> list[Values]:
    """Applied ops of these authors, by number and n, whose clock showed one of these seconds."""
    found: list[Values] = []
    times = sorted(set(walls))
    for start in range(0, len(times), _MOST_AT_ONCE):
        some = {"authors": list(authors), "walls": times[start : start + _MOST_AT_ONCE]}
        found += connection.execute(_AT, some).all()
    return sorted(found, key=lambda v: (v.author, v.n))


def given_back(connection: sa.Connection, authors: Iterable[int]) -> Sequence[hot.Line]:
    """(author, n, reason) of the ops of these authors that came again."""
    return hot.rows(connection, _GIVEN_BACK, authors=sorted(authors))
