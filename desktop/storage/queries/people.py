"""Finding people by a part of name, NIP or agency among tens of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from contract.tables.queries import Query, present, takes_part
from contract.tables.same_person import stands_for
from contract.training.catalogue import ENROLMENT, PERSON
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.search import folded, person_search
from desktop.storage.tables import records

_ENROLMENT = records[ENROLMENT.number].table


def find(replica: Replica, search: str, class_id: int | None, limit: int | None, offset: int) -> tuple[int, list[int]]:
    """How many people match, and the ids of those from `offset` on, by name. limit None: all.

    class_id: only participants of that class. Each word of the search must stand somewhere in name, NIP or agency.
    Somebody with several records is found by any of them and given once.
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
    query = query.select_from(person_search)
    alone = _with_words(person_search, search)
    if class_id is not None:
        here = sa.select(_ENROLMENT.c.person).where(*_of_class(class_id))
        alone.append(person_search.c.id.in_(here))
    if not merged:
        return query.where(*alone)
    # Of the few who have several records any may match; all others are looked at as they are.
    several = _several()
    found = _people(search, class_id, several)
    return query.where(sa.or_(sa.and_(person_search.c.id.not_in(several), *alone), person_search.c.id.in_(found)))


def called(word: str) -> Query:
    """Ids of the records in whose name a word stands."""
    name = sa.func.substr(person_search.c.text, 1, sa.func.instr(person_search.c.text, "\n") - 1)
    return sa.select(person_search.c.id).where(name.contains(folded(word), autoescape=True))


def _of_class(class_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return _ENROLMENT.c.class_group == class_id, present(_ENROLMENT), takes_part(_ENROLMENT)


def _several() -> Query:
    """All records of everybody who has several."""
    same, into = stands_for(records), stands_for(records)
    either = sa.union(sa.select(same.c.person), sa.select(into.c.stands).where(into.c.stands.is_not(None)))
    return sa.select(either.subquery("several").c.person)


def _people(search: str, class_id: int | None, among: Query) -> Query:
    """The records that stand for those of whom any record matches, by name and by enrolment, among these records."""
    same, found = stands_for(records), person_search.alias("found")
    one = sa.func.coalesce(same.c.stands, found.c.id)
    query = sa.select(one).select_from(found.outerjoin(same, same.c.person == found.c.id))
    query = query.where(found.c.id.in_(among), *_with_words(found, search))
    if class_id is not None:
        also = stands_for(records)
        enrolled = _ENROLMENT.outerjoin(also, also.c.person == _ENROLMENT.c.person)
        here = sa.select(sa.func.coalesce(also.c.stands, _ENROLMENT.c.person)).select_from(enrolled)
        here = here.where(*_of_class(class_id), _ENROLMENT.c.person.in_(among))
        query = query.where(one.in_(here))
    return query


def _with_words(searched: sa.FromClause, search: str) -> list[sa.ColumnElement[bool]]:
    return [searched.c.text.contains(word, autoescape=True) for word in folded(search).split()]


_PERSON = records[PERSON.number].table
_TELLING = ("name", "employee_number", "national_id", "birth_date", "phone", "email", "sex")
_IDENTITIES = sa.select(_PERSON.c.id, *(_PERSON.c[name] for name in _TELLING)).where(present(_PERSON))


def identities(replica: Replica) -> Iterator[tuple[int, dict[str, int | str | None]]]:
    """(id, what tells who they are) of everybody on this laptop."""
    for line in replica.connection.execute(_IDENTITIES):
        yield line[0], dict(zip(_TELLING, line[1:], strict=True))


def perhaps_same(replica: Replica, fields: Mapping[str, int | str | None]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same of those who share a number, the birth date, a contact or all words of the name with these fields."""
    alike = [_PERSON.c[name] == fields[name] for name in _TELLING if name not in ("name", "sex") and fields.get(name)]
    born = str(fields.get("birth_date") or "").replace("-", "")
    if born:
        alike.append(_PERSON.c.employee_number.startswith(born))
    words = folded(str(fields.get("name") or "")).split()
    if words:
        has = sa.select(person_search.c.id).where(
            *(person_search.c.text.contains(word, autoescape=True) for word in words)
        )
        alike.append(_PERSON.c.id.in_(has))
    for line in replica.connection.execute(_IDENTITIES.where(sa.or_(sa.false(), *alike))):
        yield line[0], dict(zip(_TELLING, line[1:], strict=True))
