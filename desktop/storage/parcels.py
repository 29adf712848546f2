"""Own parcels: where this laptop stood when it asked, so that an answer that comes late is taken only where it fits.

An answer by file may be days late, come twice, or after this laptop spoke with the centre itself. Its pages lead on
from the place that was asked from, in the history and with the scope of that moment; anywhere else they would move the
cursor over a gap, or back, or settle edits by commits of a history that the centre has lost.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import ASIDE, LIVE, op, parcel, realm, writer

KEPT = 400
"""Parcels that an answer may still come for."""
_NUMBER = "last stick file"
_PLACE = ("seq", "head", "since", "turn")
_ID = sa.bindparam("id_", type_=sa.LargeBinary())
_HERE = sa.select(*(realm.c[name] for name in _PLACE)).where(realm.c.number == sa.bindparam("realm_"))
_FOUND = sa.select(parcel).where(parcel.c.id == _ID)
_SEALING = sa.select(realm.c.sealing_key).where(realm.c.number == sa.bindparam("realm_"))
_SIGNING = (
    sa.select(writer.c.private_key).where(writer.c.realm == sa.bindparam("realm_")).order_by(writer.c.id).limit(1)
)
_ASK = sa.insert(parcel)
_FORGOTTEN = sa.select(parcel.c.number).distinct().order_by(parcel.c.number.desc()).offset(KEPT).limit(1)
_MARK = (
    sa.update(op)
    .where(op.c.author == sa.bindparam("author_"), op.c.n.between(sa.bindparam("n0_"), sa.bindparam("n1_")))
    .where(op.c.own == 1, op.c.at.is_(None), op.c.state != ASIDE)
    .values(carried=sa.bindparam("number_"))
)


def sealing_key(replica: Replica, of_realm: int) -> bytes:
    """The office's public key to which its parcels are sealed, as pinned when joining; empty where none was."""
    return bytes(replica.connection.execute(_SEALING, {"realm_": of_realm}).scalar_one())


def signing_key(replica: Replica, of_realm: int) -> bytes:
    """The private key with which this laptop signs its files: that of its first person in the office."""
    return bytes(replica.connection.execute(_SIGNING, {"realm_": of_realm}).scalar_one())


def next_number(replica: Replica) -> int:
    """The running number of the next file on a stick; never given twice, whatever becomes of the file."""
    number = int(recall(replica, _NUMBER) or 0) + 1
    remember(replica, _NUMBER, number)
    return number


def ask(replica: Replica, identifier: bytes, of_realm: int, number: int) -> None:
    """Remembers a parcel and where this laptop stands as it asks."""
    here = _here(replica, of_realm)
    values = {"id": identifier, "realm": of_realm, "number": number, **here}
    replica.connection.execute(_ASK, values)
    oldest = replica.connection.execute(_FORGOTTEN).scalar()
    if oldest is not None:
        replica.connection.execute(sa.delete(parcel).where(parcel.c.number <= oldest))


def _here(replica: Replica, of_realm: int) -> dict[str, int | bytes]:
    return dict(replica.connection.execute(_HERE, {"realm_": of_realm}).mappings().one())


def is_asked(replica: Replica, identifier: bytes) -> bool:
    """Whether this laptop wrote the parcel, and waits for its answer or has it."""
    return replica.connection.execute(_FOUND, {"id_": identifier}).first() is not None


def has_ended(replica: Replica, identifier: bytes) -> bool:
    """Whether an answer to this parcel was taken to its end."""
    found = replica.connection.execute(_FOUND, {"id_": identifier}).first()
    return found is not None and bool(found.ended)


def frames_taken(replica: Replica, identifier: bytes, answer: bytes) -> int | None:
    """How many frames of this answer were taken before; None when the answer does not fit where this laptop stands."""
    found = replica.connection.execute(_FOUND, {"id_": identifier}).one()
    here = _here(replica, found.realm)
    if any(found._mapping[name] != here[name] for name in _PLACE):
        return None
    if found.answer is not None and bytes(found.answer) != answer:
        return None
    return int(found.taken)


def went_on(replica: Replica, identifier: bytes, answer: bytes, taken: int, *, ended: bool) -> None:
    """Frames of the answer were taken: the rest of it leads on from here. In the transaction of the last of them."""
    of_realm = replica.connection.execute(_FOUND, {"id_": identifier}).one().realm
    values = {"answer": answer, "taken": taken, "ended": int(ended), **_here(replica, of_realm)}
    replica.connection.execute(sa.update(parcel).where(parcel.c.id == _ID).values(values), {"id_": identifier})


def mark_carried(replica: Replica, number: int, ranges: Iterable[tuple[int, int, int]]) -> None:
    """Own ops in these (author, n0, n1) are in a file that lies on a stick now; at a hub for a negative number."""
    lines = [{"author_": author, "n0_": n0, "n1_": n1, "number_": number} for author, n0, n1 in ranges]
    if lines:
        with replica.transaction() as connection:
            connection.execute(_MARK, lines)


def has_arrived(replica: Replica, author: int, n: int) -> bool:
    """Whether the centre is known to hold own ops n.. of the author, or some of them."""
    query = sa.select(op.c.n).where(op.c.author == author, op.c.n >= n, op.c.own == 1, op.c.at.is_not(None)).limit(1)
    return replica.connection.execute(query).first() is not None


def is_left_out(replica: Replica, of_realm: int) -> bool:
    """Whether own ops of an office wait of which no parcel lies at a hub."""
    elsewhere = sa.or_(op.c.carried.is_(None), op.c.carried >= 0)
    waiting = sa.and_(op.c.realm == of_realm, op.c.own == 1, op.c.at.is_(None), op.c.state == LIVE, elsewhere)
    return replica.connection.execute(sa.select(op.c.n).where(waiting).limit(1)).first() is not None


def lies_at_hub(replica: Replica) -> int:
    """How many own ops that are not settled lie at a hub, and on no stick since."""
    at_hub = sa.and_(op.c.state == LIVE, op.c.own == 1, op.c.carried < 0)
    return int(replica.connection.execute(sa.select(sa.func.count()).select_from(op).where(at_hub)).scalar_one())


def last_file(replica: Replica) -> tuple[int, int]:
    """(number, own ops) of the newest file on a stick that holds own ops not settled yet; (0, 0) for none.

    The number is 0 when they only lie at a hub.
    """
    waiting = sa.and_(op.c.state == LIVE, op.c.own == 1, op.c.carried.is_not(None))
    found = replica.connection.execute(sa.select(sa.func.max(op.c.carried), sa.func.count()).where(waiting)).one()
    return max(0, int(found[0] or 0)), int(found[1])
