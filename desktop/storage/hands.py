"""The two numbers of a hand: new people of a large roster go under the one, all else under the other.

Each is a chain of its own, so that marks need not wait behind a roster. Where an op needs what was written under the
other number it says that it saw the last of that; the centre judges it behind that or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from contract.exchange.dots import dot_of, hand, is_roster_number, other_number
from contract.exchange.operations import Sight, mark_of
from contract.exchange.shapes import Patch, RowKey
from desktop.storage.naming import id_places, rows_named
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import lineage, op, records, touched

_SAME_ROW = sa.and_(*(op.c[name] == touched.c[name] for name in ("tbl", "k1", "k2", "k3")))
_KEY = [touched.c[name] for name in ("tbl", "k1", "k2", "k3")]
_OWN_OF_ROW = sa.select(*_KEY).select_from(touched.join(op, sa.and_(_SAME_ROW, op.c.own == 1))).distinct()
_LAST_OF_ROW = (
    sa.select(*_KEY, sa.func.max(op.c.n))
    .select_from(touched.join(op, sa.and_(_SAME_ROW, op.c.own == 1)))
    .where(op.c.author == sa.bindparam("author_"))
    .group_by(*_KEY)
)
_OF_AUTHOR = sa.select(op).where(op.c.author == sa.bindparam("author_"), op.c.own == 1).order_by(op.c.n.desc()).limit(1)
_NEWEST_TAKEN = _OF_AUTHOR.where(op.c.at.is_not(None))
_SAME_WRITER = sa.select(lineage.c.author, lineage.c.writer).where(
    lineage.c.author.in_(sa.bindparam("two", expanding=True))
)


def roster_number(replica: Replica, author: int) -> int | None:
    """The roster number of the hand that writes under an ordinary number; None where this laptop was leased none."""
    if is_roster_number(author):
        return None
    two = [author, other_number(author)]
    lines = replica.connection.execute(_SAME_WRITER, {"two": two}).all()
    return two[1] if len({line.writer for line in lines}) == 1 and len(lines) == 2 else None


def are_new(replica: Replica, number: int, keys: Iterable[RowKey]) -> set[RowKey]:
    """Those of these rows that hold an id of the roster number and that nobody here has ever written.

    An op under the roster number is the first of its row: what was written under the other number never precedes it.
    """
    about = [
        key
        for key in keys
        if key.table in records and any(is_id and dot_of(part).author == number for part, is_id in id_places(key))
    ]
    asked = set(replica.touch(about))
    written = {RowKey(*values) for values in replica.connection.execute(_OWN_OF_ROW)}
    return asked - written - replica.rows_touched().keys() - replica.shadows_touched().keys()


def links(
    replica: Replica, author: int, linked: int, edits: Sequence[tuple[RowKey, Patch]]
) -> tuple[list[Sight | None], int]:
    """Per edit of the author what it must say that it saw of the hand's other number, and how far it has seen then.

    linked: how far it had. Where the centre has what is needed it is as much as the centre has, else all: the next
    edit of that kind then need say nothing.
    """
    other = other_number(author)
    needed = _needed(replica, other, edits)
    found: list[Sight | None] = []
    for need in needed:
        sight = _sight_of(replica, other, need) if need > linked else None
        linked = sight[1] if sight is not None else linked
        found.append(sight)
    return found, linked


def seen_now(
    replica: Replica, author: int, linked: int, edit: tuple[RowKey, Patch], saw: Iterable[Sight]
) -> tuple[tuple[Sight, ...], int]:
    """What an edit that is made once more under `author` says that it saw, and how far that has seen the other then.

    What it said of the two numbers of this hand was said in another place of their history.
    """
    [link], linked = links(replica, author, linked, [edit])
    others = {sight for sight in saw if hand(sight[0]) != hand(author)}
    return tuple(sorted(others | {link} if link is not None else others)), linked


def _needed(replica: Replica, other: int, edits: Sequence[tuple[RowKey, Patch]]) -> list[int]:
    """Per edit the last op of the other number that it cannot do without."""
    named = [
        max((dot.n for dot in map(dot_of, rows_named(key, patch)) if dot.author == other), default=0)
        for key, patch in edits
    ]
    if not any(named):
        return named
    replica.touch(key for (key, _), need in zip(edits, named, strict=True) if need and key.table in records)
    lines = replica.connection.execute(_LAST_OF_ROW, {"author_": other}).all()
    last = {RowKey(*line[:4]): line[4] for line in lines}
    return [max(need, last.get(key, 0)) for (key, _), need in zip(edits, named, strict=True)]


def _sight_of(replica: Replica, other: int, need: int) -> Sight | None:
    """None where this laptop has no such op: it is of a life that its disk has forgotten."""
    for query in (_NEWEST_TAKEN, _OF_AUTHOR):
        values = replica.connection.execute(query, {"author_": other}).first()
        if values is not None and values.n >= need:
            return other, values.n, mark_of(read_op(values))
    return None
