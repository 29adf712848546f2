"""What an act did to each row, and the changes that put back what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.exchange.shapes import GONE, Patch, RowKey, Type, Value
from contract.training.catalogue import ATTENDANCE, CATALOGUE, CONFLICT, RESULT, SCORE
from desktop.storage.acts import Edit
from desktop.storage.edit import Change

_EMPTIED = frozenset({ATTENDANCE.number, CONFLICT.number})
"""Records whose rows stay when they say nothing any more: an emptied cell is no mark, and marking it needs no more."""
_WITH_REASON = {record.number: record.by_name["reason"].number for record in (ATTENDANCE, SCORE, RESULT)}


@dataclass(frozen=True, slots=True)
class Turned:
    """One row: its fields before an act and behind it. created: there was no such row before, deleted ones neither."""

    realm: int
    key: RowKey
    before: Patch
    after: Patch
    created: bool

    @property
    def back(self) -> Patch:
        """What puts back how it was; empty where the act changed nothing."""
        if self.created:
            if self.after.get(GONE):
                return {}
            return dict.fromkeys(self.after, None) if self.key.table in _EMPTIED else {GONE: 1}
        return {n: value for n, value in self.before.items() if not same(self.key, n, value, self.after[n])}

    @property
    def removes(self) -> bool:
        """Whether putting back how it was takes a row away."""
        return bool(self.back.get(GONE))


def turned_rows(edits: Sequence[Edit]) -> dict[RowKey, Turned]:
    """What these edits did, by row, in the order in which they first came to each."""
    found: dict[RowKey, Turned] = {}
    for edit in edits:
        one = found.get(edit.key)
        if one is None:
            found[edit.key] = Turned(edit.realm, edit.key, dict(edit.before or {}), dict(edit.patch), not edit.before)
            continue
        fresh = {n: value for n, value in (edit.before or {}).items() if n not in one.before}
        one.before.update({} if one.created else fresh)
        one.after.update(edit.patch)
    return found


def changes_back(rows: Sequence[Turned], reason: str) -> list[Change]:
    """The changes, the last row first; conflicts that were decided open before the fields that they are about.

    reason: written beside what has a place for one.
    """
    made: list[Change] = []
    last_first = [*reversed(rows)]
    for row in sorted(last_first, key=lambda one: one.key.table != CONFLICT.number):
        back = row.back
        if back and reason and row.key.table in _WITH_REASON:
            back[_WITH_REASON[row.key.table]] = reason
        if back:
            made.append(Change(row.key, back))
    return made


def same(key: RowKey, number: int, one: Value, other: Value) -> bool:
    """Whether two values of a field say the same: a flag that is 0 says no more than one that is not there."""
    if CATALOGUE.record(key.table).by_number[number].type is Type.FLAG:
        return (one or None) == (other or None)
    return one == other
