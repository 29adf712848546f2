"""Rows in plain JSON values, as both command lines print them."""

from __future__ import annotations

from datetime import UTC, datetime

from contract.exchange.dots import MAX_N, format_id
from contract.exchange.shapes import Field, Record, Row, RowKey, Type, Value

Plain = str | int | float | bool | None


def plain_row(record: Record, key: RowKey, v: int, row: Row, office: str) -> dict[str, Plain]:
    """A row with its keys, its office's code, its version and every field of the catalogue, absent ones None.

    Ids and references are "author-n", times ISO 8601 with offset, hundredths decimal numbers, flags true or false.
    """
    plain: dict[str, Plain] = {
        name: format_id(part) if record.minted or refers_to else plain_number(part)
        for name, part, refers_to in zip(record.keys, key[1:], _references(record), strict=False)
    }
    plain |= {"office": office, "v": v}
    plain |= {field.name: plain_value(field, row.get(field.number)) for field in record.fields}
    return plain


def _references(record: Record) -> tuple[str | None, ...]:
    return record.key_refers_to or (None,) * len(record.keys)


def plain_value(field: Field, value: Value) -> Plain:
    """One field's value in its plain form."""
    if value is None or isinstance(value, str):
        return value
    match field.type:
        case Type.REFERENCE:
            return format_id(value)
        case Type.HUNDREDTHS:
            return value // 100 if value % 100 == 0 else value / 100
        case Type.FLAG:
            return bool(value)
        case Type.TIME:
            return datetime.fromtimestamp(value, UTC).isoformat()
        case _:
            return plain_number(value)


def plain_number(number: int) -> Plain:
    """A number, written as a row's name where it can be nothing else: browsers and Excel spoil large integers."""
    return format_id(number) if number > MAX_N else number
