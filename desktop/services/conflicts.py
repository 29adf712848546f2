"""Disagreements that wait for a person: both values, who wrote them, and the three times of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from contract.exchange.shapes import GONE, Field, Record
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ATTENDANCE, AUTHOR, CATALOGUE, PERSON, SESSION
from desktop.services.journey import ConflictView, Side
from desktop.services.offices import author_names, home_zone
from desktop.services.returned import person_name, status_text, value_text
from desktop.services.waiting import session_place
from desktop.services.zones import Zone
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import records

TWIN = "twin"
"""Kind of a conflict about two rows that may be one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One side: the value as stored, its author, and the op's time by the laptop, set right, and at the centre."""

    value: str | None
    author: int
    author_name: str
    device: str
    wall: int | None
    at: int | None
    received: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One disagreement. first stood when second arrived; standing tells which holds for now."""

    id: int
    record: Record | None
    field: Field | None
    field_name: str
    kind: str
    people: tuple[int, ...]
    session: int | None
    first: Claim
    second: Claim
    standing: str


def list_conflicts(replica: Replica) -> tuple[Conflict, ...]:
    """Open conflicts, the newest first."""
    with replica.database.reading():
        lines = fetch(replica, queries.open_conflicts(records))
        authors = sorted({number for line in lines for number in (line.first_author, line.second_author) if number})
        names = author_names(replica, authors)
        devices = {line.number: line.device_name or "" for line in fetch_among(replica, AUTHOR, "number", authors)}
        return tuple(_conflict(line, names, devices) for line in lines)


def conflict_views(replica: Replica) -> tuple[ConflictView, ...]:
    """The same for the screen: in words, with the side that holds for now first; of one minute in order of names."""
    with replica.database.reading():
        zone, found = home_zone(replica), list_conflicts(replica)
        sessions = sorted({conflict.session for conflict in found if conflict.session})
        classes = {line.id: line.class_group for line in fetch_among(replica, SESSION, "id", sessions)}
        views = [_view(replica, conflict, zone, classes) for conflict in found]
        # Those of one talk came in one moment: by place and name, so that a class is gone through with its list.
        return tuple(sorted(views, key=lambda view: (-(view.second.received_at or 0) // 60, view.where, view.person)))


def person_of(replica: Replica, conflict: Conflict) -> str:
    """Whom it is about: one name, or two that may be one person."""
    return " / ".join(person_name(replica, person) for person in conflict.people)


def _conflict(line: Values, names: dict[int, str], devices: dict[int, str]) -> Conflict:
    record = next((known for known in CATALOGUE.records if known.name == line.record), None)
    field_name = (line.field or "").removeprefix("twin:")
    second_stands = line.winner is not None and line.winner == line.second_author != line.first_author
    return Conflict(
        id=_conflict_id(line.about, line.low, line.high),
        record=record,
        field=record.by_name.get(field_name) if record is not None else None,
        field_name=field_name,
        kind=line.kind or "",
        people=_people(line, record),
        session=line.row_k1 if record is ATTENDANCE else None,
        first=_claim(line, "first", names, devices),
        second=_claim(line, "second", names, devices),
        standing="second" if second_stands else "first",
    )


def _conflict_id(about: int, low: int, high: int) -> int:
    """One number for the three keys of a conflict; it can be written as an id."""
    digest = hashlib.blake2b(repr((about, low, high)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1 | 1 << 32 | 1


def _people(line: Values, record: Record | None) -> tuple[int, ...]:
    if line.kind == TWIN:
        return line.row_k1, line.row_k2
    if record is PERSON:
        return (line.row_k1,)
    return (line.row_k2,) if record is not None and record.keys[1:] == ("person",) else ()


def _claim(line: Values, side: str, names: dict[int, str], devices: dict[int, str]) -> Claim:
    author = getattr(line, f"{side}_author") or 0
    return Claim(
        value=getattr(line, f"{side}_value"),
        author=author,
        author_name=names.get(author, ""),
        device=devices.get(author, ""),
        wall=getattr(line, f"{side}_wall") or None,
        at=getattr(line, f"{side}_at") or None,
        received=getattr(line, f"{side}_received") or None,
    )


def _view(replica: Replica, conflict: Conflict, zone: Zone, classes: Mapping[int, int]) -> ConflictView:
    first, second = (_side(claim, conflict, zone) for claim in (conflict.first, conflict.second))
    if conflict.standing == "second":
        first, second = second, first
    label = conflict.field.label if conflict.field is not None else conflict.field_name
    return ConflictView(
        id=conflict.id,
        person=person_of(replica, conflict),
        where=session_place(replica, conflict.session) if conflict.session else "",
        field=f"{label} sama: mungkin orang yang sama" if conflict.kind == TWIN else label,
        first=first,
        second=second,
        class_id=classes.get(conflict.session) if conflict.session else None,
        session=conflict.session,
        person_id=conflict.people[0] if conflict.session and conflict.people else None,
    )


def _side(claim: Claim, conflict: Conflict, zone: Zone) -> Side:
    return Side(
        value=_words(claim.value, conflict, zone),
        author=claim.author_name or (f"penulis {claim.author}" if claim.author else ""),
        device=claim.device,
        device_at=claim.wall,
        corrected_at=claim.at,
        received_at=claim.received,
    )


def _words(value: str | None, conflict: Conflict, zone: Zone) -> str:
    """A value as people read it; conflicts keep values as text, whatever their type."""
    field = conflict.field
    if field is not None and field.number == GONE:
        return "dihapus" if value == "1" else "diubah"
    if value is None:
        return ""
    if conflict.record is ATTENDANCE and field is not None and field.name == "status":
        return status_text(value)
    if field is None or field.type.is_text:
        return value
    return value_text(field, int(value), zone, {})
