"""What screen, sheet, export and centre ask of the records: select() expressions only, nothing is executed here.

Every reader uses these, so that the same question has the same answer everywhere. `tables` are those of one database
(contract.tables.records). Deleted rows are left out. Somebody with several records is one person, shown under the
record that stands for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.doubtful import doubtful_places
from contract.tables.records import RecordTable
from contract.tables.same_person import stands_for
from contract.training.catalogue import (
    ATTENDANCE,
    CLASS_GROUP,
    CONFLICT,
    ENROLMENT,
    GROUP,
    MEMBERSHIP,
    NOTE,
    PERSON,
    SESSION,
    STAGE,
)
from contract.training.enrolment.states import HOLDING, State

HUNDREDTH_S = 27
"""Seconds in a hundredth of a lesson hour of 45 minutes."""
Tables = Mapping[int, RecordTable]
Query = sa.Select[*tuple[Any, ...]]


def present(table: sa.Table) -> sa.ColumnElement[bool]:
    """Whether a row of the table is not deleted."""
    return sa.func.coalesce(table.c.gone, 0) == 0


OUTSIDE = tuple(sorted(set(State) - HOLDING))
"""States of an enrolment in which somebody is no participant: not admitted yet, or no longer there."""


def takes_part(enrolment: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether an enrolment is of a participant: no candidate, no reserve, nobody who has left. A newer state is."""
    return sa.func.coalesce(enrolment.c.status, "").not_in(OUTSIDE)


def _table(tables: Tables, record: Record) -> sa.Table:
    return tables[record.number].table


def classes(tables: Tables) -> Query:
    """Classes with their counts: people (participants), sessions, groups. Newest first."""
    group = _table(tables, CLASS_GROUP)
    counted = [_people_per_class(tables), *(_per_class(tables, record) for record in (SESSION, GROUP))]
    query = sa.select(
        group,
        *(
            sa.func.coalesce(each.c.n, 0).label(name)
            for each, name in zip(counted, ("people", "sessions", "groups"), strict=True)
        ),
    )
    for each in counted:
        query = query.outerjoin(each, each.c.class_group == group.c.id)
    return query.where(present(group)).order_by(sa.func.coalesce(group.c.starts_on, "").desc(), group.c.id.desc())


def _people_per_class(tables: Tables) -> sa.Subquery:
    """Participants counted per class."""
    enrolment, same = _table(tables, ENROLMENT), stands_for(tables)
    counted = sa.select(enrolment.c.class_group, _people(enrolment.c.person, same).label("n"))
    joined = enrolment.outerjoin(same, same.c.person == enrolment.c.person)
    counted = counted.select_from(joined).where(present(enrolment), takes_part(enrolment))
    return counted.group_by(enrolment.c.class_group).subquery("people_of_class")


def _one(person: sa.ColumnElement[int], same: sa.FromClause) -> sa.ColumnElement[int]:
    """The record that stands for a person, where `same` is joined to it."""
    return sa.func.coalesce(same.c.stands, person)


def _people(person: sa.ColumnElement[int], same: sa.FromClause) -> sa.ColumnElement[int]:
    return sa.func.count(sa.distinct(_one(person, same)))


def _per_class(tables: Tables, record: Record) -> sa.Subquery:
    """Rows of a record counted per class, each table read once."""
    table = _table(tables, record)
    counted = sa.select(table.c.class_group, sa.func.count().label("n")).where(present(table))
    return counted.group_by(table.c.class_group).subquery(f"{record.name}s_of_class")


def classes_named(tables: Tables, ids: list[int]) -> Query:
    """These classes with their counts, in no order."""
    group = _table(tables, CLASS_GROUP)
    enrolment, same = _table(tables, ENROLMENT), stands_for(tables)
    people = (
        sa.select(_people(enrolment.c.person, same))
        .select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
        .where(present(enrolment), enrolment.c.class_group == group.c.id, takes_part(enrolment))
        .correlate(group)
        .scalar_subquery()
        .label("people")
    )
    counted = [
        sa.select(sa.func.count())
        .where(present(table), table.c.class_group == group.c.id)
        .correlate(group)
        .scalar_subquery()
        .label(name)
        for table, name in ((_table(tables, SESSION), "sessions"), (_table(tables, GROUP), "groups"))
    ]
    return sa.select(group, people, *counted).where(group.c.id.in_(ids), present(group))


