"""What the person at work did on this laptop, act by act, and which of it comes next to be undone or done again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contract.exchange.shapes import RowKey
from contract.training.catalogue import CATALOGUE, CONFLICT
from desktop.services.exchange.returned import about_row
from desktop.services.exchange.waiting import session_place
from desktop.storage import acts
from desktop.storage.acts import DONE, UNDO, UNDONE, Act
from desktop.storage.edit import NoAuthor, active_author
from desktop.storage.queries.lines import fetch_row
from desktop.storage.queries.offices import offices
from desktop.storage.replica import Replica

_KINDS_TOLD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One act in words: "46 presensi, Sesi 3 · DLA NTT 2025". undone: it was taken back, and can be done again."""

    id: int
    what: str
    count: int
    at: int
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The acts, the newest first. undo, redo: what comes next; None where there is nothing."""

    acts: tuple[ActView, ...] = ()
    undo: ActView | None = None
    redo: ActView | None = None


def act_stack(replica: Replica) -> Stack:
    """The acts of the person at work, as far as they are kept."""
    with replica.database.reading():
        found = own_acts(replica)
        again = {one.undoes for one in found if one.kind == UNDO and one.state == UNDONE}
        shown = {one.id: view_of(replica, one) for one in found if one.kind != UNDO and one.id not in again}
        undo, redo = next_undo(found), next_redo(found)
        return Stack(
            acts=tuple(shown.values()),
            undo=shown.get(undo.id) if undo is not None else None,
            redo=shown.get(redo.undoes or 0) if redo is not None else None,
        )


def own_acts(replica: Replica) -> list[Act]:
    """The acts of the person at work, the newest first."""
    people: set[str] = set()
    for office in offices(replica):
        try:
            people.add(acts.person_of(replica, active_author(replica, office.realm)))
        except NoAuthor:
            continue
    return acts.acts_of(replica, people)


def next_undo(found: list[Act]) -> Act | None:
    """The newest act that stands."""
    return next((one for one in found if one.kind != UNDO and one.state == DONE), None)


def next_redo(found: list[Act]) -> Act | None:
    """The undo that a redo takes back."""
    return next((one for one in found if one.kind == UNDO and one.state == DONE), None)


def view_of(replica: Replica, one: Act) -> ActView:
    """An act in words."""
    rows = acts.rows_of(replica, one.id)
    return ActView(id=one.id, what=what_of(replica, rows), count=len(rows), at=one.at, undone=one.state == UNDONE)


def what_of(replica: Replica, rows: list[RowKey]) -> str:
    """Rows as people speak of them: one by its name, many by their kinds and where they are."""
    told = [key for key in rows if key.table != CONFLICT.number] or rows
    if not told:
        return "Tanpa perubahan"
    if len(told) == 1:
        record = CATALOGUE.record(told[0].table)
        return f"{record.label} {about_row(replica, record, told[0], {})}".rstrip()
    kinds = Counter(key.table for key in told).most_common()
    words = [f"{count:,} {CATALOGUE.record(table).label.lower()}".replace(",", ".") for table, count in kinds]
    more = [f"{len(words) - _KINDS_TOLD} macam lagi"] if len(words) > _KINDS_TOLD else []
    where = _where(replica, told)
    return " dan ".join(words[:_KINDS_TOLD] if not more else [", ".join(words[:_KINDS_TOLD]), *more]) + where


def _where(replica: Replica, rows: list[RowKey]) -> str:
    """What all of them are about, where that is one thing with a title."""
    first = {(key.table, key.k1) for key in rows}
    if len(first) != 1:
        return ""
    ((table, above),) = first
    record = CATALOGUE.record(table)
    named = record.key_refers_to[0] if record.key_refers_to else None
    if named is None:
        return ""
    if named == "session":
        place = session_place(replica, above)
        return f", {place}" if place else ""
    line = fetch_row(replica, CATALOGUE.named(named), above)
    title = getattr(line, "title", None) or getattr(line, "name", None)
    return f", {title}" if title else ""
