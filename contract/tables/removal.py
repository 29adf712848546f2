"""What lies beneath a programme, a training or a class: select() expressions for whoever removes one.

A removal deletes every row beneath, in one act. What is there all the same was written by somebody who had not heard of
it, and the centre brings everything back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from contract.exchange.shapes import Record, RowKey
from contract.tables.queries import Query, Tables, present
from contract.training.catalogue import (
    ACTION_PLAN,
    ACTIVITY,
    AGREEMENT,
    ATTACHMENT,
    ATTENDANCE,
    BATCH,
    CERTIFICATE,
    CLASS_GROUP,
    COACHING,
    COMMITMENT,
    COMPETENCE,
    COMPONENT,
    CONFLICT,
    ENROLMENT,
    FIGURE,
    FOLLOW_UP,
    GROUP,
    LOOKALIKE,
    MEMBERSHIP,
    MILESTONE,
    MINUTES,
    NOMINAL_LIST,
    NOTE,
    PARTNER,
    PARTY,
    PROGRAMME,
    RESULT,
    SCORE,
    SEMINAR_SCORE,
    SESSION,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TASK_PROGRESS,
    TEACHING,
    TRAINING,
    VILLAGE,
)

BENEATH: Mapping[int, tuple[tuple[Record, str], ...]] = {
    PROGRAMME.number: tuple((one, "programme") for one in (TRAINING, PARTNER, FIGURE, ACTIVITY, AGREEMENT, VILLAGE)),
    AGREEMENT.number: ((PARTY, "agreement"), (COMMITMENT, "agreement")),
    TRAINING.number: tuple((one, "training") for one in (BATCH, PARTNER, FIGURE, ACTIVITY)),
    BATCH.number: ((CLASS_GROUP, "batch"),),
    CLASS_GROUP.number: (
        *((one, "class_group") for one in (STAGE, SESSION, SUBJECT, TASK, STAFF, COMPONENT, GROUP)),
        *((one, "class_group") for one in (ENROLMENT, RESULT, LOOKALIKE)),
        *((one, "class_group") for one in (ATTACHMENT, MINUTES, CERTIFICATE, COMPETENCE)),
        (NOMINAL_LIST, "for_class"),
    ),
    SESSION.number: ((ATTENDANCE, "session"), (TEACHING, "session")),
    TASK.number: ((TASK_PROGRESS, "task"),),
    COMPONENT.number: ((SCORE, "component"),),
    GROUP.number: tuple(
        (one, "group") for one in (MEMBERSHIP, ACTION_PLAN, SEMINAR_SCORE, FOLLOW_UP, NOTE, MILESTONE, COACHING)
    ),
}
"""By record, the records whose rows hang on its rows, and the key or field that names them."""
_AT_ONCE = 400


def children(tables: Tables, parent: int, ids: Collection[int]) -> Iterator[tuple[Record, Query]]:
    """The rows that hang on these rows of one record (its number) and are not deleted, a query for each record."""
    every = sorted(ids)
    for record, column in BENEATH.get(parent, ()):
        table = tables[record.number].table
        for start in range(0, len(every), _AT_ONCE):
            yield record, sa.select(table).where(present(table), table.c[column].in_(every[start : start + _AT_ONCE]))


def are_gone(tables: Tables, table: int, keys: Collection[RowKey]) -> Iterator[Query]:
    """Those of these rows of one record (its number) that are deleted."""
    held, every = tables[table], sorted({key.k1 for key in keys})
    for start in range(0, len(every), _AT_ONCE):
        yield sa.select(held.table).where(held.table.c.gone == 1, held.keys[0].in_(every[start : start + _AT_ONCE]))


def conflicts_of_class(tables: Tables, class_id: int) -> Query:
    """The open conflicts about rows of a class."""
    conflict = tables[CONFLICT.number].table
    return sa.select(conflict).where(conflict.c.scope == class_id, conflict.c.open == 1, present(conflict))
