"""Frozen payment lists of a class, and who taught in its sessions."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import NOMINAL_LIST, STAFF, TEACHING


def nominal_lists(tables: Tables, class_id: int | None = None) -> Query:
    """Lists of a class, or of all, in the order in which they were made."""
    table = tables[NOMINAL_LIST.number].table
    query = sa.select(table).where(present(table))
    if class_id is not None:
        query = query.where(table.c.for_class == class_id)
    return query.order_by(table.c.made_on, table.c.id)


def taught(tables: Tables, sessions: Sequence[int]) -> Query:
    """(session, staff's columns, v of the teaching row): who teaches in these sessions."""
    teaching, staff = tables[TEACHING.number].table, tables[STAFF.number].table
    return (
        sa.select(staff, teaching.c.session.label("session"), teaching.c.v.label("teaching_v"))
        .join(staff, staff.c.id == teaching.c.staff)
        .where(teaching.c.session.in_(list(sessions)), present(teaching), present(staff))
        .order_by(staff.c.id, teaching.c.session)
    )
