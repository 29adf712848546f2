"""Which edits a laptop may be shown that may not read everything: the rule of pages, told for single edits.

A page leaves out rows outside the reader's scopes and the private fields of a person. An edit is signed whole, so one
that holds anything of that is not shown at all; it comes by way of the centre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contract.exchange.operations import Op
from contract.exchange.scopes import Reach
from contract.training.catalogue import CATALOGUE, PERSON
from contract.training.rights.scopes import Look, home_scope


def may_be_shown(reach: Reach, op: Op, look: Look, classes_of: Callable[[int], Iterable[int]]) -> bool:
    """Whether a laptop with this reach may read the edit.

    look: a row as the centre has it, or as the edit that made it said. classes_of: where the centre has a person.
    """
    if reach.everything:
        return True
    if not CATALOGUE.knows(op.key.table):
        return False
    record = CATALOGUE.record(op.key.table)
    # What this program does not know of a record may be anybody's business.
    if any(number not in record.by_number or record.by_number[number].private for number in op.patch):
        return False
    if record is PERSON:
        return any(reach.sees(scope) for scope in classes_of(op.key.k1))
    row = op.patch if op.creates else look(op.key)
    return reach.sees(home_scope(op.key, row or {}, look))
