"""What others changed in rows of this laptop's people since the last exchange: field by field, the newest MOST of them.

Lines are written while pages arrive and get their time when the exchange ends; those of the exchange before go when the
first new one comes. A first copy is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from contract.exchange.dots import dot_of
from contract.exchange.operations import pack_row, unpack_row
from contract.exchange.scopes import Reach
from contract.exchange.shapes import Record, Row, RowKey, Type, Value
from contract.training.catalogue import ATTENDANCE, AUTHOR, CATALOGUE, CONFLICT, NOTE
from contract.training.rights.scopes import home_scope
from desktop.storage import trail
from desktop.storage.nameless import forget_people, nameless_in
from desktop.storage.replica import Held, Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import lineage, news, op, realm

MOST = 500
_CAUGHT_UP = "caught up"
_EVERYTHING = Reach(everything=True).fingerprint()
_UNTOLD = {AUTHOR.number, CONFLICT.number}
_UNTOLD_FIELDS = {"marked_at", "written_at", "example"}
_WRITER = {
    ATTENDANCE.number: ATTENDANCE.by_name["marked_by"].number,
    NOTE.number: NOTE.by_name["written_by"].number,
}
"""The field that tells who wrote a row, of records that have one."""
_REALM = sa.bindparam("realm_", type_=sa.Integer())
_STANDING = sa.select(realm.c.seq, realm.c.since, realm.c.scopes).where(realm.c.number == _REALM)
_OWN_AUTHORS = sa.select(lineage.c.author)
_KEY = ("tbl", "k1", "k2", "k3")
_EDITED_HERE = (
    sa.select(op.c.n).where(op.c.own == 1, *(op.c[name] == sa.bindparam(f"{name}_") for name in _KEY)).limit(1)
)
_TO_STAMP = sa.update(news).where(news.c.at.is_(None)).values(at=sa.bindparam("now_"))
_OLD = sa.delete(news).where(news.c.at.is_not(None))
_BEYOND = sa.delete(news).where(news.c.id <= sa.select(sa.func.max(news.c.id)).scalar_subquery() - MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One field of a row that others changed. author: who wrote the row, where it tells; at: None while it arrives."""

    id: int
    realm: int
    key: RowKey
    field: int
    before: Value
    after: Value
    author: int | None
    at: int | None


def is_awaited(replica: Replica, number: int) -> bool:
    """Whether pages of the office that come now tell news: it had been copied wholly before, and nothing anew since."""
    standing = replica.connection.execute(_STANDING, {"realm_": number}).one()
    return standing.seq == standing.since and number in (recall(replica, _CAUGHT_UP) or ())


def note_caught_up(replica: Replica, number: int) -> None:
    """Nothing newer was at the centre: what comes from now on is news."""
    known = recall(replica, _CAUGHT_UP) or []
    if number not in known:
        remember(replica, _CAUGHT_UP, [*known, number])


def shown_rows(replica: Replica, keys: Iterable[RowKey]) -> dict[RowKey, Held]:
    """The rows as people see them now."""
    replica.touch(keys)
    return replica.rows_touched()


def note(replica: Replica, number: int, before: dict[RowKey, Held], arrived: Sequence[RowKey]) -> None:
    """Writes down what people see differently in these rows, as far as they are theirs; of every row its trail."""
    after = shown_rows(replica, arrived)
    trail.note(replica, number, arrived, before, after)
    changed = {
        key: fields
        for key, held in before.items()
        if key in after and (fields := _differing(key, held.content or {}, after[key].content or {}))
    }
    if not changed:
        return
    is_mine = _ownership(replica, number)
    lines = [
        _line(number, key, field, before[key].content or {}, after[key].content or {})
        for key, fields in changed.items()
        if is_mine(key, before[key].content or {})
        for field in fields
    ]
    if lines:
        replica.connection.execute(_OLD)
        replica.connection.execute(sa.insert(news), lines[-MOST:])
        replica.connection.execute(_BEYOND)
    gone = nameless_in(replica, changed, {key: after[key].content or {} for key in changed})
    if gone:
        forget_people(replica, gone)


def stamp(replica: Replica, now: int) -> None:
    """The exchange is over: its lines get their time."""
    replica.connection.execute(_TO_STAMP, {"now_": now})
    trail.stamp(replica, now, trail.DIRECT)


def lines_of(replica: Replica) -> list[NewsLine]:
    """All lines, the newest last."""
    return [
        NewsLine(
            id=line.id,
            realm=line.realm,
            key=RowKey(line.tbl, line.k1, line.k2, line.k3),
            field=line.field,
            before=unpack_row(line.before).get(line.field),
            after=unpack_row(line.after).get(line.field),
            author=line.author,
            at=line.at,
        )
        for line in replica.connection.execute(sa.select(news).order_by(news.c.id))
    ]


def forget(replica: Replica, identifier: int) -> None:
    """A line was answered."""
    replica.connection.execute(sa.delete(news).where(news.c.id == identifier))


@cache
def _told_fields(table: int) -> frozenset[int]:
    record = CATALOGUE.record(table)
    if record.number in _UNTOLD:
        return frozenset()
    return frozenset(
        field.number
        for field in record.fields
        if field.label and field.type is not Type.AUTHOR and field.name not in _UNTOLD_FIELDS
    )


def _differing(key: RowKey, before: Row, after: Row) -> list[int]:
    if before == after:
        return []
    # A flag that is 0 says no more than one that is not there.
    return [n for n in sorted(_told_fields(key.table)) if (before.get(n) or None) != (after.get(n) or None)]


def _line(number: int, key: RowKey, field: int, before: Row, after: Row) -> dict[str, object]:
    writer = _WRITER.get(key.table)
    return {
        "realm": number,
        **dict(zip(_KEY, key, strict=True)),
        "field": field,
        "before": pack_row({field: before.get(field)}),
        "after": pack_row({field: after.get(field)}),
        "author": after.get(writer) if writer is not None else None,
        "at": None,
    }


def _ownership(replica: Replica, number: int) -> Callable[[RowKey, Row], bool]:
    """Tells whether a row is of the people here: of a class that is theirs, or made or edited by one of them.

    Who is limited to classes has no others.
    """
    limited = bytes(replica.connection.execute(_STANDING, {"realm_": number}).one().scopes) != _EVERYTHING
    own = frozenset(replica.connection.execute(_OWN_AUTHORS).scalars())

    @cache
    def content_of(key: RowKey) -> Row | None:
        held = replica.row(key)
        return held.content if held is not None else None

    def is_mine(key: RowKey, row: Row) -> bool:
        if limited or _is_made_by(own, key, row):
            return True
        if dot_of(home_scope(key, row, content_of)).author in own:
            return True
        named = {f"{name}_": part for name, part in zip(_KEY, key, strict=True)}
        return replica.connection.execute(_EDITED_HERE, named).first() is not None

    return is_mine


def _is_made_by(own: frozenset[int], key: RowKey, row: Row) -> bool:
    """Whether one of the authors minted what the row's keys name, or is named in it as its writer."""
    record: Record = CATALOGUE.record(key.table)
    named: Sequence[int] = key[1 : 1 + len(record.keys)]
    writer = row.get(_WRITER[key.table]) if key.table in _WRITER else None
    return writer in own or any(dot_of(part).author in own for part in named)
