"""Finding people by a part of name, NIP or agency among tens of thousands."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.queries import Query, present
from contract.training.catalogue import ENROLMENT
from desktop.storage.replica import Replica
from desktop.storage.search import folded, person_search
from desktop.storage.tables import records

_ENROLMENT = records[ENROLMENT.number].table


def find(replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int) -> tuple[int, list[int]]:
    """How many people match, and the ids of those from `offset` on, by name. limit None: all.

    Each word of the search must stand somewhere in name, NIP or agency.
    """
    total = int(replica.connection.execute(_matching(sa.select(sa.func.count()), search, class_id)).scalar_one())
    page = _matching(sa.select(person_search.c.id), search, class_id)
    if limit is not None and offset > total // 2:
        # Sorting stops at the last line asked for: the second half is quicker from its end.
        taken = max(0, min(limit, total - offset))
        page = page.order_by(person_search.c.text.desc(), person_search.c.id.desc())
        page = page.offset(total - offset - taken).limit(taken)
        return total, list(replica.connection.execute(page).scalars())[::-1]
    page = page.order_by(person_search.c.text, person_search.c.id).offset(offset).limit(limit)
    return total, list(replica.connection.execute(page).scalars())


def _matching(query: Query, search: str, class_id: int | None) -> Query:
    if class_id is None:
        query = query.select_from(person_search)
    else:
        enrolled = _ENROLMENT.join(person_search, person_search.c.id == _ENROLMENT.c.person)
        query = query.select_from(enrolled).where(_ENROLMENT.c.class_group == class_id, present(_ENROLMENT))
    for word in folded(search).split():
        query = query.where(person_search.c.text.contains(word, autoescape=True))
    return query
