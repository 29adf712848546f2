"""Are two records one person registered twice? What speaks for it, what against, and how surely.

Numbers weigh most, then the birth date, then a telephone or e-mail, then the name by what it tells: sharing Maria tells
little, sharing a rare fam more. Two names that each have a word of their own are two people unless a number says no.
The rules only propose; a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from contract.training.people.employee_number import LENGTH as EMPLOYEE_LENGTH
from contract.training.people.employee_number import birth_date_within
from contract.training.people.name_likeness import Alike, NameForm, Trait, compare_names, name_form
from contract.training.people.national_id import LENGTH as NATIONAL_LENGTH
from contract.training.people.spelling import edits

_OFFERED, _SURE = 10, 35
_AGAINST = -30
_NEAR, _NEAR_DATE = 4, 2
"""Places in which two numbers, or two dates, may differ by slips: a digit left out moves those behind it."""
_MONTHS = 12
_WOMEN_ADD = 40


class Verdict(StrEnum):
    """Whether two records are one person: surely, likely enough to ask, or not."""

    SAME = "same"
    LIKELY = "likely"
    UNLIKE = "unlike"


class Reason(StrEnum):
    """Why two records look like one person."""

    EMPLOYEE_NUMBER = "employee_number"
    EMPLOYEE_NUMBER_SLIP = "employee_number_slip"
    NATIONAL_ID = "national_id"
    NATIONAL_ID_SLIP = "national_id_slip"
    NAME = "name"
    SPELLING = "spelling"
    SHORT = "short"
    SLIP = "slip"
    INITIAL = "initial"
    ORDER = "order"
    PART = "part"
    BIRTH_DATE = "birth_date"
    BIRTH_DATE_SLIP = "birth_date_slip"
    CONTACT = "contact"

    @property
    def words(self) -> str:
        """The reason in Bahasa, for the screen."""
        return _WORDS[self]


_WORDS = {
    Reason.EMPLOYEE_NUMBER: "NIP sama",
    Reason.EMPLOYEE_NUMBER_SLIP: "NIP hampir sama (beda satu angka)",
    Reason.NATIONAL_ID: "NIK sama",
    Reason.NATIONAL_ID_SLIP: "NIK hampir sama (beda satu angka)",
    Reason.NAME: "nama sama",
    Reason.SPELLING: "nama sama, ejaan berbeda",
    Reason.SHORT: "nama panggilan atau nama pendek",
    Reason.SLIP: "nama hampir sama (mungkin salah ketik)",
    Reason.INITIAL: "nama disingkat",
    Reason.ORDER: "urutan nama berbeda",
    Reason.PART: "sebagian nama tidak ditulis",
    Reason.BIRTH_DATE: "tanggal lahir sama",
    Reason.BIRTH_DATE_SLIP: "tanggal lahir hampir sama",
    Reason.CONTACT: "No. HP atau surel sama",
}
_OF_TRAIT = {
    Trait.EQUAL: Reason.NAME,
    Trait.SPELLING: Reason.SPELLING,
    Trait.JOINED: Reason.SPELLING,
    Trait.SHORT: Reason.SHORT,
    Trait.SLIP: Reason.SLIP,
    Trait.INITIAL: Reason.INITIAL,
    Trait.ORDER: Reason.ORDER,
    Trait.TURNED: Reason.ORDER,
    Trait.PART: Reason.PART,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What of a record tells who the person is; empty where nothing is known. birth_date: as stated, ISO."""

    name: NameForm
    employee_number: str
    national_id: str
    birth_date: str
    contacts: frozenset[str]
    sex: str

    @property
    def born(self) -> str:
        """The birth date as stated, else the one within the employee number; empty when neither is there."""
        return self.birth_date or _within(self.employee_number)

    @property
    def born_by_national_id(self) -> str:
        """Day, month and year of two digits within the NIK; empty without one."""
        if len(self.national_id) != NATIONAL_LENGTH or not self.national_id.isdigit():
            return ""
        day = int(self.national_id[6:8])
        return f"{day - _WOMEN_ADD * (day > _WOMEN_ADD):02d}{self.national_id[8:12]}"


@lru_cache(maxsize=65536)
def _within(number: str) -> str:
    return birth_date_within(number) or ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The verdict on two records with its reasons, the strongest first. points: to sort by, more is surer."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    points: int


def identity_of(fields: Mapping[str, int | str | None]) -> Identity:
    """The identity of a record given by the catalogue's field names of a person."""
    text = {name: str(value) for name, value in fields.items() if value is not None}
    contacts = {text.get("phone", ""), text.get("email", "").casefold()}
    return Identity(
        name=name_form(text.get("name", "")),
        employee_number=text.get("employee_number", ""),
        national_id=text.get("national_id", ""),
        birth_date=text.get("birth_date", ""),
        contacts=frozenset(contact for contact in contacts if contact),
        sex=text.get("sex", ""),
    )


def resemblance(one: Identity, other: Identity) -> Resemblance:
    """How surely two records are one person. Symmetric; equal only in what both state."""
    alike = compare_names(one.name, other.name)
    by_number = _share_number(one, other)
    if alike.clash and not by_number:
        return Resemblance(Verdict.UNLIKE, (), 0)
    numbers = [_employee_numbers(one, other), _national_ids(one, other)]
    near = any(reason is not None for reason, _ in numbers)
    evidence = [*numbers, _births(one, other, near=near), _contacts(one, other), (None, _sexes(one, other, near=near))]
    points = sum(worth for _, worth in evidence) + (-18 if alike.clash else alike.points)
    reasons = tuple(reason for reason, _ in evidence if reason is not None) + _name_reasons(alike)
    if points < _OFFERED:
        return Resemblance(Verdict.UNLIKE, (), points)
    sure = by_number and not alike.clash and points >= _SURE and min(worth for _, worth in evidence) >= 0
    return Resemblance(Verdict.SAME if sure else Verdict.LIKELY, reasons, points)


