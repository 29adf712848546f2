"""Twins and merged records in words, as the screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.training.people.employee_number import group_employee_number

if TYPE_CHECKING:
    from desktop.services.people.listing import Person
    from desktop.services.people.twins import MergedPerson, TwinPair


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One record of a person: its printed name and what else is known, as (label, value)."""

    id: int
    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinView:
    """Two records that may be one person, and why."""

    first: RecordView
    second: RecordView
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """A person with several records: the one that stands for them, and the others."""

    stands: RecordView
    others: tuple[RecordView, ...]


def twin_view(pair: TwinPair) -> TwinView:
    """A pair for the screen."""
    reasons = tuple(reason.words for reason in pair.reasons)
    return TwinView(first=record_view(pair.first), second=record_view(pair.second), reasons=reasons)


def merged_view(person: MergedPerson) -> MergedView:
    """A merged person for the screen."""
    return MergedView(stands=record_view(person.stands), others=tuple(record_view(one) for one in person.others))


def record_view(person: Person) -> RecordView:
    """One record for the screen, the NIK as the person at work may see it; what is not known has no line."""
    lines = (
        ("NIP", group_employee_number(person.employee_number or "")),
        ("NIK", person.national_id or ""),
        ("Tanggal lahir", person.birth_date or ""),
        ("Instansi", person.agency or ""),
        ("Jabatan", person.position or ""),
        ("No. HP", person.phone or ""),
    )
    return RecordView(id=person.id, name=person.printed, lines=tuple(line for line in lines if line[1]))
