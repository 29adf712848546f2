"""Who is enrolled in a class and how far they have come: select() expressions only.

Somebody with several records is one line: by the record that stands for them if that is enrolled, else by the first.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.tables.same_person import stands_for
from contract.training.catalogue import ENROLMENT, PERSON
from contract.training.enrolment.states import HOLDING, State

SHOWN = ("name", "title_prefix", "title_suffix", "employee_number", "agency", "district", "grade", "echelon")
"""What a list of enrolments shows of a person."""


def plainly_enrolled(tables: Tables, class_id: int) -> sa.Subquery:
    """The same as `enrolled` while nobody has several records: each line is a person."""
    enrolment = tables[ENROLMENT.number].table.alias("each")
    query = sa.select(enrolment.c.person, enrolment.c.person.label("record"), enrolment.c.realm, *_fields(enrolment))
    return query.where(enrolment.c.class_group == class_id, _present(enrolment)).subquery("enrolled")


def enrolled(tables: Tables, class_id: int) -> sa.Subquery:
    """(person, record, and all fields of the enrolment) of each person of a class once.

    person: the record that stands for them; record: the one under which they are enrolled.
    """
    enrolment, same = tables[ENROLMENT.number].table.alias("each"), stands_for(tables)
    one = sa.func.coalesce(same.c.stands, enrolment.c.person)
    query = sa.select(
        one.label("person"), enrolment.c.person.label("record"), enrolment.c.realm, *_fields(enrolment)
    ).select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
    return query.where(
        enrolment.c.class_group == class_id, _present(enrolment), enrolment.c.person.not_in(_again(tables, class_id))
    ).subquery("enrolled")


def _fields(enrolment: sa.FromClause) -> list[sa.ColumnElement[Any]]:
    return [column for column in enrolment.c if column.name not in ("class_group", "person", "realm", "v", "gone")]


def _present(enrolment: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(enrolment.c.gone, 0) == 0


def _again(tables: Tables, class_id: int) -> Query:
    """The records by which somebody is enrolled once more: looked for among the few people who have several."""
    enrolment, same = tables[ENROLMENT.number].table.alias("several"), stands_for(tables)
    one = sa.func.coalesce(same.c.stands, enrolment.c.person)
    number = enrolment.c.roster_number
    first = [sa.case((one == enrolment.c.person, 0), else_=1), number.is_(None), number, enrolment.c.person]
    other = stands_for(tables)
    merged = sa.union(sa.select(other.c.person), sa.select(other.c.stands))
    placed = (
        sa.select(enrolment.c.person, sa.func.row_number().over(partition_by=one, order_by=first).label("place"))
        .select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
        .where(enrolment.c.class_group == class_id, _present(enrolment), enrolment.c.person.in_(merged))
        .subquery("placed")
    )
    return sa.select(placed.c.person).where(placed.c.place > 1)


def lines(tables: Tables, found: sa.Subquery) -> Query:
    """These enrolments (`enrolled`, or part of it) with what is shown of their persons, in no order."""
    person = tables[PERSON.number].table
    return sa.select(found, *(person.c[name] for name in SHOWN)).join(person, person.c.id == found.c.person)


def holding(tables: Tables, class_id: int) -> Query:
    """How many people hold a place of the class."""
    found = enrolled(tables, class_id)
    stored = sa.func.coalesce(sa.func.nullif(found.c.status, ""), State.ACTIVE.value)
    return sa.select(sa.func.count()).select_from(found).where(stored.in_([state.value for state in HOLDING]))


def reserves(tables: Tables, class_id: int) -> Query:
    """(reserve_order, record) of those who wait for a place."""
    found = enrolled(tables, class_id)
    return sa.select(found.c.reserve_order, found.c.record).where(found.c.status == State.RESERVE.value)


def of_people(tables: Tables, class_id: int, people: list[int]) -> Query:
    """The enrolments of these records with the person's name."""
    enrolment, person = tables[ENROLMENT.number].table, tables[PERSON.number].table
    query = sa.select(enrolment, person.c.name).join(person, person.c.id == enrolment.c.person)
    return query.where(enrolment.c.class_group == class_id, enrolment.c.person.in_(people), present(enrolment))


def last_number(tables: Tables, class_id: int) -> Query:
    """The highest roster number of a class, of deleted enrolments too: no number is given twice."""
    enrolment = tables[ENROLMENT.number].table
    return sa.select(sa.func.max(enrolment.c.roster_number)).where(enrolment.c.class_group == class_id)
