"""Places in classes that an open conflict asks about: select() expressions only.

Two who moved one person to different classes have each made a place, and the conflict is a row of the class that was
left. Until somebody decides it both places are doubtful, and what is counted for money leaves both out.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from contract.tables.records import RecordTable
from contract.tables.same_person import stands_for
from contract.training.catalogue import CONFLICT, ENROLMENT


def doubtful_places(tables: Mapping[int, RecordTable]) -> sa.Subquery:
    """(class_group as text, person) of the classes to which open conflicts say that somebody moved.

    person: the record that stands for them. As text, as conflicts keep values: a database may cast before it filters.
    """
    conflict, same = tables[CONFLICT.number].table, stands_for(tables)
    one = sa.func.coalesce(same.c.stands, conflict.c.row_k2)
    sides = [
        sa.select(value.label("class_group"), one.label("person"))
        .select_from(conflict.outerjoin(same, same.c.person == conflict.c.row_k2))
        .where(
            conflict.c.record == ENROLMENT.name,
            conflict.c.field == "transferred_to",
            conflict.c.open == 1,
            sa.func.coalesce(conflict.c.gone, 0) == 0,
            value.is_not(None),
        )
        for value in (conflict.c.first_value, conflict.c.second_value)
    ]
    return sa.union(*sides).subquery("doubtful_places")
