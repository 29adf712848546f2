"""Marks as they are counted: select() expressions, executed elsewhere.

A class of a thousand has tens of thousands, and handing out each as a line costs more than twice what finding it does:
those with a known code come as a line a session, the people, their codes and the rest as one text each ("7,203",
"H,S"). The texts are in one order, for a database hands each row to all of them at once. The few other marks come as
lines. Who has several records and what is disputed is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.attendance.attended import Status
from contract.training.catalogue import ATTENDANCE

_CODES = tuple(status.value for status in Status)


def plain_marks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, people, codes, late): the marks of nobody's deputy, for `plain_marks_in`."""
    mark = tables[ATTENDANCE.number].table
    columns = (_numbers(mark.c.person), _listed(mark.c.status), _numbers(sa.func.coalesce(mark.c.late, 0)))
    return _by_session(mark, columns, session_ids).where(_has_no_deputy(mark))


def other_marks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, person, status, late, deputy_name) of the marks that are not plain."""
    mark = tables[ATTENDANCE.number].table
    query = sa.select(mark.c.session, mark.c.person, mark.c.status, mark.c.late, mark.c.deputy_name)
    query = query.where(mark.c.session.in_(session_ids), present(mark))
    return query.where(sa.not_(sa.and_(_says_a_code(mark), _has_no_deputy(mark))))


def kept_marks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, people, versions, codes, marked_at, marked_by, late): for `kept_marks_in`."""
    mark = tables[ATTENDANCE.number].table
    columns = (_numbers(mark.c.person), _numbers(mark.c.v), _listed(mark.c.status))
    rest = (_numbers_or_null(mark.c[name]) for name in ("marked_at", "marked_by", "late"))
    return _by_session(mark, (*columns, *rest), session_ids)


def other_kept_marks(tables: Tables, session_ids: list[int]) -> Query:
    """(session, person, v, status, marked_at, marked_by, late) of the marks without a known code, emptied ones too."""
    mark = tables[ATTENDANCE.number].table
    names = ("session", "person", "v", "status", "marked_at", "marked_by", "late")
    query = sa.select(*(mark.c[name] for name in names)).where(mark.c.session.in_(session_ids), present(mark))
    return query.where(sa.not_(_says_a_code(mark)))


def _by_session(mark: sa.Table, columns: Sequence[sa.ColumnElement[str]], session_ids: list[int]) -> Query:
    query = sa.select(mark.c.session, *columns).where(mark.c.session.in_(session_ids), present(mark))
    return query.where(_says_a_code(mark)).group_by(mark.c.session)


def _listed(told: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return sa.func.aggregate_strings(told, ",")


def _numbers(number: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return _listed(sa.cast(number, sa.Text()))


def _numbers_or_null(number: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return _listed(sa.func.coalesce(sa.cast(number, sa.Text()), "null"))


def _says_a_code(mark: sa.Table) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(mark.c.status, "").in_(_CODES)


def _has_no_deputy(mark: sa.Table) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(mark.c.deputy_name, "") == ""


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