def _share_number(one: Identity, other: Identity) -> bool:
    same_employee = bool(one.employee_number) and one.employee_number == other.employee_number
    return same_employee or (bool(one.national_id) and one.national_id == other.national_id)


def rules_out(one: Identity, other: Identity) -> bool:
    """Whether birth dates or numbers are so far apart that no name makes up for it. Quick, for very many pairs."""
    if _share_number(one, other):
        return False
    mine, yours = one.employee_number, other.employee_number
    if mine and yours and len(mine) == len(yours) and _places_apart(mine, yours) > _NEAR:
        contract_changed = _is_contract(mine) or _is_contract(yours)
        if not (contract_changed and mine[:8] == yours[:8]):
            return True
    elif mine and yours:
        return False
    born, theirs = one.born, other.born
    if not born or not theirs or born == theirs:
        return False
    turned_round = (born[5:7], born[8:]) == (theirs[8:], theirs[5:7]) and born[:4] == theirs[:4]
    return not turned_round and _places_apart(born, theirs) > _NEAR_DATE


def _places_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


def _name_reasons(alike: Alike) -> tuple[Reason, ...]:
    if alike.clash or not alike.points:
        return ()
    return tuple(dict.fromkeys(_OF_TRAIT[trait] for trait in Trait if trait in alike.traits))


_Evidence = tuple[Reason | None, int]


def _employee_numbers(one: Identity, other: Identity) -> _Evidence:
    """A contract number (NI PPPK) changes with the contract: only birth date and sex within it must agree."""
    mine, yours = one.employee_number, other.employee_number
    if not mine or not yours:
        return None, 0
    if mine == yours:
        return Reason.EMPLOYEE_NUMBER, 30
    apart = edits(mine, yours, 2)
    if apart == 1:
        return Reason.EMPLOYEE_NUMBER_SLIP, 14
    if apart == 2:
        return None, -4
    if len(mine) == len(yours) == EMPLOYEE_LENGTH and (_is_contract(mine) or _is_contract(yours)):
        return None, 0 if (mine[:8], mine[14]) == (yours[:8], yours[14]) else _AGAINST
    return None, _AGAINST


def _is_contract(number: str) -> bool:
    return number[12:14].isdigit() and int(number[12:14]) > _MONTHS


def _national_ids(one: Identity, other: Identity) -> _Evidence:
    mine, yours = one.national_id, other.national_id
    if not mine or not yours:
        return None, 0
    if mine == yours:
        return Reason.NATIONAL_ID, 30
    apart = edits(mine, yours, 2)
    if apart == 1:
        return Reason.NATIONAL_ID_SLIP, 12
    return None, -6 if apart == 2 else _AGAINST


def _births(one: Identity, other: Identity, *, near: bool) -> _Evidence:
    """near: a number is the same, perhaps but for a slip: a birth date read from within it tells nothing new."""
    mine, yours = one.born, other.born
    if not mine or not yours:
        return _births_by_national_id(one, other)
    if mine == yours:
        said_twice = one.employee_number != other.employee_number or (one.birth_date and other.birth_date)
        return (Reason.BIRTH_DATE, 12) if said_twice else (None, 0)
    if _is_told_twice(one) and _is_told_twice(other):
        return None, _AGAINST
    if near and not (one.birth_date and other.birth_date):
        return None, 0 if edits(mine, yours, 2) <= 2 else _AGAINST
    if mine[:4] == yours[:4] and (mine[5:7], mine[8:]) == (yours[8:], yours[5:7]):
        return Reason.BIRTH_DATE_SLIP, 4
    if edits(mine, yours, 1) == 1:
        return Reason.BIRTH_DATE_SLIP, -2 if near or one.contacts & other.contacts else -12
    return None, _AGAINST


def _is_told_twice(identity: Identity) -> bool:
    """Whether the form and a number tell the same birth date: then neither is a slip."""
    if not identity.birth_date:
        return False
    if _within(identity.employee_number) == identity.birth_date:
        return True
    return identity.born_by_national_id == _short_date(identity.birth_date)


def _births_by_national_id(one: Identity, other: Identity) -> _Evidence:
    """A NIK is not changed when a birth date is corrected: it speaks for, and only softly against."""
    mine, yours = (_short_date(each.born) or each.born_by_national_id for each in (one, other))
    if not mine or not yours or one.national_id == other.national_id:
        return None, 0
    return (Reason.BIRTH_DATE, 10) if mine == yours else (None, -8)


def _short_date(iso: str) -> str:
    return f"{iso[8:10]}{iso[5:7]}{iso[2:4]}"


def _contacts(one: Identity, other: Identity) -> _Evidence:
    if one.contacts & other.contacts:
        return Reason.CONTACT, 8
    return None, -3 if one.contacts and other.contacts else 0


def _sexes(one: Identity, other: Identity, *, near: bool) -> int:
    mine, yours = one.sex, other.sex
    return -12 if mine and yours and mine != yours and not near else 0
