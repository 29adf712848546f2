"""What the fields of many records have in common."""

from __future__ import annotations

from dataclasses import replace

from contract.exchange.shapes import Field, Kind, Type

SENSITIVE, UNIQUE, TEXT = Kind.SENSITIVE, Kind.UNIQUE, Kind.TEXT


def reference(
    number: int,
    name: str,
    refers_to: str,
    label: str,
    *,
    fixed: bool = True,
    required: bool = False,
    kind: Kind = Kind.PLAIN,
) -> Field:
    """A field that names a row of another record. fixed: set when the row is made and never again."""
    return Field(number, name, Type.REFERENCE, kind, refers_to, fixed, required=required, label=label)


def of_class(number: int = 2) -> Field:
    """The class to which a row belongs for ever: it decides who may see it."""
    return reference(number, "class_group", "class_group", "Kelas", required=True)


def of_group(number: int = 2) -> Field:
    """The group to which a row belongs for ever."""
    return reference(number, "group", "group", "Kelompok", required=True)


def example(number: int) -> Field:
    """Set on what was made up to show the program: marked on screen and in print."""
    return Field(number, "example", Type.FLAG, label="Data contoh")


def same_as() -> Field:
    """Where a record says that it is another record's person: the canonical one is at the end of the pointers."""
    return Field(21, "same_as", Type.REFERENCE, SENSITIVE, refers_to="person", label="Orang yang sama dengan")


def of_centre(*fields: Field, but: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """The fields, which nobody but the centre sets, except those named."""
    return tuple(replace(field, of_centre=field.name not in but) for field in fields)
