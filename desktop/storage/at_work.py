"""Who of a laptop's people works on it now: what is made here is made in their name, until another one signs in."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import writer

_AT_WORK = "at work"


def at_work(replica: Replica) -> frozenset[int]:
    """The person at work, by their number in each of their offices.

    Empty where nobody has ever said so, or whoever did has left: then it is whoever joined first.
    """
    chosen = frozenset[int](recall(replica, _AT_WORK) or ())
    if not chosen:
        return chosen
    there = replica.connection.execute(sa.select(writer.c.id).where(writer.c.id.in_(chosen))).scalars()
    return frozenset(there)


def sit_down(replica: Replica, person_name: str) -> bool:
    """A person of this laptop works on it from now on, wherever they have joined; False when nobody has that name."""
    wanted = person_name.strip().casefold()
    with replica.transaction() as connection:
        lines = connection.execute(sa.select(writer.c.id, writer.c.realm, writer.c.person_name).order_by(writer.c.id))
        # Who has joined an office twice writes with what they were given last.
        found = {line.realm: line.id for line in lines if line.person_name.casefold() == wanted}
        if found:
            remember(replica, _AT_WORK, sorted(found.values()))
    return bool(found)


def come_in(replica: Replica, of_realm: int, of_writer: int) -> None:
    """Somebody has just joined an office on this laptop, so it is they who work on it.

    The first person of an office may be one of another office under another spelling: who works there is not touched.
    """
    with replica.transaction() as connection:
        there = connection.execute(sa.select(writer).where(writer.c.realm == of_realm)).all()
        if len(there) > 1:
            sit_down(replica, next(line.person_name for line in there if line.id == of_writer))
        elif chosen := at_work(replica):
            remember(replica, _AT_WORK, sorted({*chosen, of_writer}))
