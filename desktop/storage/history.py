"""Where this laptop stands in each realm's history, and what happens when the centre went back in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.messages import MARKS_KEPT
from contract.exchange.scopes import Reach
from contract.exchange.shapes import GONE, Row, RowKey
from contract.exchange.values import Head
from contract.tables.filled import filled
from contract.training.rights.scopes import home_scope
from desktop.storage import handover, trail
from desktop.storage.lost import note_unsent
from desktop.storage.outbox import NOT_FORKED
from desktop.storage.receipts import take_back
from desktop.storage.replica import Held, Replica
from desktop.storage.tables import LIVE, centre, gone, lineage, mark, op, realm, records, shadow, want

_REALM = sa.bindparam("realm_", type_=sa.Integer())
_CENTRES = sa.select(centre).order_by(centre.c.id)
_STANDINGS = sa.select(realm).where(realm.c.centre == sa.bindparam("centre_")).order_by(realm.c.number)
_CURSOR = sa.select(realm.c.seq).where(realm.c.number == _REALM)
_MOVE_SINCE = sa.update(realm).where(realm.c.number == _REALM).values(since=sa.bindparam("seq_"), ask_marks=0)
_CLAIM = sa.update(realm).where(realm.c.number == _REALM).values(seq=sa.bindparam("seq_"), head=sa.bindparam("head_"))
_MOVE = _CLAIM.values(since=sa.bindparam("seq_"), ask_marks=0)
_MARK = sa.insert(mark).prefix_with("OR REPLACE")
_MARKS = sa.select(mark.c.seq, mark.c.head).where(mark.c.realm == _REALM).order_by(mark.c.seq.desc())
_DROP_MARK = sa.delete(mark).where(mark.c.realm == _REALM, mark.c.seq == sa.bindparam("seq_"))
_INSERT_WANT = upsert(want)
_WANT = _INSERT_WANT.on_conflict_do_update(
    index_elements=["tbl", "k1", "k2", "k3"],
    set_={"realm": _INSERT_WANT.excluded.realm, "lost": sa.func.max(want.c.lost, _INSERT_WANT.excluded.lost)},
)
_ROWS_OF = {number: sa.select(found.table).where(found.table.c.realm == _REALM) for number, found in records.items()}
_KEY = ("tbl", "k1", "k2", "k3")
_FORGET = sa.delete(want).where(*(want.c[name] == sa.bindparam(f"{name}_") for name in _KEY))
_HEAR = (
    sa.update(realm)
    .where(realm.c.number == _REALM, ~sa.exists().where(want.c.realm == _REALM, want.c.lost == 1))
    .values(heard=sa.bindparam("now_"))
)
"""Lost rows that are asked for are of a history that was heard of before."""
_OF_AUTHOR = (
    sa.select(realm.c.number, realm.c.seq)
    .join(lineage, lineage.c.realm == realm.c.number)
    .where(lineage.c.author == sa.bindparam("author_"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One realm's cursor: the newest history known (seq, head) and where pages are pulled from."""

    realm: int
    seq: int
    head: bytes
    scopes: bytes
    since: int
    ask_marks: bool


@dataclass(frozen=True, slots=True)
class Centre:
    """A server that this laptop has joined."""

    id: int
    url: str
    device: int
    secret: bytes
    insecure: bool


def centres(replica: Replica) -> list[Centre]:
    """The servers joined, in the order of joining."""
    lines = replica.connection.execute(_CENTRES)
    return [Centre(v.id, v.url, v.device, v.secret, bool(v.insecure)) for v in lines]


def standings(replica: Replica, of_centre: int) -> list[Standing]:
    """The realms at one server."""
    lines = replica.connection.execute(_STANDINGS, {"centre_": of_centre})
    return [Standing(v.number, v.seq, v.head, v.scopes, v.since, bool(v.ask_marks)) for v in lines]


def has_joined(replica: Replica, number: int) -> bool:
    """Whether this laptop has people in the office with this number."""
    return replica.connection.execute(_CURSOR, {"realm_": number}).first() is not None


def cursor(replica: Replica, number: int) -> int:
    """The newest commit of the realm that this laptop knows of."""
    return int(replica.connection.execute(_CURSOR, {"realm_": number}).scalar_one())


def marks(replica: Replica, number: int) -> list[Head]:
    """Older heads, newest first: spaced so that the oldest reach far back."""
    lines = replica.connection.execute(_MARKS, {"realm_": number}).all()
    return [(v.seq, v.head) for v in lines[:MARKS_KEPT]]


