"""Which own ops were made anew under other names, and what is told of it to those that say they saw them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import sqlalchemy as sa
from msgspec import structs

from contract.exchange.dots import MAX_N, Dot, hand, row_id
from contract.exchange.operations import GENESIS_CHAIN, Op, Sight, chain, mark_of
from desktop.storage.edit import read_pen, write_pen
from desktop.storage.naming import rows_named
from desktop.storage.outbox import chain_at
from desktop.storage.replica import Replica, read_op, stored_op
from desktop.storage.tables import ACTIVE, lineage, moved_op, op, segment

_ONE = sa.select(op).where(op.c.author == sa.bindparam("author_"), op.c.n == sa.bindparam("n_"))
_ACTIVE = sa.select(lineage.c.author).where(lineage.c.realm == sa.bindparam("realm_"), lineage.c.state == ACTIVE)
_SAYING = (
    sa.select(op)
    .where(op.c.realm == sa.bindparam("realm_"), op.c.own == 1, op.c.at.is_(None), op.c.saw.is_not(None))
    .order_by(op.c.ord)
)
_LAST_SEALED = sa.select(sa.func.max(segment.c.n1)).where(segment.c.author == sa.bindparam("author_"))
_LAST_TAKEN = sa.select(sa.func.max(op.c.n)).where(
    op.c.author == sa.bindparam("author_"), sa.or_(op.c.at.is_not(None), op.c.stood.is_not(None))
)
_FROM = sa.select(op).where(op.c.author == sa.bindparam("author_"), op.c.n >= sa.bindparam("n0_")).order_by(op.c.n)
_SAY = "UPDATE op SET saw = ?, chain = ? WHERE author = ? AND n = ?"


class Moved(NamedTuple):
    """An op of which this laptop has made another: its name, what it said, and its name now."""

    author: int
    n: int
    mark: int
    new_author: int
    new_n: int

    @property
    def now(self) -> Dot:
        """The name of the other."""
        return Dot(self.new_author, self.new_n)


def all_moved(replica: Replica) -> dict[Dot, Moved]:
    """By the names that they had."""
    return {Dot(v.author, v.n): Moved(*v) for v in replica.connection.execute(sa.select(moved_op))}


def end_of(dot: Dot, moved: Mapping[Dot, Moved]) -> Dot:
    """What is called so now, however often it moved."""
    while dot in moved:
        dot = moved[dot].now
    return dot


def made_row(replica: Replica, dot: Dot, moved: Mapping[Dot, Moved]) -> bool:
    """Whether an op that moved made the row of its name. If not, such a row is another life's, and stays called so."""
    while True:
        values = replica.connection.execute(_ONE, {"author_": dot.author, "n_": dot.n}).first()
        if values is not None and values.own:
            return read_op(values).creates
        if dot not in moved:
            return True
        dot = moved[dot].now


def sight_of(replica: Replica, dot: Dot) -> Sight | None:
    """What was seen under its name now; None where only another copy of the laptop has that."""
    values = replica.connection.execute(_ONE, {"author_": dot.author, "n_": dot.n}).first()
    return (*dot, mark_of(read_op(values))) if values is not None else None


def tell_unsealed(replica: Replica, realm: int) -> None:
    """Edits that never left call what other people of this laptop did before them by its name of now.

    Numbers of two people move one after the other, and whoever moves first can't tell where the other will go. What is
    sealed stays as it is, for another laptop may be carrying it; and what names a row that moved the centre gives back.
    """
    moved = all_moved(replica)
    # Under a number that was left there are edits that went out though the seal over them was dropped.
    writing = set(replica.connection.execute(_ACTIVE, {"realm_": realm}).scalars()) if moved else set()
    lines = replica.connection.execute(_SAYING, {"realm_": realm}).all() if writing else ()
    last_out = {author: _last_out(replica, author) for author in {v.author for v in lines if hand(v.author) in writing}}
    sights: dict[Sight, Sight] = {}
    told: dict[int, dict[int, Op]] = defaultdict(dict)
    for values in lines:
        if values.n > last_out.get(values.author, MAX_N):
            edit = read_op(values)
            now = {sights.get(sight, sight) for sight in _as_called_now(replica, edit, moved)}
            if now != set(edit.saw):
                again = structs.replace(edit, saw=tuple(sorted(now)))
                sights[*edit.dot, mark_of(edit)] = (*edit.dot, mark_of(again))
                told[edit.author][edit.n] = again
    for author, edits in told.items():
        _say(replica, author, edits)


def _last_out(replica: Replica, author: int) -> int:
    """Up to where edits of the author may have left this laptop."""
    ends = (replica.connection.execute(query, {"author_": author}).scalar() for query in (_LAST_SEALED, _LAST_TAKEN))
    return max(end or 0 for end in ends)


def _as_called_now(replica: Replica, edit: Op, moved: Mapping[Dot, Moved]) -> list[Sight]:
    """What the edit says it saw; as before what is of its own hand, and what made a row that it names."""
    named = rows_named(edit.key, edit.patch)
    found: list[Sight] = []
    for sight in edit.saw:
        dot, mark = Dot(*sight[:2]), sight[2]
        is_meant = dot in moved and moved[dot].mark == mark
        if is_meant and hand(dot.author) != hand(edit.author) and row_id(dot) not in named:
            found.append(sight_of(replica, end_of(dot, moved)) or sight)
        else:
            found.append(sight)
    return found


def _say(replica: Replica, author: int, edits: Mapping[int, Op]) -> None:
    """Puts these edits in place of those of their names; the chain of all that follow is another."""
    first = min(edits)
    link = chain_at(replica, author, first - 1) or GENESIS_CHAIN
    lines: list[tuple[object, ...]] = []
    for values in replica.connection.execute(_FROM, {"author_": author, "n0_": first}).all():
        edit = edits.get(values.n) or read_op(values)
        link = chain(link, edit)
        stored = stored_op(edit, link, values.ord, values.realm, own=True)
        lines.append((stored["saw"], link, author, edit.n))
    replica.connection.exec_driver_sql(_SAY, lines)
    pen = read_pen(replica, author)
    write_pen(replica, author, pen.n, link, pen.linked)
