"""What is known about people over the years: classes, marks, results, certificates; select() expressions only."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import (
    ATTENDANCE,
    BATCH,
    CLASS_GROUP,
    CONFLICT,
    CONSENT,
    ENROLMENT,
    PERSON,
    PROGRAMME,
    SESSION,
    STAGE,
    TRAINING,
)


def classes_with_training(tables: Tables, class_ids: list[int] | None = None) -> Query:
    """Classes with what their training says: title, year, programme, begin and end. None: all."""
    group, batch, training, programme = (
        tables[record.number].table for record in (CLASS_GROUP, BATCH, TRAINING, PROGRAMME)
    )
    joined = (
        group.outerjoin(batch, batch.c.id == group.c.batch)
        .outerjoin(training, training.c.id == batch.c.training)
        .outerjoin(programme, programme.c.id == training.c.programme)
    )
    query = sa.select(
        *(group.c[name] for name in ("id", "realm", "title", "programme_key", "starts_on", "ends_on", "place")),
        sa.func.coalesce(group.c.example, training.c.example, 0).label("example"),
        training.c.title.label("training"),
        training.c.year,
        training.c.starts_on.label("training_starts_on"),
        training.c.ends_on.label("training_ends_on"),
        programme.c.title.label("programme"),
    )
    query = query.select_from(joined).where(present(group))
    return query if class_ids is None else query.where(group.c.id.in_(class_ids))


def sessions_with_stage(tables: Tables, class_ids: list[int]) -> Query:
    """Sessions of these classes with the mode of their stage, by start."""
    session, stage = tables[SESSION.number].table, tables[STAGE.number].table
    query = sa.select(session, stage.c.mode.label("stage_mode")).outerjoin(stage, stage.c.id == session.c.stage)
    return query.where(session.c.class_group.in_(class_ids), present(session)).order_by(session.c.starts_at)


def marks_in(tables: Tables, class_ids: list[int], people: list[int] | None = None) -> Query:
    """(session, person, status, late, deputy_name) in the closed sessions of these classes; people None: of all."""
    mark, session = tables[ATTENDANCE.number].table, tables[SESSION.number].table
    query = sa.select(mark.c.session, mark.c.person, mark.c.status, mark.c.late, mark.c.deputy_name)
    query = query.join(session, session.c.id == mark.c.session)
    query = query.where(session.c.class_group.in_(class_ids), session.c.closed == 1, present(session), present(mark))
    query = query.where(mark.c.status.is_not(None))
    return query if people is None else query.where(mark.c.person.in_(people))


def hours_by_mark(tables: Tables, sessions: list[int], without: list[int]) -> Query:
    """(class_group, person, status, deputy, hours) of the marks in these sessions, but those of the people named."""
    mark, session = tables[ATTENDANCE.number].table, tables[SESSION.number].table
    deputy = sa.case((sa.func.coalesce(mark.c.deputy_name, "") != "", 1), else_=0).label("deputy")
    hours = sa.func.sum(sa.func.coalesce(session.c.lesson_hours, 0)).label("hours")
    query = sa.select(session.c.class_group, mark.c.person, mark.c.status, deputy, hours)
    query = query.join(session, session.c.id == mark.c.session).where(session.c.id.in_(sessions), present(mark))
    query = query.where(mark.c.status.is_not(None), mark.c.person.not_in(without))
    return query.group_by(session.c.class_group, mark.c.person, mark.c.status, deputy)


def in_classes(tables: Tables, record: Record, fields: Sequence[str], class_ids: list[int]) -> Query:
    """(class_group, person, these fields) of the rows of classes: of tens of thousands nothing else is read."""
    table = tables[record.number].table
    names = ("class_group", "person", *fields)
    query = sa.select(*(table.c[name] for name in names)).where(table.c.class_group.in_(class_ids), present(table))
    return query.order_by(*tables[record.number].keys)


def of_office(tables: Tables, fields: Sequence[str], realm: int) -> Query:
    """(id, these fields) of everybody of an office."""
    person = tables[PERSON.number].table
    query = sa.select(person.c.id, *(person.c[name] for name in fields))
    return query.where(person.c.realm == realm, present(person))


def of_people(tables: Tables, fields: Sequence[str], people: list[int]) -> Query:
    """(id, realm, these fields) of these records, in no order."""
    person = tables[PERSON.number].table
    return sa.select(person.c.id, person.c.realm, *(person.c[name] for name in fields)).where(person.c.id.in_(people))


def anonymised_in(tables: Tables, realm: int) -> Query:
    """Those of an office whose name was taken away, by id."""
    person = tables[PERSON.number].table
    query = sa.select(person).where(person.c.realm == realm, person.c.anonymised_on.is_not(None), present(person))
    return query.order_by(person.c.id)


def consents(tables: Tables, *, after: int | None = None, most: int | None = None) -> Query:
    """Consents, the newest first. after: only those that come behind this one; most: so many of them."""
    table = tables[CONSENT.number].table
    given = sa.func.coalesce(table.c.given_on, "")
    query = sa.select(table).where(present(table)).order_by(given.desc(), table.c.id.desc())
    if after is not None:
        last = table.alias("last")
        place = sa.select(sa.func.coalesce(last.c.given_on, ""), last.c.id).where(last.c.id == after)
        query = query.where(sa.tuple_(given, table.c.id) < place.scalar_subquery())
    return query.limit(most)


def rows_about(tables: Tables, record: Record, people: list[int]) -> Query:
    """The rows of a record that name one of these people, in a key or in a field, in the order of their keys."""
    table = tables[record.number].table
    where = [table.c[name].in_(people) for name in _naming(record)]
    return sa.select(table).where(sa.or_(sa.false(), *where), present(table)).order_by(*tables[record.number].keys)


def names_people(record: Record) -> bool:
    """Whether rows of the record can be about a person."""
    return bool(_naming(record))


def _naming(record: Record) -> list[str]:
    """The keys and fields by which rows of the record name a person."""
    if record is PERSON:
        return ["id"]
    keys = [name for name, refers in zip(record.keys, record.key_refers_to, strict=False) if refers == PERSON.name]
    return keys + [field.name for field in record.fields if field.refers_to == PERSON.name]


def papers_naming(tables: Tables, record: Record, told: list[str]) -> Query:
    """Frozen papers of a record in whose text one of these ids ("7-203") stands."""
    table = tables[record.number].table
    within = [table.c.body.contains(f'"{one}"', autoescape=True) for one in told]
    return sa.select(table).where(sa.or_(sa.false(), *within), present(table)).order_by(table.c.id)


def anonymised(tables: Tables, people: list[int]) -> Query:
    """(id) of those of these records that are nameless now."""
    person = tables[PERSON.number].table
    return sa.select(person.c.id).where(person.c.id.in_(people), person.c.anonymised_on.is_not(None))


def conflicts_about(tables: Tables, people: list[int]) -> Query:
    """Open conflicts about rows of these people: their own, or rows of a class whose second key is the person."""
    conflict = tables[CONFLICT.number].table
    own = sa.and_(conflict.c.record == PERSON.name, conflict.c.row_k1.in_(people))
    theirs = sa.and_(conflict.c.record != PERSON.name, conflict.c.row_k2.in_(people))
    return sa.select(conflict).where(conflict.c.open == 1, present(conflict), sa.or_(own, theirs))


def last_days(tables: Tables) -> Query:
    """(person, ends_on, last_session) of any class in which each person is; those in no class are left out.

    ends_on: the last day that a class states; last_session: when the last session of one that states none begins, in
    epoch seconds. Without either the first day it states stands in ends_on.
    """
    enrolment, group, session = (tables[record.number].table for record in (ENROLMENT, CLASS_GROUP, SESSION))
    held = sa.select(session.c.class_group, sa.func.max(session.c.starts_at).label("last"))
    ended = held.where(present(session)).group_by(session.c.class_group).subquery("held")
    stated = sa.case(
        (ended.c.last.is_(None), sa.func.coalesce(group.c.ends_on, group.c.starts_on)), else_=group.c.ends_on
    )
    met = sa.case((group.c.ends_on.is_(None), ended.c.last))
    query = sa.select(enrolment.c.person, sa.func.max(stated).label("ends_on"), sa.func.max(met).label("last_session"))
    query = query.join(group, group.c.id == enrolment.c.class_group).outerjoin(ended, ended.c.class_group == group.c.id)
    return query.where(present(enrolment), present(group)).group_by(enrolment.c.person)