def move_to(replica: Replica, number: int, seq: int, head: bytes, now: int = 0) -> None:
    """A page was taken: pull on from there, and remember the head as common ground. now: the centre's clock."""
    if seq < cursor(replica, number):
        replica.connection.execute(_MOVE_SINCE, {"realm_": number, "seq_": seq})
        _note_mark(replica, number, seq, head)
        return
    replica.connection.execute(_MOVE, {"realm_": number, "seq_": seq, "head_": head})
    _note_heard(replica, number, now)
    _note_mark(replica, number, seq, head)


def know_ahead(replica: Replica, number: int, seq: int, head: bytes, now: int = 0) -> None:
    """History goes on to there while pages are still pulled from further back: the newest known is the claim.

    Those pages pass over rows that changed behind them. Were the centre put back in between to a commit that only the
    pages have reached, these rows would never come: the claim is what it does not know then.
    """
    if seq > cursor(replica, number):
        replica.connection.execute(_CLAIM, {"realm_": number, "seq_": seq, "head_": head})
        _note_heard(replica, number, now)
        _note_mark(replica, number, seq, head)


def _note_heard(replica: Replica, number: int, now: int) -> None:
    if now:
        replica.connection.execute(_HEAR, {"realm_": number, "now_": now})


def _note_mark(replica: Replica, number: int, seq: int, head: bytes) -> None:
    replica.connection.execute(_MARK, {"realm": number, "seq": seq, "head": head})
    _thin_marks(replica, number)


