"""What completion asks of the records: select() expressions only. Somebody with several records is one person.

Lines of marks and scores are one for each record that has one; `person` is who stands for them.
"""

from __future__ import annotations

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, Tables, present
from contract.tables.same_person import stands_for
from contract.training.catalogue import (
    COMPETENCE,
    COMPONENT,
    CONFLICT,
    ENROLMENT,
    MINUTES,
    RESULT,
    SCORE,
    TASK_PROGRESS,
)


def enrolled_in(tables: Tables, class_id: int) -> Query:
    """(person, status, reason, note, own) of every enrolment of a class. own 1: of the record that stands."""
    enrolment, same = tables[ENROLMENT.number].table, stands_for(tables)
    one = sa.func.coalesce(same.c.stands, enrolment.c.person)
    own = sa.case((one == enrolment.c.person, 1), else_=0).label("own")
    chosen = (enrolment.c.status, enrolment.c.reason, enrolment.c.note, enrolment.c.transferred_to)
    return (
        sa.select(one.label("person"), *chosen, own)
        .select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
        .where(enrolment.c.class_group == class_id, present(enrolment))
        .order_by(own, enrolment.c.person)
    )


def scores_of(tables: Tables, component_ids: list[int]) -> Query:
    """(component, attempt, person, value, disputed) of these components."""
    return _of_people(tables, SCORE, ("component", "attempt"), ("value",), component_ids)


def progress_of(tables: Tables, task_ids: list[int]) -> Query:
    """(task, person, status, done_on, disputed) of these tasks."""
    return _of_people(tables, TASK_PROGRESS, ("task",), ("status", "done_on"), task_ids)


def results_of(tables: Tables, class_id: int) -> Query:
    """(person, outcome, conditions, decided_on, predicate, reason, disputed) of a class."""
    chosen = ("outcome", "conditions", "decided_on", "predicate", "reason")
    return _of_people(tables, RESULT, ("class_group",), chosen, [class_id])


def _of_people(
    tables: Tables, record: Record, keys: tuple[str, ...], fields: tuple[str, ...], first: list[int]
) -> Query:
    """Rows about people by their first key, those of the records that stand for somebody last."""
    table, same, disputed = tables[record.number].table, stands_for(tables), _disputed(tables, record)
    one = sa.func.coalesce(same.c.stands, table.c.person)
    first_key = table.c[record.keys[0]]
    joined = table.outerjoin(same, same.c.person == table.c.person)
    joined = joined.outerjoin(disputed, sa.and_(disputed.c.k1 == first_key, disputed.c.k2 == table.c.person))
    return (
        sa.select(
            *(table.c[name] for name in (*keys, *fields)),
            one.label("person"),
            sa.case((disputed.c.k1.is_not(None), 1), else_=0).label("disputed"),
        )
        .select_from(joined)
        .where(first_key.in_(first), present(table))
        .order_by(*(table.c[name] for name in keys), sa.case((one == table.c.person, 1), else_=0), table.c.person)
    )


def _disputed(tables: Tables, record: Record) -> sa.Subquery:
    """(k1, k2) of the rows of a record that are in open conflict, whichever field it is about."""
    conflict = tables[CONFLICT.number].table
    return (
        sa.select(conflict.c.row_k1.label("k1"), conflict.c.row_k2.label("k2"))
        .where(conflict.c.record == record.name, conflict.c.open == 1, present(conflict))
        .distinct()
        .subquery("in_conflict")
    )


def components_of(tables: Tables, class_id: int) -> Query:
    """Components of a class's total in their order."""
    return _of_class(tables, COMPONENT, class_id)


def _of_class(tables: Tables, record: Record, class_id: int) -> Query:
    table = tables[record.number].table
    order = (sa.func.coalesce(table.c.position, 0), table.c.id)
    return sa.select(table).where(table.c.class_group == class_id, present(table)).order_by(*order)


def minutes_of(tables: Tables, class_ids: list[int]) -> Query:
    """Minutes of these classes, by when they were signed."""
    minutes = tables[MINUTES.number].table
    return (
        sa.select(minutes)
        .where(minutes.c.class_group.in_(class_ids), present(minutes))
        .order_by(minutes.c.signed_at, minutes.c.id)
    )


def competences_of(tables: Tables, class_id: int) -> Query:
    """Competence tests of a class's people, by day."""
    competence, same = tables[COMPETENCE.number].table, stands_for(tables)
    one = sa.func.coalesce(same.c.stands, competence.c.person)
    fields = ("id", "scheme", "institution", "assessor", "assessed_on", "outcome", "note", "example")
    return (
        sa.select(*(competence.c[name] for name in fields), one.label("person"))
        .select_from(competence.outerjoin(same, same.c.person == competence.c.person))
        .where(competence.c.class_group == class_id, present(competence))
        .order_by(competence.c.assessed_on.is_(None), competence.c.assessed_on, competence.c.id)
    )
