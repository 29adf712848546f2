"""Which deleted rows a batch has to do with: those that it deletes, and those on which something of it hangs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from contract.exchange.operations import Op
from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import (
    BATCH,
    CLASS_GROUP,
    COMPONENT,
    GROUP,
    PROGRAMME,
    SESSION,
    STAGE,
    SUBJECT,
    TASK,
    TRAINING,
)
from server.store.bench import Bench

_WHOLE = frozenset(record.number for record in (PROGRAMME, TRAINING, BATCH, CLASS_GROUP))
"""What is removed with all beneath it."""
_ONLY_WITH_THEM = _WHOLE | {SESSION.number}
_ALSO_ALONE = frozenset(record.number for record in (STAGE, SUBJECT, TASK, COMPONENT, GROUP))
"""Rows of a class that go by themselves too: what hangs on these is no sign yet that a class is missed."""
_CLASS_FIELD = 2


def doubtful(bench: Bench, edits: Iterable[Op], parents: Collection[RowKey]) -> set[RowKey]:
    """Deleted rows of removals, which another may have worked in meanwhile. parents: all that the edits name."""
    found = {edit.key for edit in edits if edit.patch.get(GONE) and edit.key.table in _WHOLE}
    found |= {key for key in parents if key.table in _ONLY_WITH_THEM}
    for key in parents:
        if key.table in _ALSO_ALONE and (row := bench.look(key) or {}).get(GONE):
            found.add(RowKey(CLASS_GROUP.number, int(row.get(_CLASS_FIELD) or 0)))
    return {key for key in found if (bench.look(key) or {}).get(GONE)}
