"""What was built on rows that an undo would take away: rows that name them, and what is told of somebody in a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from contract.exchange.shapes import Record, RowKey, Type
from contract.tables.queries import present
from contract.training.catalogue import (
    ATTENDANCE,
    CATALOGUE,
    CLASS_GROUP,
    COMPONENT,
    CONFLICT,
    ENROLMENT,
    GROUP,
    MEMBERSHIP,
    RESULT,
    SCORE,
    SESSION,
    TASK,
    TASK_PROGRESS,
)
from desktop.storage.replica import Replica
from desktop.storage.tables import records, touched

_IN_CLASS: tuple[tuple[Record, Record | None], ...] = (
    (ATTENDANCE, SESSION),
    (SCORE, COMPONENT),
    (TASK_PROGRESS, TASK),
    (MEMBERSHIP, GROUP),
    (RESULT, None),
)
"""Records about a person in a class, by what their first key names in it (None: the class itself)."""


@dataclass(frozen=True, slots=True)
class Needed:
    """How many rows of a record need a row to stay, and one such row."""

    record: Record
    count: int
    above: RowKey


def built_on(replica: Replica, going: Sequence[RowKey]) -> list[Needed]:
    """What needs the rows that are going, apart from what goes with them; by record."""
    if not going:
        return []
    gone = set(going)
    by_record: dict[str, list[RowKey]] = defaultdict(list)
    for key in going:
        by_record[CATALOGUE.record(key.table).name].append(key)
    found: list[Needed] = []
    for name, keys in by_record.items():
        replica.touch(keys)
        if CATALOGUE.named(name).minted:
            for record, column in _naming(name):
                found += _counted(replica, record, _that_name(record, column), gone)
        elif name == ENROLMENT.name:
            for record, of in _IN_CLASS:
                found += _counted(replica, record, _of_enrolled(record, of), gone)
    return found


def _naming(name: str) -> list[tuple[Record, str]]:
    """Each record and the column of it that names a row of this one."""
    found: list[tuple[Record, str]] = []
    for record in CATALOGUE.records:
        if record is CONFLICT:
            continue
        found += [(record, key) for key, to in zip(record.keys, record.key_refers_to, strict=False) if to == name]
        found += [(record, f.name) for f in record.fields if f.type is Type.REFERENCE and f.refers_to == name]
    return found


def _that_name(record: Record, column: str) -> sa.Select[*tuple[Any, ...]]:
    table = records[record.number].table
    of_row = sa.select(*records[record.number].keys, *_TOUCHED).join(touched, touched.c.k1 == table.c[column])
    return of_row.where(present(table), _says_something(record))


def _of_enrolled(record: Record, of: Record | None) -> sa.Select[*tuple[Any, ...]]:
    """What is told of the people of these enrolments in their class."""
    table = records[record.number].table
    query = sa.select(*records[record.number].keys, *_TOUCHED)
    if of is None:
        same = sa.and_(touched.c.k1 == table.c.class_group, touched.c.k2 == table.c.person)
        return query.join(touched, same).where(present(table), _says_something(record))
    above = records[of.number].table
    joined = touched.join(above, above.c[CLASS_GROUP.name] == touched.c.k1).join(
        table, sa.and_(table.c[record.keys[0]] == above.c.id, table.c.person == touched.c.k2)
    )
    return query.select_from(joined).where(present(table), present(above), _says_something(record))


def _says_something(record: Record) -> sa.ColumnElement[bool]:
    """An emptied cell of the register is no mark."""
    if record is ATTENDANCE:
        return records[record.number].table.c.status.is_not(None)
    return sa.true()


_TOUCHED = tuple(touched.c[name].label(f"above_{name}") for name in ("tbl", "k1", "k2", "k3"))


def _counted(replica: Replica, record: Record, query: sa.Select[*tuple[Any, ...]], gone: set[RowKey]) -> list[Needed]:
    width = len(record.keys)
    lines = replica.connection.execute(query).all()
    left = {RowKey(record.number, *line[:width]): RowKey(*line[width:]) for line in lines}
    needing = {key: above for key, above in left.items() if key not in gone}
    return [Needed(record, len(needing), min(needing.values()))] if needing else []
