"""Edits about rows of a history that the centre has lost: another life may bring other rows under their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from contract.exchange.dots import Dot, dot_of
from contract.exchange.operations import Op
from contract.exchange.shapes import RowKey
from contract.exchange.witness import MOST_RANGES, Witness
from desktop.storage.naming import rows_named
from desktop.storage.replica import Replica, read_op
from desktop.storage.tables import op, realm, records, want

if TYPE_CHECKING:
    from desktop.storage.history import Standing

_REALM = sa.bindparam("realm_", type_=sa.Integer())
_HEARD = sa.select(realm.c.heard).where(realm.c.number == _REALM)
_UNSENT = sa.select(op).where(op.c.realm == _REALM, op.c.at.is_(None), op.c.heard.is_(None))
_LOST = sa.select(want.c.tbl, want.c.k1).where(want.c.realm == _REALM, want.c.lost == 1)
_NOTE = "UPDATE op SET heard = ? WHERE author = ? AND n = ?"
_TO_TELL = (
    sa.select(op.c.author, op.c.n, op.c.heard, op.c.stood)
    .where(op.c.realm == _REALM, op.c.at.is_(None), sa.or_(op.c.heard.is_not(None), op.c.stood.is_not(None)))
    .order_by(op.c.author, op.c.n)
)


def note_unsent(replica: Replica, number: int, keys: Iterable[RowKey]) -> None:
    """The centre has lost these rows: unsent edits that name one mean it as it was in the history heard of last."""
    ids = _minted((key.table, key.k1) for key in keys)
    if ids:
        edits = (read_op(values) for values in replica.connection.execute(_UNSENT, {"realm_": number}).all())
        _note(replica, number, edits, ids)


def note_made(replica: Replica, number: int, edits: Iterable[Op]) -> None:
    """Edits were made; those that name a row which is still shown though the centre has lost it are noted too."""
    lost = replica.connection.execute(_LOST, {"realm_": number}).all()
    if lost:
        _note(replica, number, edits, _minted((values.tbl, values.k1) for values in lost))


def _minted(names: Iterable[tuple[int, int]]) -> set[int]:
    return {k1 for table, k1 in names if table in records and records[table].record.minted}


def _note(replica: Replica, number: int, edits: Iterable[Op], ids: set[int]) -> None:
    heard = replica.connection.execute(_HEARD, {"realm_": number}).scalar()
    lines = [(heard, *edit.dot) for edit in edits if _names_any(edit, ids)]
    if lines and heard is not None:
        replica.connection.exec_driver_sql(_NOTE, lines)


def _names_any(edit: Op, ids: set[int]) -> bool:
    """Whether it names one of these rows; those of its own author its chain proves."""
    return any(dot_of(identifier).author != edit.author for identifier in rows_named(edit.key, edit.patch) & ids)


def note_made_again(replica: Replica, heard: int | None, old: Op, again: Op) -> None:
    """An edit was made once more under another name: what it still calls as before it means as before."""
    kept = rows_named(old.key, old.patch) & rows_named(again.key, again.patch)
    if heard is not None and any(dot_of(identifier).author != old.author for identifier in kept):
        replica.connection.exec_driver_sql(_NOTE, (heard, *again.dot))


def told(replica: Replica, standings: Sequence[Standing]) -> list[Witness]:
    """What the centres must hear of it; nothing where none was ever put back."""
    found: list[Witness] = []
    for standing in standings:
        lines = replica.connection.execute(_TO_TELL, {"realm_": standing.realm}).all()
        if lines or standing.ask_marks:
            heard = replica.connection.execute(_HEARD, {"realm_": standing.realm}).scalar()
            named = _ranges((Dot(v.author, v.n), v.heard) for v in lines if v.heard is not None)
            stood = _ranges((Dot(v.author, v.n), 1) for v in lines if v.stood is not None)
            told_of = [(author, n0, n1) for author, n0, n1, _ in stood]
            found.append(Witness(standing.realm, heard, named, told_of))
    return found


def _ranges(facts: Iterable[tuple[Dot, int]]) -> list[tuple[int, int, int, int]]:
    """(author, n0, n1, value) of neighbours with one value; they come in order."""
    ranges: list[tuple[int, int, int, int]] = []
    for (author, n), value in facts:
        of, n0, n1, same = ranges[-1] if ranges else (0, 0, 0, 0)
        if (of, n1 + 1, same) == (author, n, value):
            ranges[-1] = (author, n0, n, value)
        else:
            ranges.append((author, n, n, value))
    return ranges[:MOST_RANGES]
