"""Marks as they are counted: select() expressions, executed elsewhere."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import ATTENDANCE


def marks_to_count(tables: Tables, session_ids: list[int]) -> Query:
    """(session, person, status, late, deputy_name) of every mark of these sessions, under its own record.

    Thousands of a large class: who has several records and what is disputed is asked for by itself.
    """
    mark = tables[ATTENDANCE.number].table
    query = sa.select(mark.c.session, mark.c.person, mark.c.status, mark.c.late, mark.c.deputy_name)
    return query.where(mark.c.session.in_(session_ids), present(mark))


def register_marks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, person, v, status, marked_at, marked_by, late) of every mark of these sessions, emptied ones too."""
    mark = tables[ATTENDANCE.number].table
    names = ("session", "person", "v", "status", "marked_at", "marked_by", "late")
    return sa.select(*(mark.c[name] for name in names)).where(mark.c.session.in_(session_ids), present(mark))


def remarks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, person, note, deputy_name, deputy_post, reason) of the few marks that have any of these."""
    mark = tables[ATTENDANCE.number].table
    told = [mark.c[name] for name in ("note", "deputy_name", "deputy_post", "reason")]
    query = sa.select(mark.c.session, mark.c.person, *told)
    return query.where(mark.c.session.in_(session_ids), present(mark), sa.or_(*(one.is_not(None) for one in told)))


def least_versions(tables: Tables, session_ids: list[int]) -> Query:
    """(session, least): the lowest version among a session's marks; 0 is of one that the centre does not have."""
    mark = tables[ATTENDANCE.number].table
    query = sa.select(mark.c.session, sa.func.min(mark.c.v).label("least")).group_by(mark.c.session)
    return query.where(mark.c.session.in_(session_ids), present(mark))
