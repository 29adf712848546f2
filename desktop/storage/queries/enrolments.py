"""Finding the enrolments of a class that a person means: by state, district, agency and words, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from contract.tables import enrolment as tables
from contract.tables.doubtful import doubtful_places
from contract.tables.queries import Query
from contract.tables.records import Values
from contract.training.catalogue import PERSON
from contract.training.enrolment.states import State
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.search import folded, person_search
from desktop.storage.tables import records

_PERSON = records[PERSON.number].table


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for. states empty: all. district: its code; agency: a part of its name; search: words."""

    states: Collection[State] = ()
    district: str = ""
    agency: str = ""
    search: str = ""


def counted(replica: Replica, class_id: int, wanted: Wanted) -> dict[str, int]:
    """How many people are in each state, whatever states were asked for."""
    found, query = _matching(replica, class_id, wanted, with_states=False)
    counts: Counter[str] = Counter()
    # By the column as it is stored: to work the state out for each line would cost more than the counting.
    for status, number in replica.connection.execute(query(found.c.status, sa.func.count()).group_by(found.c.status)):
        counts[status or State.ACTIVE.value] += number
    return dict(counts)


def page(replica: Replica, class_id: int, wanted: Wanted, limit: int | None, offset: int) -> Sequence[Values]:
    """The lines from `offset` on, by roster number; of reserves alone by their order. limit None: all."""
    found, query = _matching(replica, class_id, wanted, with_states=True)
    chosen = query(found).order_by(*_order(found, wanted)).limit(limit).offset(offset).subquery("chosen")
    lines = tables.lines(records, chosen).order_by(*_order(chosen, wanted))
    return replica.connection.execute(lines).all()


def doubtful(replica: Replica, class_id: int) -> set[int]:
    """The persons of whom an open conflict asks whether they moved into this class."""
    asked = doubtful_places(records)
    query = sa.select(asked.c.person).where(asked.c.class_group == str(class_id))
    return set(replica.connection.execute(query).scalars())


def people(replica: Replica, class_id: int, wanted: Wanted) -> list[int]:
    """The persons meant, in the order of the list."""
    found, query = _matching(replica, class_id, wanted, with_states=True)
    return list(replica.connection.execute(query(found.c.person).order_by(*_order(found, wanted))).scalars())


def everybody(replica: Replica, realm: int, wanted: Wanted) -> list[int]:
    """The persons of an office by name, each by the record that stands for them: for those in no class yet."""
    merged = standing(replica)
    query = sa.select(_PERSON.c.id).join(person_search, person_search.c.id == _PERSON.c.id)
    query = query.where(_PERSON.c.realm == realm, *_of_person(_PERSON.c.id, [person_search], wanted))
    found = replica.connection.execute(query.order_by(person_search.c.text, _PERSON.c.id)).scalars()
    return list(dict.fromkeys(merged.get(person, person) for person in found))


def _order(found: sa.FromClause, wanted: Wanted) -> list[sa.ColumnElement[Any]]:
    roster = [found.c.roster_number.is_(None), found.c.roster_number, found.c.person]
    if set(wanted.states) == {State.RESERVE}:
        return [found.c.reserve_order.is_(None), found.c.reserve_order, *roster]
    return roster


Selecting = Callable[..., Query]
"""Makes a query of these columns about the lines that match."""


def _matching(replica: Replica, class_id: int, wanted: Wanted, *, with_states: bool) -> tuple[sa.FromClause, Selecting]:
    """The enrolments, and what selects from those that match. Nearly everywhere nobody has several records."""
    merged = bool(standing(replica))
    found = tables.enrolled(records, class_id) if merged else tables.plainly_enrolled(records, class_id)
    texts: list[sa.FromClause] = [person_search]
    joined = found.join(person_search, person_search.c.id == found.c.person)
    if merged:
        of_record = person_search.alias("of_record")
        texts, joined = [*texts, of_record], joined.join(of_record, of_record.c.id == found.c.record)
    where = _of_person(found.c.person, texts, wanted)
    if with_states and wanted.states:
        stored = [state.value for state in wanted.states]
        unsaid = sa.func.coalesce(found.c.status, "") == "" if State.ACTIVE in wanted.states else sa.false()
        where.append(sa.or_(found.c.status.in_(stored), unsaid))
    return found, lambda *columns: sa.select(*columns).select_from(joined).where(*where)


def _of_person(
    person: sa.ColumnElement[int], texts: Sequence[sa.FromClause], wanted: Wanted
) -> list[sa.ColumnElement[bool]]:
    """What the person must be like. texts: the search texts of their records, of which one must have all the words."""
    where: list[sa.ColumnElement[bool]] = []
    if wanted.district:
        where.append(person.in_(sa.select(_PERSON.c.id).where(_PERSON.c.district == wanted.district)))
    agency = folded(" ".join(wanted.agency.split()))
    if agency:
        # The third line of the text: it is read ten times as fast as the row of the person.
        part = agency.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        where.append(sa.or_(*(text.c.text.like(f"%\n%\n%{part}%", escape="!") for text in texts)))
    words = folded(wanted.search).split()
    if words:
        has = [sa.and_(*(text.c.text.contains(word, autoescape=True) for word in words)) for text in texts]
        where.append(sa.or_(*has))
    return where
