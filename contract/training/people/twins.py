"""When are two records of a person the same person, and when only alike enough to ask?

NIP first, then NIK, then name with birth date, then name with telephone or e-mail. Two different numbers or birth dates
speak against it, except that a NIK outweighs the NI PPPK, which changes with each contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contract.training.people.employee_number import birth_date_within
from contract.training.people.names import name_key


class Likeness(StrEnum):
    """How much two records tell that they are one person; all but SIMILAR and DIFFERENT mean they are."""

    EMPLOYEE_NUMBER = "employee_number"
    NATIONAL_ID = "national_id"
    NAME_AND_BIRTH = "name_and_birth"
    NAME_AND_CONTACT = "name_and_contact"
    SIMILAR = "similar"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKeys:
    """What of a person's record tells who it is; empty text where nothing is known.

    birth_date: ISO, from the record or else from within the employee number. contacts: telephone and e-mail.
    """

    employee_number: str
    national_id: str
    name: str
    birth_date: str
    contacts: frozenset[str]


def keys_of(fields: Mapping[str, int | str | None]) -> PersonKeys:
    """The keys of a record given by the catalogue's field names of a person."""
    number = _text(fields, "employee_number")
    contacts = {_text(fields, "phone"), _text(fields, "email").casefold()}
    return PersonKeys(
        employee_number=number,
        national_id=_text(fields, "national_id"),
        name=name_key(_text(fields, "name")),
        birth_date=_text(fields, "birth_date") or birth_date_within(number) or "",
        contacts=frozenset(contact for contact in contacts if contact),
    )


def _text(fields: Mapping[str, int | str | None], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def contradict(one: PersonKeys, other: PersonKeys) -> bool:
    """True when both state a NIP, a NIK or a birth date and these differ."""
    pairs = (
        (one.employee_number, other.employee_number),
        (one.national_id, other.national_id),
        (one.birth_date, other.birth_date),
    )
    return any(mine and yours and mine != yours for mine, yours in pairs)


def likeness(one: PersonKeys, other: PersonKeys) -> Likeness:
    """The strongest reason to take two records for one person. Symmetric."""
    if one.employee_number and one.employee_number == other.employee_number:
        return Likeness.EMPLOYEE_NUMBER
    if one.national_id and one.national_id == other.national_id:
        return Likeness.NATIONAL_ID
    same_name = bool(one.name) and one.name == other.name
    if same_name and not contradict(one, other):
        if one.birth_date and one.birth_date == other.birth_date:
            return Likeness.NAME_AND_BIRTH
        if one.contacts & other.contacts:
            return Likeness.NAME_AND_CONTACT
    births_differ = bool(one.birth_date and other.birth_date) and one.birth_date != other.birth_date
    if same_name and not births_differ:
        return Likeness.SIMILAR
    if one.birth_date and one.birth_date == other.birth_date and _share_words(one.name, other.name):
        return Likeness.SIMILAR
    return Likeness.DIFFERENT


def _share_words(one: str, other: str) -> bool:
    """True when all words of the shorter name, two at least, stand in the longer, in any order."""
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return len(fewer) > 1 and fewer <= more