def _thin_marks(replica: Replica, number: int) -> None:
    """Keeps the newest heads and the one at the start; between them each older one twice as far apart."""
    seqs = list(replica.connection.execute(_MARKS, {"realm_": number}).scalars())
    if len(seqs) <= MARKS_KEPT:
        return

    def density(i: int) -> float:
        return float(seqs[i - 1] - seqs[i + 1]) / float(seqs[0] - seqs[i])

    closest = min(range(MARKS_KEPT // 2, len(seqs) - 1), key=density)
    replica.connection.execute(_DROP_MARK, {"realm_": number, "seq_": seqs[closest]})


def ask_marks(replica: Replica, number: int) -> None:
    """The centre does not know our cursor: the next greeting tells older heads."""
    replica.connection.execute(sa.update(realm).where(realm.c.number == number).values(ask_marks=1))


def rewind(replica: Replica, number: int, seq: int, head: bytes) -> None:
    """The centre lost what came after `seq`: forget it, send those ops again and ask for those rows.

    Pages that had not all come passed over rows for what was lost, and nobody here knows which: they come anew.
    """
    connection = replica.connection
    missed = _touched_after(replica, number, seq)
    note_wanted(replica, number, missed, lost=True)
    lost = sa.and_(op.c.realm == number, op.c.at > seq, NOT_FORKED)
    take_back(replica, lost)
    note_unsent(replica, number, missed)
    lower = sa.and_(op.c.realm == number, sa.func.coalesce(op.c.lowered, op.c.base) > seq, op.c.at.is_(None))
    connection.execute(sa.update(op).where(lower).values(lowered=seq))
    for _, table in filled(connection, records):
        newer = sa.and_(table.table.c.realm == number, table.table.c.v > seq)
        connection.execute(sa.update(table.table).where(newer).values(v=0))
    connection.execute(sa.update(shadow).where(shadow.c.realm == number, shadow.c.v > seq).values(v=0))
    connection.execute(sa.delete(gone).where(gone.c.realm == number, gone.c.v > seq))
    connection.execute(sa.delete(mark).where(mark.c.realm == number, mark.c.seq > seq))
    was_pulling = sa.and_(realm.c.since < realm.c.seq, realm.c.seq > seq)
    since = sa.case((was_pulling, 0), else_=sa.func.min(realm.c.since, seq))
    _stand(replica, number, {"seq": seq, "head": head, "since": since, "ask_marks": 0})


def _stand(replica: Replica, number: int, place: Mapping[str, Any]) -> None:
    """Stands elsewhere from now on; told once more what it was told already, it has not turned again."""
    moved = sa.or_(*(realm.c[name] != value for name, value in place.items()))
    turn = realm.c.turn + sa.case((moved, 1), else_=0)
    replica.connection.execute(sa.update(realm).where(realm.c.number == number).values(**place, turn=turn))


def _touched_after(replica: Replica, number: int, seq: int) -> list[RowKey]:
    """Every row that this laptop knows from history after `seq`: rows, shadows, removals, and rows of own ops."""
    keys: set[RowKey] = set()
    for _, table in filled(replica.connection, records):
        query = sa.select(*table.keys).where(table.table.c.realm == number, table.table.c.v > seq)
        keys.update(table.key_of(values) for values in replica.connection.execute(query))
    for source, condition in (
        (shadow, sa.and_(shadow.c.realm == number, shadow.c.v > seq)),
        (gone, sa.and_(gone.c.realm == number, gone.c.v > seq)),
        (op, sa.and_(op.c.realm == number, op.c.at > seq)),
    ):
        query_ = sa.select(source.c.tbl, source.c.k1, source.c.k2, source.c.k3).where(condition).distinct()
        keys.update(RowKey(*values) for values in replica.connection.execute(query_))
    return sorted(keys)


def note_wanted(replica: Replica, number: int, keys: Iterable[RowKey], *, lost: bool = False) -> None:
    """Remembers rows to be asked for by name. lost: the centre has lost them, and may hold others under these names."""
    lines = [{"realm": number, "tbl": k.table, "k1": k.k1, "k2": k.k2, "k3": k.k3, "lost": int(lost)} for k in keys]
    if lines:
        replica.connection.execute(_WANT, lines)


def forget_wanted(replica: Replica, keys: Iterable[RowKey]) -> None:
    """These rows were answered."""
    lines = [{f"{name}_": part for name, part in zip(_KEY, key, strict=True)} for key in keys]
    if lines:
        replica.connection.execute(_FORGET, lines)


def set_scope(replica: Replica, number: int, fingerprint: bytes, reach: Reach, now: int) -> None:
    """What may be read has changed: rows outside it leave, and pages start again from the beginning."""
    handover.take_back(replica, number, reach)
    if not reach.everything:
        _drop_unseen(replica, number, reach, now)
    _stand(replica, number, {"scopes": fingerprint, "since": 0})


def turn(replica: Replica, number: int) -> None:
    """Own ops got other names: answers that are still on their way name the old ones."""
    replica.connection.execute(sa.update(realm).where(realm.c.number == number).values(turn=realm.c.turn + 1))


def pull_anew(replica: Replica, number: int) -> None:
    """All rows of the office come once more; the newest history known stays the claim."""
    _stand(replica, number, {"since": 0})


def _drop_unseen(replica: Replica, number: int, reach: Reach, now: int) -> None:
    enrolled: set[int] = set()
    unseen: dict[RowKey, int] = {}
    here = filled(replica.connection, records)
    rows = {key: held for table, _ in here for key, held in _rows_of(replica, number, table)}

    def look(key: RowKey) -> Row | None:
        held = rows.get(key)
        return held.content if held else None

    for key, held in rows.items():
        scope = home_scope(key, held.content or {}, look)
        if reach.sees(scope):
            if records[key.table].record.name == "enrolment" and not (held.content or {}).get(GONE):
                enrolled.add(key.k2)
        else:
            unseen[key] = scope
    leaving = [key for key in unseen if not (records[key.table].record.name == "person" and key.k1 in enrolled)]
    replica.touch(leaving)
    kept = replica.shadows_touched()
    shown = {key: unseen[key] for key in leaving if not (rows[key].content or {}).get(GONE)}
    handover.note(replica, number, shown, kept, now)
    trail.forget(replica, leaving)
    replica.touch(leaving)
    replica.put_shadows((key, Held(held.realm, held.v, None)) for key, held in kept.items())
    replica.drop_rows(key for key in leaving if key not in kept)
    replica.refold(kept)


def _rows_of(replica: Replica, number: int, table: int) -> Iterable[tuple[RowKey, Held]]:
    for values in replica.connection.execute(_ROWS_OF[table], {"realm_": number}):
        key, v, row = records[table].read(values)
        yield key, Held(number, v, row)


def has_live(replica: Replica, number: int) -> bool:
    """Whether any op of the realm still waits to be settled."""
    query = sa.select(op.c.n).where(op.c.realm == number, op.c.state == LIVE).limit(1)
    return replica.connection.execute(query).first() is not None


def cursor_of_author(replica: Replica, author: int) -> int:
    """The cursor of the realm in which an own author writes."""
    return int(replica.connection.execute(_OF_AUTHOR, {"author_": author}).one().seq)


def realm_of_author(replica: Replica, author: int) -> int:
    """The realm in which an own author writes."""
    return int(replica.connection.execute(_OF_AUTHOR, {"author_": author}).one().number)
