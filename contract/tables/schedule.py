"""Sessions with what is above them, subjects, staff and who teaches what: select() expressions, executed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from contract.tables.queries import HUNDREDTH_S, Query, Tables, present
from contract.training.catalogue import SESSION, STAFF, STAGE, SUBJECT, TEACHING


def scheduled_sessions(tables: Tables, class_id: int) -> Query:
    """Sessions of a class by start, with stage_title, stage_mode, stage_zone and subject_title."""
    return _with_stage(tables).where(tables[SESSION.number].table.c.class_group == class_id)


def scheduled_session(tables: Tables, session_id: int) -> Query:
    """One session with the same."""
    return _with_stage(tables).where(tables[SESSION.number].table.c.id == session_id)


def _with_stage(tables: Tables) -> Query:
    session, stage, subject = (tables[record.number].table for record in (SESSION, STAGE, SUBJECT))
    joined = session.outerjoin(stage, stage.c.id == session.c.stage)
    joined = joined.outerjoin(subject, subject.c.id == session.c.subject)
    columns = (
        stage.c.title.label("stage_title"),
        stage.c.mode.label("stage_mode"),
        stage.c.zone.label("stage_zone"),
        subject.c.title.label("subject_title"),
    )
    return (
        sa.select(session, *columns)
        .select_from(joined)
        .where(present(session))
        .order_by(session.c.starts_at.is_(None), session.c.starts_at, session.c.id)
    )


def sessions_between(tables: Tables, starts_at: int, ends_at: int) -> Query:
    """Sessions of whatever class that take place in some of that time."""
    session = tables[SESSION.number].table
    ends = sa.func.coalesce(
        session.c.ends_at, session.c.starts_at + sa.func.coalesce(session.c.lesson_hours, 0) * HUNDREDTH_S
    )
    return sa.select(session).where(present(session), session.c.starts_at < ends_at, ends > starts_at)


def subjects_of(tables: Tables, class_id: int) -> Query:
    """Subjects of a class in their order, with the lesson hours (hundredths) of their sessions as `scheduled`."""
    subject, session = tables[SUBJECT.number].table, tables[SESSION.number].table
    scheduled = (
        sa.select(session.c.subject, sa.func.sum(session.c.lesson_hours).label("hours"))
        .where(session.c.class_group == class_id, present(session), session.c.subject.is_not(None))
        .group_by(session.c.subject)
        .subquery("scheduled")
    )
    return (
        sa.select(subject, sa.func.coalesce(scheduled.c.hours, 0).label("scheduled"))
        .outerjoin(scheduled, scheduled.c.subject == subject.c.id)
        .where(subject.c.class_group == class_id, present(subject))
        .order_by(subject.c.position.is_(None), subject.c.position, subject.c.id)
    )


def staff_of(tables: Tables, class_ids: Iterable[int]) -> Query:
    """The staff of these classes as they were put down."""
    staff = tables[STAFF.number].table
    return sa.select(staff).where(staff.c.class_group.in_(list(class_ids)), present(staff)).order_by(staff.c.id)


def teachers_of(tables: Tables, session_ids: Iterable[int]) -> Query:
    """(session, teaching_role, and the staff's row) of who teaches these sessions."""
    staff, teaching = tables[STAFF.number].table, tables[TEACHING.number].table
    return (
        sa.select(teaching.c.session, teaching.c.role.label("teaching_role"), staff)
        .join(staff, staff.c.id == teaching.c.staff)
        .where(teaching.c.session.in_(list(session_ids)), present(teaching), present(staff))
        .order_by(teaching.c.session, staff.c.id)
    )


def sessions_open_before(tables: Tables, before: int, most: int) -> Query:
    """Sessions begun before a time that nobody has closed, the newest first."""
    session = tables[SESSION.number].table
    query = sa.select(session).where(
        present(session), session.c.starts_at < before, sa.func.coalesce(session.c.closed, 0) == 0
    )
    return query.order_by(session.c.starts_at.desc(), session.c.id.desc()).limit(most)
