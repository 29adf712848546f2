"""Disagreements that wait for a person or were decided: both values, who wrote them, the three times, who decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from contract.exchange.dots import format_id
from contract.exchange.scopes import SHARED
from contract.exchange.shapes import Field, Record, RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ATTENDANCE, AUTHOR, CATALOGUE, ENROLMENT, PERSON
from desktop.services.conflicts.decisions import TWIN, Place, conflict_key, place_of
from desktop.services.conflicts.references import reference_words
from desktop.services.exchange.returned import person_names
from desktop.services.faults import NotHere
from desktop.services.offices import author_names
from desktop.storage.queries.lines import fetch, fetch_among
from desktop.storage.replica import Replica
from desktop.storage.tables import records

DAYS_KEPT = 90
"""How long a decision is listed and can be undone."""
KEPT_S = DAYS_KEPT * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One side: the value as stored, its author, and the op's time by the laptop, set right, and at the centre."""

    value: str | None
    author: int
    n: int
    author_name: str
    device: str
    wall: int | None
    at: int | None
    received: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. taken: first, second or other; value: what was chosen; stood: what held until then.

    at: by the clock of the laptop on which it was decided.
    """

    taken: str
    value: str | None
    stood: str | None
    author: int
    author_name: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One disagreement. first stood when second arrived; standing tells which holds for now; decided None: open.

    row: what it is about, None for what this program does not know. base: the value that both started from.
    """

    id: int
    key: RowKey
    realm: int
    row: RowKey | None
    record: Record | None
    field: Field | None
    field_name: str
    kind: str
    people: tuple[int, ...]
    session: int | None
    class_id: int | None
    base: str | None
    first: Claim
    second: Claim
    standing: str
    decision: Decision | None = None
    references: Mapping[str, str] = dataclass_field(default_factory=dict)
    """Of a field that names another row: in words what each value names."""

    @property
    def is_twin(self) -> bool:
        """Whether it is about two rows that may be one person, and not a choice between two values."""
        return self.kind == TWIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which conflicts: of a session, of a class (its people's too), with a side written by an author; None for any."""

    session: int | None = None
    class_id: int | None = None
    author: int | None = None


def list_conflicts(replica: Replica, wanted: Wanted | None = None) -> tuple[Conflict, ...]:
    """Open conflicts, the newest first."""
    with replica.database.reading():
        return _among(replica, _made(replica, fetch(replica, queries.open_conflicts(records))), wanted or Wanted())


def list_decided(replica: Replica, now: int, wanted: Wanted | None = None) -> tuple[Conflict, ...]:
    """Conflicts decided within DAYS_KEPT days, the last decision first."""
    with replica.database.reading():
        lines = fetch(replica, queries.decided_conflicts(records))
        recent = [line for line in lines if decided_at(line) >= now - KEPT_S]
        return _among(replica, _made(replica, recent), wanted or Wanted())


def decided_at(line: Values) -> int:
    """When a conflict was decided; whatever that clock said, not before its second side came to the centre."""
    return max(line.resolved_at or 0, line.second_received or 0)


def conflict_named(replica: Replica, conflict_id: int) -> tuple[Conflict, Values]:
    """An open or decided conflict by its id, and its line. Raises NotHere."""
    lines = fetch(replica, queries.open_conflicts(records)) + fetch(replica, queries.decided_conflicts(records))
    line = next((line for line in lines if conflict_id_of(conflict_key(line)) == conflict_id), None)
    if line is None:
        raise NotHere(
            f"Tidak ada perbedaan {format_id(conflict_id)} di laptop ini. Lihat daftarnya: lontar conflicts list --all."
        )
    return _made(replica, [line])[0], line


def claims_about(replica: Replica, first_key: int) -> list[tuple[Place, Claim]]:
    """Both sides of every conflict, open or decided, about rows with this first key."""
    open_ones, decided = queries.open_conflicts(records), queries.decided_conflicts(records)
    lines = [
        line
        for query in (open_ones, decided)
        for line in fetch(replica, queries.about_rows(records, query, [first_key]))
    ]
    placed = [(place, line) for line in lines if (place := place_of(line)) is not None]
    made = _made(replica, [line for _, line in placed])
    return [(place, claim) for (place, _), one in zip(placed, made, strict=True) for claim in (one.first, one.second)]


def conflict_id_of(key: RowKey) -> int:
    """One number for the three keys of a conflict; it can be written as an id."""
    digest = hashlib.blake2b(repr(tuple(key[1:])).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1 | 1 << 32 | 1


def people_of(replica: Replica, found: Sequence[Conflict]) -> dict[int, str]:
    """Whom each of these is about, by its id: one name, or two that may be one person."""
    names = person_names(replica, {person for conflict in found for person in conflict.people})
    return {conflict.id: " / ".join(names[person] for person in conflict.people) for conflict in found}


def _among(replica: Replica, found: Sequence[Conflict], wanted: Wanted) -> tuple[Conflict, ...]:
    kept: Iterable[Conflict] = found
    if wanted.session is not None:
        kept = [one for one in kept if one.session == wanted.session]
    if wanted.class_id is not None:
        enrolled = {line.person for line in fetch_among(replica, ENROLMENT, "class_group", [wanted.class_id])}
        kept = [one for one in kept if one.class_id == wanted.class_id or _is_about(one, enrolled)]
    if wanted.author is not None:
        kept = [one for one in kept if wanted.author in (one.first.author, one.second.author)]
    return tuple(kept)


def _is_about(conflict: Conflict, people: set[int]) -> bool:
    """Whether it is about one of these persons themselves."""
    return conflict.record is PERSON and not people.isdisjoint(conflict.people)


def _made(replica: Replica, lines: Sequence[Values]) -> list[Conflict]:
    told = {n for line in lines for n in (line.first_author, line.second_author, line.resolved_by) if n}
    names = author_names(replica, sorted(told))
    devices = {line.number: line.device_name or "" for line in fetch_among(replica, AUTHOR, "number", sorted(told))}
    return [_conflict(replica, line, names, devices) for line in lines]


def _conflict(replica: Replica, line: Values, names: dict[int, str], devices: dict[int, str]) -> Conflict:
    record = next((known for known in CATALOGUE.records if known.name == line.record), None)
    field_name = (line.field or "").removeprefix("twin:")
    second_stands = line.winner is not None and line.winner == line.second_author != line.first_author
    keys = (line.row_k1 or 0, line.row_k2 or 0, line.row_k3 or 0)
    field = record.by_name.get(field_name) if record is not None else None
    told = {text for text in (line.base, line.first_value, line.second_value, line.stood, line.decided) if text}
    return Conflict(
        id=conflict_id_of(conflict_key(line)),
        key=conflict_key(line),
        realm=line.realm,
        row=RowKey(record.number, *keys) if record is not None else None,
        record=record,
        field=field,
        field_name=field_name,
        kind=line.kind or "",
        people=_people(line, record),
        session=line.row_k1 if record is ATTENDANCE else None,
        class_id=line.scope if (line.scope or 0) > SHARED else None,
        base=line.base,
        first=_claim(line, "first", names, devices),
        second=_claim(line, "second", names, devices),
        standing="second" if second_stands else "first",
        decision=_decision(line, names),
        references=reference_words(replica, field, told) if field is not None else {},
    )


def _decision(line: Values, names: dict[int, str]) -> Decision | None:
    if line.open or line.resolved_at is None:
        return None
    return Decision(
        taken=line.taken or "other",
        value=line.decided,
        stood=line.stood,
        author=line.resolved_by or 0,
        author_name=names.get(line.resolved_by or 0, ""),
        at=line.resolved_at,
        reason=line.reason or "",
    )


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
        n=getattr(line, f"{side}_n") or 0,
        author_name=names.get(author, ""),
        device=devices.get(author, ""),
        wall=getattr(line, f"{side}_wall") or None,
        at=getattr(line, f"{side}_at") or None,
        received=getattr(line, f"{side}_received") or None,
    )
