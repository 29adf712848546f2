"""Regulations of an office, as its rows say."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import REGULATION


def regulations(tables: Tables, realm: int, name: str | None = None) -> Query:
    """Every regulation that an office wrote down, or those of one name, in the order of their dates."""
    table = tables[REGULATION.number].table
    query = sa.select(table).where(present(table), table.c.realm == realm)
    if name is not None:
        query = query.where(table.c.name == name)
    return query.order_by(table.c.name, sa.func.coalesce(table.c.valid_from, ""), table.c.id)


def regulations_beginning(tables: Tables, begins: str) -> Query:
    """Those of all offices whose names begin so, by id."""
    table = tables[REGULATION.number].table
    query = sa.select(table).where(present(table), table.c.name.startswith(begins, autoescape=True))
    return query.order_by(table.c.id)
