"""Action plans of groups with all that belongs to them, as SELECTs. Several classes at once: a programme has many."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.exchange.shapes import Record
from contract.tables.queries import Query, Tables, present, takes_part
from contract.tables.same_person import stands_for
from contract.training.catalogue import (
    ACTION_PLAN,
    CLASS_GROUP,
    COACHING,
    CONFLICT,
    ENROLMENT,
    FOLLOW_UP,
    GROUP,
    MEMBERSHIP,
    MILESTONE,
    PERSON,
    SEMINAR_SCORE,
)


def plans_of(tables: Tables, class_ids: Sequence[int]) -> Query:
    """(group, class_group, number, group_title, theme, free_plan, has_plan, ...plan) of every group, by number.

    A group whose plan nobody has written yet is there too, has_plan being 0.
    """
    team, plan = tables[GROUP.number].table, tables[ACTION_PLAN.number].table
    own = [plan.c[field.name] for field in ACTION_PLAN.fields]
    return (
        sa.select(
            team.c.id.label("group"),
            team.c.realm,
            team.c.class_group,
            team.c.number,
            team.c.title.label("group_title"),
            team.c.theme,
            team.c.plan.label("free_plan"),
            sa.case((plan.c.group.is_not(None), 1), else_=0).label("has_plan"),
            *own,
        )
        .select_from(team.outerjoin(plan, sa.and_(plan.c.group == team.c.id, present(plan))))
        .where(team.c.class_group.in_(class_ids), present(team))
        .order_by(team.c.class_group, team.c.number.is_(None), team.c.number, team.c.id)
    )


def classes_with_groups(tables: Tables) -> Query:
    """The classes in which there is a group, the newest first."""
    held, team = tables[CLASS_GROUP.number].table, tables[GROUP.number].table
    has = sa.exists().where(team.c.class_group == held.c.id, present(team))
    return sa.select(held).where(present(held), has).order_by(held.c.id.desc())


def milestones_of(tables: Tables, class_ids: Sequence[int]) -> Query:
    """Milestones in their order, the owner being the record that stands for them (`stands`)."""
    step, same = tables[MILESTONE.number].table, stands_for(tables)
    query = _of_groups(tables, MILESTONE, class_ids, sa.func.coalesce(same.c.stands, step.c.owner).label("stands"))
    query = query.outerjoin(same, same.c.person == step.c.owner)
    return query.order_by(step.c.group, sa.func.coalesce(step.c.position, 0), step.c.id)


def coachings_of(tables: Tables, class_ids: Sequence[int]) -> Query:
    """The coaching log, by date."""
    log = tables[COACHING.number].table
    return _of_groups(tables, COACHING, class_ids).order_by(log.c.group, log.c.held_on, log.c.id)


def follow_ups_of(tables: Tables, class_ids: Sequence[int]) -> Query:
    """Follow-ups, the earlier first."""
    report = tables[FOLLOW_UP.number].table
    return _of_groups(tables, FOLLOW_UP, class_ids).order_by(report.c.group, report.c.days)


def seminar_scores_of(tables: Tables, class_ids: Sequence[int]) -> Query:
    """Lines of examiners' sheets; `disputed`: two laptops differ about it and nobody has decided."""
    line, conflict = tables[SEMINAR_SCORE.number].table, tables[CONFLICT.number].table
    about = sa.and_(
        conflict.c.record == SEMINAR_SCORE.name,
        conflict.c.row_k1 == line.c.group,
        conflict.c.row_k2 == line.c.examiner,
        conflict.c.row_k3 == line.c.criterion,
    )
    disputed = sa.exists().where(about, conflict.c.open == 1, present(conflict)).label("disputed")
    query = _of_groups(tables, SEMINAR_SCORE, class_ids, disputed)
    return query.order_by(line.c.group, line.c.examiner, line.c.criterion)


def memberships_of(tables: Tables, class_id: int) -> Query:
    """(group, person, stands, role): every row of a class's groups, also of records that another stands for."""
    member, team, same = tables[MEMBERSHIP.number].table, tables[GROUP.number].table, stands_for(tables)
    stands = sa.func.coalesce(same.c.stands, member.c.person).label("stands")
    joined = team.join(member, member.c.group == team.c.id).outerjoin(same, same.c.person == member.c.person)
    return (
        sa.select(member.c.group, member.c.person, stands, member.c.role)
        .select_from(joined)
        .where(team.c.class_group == class_id, present(team), present(member))
        .order_by(member.c.group, member.c.person)
    )


def to_be_grouped(tables: Tables, class_id: int, columns: Sequence[str]) -> Query:
    """(id, name, title_prefix, title_suffix, ...columns) of everybody who takes part, each once, as who they are."""
    person, enrolment, same = (tables[PERSON.number].table, tables[ENROLMENT.number].table, stands_for(tables))
    one = sa.func.coalesce(same.c.stands, enrolment.c.person)
    inside = (
        sa.select(one.label("person"))
        .select_from(enrolment.outerjoin(same, same.c.person == enrolment.c.person))
        .where(enrolment.c.class_group == class_id, present(enrolment), takes_part(enrolment))
    )
    names = ("id", "name", "title_prefix", "title_suffix", *columns)
    return (
        sa.select(*(person.c[name] for name in names))
        .where(person.c.id.in_(inside), present(person))
        .order_by(person.c.name, person.c.id)
    )


def _of_groups(
    tables: Tables, record: Record, class_ids: Sequence[int], *more: sa.ColumnElement[int] | sa.ColumnElement[bool]
) -> Query:
    table, team = tables[record.number].table, tables[GROUP.number].table
    return (
        sa.select(table, *more)
        .join(team, team.c.id == table.c.group)
        .where(team.c.class_group.in_(class_ids), present(team), present(table))
    )


def names_groups(record: Record) -> bool:
    """Whether rows of the record can be about a group."""
    return bool(_naming(record))


def rows_on_groups(tables: Tables, record: Record, groups: Sequence[int]) -> Query:
    """The groups among these that a row of the record is about."""
    table, name = tables[record.number].table, _naming(record)[0]
    return sa.select(table.c[name]).where(table.c[name].in_(groups), present(table)).distinct()


def _naming(record: Record) -> list[str]:
    """The keys and fields by which rows of the record name a group."""
    keys = [name for name, refers in zip(record.keys, record.key_refers_to, strict=False) if refers == GROUP.name]
    return keys + [field.name for field in record.fields if field.refers_to == GROUP.name]
