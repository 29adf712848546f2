"""Registering one person by hand: every value read by the rules of its kind, and compared with who is here already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Value
from contract.training.catalogue import PERSON
from contract.training.findings import Finding, warning
from contract.training.people.employment import EmploymentType
from contract.training.people.lesson_hours import employed_as
from contract.training.people.names import split_name
from contract.training.people.twins import Likeness, keys_of, likeness
from desktop.services.offices import office_named
from desktop.services.people.person_fields import agreement, read_field, require_name, require_own_number
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.people import perhaps_same
from desktop.storage.replica import Replica

Fields = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The new person, and what somebody should look at."""

    person: int
    remarks: tuple[Finding, ...]


def register_person(
    replica: Replica, typed: Mapping[str, str], office: str | None, moment: Moment, today: date
) -> Registered:
    """Registers somebody. typed: texts by the catalogue's field names; titles may stand within the name.

    Raises BadValue for a value that its rule cannot read, Unsuitable without a name or for a number that is here.
    """
    with replica.transaction():
        realm = office_named(replica, office).realm
        fields, remarks = read_person(typed, today)
        remarks += _compared(replica, fields)
        made = Change(PERSON.number, stated(PERSON, **fields))
        return Registered(person=row_id(write(replica, realm, [made], moment)[0]), remarks=tuple(remarks))


def read_person(typed: Mapping[str, str], today: date) -> tuple[Fields, list[Finding]]:
    """What was typed as fields of a person, with what is doubtful about them. Raises BadValue, Unsuitable."""
    fields: Fields = {}
    remarks: list[Finding] = []
    for name, text in typed.items():
        value, told = read_field(name, text, today)
        if value is not None:
            fields[name] = value
            remarks += told
    _split_titles(fields)
    require_name(fields.get("name"))
    remarks += agreement(fields, today)
    _employment(fields, remarks)
    return fields, list(dict.fromkeys(remarks))


def _split_titles(fields: Fields) -> None:
    """Takes titles out of the name, where none were given by themselves."""
    if not fields.get("name") or fields.get("title_prefix") or fields.get("title_suffix"):
        return
    found = split_name(str(fields["name"]))
    fields["name"] = found.name
    for name, title in (("title_prefix", found.title_prefix), ("title_suffix", found.title_suffix)):
        if title:
            fields[name] = title


def _employment(fields: Fields, remarks: list[Finding]) -> None:
    """States what the number says of the employment, and remarks what does not fit together."""
    number = str(fields.get("employee_number") or "")
    by_number = employed_as(None, number)
    kind = fields.get("employment_type")
    if kind is None and by_number is not None:
        fields["employment_type"] = by_number.value
    elif by_number is not None and kind != by_number.value:
        sentence = f"Nomor pegawai ini milik {by_number.value}, tetapi statusnya {kind}; periksa mana yang benar."
        remarks.append(warning("employment_differs", sentence))
    elif kind in (EmploymentType.PNS, EmploymentType.PPPK) and not number:
        remarks.append(warning("number_missing", f"NIP {kind} belum diisi; lengkapi bila sudah diketahui."))


def _compared(replica: Replica, fields: Fields) -> list[Finding]:
    """Refuses a number that somebody has already; remarks who looks like the same person."""
    require_own_number(replica, fields)
    keys = keys_of(fields)
    remarks: list[Finding] = []
    for identifier, known in perhaps_same(replica, fields):
        like = likeness(keys, keys_of(known))
        told = f"{known['name'] or ''} ({format_id(identifier)})"
        if like is not Likeness.DIFFERENT:
            remarks.append(warning("similar_person", f"Mirip dengan {told}; bila orangnya sama: lontar people merge."))
    return remarks[:_MOST_REMARKS]


_MOST_REMARKS = 5
