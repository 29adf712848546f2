"""Parts of a programme file as rows: what a part and a record call by the same name is the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from contract.exchange.shapes import Patch, Record, Value
from contract.tables.records import Values
from contract.training.programmes.file import hundredths
from contract.training.programmes.parts import Part
from desktop.services.writing import stated


def row_of(record: Record, part: Part, **more: Value) -> Patch:
    """A new row that says what the part says, and more; what is not stated is left out."""
    told = {name: getattr(part, name) for name in part.__struct_fields__ if name in record.by_name}
    return stated(record, **{**{name: _value(value) for name, value in told.items()}, **more})


def _value(value: object) -> Value:
    """As rows keep it: days and times as they do, numbers with decimals in hundredths, a flag only where it is set."""
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value) or None
    if isinstance(value, float):
        return hundredths(value)
    return value if isinstance(value, int | str) else None


def said_once(record: Record, lines: Iterable[Values]) -> list[Values]:
    """The first of rows that say the same of a programme: two laptops that added it at once have written each twice."""
    fields = [field.name for field in record.fields if field.name not in _WHOSE]
    first: dict[tuple[Value, ...], Values] = {}
    for line in lines:
        first.setdefault(tuple(getattr(line, name) for name in fields), line)
    return list(first.values())


_WHOSE = ("programme", "activity", "gone")
"""Fields of what such a row belongs to, which differ where the programme is there twice."""
