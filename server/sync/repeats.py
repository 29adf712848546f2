"""Edits that come again under another number of the same person.

A copied laptop gives its unsent work a new number, while another copy still holds it under the first. Once a restored
centre has forgotten both, whichever comes second is the same act of the same person: it is given back with the name
under which it stands, and whoever knew it by the one name has seen the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import structs

from contract.exchange.dots import Dot, other_number, row_id
from contract.exchange.operations import Op, pack_row
from contract.exchange.repeats import repeat_of
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from server.store import repeats as kept
from server.store.centre import Connection

_Said = tuple[int, int, bytes, RowKey | None]
"""By what an edit is known again: its record, its time, its patch, and its row unless it makes that."""

_NO_MARK = 0
"""Of a sight that the centre itself adds: it needs no proof."""


def _said(edit: Op) -> _Said:
    return edit.key.table, edit.wall, pack_row(edit.patch), None if edit.creates else edit.key


def _said_there(v: Values) -> _Said:
    key = RowKey(v.tbl, v.k1, v.k2, v.k3)
    creates = key[1:] == (row_id(Dot(v.author, v.n)), 0, 0)
    return v.tbl, v.wall, bytes(v.patch), None if creates else key


class Repeats:
    """What of an author's edits, and of what those saw, stands under other numbers."""

    def __init__(self, connection: Connection, author: int, edits: Sequence[Op]) -> None:
        self._connection = connection
        self._author = author
        seen = {author for edit in edits for author, _, _ in edit.saw}
        lines = kept.given_back(connection, {author, other_number(author), *seen})
        self._stands = {Dot(author, n): dot for author, n, reason in lines if (dot := repeat_of(reason)) is not None}

    def find(self, member: int, edits: Sequence[Op]) -> Mapping[int, Dot]:
        """Of these edits of the member, by n, those that stand already. Two alike in one second are two edits."""
        others = kept.other_numbers(self._connection, member, self._author)
        if not others:
            return {}
        there: dict[_Said, list[Dot]] = defaultdict(list)
        for v in kept.applied_at(self._connection, others, {edit.wall for edit in edits}):
            there[_said_there(v)].append(Dot(v.author, v.n))
        found: dict[int, Dot] = {}
        taken = set(self._stands.values())
        for edit in edits:
            alike = [dot for dot in there.get(_said(edit), ()) if dot not in taken]
            if alike:
                found[edit.n] = alike[0]
                taken.add(alike[0])
        return found

    def note(self, edit: Op, stands: Dot) -> None:
        """The edit was given back: its author has seen the one that stands."""
        self._stands[edit.dot] = stands

    def seen(self, edit: Op) -> Op:
        """The edit with what its author saw, or did before, also under the names under which that stands."""
        if not self._stands:
            return edit
        dots, other = {Dot(author, n) for author, n, _ in edit.saw}, other_number(edit.author)
        more = {
            (*stands, _NO_MARK)
            for dot, stands in self._stands.items()
            if dot in dots or dot.author == other or (dot.author == edit.author and dot.n < edit.n)
        }
        return structs.replace(edit, saw=(*edit.saw, *sorted(more))) if more else edit


def stands(connection: Connection, edit: Op, dot: Dot) -> bool:
    """Whether an edit that says the same stands under this dot."""
    there = kept.applied_at(connection, [dot.author], {edit.wall})
    return any(Dot(v.author, v.n) == dot and _said_there(v) == _said(edit) for v in there)
