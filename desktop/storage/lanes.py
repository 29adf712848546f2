"""Lanes: on the road a roster gives way to everything that does not build on it.

What builds on it is told by names and rows, not by what its author says to have seen: once a restored centre has
forgotten both, an op about people of the roster says nothing of it, and must still come behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlalchemy as sa

from contract.exchange.dots import dot_of, is_roster_number
from contract.exchange.operations import Op
from contract.exchange.shapes import RowKey
from desktop.storage.naming import rows_named
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import op

_WITHIN = sa.select(op).where(
    op.c.author == sa.bindparam("author_"), op.c.n.between(sa.bindparam("n0_"), sa.bindparam("n1_"))
)


class Span(NamedTuple):
    """A segment that waits to go up: ops n0 to n1 of an author, made on this laptop or carried."""

    author: int
    n0: int
    n1: int
    own: bool


def in_lanes(replica: Replica, known: Sequence[Span]) -> list[Span]:
    """The segments, given in the order in which this laptop knew them, in that in which they go."""
    rosters = {span.author for span in known if span.own and is_roster_number(span.author)}
    if not rosters:
        return list(known)
    behind = _Behind()
    first: list[Span] = []
    rest: list[Span] = []
    for span in known:
        if span.author in rosters:
            behind.put(span, ())
            rest.append(span)
            continue
        edits = _edits(replica, span)
        if behind.holds(span.author) or any(map(behind.needs, edits)):
            behind.put(span, edits)
            rest.append(span)
        else:
            first.append(span)
    return first + rest


@dataclass(slots=True)
class _Behind:
    """What does not go before the rosters: by author the first op, and the rows that it is about."""

    _firsts: dict[int, int] = field(default_factory=dict)
    _rows: set[RowKey] = field(default_factory=set)

    def holds(self, author: int) -> bool:
        """Whether something of this author is behind already: what they did later stays so."""
        return author in self._firsts

    def put(self, span: Span, edits: Sequence[Op]) -> None:
        """One more segment. Every row of a roster's own names somebody whom it makes."""
        self._firsts.setdefault(span.author, span.n0)
        self._rows.update(edit.key for edit in edits)

    def needs(self, edit: Op) -> bool:
        """Whether the op is about a row that is behind or names one made there, or its author saw such an op."""
        made = (dot_of(identifier) for identifier in rows_named(edit.key, edit.patch))
        dots = [*made, *((author, n) for author, n, _ in edit.saw)]
        return edit.key in self._rows or any(n >= self._firsts.get(author, n + 1) for author, n in dots)


def _edits(replica: Replica, span: Span) -> list[Op]:
    within = {"author_": span.author, "n0_": span.n0, "n1_": span.n1}
    return [read_op(values) for values in replica.connection.execute(_WITHIN, within)]