def stages_of(tables: Tables, class_id: int) -> Query:
    """Stages of a class in their order."""
    stage = _table(tables, STAGE)
    return (
        sa.select(stage)
        .where(stage.c.class_group == class_id, present(stage))
        .order_by(sa.func.coalesce(stage.c.position, 0), stage.c.starts_on, stage.c.id)
    )


def sessions(tables: Tables) -> Query:
    """Sessions by start; those without one come last."""
    session = _table(tables, SESSION)
    return (
        sa.select(session)
        .where(present(session))
        .order_by(session.c.starts_at.is_(None), session.c.starts_at, session.c.id)
    )


def sessions_from(tables: Tables, since: int) -> Query:
    """Sessions that start at `since` or later."""
    return sessions(tables).where(_table(tables, SESSION).c.starts_at >= since)


def next_sessions(tables: Tables, now: int) -> Query:
    """Of each class the sessions that start first among those that have not ended."""
    session = _table(tables, SESSION)
    after = session.c.starts_at + sa.func.coalesce(session.c.lesson_hours, 0) * HUNDREDTH_S
    ends_at = sa.func.coalesce(session.c.ends_at, after)
    first = (
        sa.select(session.c.class_group, sa.func.min(session.c.starts_at).label("first"))
        .where(present(session), ends_at > now)
        .group_by(session.c.class_group)
        .subquery("first_of_class")
    )
    same = sa.and_(first.c.class_group == session.c.class_group, first.c.first == session.c.starts_at)
    return sa.select(session).join(first, same).where(present(session)).order_by(session.c.id)


def sessions_of(tables: Tables, class_id: int) -> Query:
    """Sessions of a class by start."""
    return sessions(tables).where(_table(tables, SESSION).c.class_group == class_id)


def markers_of(tables: Tables, class_id: int) -> Query:
    """(marked_by, marks): who has marked how much in a class."""
    attendance, session = _table(tables, ATTENDANCE), _table(tables, SESSION)
    return (
        sa.select(attendance.c.marked_by, sa.func.count().label("marks"))
        .join(session, session.c.id == attendance.c.session)
        .where(session.c.class_group == class_id, present(session), attendance.c.marked_by.is_not(None))
        .group_by(attendance.c.marked_by)
    )


def people_of(tables: Tables, class_id: int, fields: Sequence[str] = ()) -> Query:
    """Everybody enrolled, candidates and who has left too, by roster, with roster_number, enrolment_status and _note.

    fields: these of each person and the id, instead of all. Of somebody who is enrolled twice: by the record that
    stands for them if that is enrolled, else by the first.
    """
    person, enrolled = _table(tables, PERSON), _enrolled(tables, class_id)
    whole = [person.c[name] for name in ("id", *fields)] if fields else [person]
    return (
        sa.select(*whole, enrolled.c.roster_number, enrolled.c.enrolment_status, enrolled.c.enrolment_note)
        .join(enrolled, enrolled.c.person == person.c.id)
        .where(enrolled.c.place == 1, present(person))
        .order_by(enrolled.c.roster_number.is_(None), enrolled.c.roster_number, person.c.name, person.c.id)
    )


def _enrolled(tables: Tables, class_id: int) -> sa.Subquery:
    """The enrolments of a class, with the record that stands for the person and which of theirs comes first."""
    enrolment, same = _table(tables, ENROLMENT), stands_for(tables)
    one = _one(enrolment.c.person, same)
    number = enrolment.c.roster_number
    first = [sa.case((one == enrolment.c.person, 0), else_=1), number.is_(None), number, enrolment.c.person]
    return (
        sa.select(
            one.label("person"),
            number,
            enrolment.c.status.label("enrolment_status"),
            enrolment.c.note.label("enrolment_note"),
            sa.func.row_number().over(partition_by=one, order_by=first).label("place"),
        )
        .select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
        .where(enrolment.c.class_group == class_id, present(enrolment))
        .subquery("enrolled")
    )


def people(tables: Tables, ids: list[int]) -> Query:
    """Persons by id, in no order."""
    person = _table(tables, PERSON)
    return sa.select(person).where(person.c.id.in_(ids))


def marks_of_sessions(tables: Tables, session_ids: list[int], people: list[int] | None = None) -> Query:
    """Marks of these sessions, emptied ones too, in no order; of these people only when they are named."""
    mark = _table(tables, ATTENDANCE)
    query = sa.select(mark).where(mark.c.session.in_(session_ids), present(mark))
    return query if people is None else query.where(mark.c.person.in_(people))


