"""A value that names another row, in words: nobody knows a class or a person by its number."""

from __future__ import annotations

from collections.abc import Collection

from contract.exchange.dots import format_id
from contract.exchange.shapes import Field, Type
from contract.training.catalogue import CLASS_GROUP, PERSON
from desktop.services.exchange.returned import person_name
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica

NOT_MOVED = "tidak pindah kelas"


def class_words(replica: Replica, class_id: int) -> str:
    """ "ke kelas DLA NTT 2025": where somebody moved, by the title of the class."""
    line = fetch_row(replica, CLASS_GROUP, class_id)
    return f"ke kelas {line.title if line is not None and line.title else format_id(class_id)}"


def reference_words(replica: Replica, field: Field, values: Collection[str]) -> dict[str, str]:
    """What each of these values, as conflicts keep them, names; empty for a field that names no row."""
    if field.type is not Type.REFERENCE:
        return {}
    return {value: _words(replica, field, int(value)) for value in values}


def _words(replica: Replica, field: Field, value: int) -> str:
    if field.refers_to == CLASS_GROUP.name:
        return class_words(replica, value)
    return person_name(replica, value) if field.refers_to == PERSON.name else format_id(value)
