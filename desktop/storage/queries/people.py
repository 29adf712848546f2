"""Finding people by a part of name, NIP or agency among tens of thousands."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from contract.tables.queries import Query, present
from contract.tables.same_person import stands_for
from contract.training.catalogue import ENROLMENT, PERSON
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.search import folded, person_search
from desktop.storage.tables import records

_ENROLMENT = records[ENROLMENT.number].table


def find(replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int) -> tuple[int, list[int]]:
    """How many people match, and the ids of those from `offset` on, by name. limit None: all.

    Each word of the search must stand somewhere in name, NIP or agency. Somebody with several records is found by any
    of them and given once.
    """
    merged = bool(standing(replica))
    counting = _matching(sa.select(sa.func.count()), search, class_id, merged=merged)
    total = int(replica.connection.execute(counting).scalar_one())
    page = _matching(sa.select(person_search.c.id), search, class_id, merged=merged)
    if limit is not None and offset > total // 2:
        # Sorting stops at the last line asked for: the second half is quicker from its end.
        taken = max(0, min(limit, total - offset))
        page = page.order_by(person_search.c.text.desc(), person_search.c.id.desc())
        page = page.offset(total - offset - taken).limit(taken)
        return total, list(replica.connection.execute(page).scalars())[::-1]
    page = page.order_by(person_search.c.text, person_search.c.id).offset(offset).limit(limit)
    return total, list(replica.connection.execute(page).scalars())


def _matching(query: Query, search: str, class_id: int | None, *, merged: bool) -> Query:
    if merged:
        return query.select_from(person_search).where(person_search.c.id.in_(_people(search, class_id)))
    if class_id is None:
        query = query.select_from(person_search)
    else:
        enrolled = _ENROLMENT.join(person_search, person_search.c.id == _ENROLMENT.c.person)
        query = query.select_from(enrolled).where(_ENROLMENT.c.class_group == class_id, present(_ENROLMENT))
    return _with_words(query, person_search, search)


def _people(search: str, class_id: int | None) -> Query:
    """The records that stand for the people of whom any record matches, by name and by enrolment."""
    same, found = stands_for(records), person_search.alias("found")
    one = sa.func.coalesce(same.c.stands, found.c.id)
    query = sa.select(one).select_from(found.outerjoin(same, same.c.person == found.c.id))
    if class_id is not None:
        also = stands_for(records)
        enrolled = _ENROLMENT.outerjoin(also, also.c.person == _ENROLMENT.c.person)
        here = sa.select(sa.func.coalesce(also.c.stands, _ENROLMENT.c.person)).select_from(enrolled)
        query = query.where(one.in_(here.where(_ENROLMENT.c.class_group == class_id, present(_ENROLMENT))))
    return _with_words(query, found, search)


def _with_words(query: Query, searched: sa.FromClause, search: str) -> Query:
    for word in folded(search).split():
        query = query.where(searched.c.text.contains(word, autoescape=True))
    return query


_PERSON = records[PERSON.number].table
_TELLING = ("name", "employee_number", "national_id", "birth_date", "phone", "email", "sex")
_IDENTITIES = sa.select(_PERSON.c.id, *(_PERSON.c[name] for name in _TELLING)).where(present(_PERSON))


def identities(replica: Replica) -> Iterator[tuple[int, dict[str, int | str | None]]]:
    """(id, what tells who they are) of everybody on this laptop."""
    for line in replica.connection.execute(_IDENTITIES):
        yield line[0], dict(zip(_TELLING, line[1:], strict=True))
