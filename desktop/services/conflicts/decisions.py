"""Deciding conflicts: an ordinary edit of the conflict and one of the disputed field, made together.

The chosen value is always put, also where the row has it already: only so do two officers who decide the same conflict
differently without a network meet in the row, and their disagreement becomes a conflict of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contract.exchange.shapes import GONE, Field, Record, RowKey, Value
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import CATALOGUE, CONFLICT
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

TWIN = "twin"
"""Kind of a conflict about two rows that may be one person: not a choice between two values."""
_AT_ONCE = 400


class Taken(StrEnum):
    """What a decision took: one of the two values, or another that a person wrote over them."""

    FIRST = "first"
    SECOND = "second"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """The disputed field of a row."""

    row: RowKey
    field: int


def place_of(line: Values) -> Place | None:
    """What a conflict is about; None for twins, and for what this program does not know."""
    record = next((known for known in CATALOGUE.records if known.name == line.record), None)
    field = record.by_name.get(line.field or "") if record is not None else None
    if record is None or field is None or line.kind == TWIN:
        return None
    keys = (line.row_k1 or 0, line.row_k2 or 0, line.row_k3 or 0)
    return Place(RowKey(record.number, *keys), field.number)


def conflict_key(line: Values) -> RowKey:
    """The row of the conflict itself."""
    return RowKey(CONFLICT.number, line.about, line.low, line.high)


def field_at(place: Place) -> tuple[Record, Field]:
    """The record and the field of a place."""
    record = CATALOGUE.record(place.row.table)
    return record, record.by_number[place.field]


def typed(place: Place, text: str | None) -> Value:
    """A value that a conflict keeps as text, as the field has it."""
    _, field = field_at(place)
    if text is None or field.type.is_text:
        return text
    return int(text)


def as_text(place: Place, value: Value) -> str | None:
    """A value as conflicts keep it. A row that is not deleted says so by None or 0, which is one."""
    if value is None or (place.field == GONE and not value):
        return None
    return str(value)


def present_values(replica: Replica, places: Collection[Place]) -> dict[Place, str | None]:
    """What the disputed fields hold now, as conflicts keep values."""
    replica.touch(place.row for place in places)
    held = {key: row.content or {} for key, row in replica.rows_touched().items()}
    return {place: as_text(place, held.get(place.row, {}).get(place.field)) for place in places}


def closings(
    replica: Replica, author: int, changes: Sequence[Change], moment: Moment, reason: str | None = None
) -> list[Change]:
    """What closes the open conflicts about the fields that these changes set: whoever sets such a field has decided.

    To be made before the changes: a conflict that they open anew must not be closed by them.
    """
    wanted = {Place(c.row, n): v for c in changes if isinstance(c.row, RowKey) for n, v in c.patch.items()}
    wanted = {place: value for place, value in wanted.items() if place.row.table != CONFLICT.number}
    found = _about(replica, wanted)
    stood = present_values(replica, {place for _, place in found}) if found else {}
    made = []
    for line, place in found:
        decided = as_text(place, wanted[place])
        told = {
            "open": 0,
            "taken": _taken(line, place, decided).value,
            "reason": reason,
            "resolved_by": author,
            "resolved_at": moment.told,
            "stood": stood[place],
            "decided": decided,
        }
        made.append(_put(line, told))
    return made


def reopenings(lines: Sequence[Values]) -> list[Change]:
    """What opens decided conflicts again; nothing of the decision is left."""
    nothing = dict.fromkeys(("taken", "reason", "resolved_by", "resolved_at", "stood", "decided"))
    return [_put(line, {"open": 1, **nothing}) for line in lines]


def is_disputed(replica: Replica, places: Collection[Place]) -> set[Place]:
    """Those of the places that are in open conflict."""
    return {place for _, place in _about(replica, places)}


def claims_about(replica: Replica, place: Place) -> list[Values]:
    """The open conflicts about a place."""
    return [line for line, _ in _about(replica, [place])]


def taken_back(replica: Replica, places: Collection[Place], authors: Collection[int]) -> list[Change]:
    """What opens again the conflicts about these fields that one of these authors decided last."""
    last: dict[Place, list[Values]] = defaultdict(list)
    for line, place in _about(replica, places, is_open=False):
        if line.resolved_by in authors:
            last[place].append(line)
    return [
        change
        for lines in last.values()
        for change in reopenings([line for line in lines if line.resolved_at == max(x.resolved_at for x in lines)])
    ]


def _taken(line: Values, place: Place, decided: str | None) -> Taken:
    if decided == as_text(place, typed(place, line.first_value)):
        return Taken.FIRST
    return Taken.SECOND if decided == as_text(place, typed(place, line.second_value)) else Taken.OTHER


def _about(replica: Replica, places: Collection[Place], *, is_open: bool = True) -> list[tuple[Values, Place]]:
    """Conflicts about these places."""
    first = sorted({place.row.k1 for place in places})
    if not first:
        return []
    query = queries.open_conflicts(records) if is_open else queries.decided_conflicts(records)
    lines = fetch(replica, queries.about_rows(records, query, first) if len(first) <= _AT_ONCE else query)
    return [(line, place) for line in lines if (place := place_of(line)) is not None and place in places]


def _put(line: Values, told: Mapping[str, Value]) -> Change:
    return Change(conflict_key(line), {CONFLICT.by_name[name].number: value for name, value in told.items()})
