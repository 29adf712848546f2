"""Edits about rows of a history that the centre has lost, as laptops remember it.

A row may be named by its bare id once it stands at the centre. After the centre was put back to an older day another
life of its maker's laptop may bring another row under that id: who had seen the one has said nothing of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from contract.exchange.dots import Dot, dot_of
from contract.exchange.operations import Op
from contract.exchange.segments import Segment
from contract.exchange.shapes import Record
from contract.exchange.witness import Witness
from server.store import stood
from server.store.bench import parents
from server.store.centre import Connection


def note_stood(connection: Connection, segment: Segment, witness: Witness | None) -> None:
    """Keeps what was told of a segment that is held now, all of it."""
    if witness is not None:
        told = [(n0, n1) for author, n0, n1 in witness.stood if author == segment.author]
        within = [(max(n0, segment.n0), min(n1, segment.n1)) for n0, n1 in told]
        stood.note(connection, segment.author, [(n0, n1) for n0, n1 in within if n0 <= n1])


def heard_before(witness: Witness | None, edit: Op, *, is_behind: bool) -> int | None:
    """When the history was last heard of in which this edit's author saw what they name; None for the present one.

    is_behind: the laptop is yet to learn that the centre went back, and tells nothing of its edits one by one.
    """
    if witness is None:
        return None
    return witness.heard if is_behind else witness.heard_before(*edit.dot)


def foreign_rows(record: Record, edit: Op) -> Sequence[Dot]:
    """Who made the rows that an edit names, but those that its author made or saw the making of."""
    named = {key.k1 for _, key in parents(edit)} | ({edit.key.k1} if record.minted else set())
    seen = {Dot(author, n) for author, n, _ in edit.saw}
    return sorted(dot for dot in map(dot_of, named) if dot.author != edit.author and dot not in seen)


def names_another(connection: Connection, record: Record, edit: Op, heard: int) -> bool:
    """Whether a row of that name came only after `heard`, and nobody says that it is the one that was lost."""
    return any(stood.came_after(connection, dot, heard) for dot in foreign_rows(record, edit))