def enrolments(tables: Tables, class_ids: list[int], people: list[int]) -> Query:
    """Enrolments of these people in these classes."""
    enrolment = _table(tables, ENROLMENT)
    return sa.select(enrolment).where(
        enrolment.c.class_group.in_(class_ids), enrolment.c.person.in_(people), present(enrolment)
    )


def mark_counts(tables: Tables, session_ids: list[int]) -> Query:
    """(session, status, people, disputed) of the participants of the session's class, without who has left it.

    Marks in open conflict are lines of their own, with disputed 1: whoever counts what is paid for leaves them out. So
    are people of whom two records are marked differently (marked alike they are counted once), and doubtful places.
    """
    disputed = disputed_marks(tables, session_ids)
    # The few about whom something is to be asked are looked at one by one, all others only counted.
    doubtful_people = sa.select(doubtful_places(tables).c.person)
    asked = sa.union(*_several_records(tables), sa.select(disputed.c.person), doubtful_people).subquery("asked")
    each = _marks_of_people(tables, session_ids, disputed, sa.select(asked.c.person))
    doubtful = sa.case((sa.or_(each.c.disputed == 1, each.c.lowest != each.c.highest), 1), else_=0)
    found = sa.select(each.c.session, each.c.lowest, sa.func.count(), doubtful)
    found = found.group_by(each.c.session, each.c.lowest, doubtful)
    both = _plain_counts(tables, session_ids, sa.select(asked.c.person)).union_all(found).subquery("counted")
    names = (both.c.session, both.c.status, both.c.disputed)
    return sa.select(*names, sa.func.sum(both.c.people).label("people")).group_by(*names)


def _several_records(tables: Tables) -> tuple[Query, Query]:
    """(person) of all records of everybody who has several: those that point to another, and those others."""
    same, into = stands_for(tables), stands_for(tables)
    return sa.select(same.c.person), sa.select(into.c.stands).where(into.c.stands.is_not(None))


def _plain_counts(tables: Tables, session_ids: list[int], others: Query) -> Query:
    """(session, status, people, disputed 0) of the marks of everybody but the others."""
    mark, session, enrolment = (_table(tables, record) for record in (ATTENDANCE, SESSION, ENROLMENT))
    held = sa.select(session.c.class_group).where(session.c.id.in_(session_ids))
    enrolled = sa.select(enrolment.c.class_group, enrolment.c.person)
    enrolled = enrolled.where(enrolment.c.class_group.in_(held), present(enrolment), takes_part(enrolment))
    return (
        sa.select(
            mark.c.session,
            mark.c.status,
            sa.func.count().label("people"),
            sa.literal(0, sa.Integer()).label("disputed"),
        )
        .select_from(session.join(mark, mark.c.session == session.c.id))
        .where(session.c.id.in_(session_ids), present(mark), mark.c.status.is_not(None))
        .where(mark.c.person.not_in(others), sa.tuple_(session.c.class_group, mark.c.person + 0).in_(enrolled))
        .group_by(mark.c.session, mark.c.status)
    )


def _marks_of_people(tables: Tables, session_ids: list[int], disputed: sa.Subquery, people: Query) -> sa.Subquery:
    """(session, person, lowest and highest status, disputed) of all marks that those of these people have who take
    part.
    """
    mark, session, same = _table(tables, ATTENDANCE), _table(tables, SESSION), stands_for(tables)
    in_conflict = sa.and_(disputed.c.session == mark.c.session, disputed.c.person == mark.c.person)
    one, place = _one(mark.c.person, same), doubtful_places(tables)
    is_disputed = sa.case((sa.or_(disputed.c.session.is_not(None), place.c.person.is_not(None)), 1), else_=0)
    joined = session.join(mark, mark.c.session == session.c.id).outerjoin(same, same.c.person == mark.c.person)
    of_class = place.c.class_group == sa.cast(session.c.class_group, sa.Text())
    joined = joined.outerjoin(place, sa.and_(of_class, place.c.person == one))
    return (
        sa.select(
            mark.c.session,
            one.label("person"),
            sa.func.min(mark.c.status).label("lowest"),
            sa.func.max(mark.c.status).label("highest"),
            sa.func.max(is_disputed).label("disputed"),
        )
        .select_from(joined.outerjoin(disputed, in_conflict))
        .where(session.c.id.in_(session_ids), mark.c.person.in_(people), present(mark))
        .where(_is_enrolled(tables, session, mark, one))
        .where(sa.or_(mark.c.status.is_not(None), disputed.c.session.is_not(None)))
        .group_by(mark.c.session, one)
        .subquery("marks_of_people")
    )


