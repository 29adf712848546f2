"""Who may read a NIK whole: those who run the office; to the others it is masked, wherever a value is worded."""

from __future__ import annotations

from contract.exchange.shapes import Field, Record
from contract.training.catalogue import PERSON
from contract.training.people.national_id import mask_national_id
from contract.training.rights.roles import Role

_RUN_THE_OFFICE = frozenset({Role.ADMIN, Role.ORGANISER})


def sees_numbers(role: Role | None) -> bool:
    """Whether somebody in this role reads a NIK whole. None is a role of a newer program: it reads it masked."""
    return role in _RUN_THE_OFFICE


def number_for(number: str | None, role: Role | None) -> str | None:
    """A NIK as somebody in this role may see it; what is not there stays so."""
    return number if not number or sees_numbers(role) else mask_national_id(number)


def is_national_id(record: Record | None, field: Field | None) -> bool:
    """Whether values of this field are NIKs."""
    return record is PERSON and field is not None and field.name == "national_id"
