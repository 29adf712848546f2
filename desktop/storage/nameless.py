"""What is told of changes of somebody goes with their name: the news of the last exchange, and the trail of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE, PERSON
from desktop.storage.act_tables import trail
from desktop.storage.replica import Replica
from desktop.storage.tables import news

_ANONYMISED = PERSON.by_name["anonymised_on"].number
_COLUMNS = ("k1", "k2", "k3")
_PLACES: dict[int, int] = {
    PERSON.number: 0,
    **{
        record.number: record.key_refers_to.index(PERSON.name)
        for record in CATALOGUE.records
        if PERSON.name in record.key_refers_to
    },
}
"""By record, which of a row's keys names a person."""


def forget_people(replica: Replica, people: Collection[int], rows: Iterable[RowKey] = ()) -> None:
    """Nothing is kept of what was told of these persons. rows: others about them, which do not say so by a key."""
    wanted = sorted(people)
    for table in (news, trail):
        for number, place in _PLACES.items():
            named = sa.and_(table.c.tbl == number, table.c[_COLUMNS[place]].in_(wanted))
            replica.connection.execute(sa.delete(table).where(named))
        for key in rows:
            named = sa.and_(table.c.tbl == key.table, table.c.k1 == key.k1, table.c.k2 == key.k2, table.c.k3 == key.k3)
            replica.connection.execute(sa.delete(table).where(named))


def nameless_in(replica: Replica, changed: Mapping[RowKey, Iterable[int]], after: Mapping[RowKey, Row]) -> set[int]:
    """Who has no name any more, of those of whom something was emptied. changed: the fields by row."""
    emptied = {
        key[1 + _PLACES[key.table]]
        for key, fields in changed.items()
        if key.table in _PLACES and (key.table == PERSON.number or any(after[key].get(n) is None for n in fields))
    }
    return {person for person in emptied if _is_nameless(replica, person)}


def is_about_nameless(replica: Replica, key: RowKey, row: Row) -> bool:
    """Whether a row names, by a key or a field, somebody who has no name any more."""
    fields = CATALOGUE.record(key.table).fields
    named = {row.get(field.number) for field in fields if field.refers_to == PERSON.name}
    if key.table in _PLACES:
        named.add(key[1 + _PLACES[key.table]])
    return any(isinstance(person, int) and _is_nameless(replica, person) for person in named)


def _is_nameless(replica: Replica, person: int) -> bool:
    held = replica.row(RowKey(PERSON.number, person))
    return held is not None and bool((held.content or {}).get(_ANONYMISED))