def _is_enrolled(
    tables: Tables, session: sa.Table, mark: sa.Table, one: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    """Whether the person of a mark takes part in the session's class: by that record, or by another of theirs."""
    enrolment, other, merged = _table(tables, ENROLMENT), _table(tables, ENROLMENT).alias("other"), stands_for(tables)
    of_class = sa.and_(enrolment.c.class_group == session.c.class_group, present(enrolment), takes_part(enrolment))
    plainly = sa.exists().where(of_class, enrolment.c.person == mark.c.person).correlate(session, mark)
    by_other = (
        sa.select(other.c.class_group, _one(other.c.person, merged).label("person"))
        .select_from(other.join(merged, sa.or_(merged.c.person == other.c.person, merged.c.stands == other.c.person)))
        .where(sa.func.coalesce(other.c.gone, 0) == 0, takes_part(other))
        .subquery("enrolled_otherwise")
    )
    otherwise = sa.tuple_(session.c.class_group, one).in_(sa.select(by_other.c.class_group, by_other.c.person))
    return sa.or_(plainly, otherwise)


def disputed_marks(tables: Tables, session_ids: list[int]) -> sa.Subquery:
    """(session, person) of the marks of these sessions that are in open conflict, whichever field it is about."""
    conflict = _table(tables, CONFLICT)
    return (
        sa.select(conflict.c.row_k1.label("session"), conflict.c.row_k2.label("person"))
        .where(conflict.c.record == ATTENDANCE.name, conflict.c.open == 1, present(conflict))
        .where(conflict.c.row_k1.in_(session_ids))
        .distinct()
        .subquery("disputed")
    )


def groups_of(tables: Tables, class_id: int) -> Query:
    """Groups of a class by number."""
    team = _table(tables, GROUP)
    return (
        sa.select(team)
        .where(team.c.class_group == class_id, present(team))
        .order_by(team.c.number.is_(None), team.c.number, team.c.id)
    )


def members_of(tables: Tables, class_id: int) -> Query:
    """(group, person, role, roster_number) of the members of a class's groups, in the order of the roster."""
    member, team, enrolment = (_table(tables, record) for record in (MEMBERSHIP, GROUP, ENROLMENT))
    on_roster = sa.and_(enrolment.c.class_group == team.c.class_group, enrolment.c.person == member.c.person)
    same = stands_for(tables)
    joined = team.join(member, member.c.group == team.c.id).outerjoin(enrolment, on_roster)
    one, number = _one(member.c.person, same), sa.func.min(enrolment.c.roster_number)
    return (
        sa.select(
            member.c.group,
            one.label("person"),
            sa.func.min(member.c.role).label("role"),
            number.label("roster_number"),
        )
        .select_from(joined.outerjoin(same, same.c.person == member.c.person))
        .where(team.c.class_group == class_id, present(team), present(member))
        .group_by(member.c.group, one)
        .order_by(member.c.group, number.is_(None), number, one)
    )


def notes_of(tables: Tables, class_id: int) -> Query:
    """Notes about a class's groups, the newest first."""
    note, team = _table(tables, NOTE), _table(tables, GROUP)
    return (
        sa.select(note)
        .join(team, team.c.id == note.c.group)
        .where(team.c.class_group == class_id, present(team), present(note))
        .order_by(note.c.written_at.desc(), note.c.id.desc())
    )


def decided_conflicts(tables: Tables) -> Query:
    """Conflicts that somebody has decided, the last decision first."""
    conflict = _table(tables, CONFLICT)
    return (
        sa.select(conflict)
        .where(sa.func.coalesce(conflict.c.open, 0) == 0, conflict.c.resolved_at.is_not(None), present(conflict))
        .order_by(conflict.c.resolved_at.desc(), *tables[CONFLICT.number].keys)
    )


def about_rows(tables: Tables, conflicts: Query, first_keys: list[int]) -> Query:
    """Those of a query of conflicts that are about rows with these first keys, of whatever record."""
    return conflicts.where(_table(tables, CONFLICT).c.row_k1.in_(first_keys))


def open_conflicts(tables: Tables) -> Query:
    """Conflicts that nobody has decided yet, the newest first."""
    conflict = _table(tables, CONFLICT)
    return (
        sa.select(conflict)
        .where(conflict.c.open == 1, present(conflict))
        .order_by(conflict.c.second_received.desc(), *tables[CONFLICT.number].keys)
    )
