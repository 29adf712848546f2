"""A person or an office leaves this laptop. Whoever calls this has written a rescue file before."""

from __future__ import annotations

from collections.abc import Set

import sqlalchemy as sa

from contract.faults import WorldFault
from desktop.storage.outbox import Sign, seal
from desktop.storage.replica import Replica
from desktop.storage.tables import (
    centre,
    lineage,
    metadata,
    op,
    realm,
    segment,
    torn,
    writer,
)


class LastPerson(WorldFault):
    """Nobody of the office would be left on the laptop."""


class WorkedOn(WorldFault):
    """Somebody made changes after the rescue file was written."""


def persons(replica: Replica) -> list[tuple[int, int, str]]:
    """(id, realm, name) of everybody who may write on this laptop."""
    lines = replica.connection.execute(sa.select(writer).order_by(writer.c.id))
    return [(line.id, line.realm, line.person_name) for line in lines]


def sign_out(replica: Replica, person: int, sign: Sign) -> int:
    """Takes a person's key and numbers off the laptop; gives how many of their changes go on waiting here.

    Those are sealed in their name now and travel on as carried ones do. Raises LastPerson.
    """
    with replica.transaction() as connection:
        line = connection.execute(sa.select(writer).where(writer.c.id == person)).one()
        others = sa.select(writer.c.id).where(writer.c.realm == line.realm, writer.c.id != person)
        if connection.execute(others).first() is None:
            raise LastPerson(f"{line.person_name} satu-satunya orang kantor itu di laptop ini. Pakai lontar leave.")
        seal(replica, line.realm, sign)
        authors = sa.select(lineage.c.author).where(lineage.c.writer == person)
        waiting = sa.select(sa.func.count()).where(op.c.author.in_(authors), op.c.at.is_(None))
        count = int(connection.execute(waiting.select_from(op)).scalar_one())
        connection.execute(sa.update(op).where(op.c.author.in_(authors)).values(own=0))
        connection.execute(sa.delete(lineage).where(lineage.c.writer == person))
        connection.execute(sa.delete(writer).where(writer.c.id == person))
    return count


def leave_office(replica: Replica, number: int, rescued: Set[tuple[int, int]]) -> None:
    """Takes everything of an office off the laptop: its rows, its people here, and what waits for it.

    rescued: the changes in the rescue file. Raises WorkedOn when others wait by now, and then nothing was taken away.
    """
    with replica.transaction() as connection:
        waiting = connection.execute(sa.select(op.c.author, op.c.n).where(op.c.realm == number, op.c.at.is_(None)))
        if any((line.author, line.n) not in rescued for line in waiting):
            raise WorkedOn("Ada perubahan baru sesudah berkas penyelamatan ditulis. Tutup jendela Lontar lalu ulangi.")
        drop_office(replica, number)


def drop_office(replica: Replica, number: int) -> None:
    """The same when nothing of it is wanted any more."""
    with replica.transaction() as connection:
        authors = sa.select(op.c.author).where(op.c.realm == number).distinct()
        connection.execute(sa.delete(segment).where(segment.c.author.in_(authors)))
        for table in metadata.sorted_tables:
            if "realm" in table.c:
                connection.execute(sa.delete(table).where(table.c.realm == number))
        connection.execute(sa.delete(torn))
        connection.execute(sa.delete(realm).where(realm.c.number == number))
        connection.execute(sa.delete(centre).where(centre.c.id.not_in(sa.select(realm.c.centre))))


def move_office(replica: Replica, number: int, url: str, *, insecure: bool) -> str:
    """An office's server is at another address; gives the old one. Every office of that server moves along."""
    with replica.transaction() as connection:
        of_realm = sa.select(realm.c.centre).where(realm.c.number == number).scalar_subquery()
        old = connection.execute(sa.select(centre).where(centre.c.id == of_realm)).one()
        there = connection.execute(sa.select(centre.c.id).where(centre.c.url == url, centre.c.id != old.id)).scalar()
        if there is not None:
            connection.execute(sa.update(realm).where(realm.c.centre == old.id).values(centre=there))
            connection.execute(sa.delete(centre).where(centre.c.id == old.id))
        else:
            changed = sa.update(centre).where(centre.c.id == old.id).values(url=url, insecure=int(insecure))
            connection.execute(changed)
    return str(old.url)
