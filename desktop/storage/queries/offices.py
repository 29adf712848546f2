"""The offices of this laptop and who works on it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.scopes import Reach
from desktop.storage.replica import Replica
from desktop.storage.tables import ACTIVE, centre, lineage, realm, safe, writer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office joined: its realm, Kemendagri code and name, how far its history is known, the last contact.

    safe, safe_at: the commit up to which a proven backup of the centre holds it, when that was made; None: not told.
    """

    realm: int
    code: str
    name: str
    seq: int
    head: bytes
    last_contact: int | None
    safe: int | None = None
    safe_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterLine:
    """A person who writes in one office with an author number of this laptop."""

    id: int
    realm: int
    author: int
    person_name: str
    role: str
    device: int


def sees_whole_office(replica: Replica, number: int) -> bool:
    """Whether this laptop may read everything of an office, or only classes of it; before the first answer: yes."""
    told = replica.connection.execute(sa.select(realm.c.scopes).where(realm.c.number == number)).scalar_one()
    return bytes(told or b"") in (b"", Reach(everything=True).fingerprint())


def offices(replica: Replica) -> list[OfficeLine]:
    """All offices by code."""
    query = sa.select(realm, safe.c.seq.label("safe"), safe.c.at.label("safe_at"))
    query = query.outerjoin(safe, safe.c.realm == realm.c.number).order_by(realm.c.code)
    lines = replica.connection.execute(query)
    return [
        OfficeLine(
            realm=line.number,
            code=line.code,
            name=line.name,
            seq=line.seq,
            head=bytes(line.head),
            last_contact=line.last_contact,
            safe=line.safe,
            safe_at=line.safe_at,
        )
        for line in lines
    ]


def writers(replica: Replica) -> list[WriterLine]:
    """People of this laptop with the numbers they write with now, in the order of joining."""
    query = (
        sa.select(writer.c.id, writer.c.realm, lineage.c.author, writer.c.person_name, writer.c.role, centre.c.device)
        .join(lineage, sa.and_(lineage.c.writer == writer.c.id, lineage.c.state == ACTIVE))
        .join(realm, realm.c.number == writer.c.realm)
        .join(centre, centre.c.id == realm.c.centre)
        .order_by(writer.c.id)
    )
    return [WriterLine(**line._mapping) for line in replica.connection.execute(query)]


_EVERYTHING = Reach(everything=True).fingerprint()


def reads_all(replica: Replica, number: int) -> bool | None:
    """Whether the centre lets this laptop read a whole office (its realm); None before it has said so."""
    told = replica.connection.execute(sa.select(realm.c.scopes).where(realm.c.number == number)).scalar_one()
    return bytes(told) == _EVERYTHING if told else None


def own_names(replica: Replica) -> dict[int, str]:
    """The name of the person behind each author number leased to this laptop."""
    query = sa.select(lineage.c.author, writer.c.person_name).join(writer, writer.c.id == lineage.c.writer)
    return {line.author: line.person_name for line in replica.connection.execute(query)}


def signing_key(replica: Replica, author: int) -> bytes | None:
    """The private key of the person of this laptop behind an author number; None for somebody else's."""
    query = sa.select(writer.c.private_key).join(lineage, lineage.c.writer == writer.c.id)
    found = replica.connection.execute(query.where(lineage.c.author == author)).scalar()
    return bytes(found) if found is not None else None
