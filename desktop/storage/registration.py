"""What joining an office leaves on the laptop: the centre, the realm, the person and the author numbers leased."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import is_roster_number
from contract.exchange.operations import GENESIS_CHAIN
from desktop.storage.at_work import come_in
from desktop.storage.replica import Replica
from desktop.storage.tables import ACTIVE, ROSTER, SPARE, centre, lineage, mark, realm, writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """All that the centre answered to a join, with the keys made here. Author numbers are first..first+count-1."""

    url: str
    insecure: bool
    device: int
    secret: bytes
    realm: int
    code: str
    name: str
    genesis: bytes
    person_name: str
    role: str
    private_key: bytes
    first: int
    count: int
    signing_key: bytes = b""
    sealing_key: bytes = b""


def register(replica: Replica, new: Registration) -> int:
    """Writes the registration; gives the author's number with which the person writes."""
    with replica.transaction() as connection:
        of_centre = connection.execute(sa.select(centre.c.id).where(centre.c.url == new.url)).scalar()
        if of_centre is None:
            values = {"url": new.url, "device": new.device, "secret": new.secret, "insecure": int(new.insecure)}
            of_centre = connection.execute(sa.insert(centre).values(values).returning(centre.c.id)).scalar_one()
        else:
            changed = {"device": new.device, "secret": new.secret, "insecure": int(new.insecure)}
            connection.execute(sa.update(centre).where(centre.c.id == of_centre).values(changed))
        _join_realm(connection, new, of_centre)
        same = sa.select(writer.c.id).where(writer.c.realm == new.realm, writer.c.private_key == new.private_key)
        of_writer = connection.execute(same).scalar()
        if of_writer is not None:
            _come_again(replica, new, of_writer)
        else:
            of_writer = _come(replica, new)
        come_in(replica, new.realm, of_writer)
        connection.execute(sa.delete(centre).where(centre.c.id.not_in(sa.select(realm.c.centre))))
    return new.first


def _come(replica: Replica, new: Registration) -> int:
    """Somebody who is new on this laptop; gives their number here."""
    person = {
        "realm": new.realm,
        "person_name": new.person_name,
        "role": new.role,
        "private_key": new.private_key,
    }
    of_writer = int(replica.connection.execute(sa.insert(writer).values(person).returning(writer.c.id)).scalar_one())
    _lease(replica, new.realm, of_writer, new.first, new.count)
    replica.connection.execute(sa.update(lineage).where(lineage.c.author == new.first).values(state=ACTIVE))
    return of_writer


def _join_realm(connection: sa.Connection, new: Registration, of_centre: int) -> None:
    """The office stands at its beginning, or stays where it is known to be."""
    known = sa.update(realm).where(realm.c.number == new.realm)
    # An office that answers at another address now: its server has moved, and is greeted there from now on.
    if not connection.execute(known.values(centre=of_centre)).rowcount:
        connection.execute(
            sa.insert(realm).values(
                number=new.realm,
                centre=of_centre,
                code=new.code,
                name=new.name,
                seq=0,
                head=new.genesis,
                scopes=b"",
                since=0,
                signing_key=new.signing_key,
                sealing_key=new.sealing_key,
            )
        )
        connection.execute(sa.insert(mark).values(realm=new.realm, seq=0, head=new.genesis))


def _come_again(replica: Replica, new: Registration, of_writer: int) -> None:
    """Somebody who has worked here joins again: what they wrote goes out under its numbers, proven by their key.

    New numbers are spare ones, for what may be somebody else's by now.
    """
    role = sa.update(writer).where(writer.c.id == of_writer).values(role=new.role, person_name=new.person_name)
    replica.connection.execute(role)
    _lease(replica, new.realm, of_writer, new.first, new.count)


def key_at(replica: Replica, of_centre: int, person_name: str) -> bytes | None:
    """The key of the first person of this name at a centre."""
    query = sa.select(writer.c.private_key).join(realm, realm.c.number == writer.c.realm)
    query = query.where(realm.c.centre == of_centre, writer.c.person_name == person_name).order_by(writer.c.id)
    found = replica.connection.execute(query).scalar()
    return bytes(found) if found is not None else None


def pinned_key(replica: Replica, number: int) -> bytes | None:
    """The signing key of an office as it was when the laptop joined it, None for an office that is not here."""
    found = replica.connection.execute(sa.select(realm.c.signing_key).where(realm.c.number == number)).scalar()
    return bytes(found) if found else None


def office_keys(replica: Replica, number: int) -> tuple[bytes, bytes] | None:
    """The signing and the sealing key of an office as they were when the laptop joined it."""
    query = sa.select(realm.c.signing_key, realm.c.sealing_key).where(realm.c.number == number)
    found = replica.connection.execute(query).first()
    return (bytes(found[0]), bytes(found[1])) if found is not None and found[0] else None


def add_spares(replica: Replica, author: int, first: int, count: int) -> None:
    """More author numbers for the person who owns `author`."""
    line = replica.connection.execute(sa.select(lineage).where(lineage.c.author == author)).first()
    if line is not None:
        _lease(replica, line.realm, line.writer, first, count)


def _lease(replica: Replica, of_realm: int, of_writer: int, first: int, count: int) -> None:
    replica.connection.execute(
        sa.insert(lineage).prefix_with("OR IGNORE"),
        [
            {
                "author": number,
                "realm": of_realm,
                "writer": of_writer,
                "state": ROSTER if is_roster_number(number) else SPARE,
                "n": 0,
                "chain": GENESIS_CHAIN,
            }
            for number in range(first, first + count)
        ],
    )
