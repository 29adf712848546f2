"""Which record stands for each person who has several, as SQL: what every list, count and export joins on.

The same as contract.training.people.same_person.canonical, told by the database: records that point to each other in
a circle are stood for by its lowest id; a pointer from or to a deleted record, or to one that is not here, does not
count.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import sqlalchemy as sa

from contract.tables.records import RecordTable
from contract.training.catalogue import PERSON


def stands_for(tables: Mapping[int, RecordTable]) -> sa.FromClause:
    """(person, stands): for each record that points to another, the one that stands for both. To be joined."""
    return _stands(tables[PERSON.number].table).alias()


@cache
def _stands(person: sa.Table) -> sa.CTE:
    """One expression for each table: a statement may use it several times, and the database works it out once."""
    link = links(person)
    reach = sa.select(link.c.person, link.c.into).cte("reach", recursive=True)
    further = link.alias("further")
    reach = reach.union(sa.select(reach.c.person, further.c.into).join(further, further.c.person == reach.c.into))
    after, loop = link.alias("after"), reach.alias("loop")
    in_circle = sa.and_(loop.c.person == reach.c.into, loop.c.into == reach.c.into)
    end = sa.func.min(sa.case((after.c.person.is_(None), reach.c.into)))
    lowest = sa.func.min(sa.case((loop.c.person.is_not(None), reach.c.into)))
    joined = reach.outerjoin(after, after.c.person == reach.c.into).outerjoin(loop, in_circle)
    found = sa.select(reach.c.person, sa.func.coalesce(end, lowest).label("stands"))
    return found.select_from(joined).group_by(reach.c.person).cte("same_person")


def links(person: sa.Table) -> sa.CTE:
    """(person, into): the pointers that count."""
    end = person.alias("end_of_pointer")
    return (
        sa.select(person.c.id.label("person"), person.c.same_as.label("into"))
        .join(end, end.c.id == person.c.same_as)
        .where(person.c.same_as.is_not(None), person.c.same_as != person.c.id)
        .where(sa.func.coalesce(person.c.gone, 0) == 0, sa.func.coalesce(end.c.gone, 0) == 0)
        .cte("link")
    )
