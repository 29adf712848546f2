"""Appraisals of governments and the levels of their indicators, as rows say."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import APPRAISAL, APPRAISAL_LEVEL


def appraisals(tables: Tables, districts: Sequence[str] | None = None, training: int | None = None) -> Query:
    """Appraisals by district, year and age; of these districts or of this training only where they are named."""
    table = tables[APPRAISAL.number].table
    query = sa.select(table).where(present(table))
    if districts is not None:
        query = query.where(table.c.district.in_(list(districts)))
    if training is not None:
        query = query.where(table.c.training == training)
    return query.order_by(table.c.district, table.c.year, table.c.id)


def levels_of(tables: Tables, appraisals_: Sequence[int]) -> Query:
    """The levels of these appraisals that somebody has set, by indicator."""
    table = tables[APPRAISAL_LEVEL.number].table
    return (
        sa.select(table)
        .where(present(table), table.c.appraisal.in_(list(appraisals_)), table.c.level.is_not(None))
        .order_by(table.c.appraisal, table.c.indicator)
    )
