"""Fields and values of any record as people read them."""

from __future__ import annotations

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, Field, Record, RowKey, Type, Value
from contract.training.catalogue import ATTENDANCE, CATALOGUE, ENROLMENT
from contract.training.enrolment.states import read_state
from contract.training.rights.masking import is_national_id, number_for
from contract.training.rights.roles import Role
from desktop.services.exchange.returned import about_row, status_text, value_text
from desktop.services.zones import Zone
from desktop.storage.replica import Replica

_UNTOLD = frozenset({"marked_at", "written_at", "scored_at", "example"})
_LONGEST = 200


def told_fields(record: Record) -> list[Field]:
    """The fields that people know, without deletion, and who wrote and when, which a history tells otherwise."""
    return [
        f for f in record.fields if f.label and f.number != GONE and f.type is not Type.AUTHOR and f.name not in _UNTOLD
    ]


def in_words(replica: Replica, record: Record, field: Field, value: Value, zone: Zone, role: Role | None) -> str:
    """A value; empty for none. A NIK whole or masked, as the one at work may read it."""
    if value is None:
        return ""
    if is_national_id(record, field):
        return number_for(str(value), role) or ""
    if record is ATTENDANCE and field.name == "status":
        return status_text(str(value))
    if record is ENROLMENT and field.name == "status":
        state = read_state(str(value))
        return state.label if state is not None else str(value)
    if field.type is Type.REFERENCE and isinstance(value, int) and field.refers_to:
        named = CATALOGUE.named(field.refers_to)
        return about_row(replica, named, RowKey(named.number, value), {}).strip('"') or format_id(value)
    text = " ".join(value_text(field, value, zone, {}).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
