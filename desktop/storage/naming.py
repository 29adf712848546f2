"""Which rows an op is about or refers to, as the catalogue tells."""

from __future__ import annotations

from collections.abc import Mapping

from contract.exchange.shapes import Patch, RowKey, Type
from desktop.storage.tables import records


def id_places(key: RowKey) -> list[tuple[int, bool]]:
    """Each part of a row's name, and whether it is a row's id."""
    record = records[key.table].record
    named = (True,) if record.minted else tuple(name is not None for name in record.key_refers_to)
    return list(zip(key[1:], named, strict=False))


def id_fields(key: RowKey, patch: Patch) -> set[int]:
    """Numbers of the patch's fields that hold a row's id."""
    shapes = records[key.table].record.by_number
    return {n for n in patch if n in shapes and shapes[n].type is Type.REFERENCE}


def with_names(key: RowKey, patch: Patch, names: Mapping[int, int]) -> tuple[RowKey, Patch]:
    """The same with the rows that it is about, or refers to, under other ids."""
    ids = id_fields(key, patch)
    named = {n: names.get(value, value) if n in ids and isinstance(value, int) else value for n, value in patch.items()}
    return RowKey(key.table, *(names.get(part, part) if is_id else part for part, is_id in id_places(key))), named


def rows_named(key: RowKey, patch: Patch) -> set[int]:
    """Ids of the rows that such an op is about or refers to."""
    if key.table not in records:
        return set()
    keys = {part for part, is_id in id_places(key) if is_id}
    return keys | {value for n in id_fields(key, patch) if isinstance(value := patch[n], int)}
