"""Which records of this laptop are one person."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.same_person import links, stands_for
from contract.training.catalogue import PERSON
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_STANDS = stands_for(records)
_LINKS = links(records[PERSON.number].table)
_POINTERS = sa.select(_LINKS.c.person, _LINKS.c.into)
_READ = sa.select(_STANDS.c.person, _STANDS.c.stands)


def standing(replica: Replica) -> dict[int, int]:
    """The record that stands for each person who is merged into another; of the few that are."""
    return {line.person: line.stands for line in replica.connection.execute(_READ) if line.person != line.stands}


def pointers(replica: Replica) -> dict[int, int]:
    """Each record that points to another, and to which; both are here."""
    return {line.person: line.into for line in replica.connection.execute(_POINTERS)}
