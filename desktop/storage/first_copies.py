"""First copies: files of which the centre told this laptop, with their keys, and how far it is without them."""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.begun import Snapshot
from desktop.storage.replica import Replica
from desktop.storage.tables import first_copy, realm

_NOTE = sa.insert(first_copy).prefix_with("OR REPLACE")
_OPEN = (
    sa.select(first_copy)
    .join(realm, realm.c.number == first_copy.c.realm)
    .where(first_copy.c.seq > realm.c.since)
    .order_by(first_copy.c.realm)
)
_HERE = sa.select(realm.c.since, realm.c.scopes).where(realm.c.number == sa.bindparam("realm_"))


def note(replica: Replica, told: Snapshot) -> None:
    """Remembers the file in place of one told before."""
    values = {name: getattr(told, name) for name in ("realm", "name", "key", "size", "seq", "head")}
    replica.connection.execute(_NOTE, values)


def pending(replica: Replica) -> list[Snapshot]:
    """The files that lead on from where this laptop stands."""
    lines = replica.connection.execute(_OPEN).all()
    return [Snapshot(v.realm, bytes(v.name), bytes(v.key), v.size, v.seq, bytes(v.head)) for v in lines]


def drop(replica: Replica, number: int) -> None:
    """The office's file is of no use: its scope has changed, or it can't be read."""
    replica.connection.execute(sa.delete(first_copy).where(first_copy.c.realm == number))


def place(replica: Replica, number: int) -> tuple[int, bytes]:
    """(the commit behind which pages are pulled, fingerprint of what may be seen) in an office."""
    found = replica.connection.execute(_HERE, {"realm_": number}).one()
    return int(found.since), bytes(found.scopes)
