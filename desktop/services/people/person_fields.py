"""One field of a person, corrected by hand: read by the rules of its kind before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey, Type, Value
from contract.training.catalogue import PERSON
from contract.training.findings import BadValue, Finding
from contract.training.indonesian_dates import parse_date
from contract.training.people.employee_number import parse_employee_number
from contract.training.people.employment import parse_employment_type
from contract.training.people.identity import check_agreement
from contract.training.people.national_id import parse_national_id
from contract.training.people.phones import parse_phone
from contract.training.people.ranks import parse_echelon, parse_grade
from contract.training.people.same_person import records_of
from contract.training.people.sexes import Sex, parse_sex
from contract.training.people.twins import Likeness, keys_of, likeness
from contract.training.places import parse_district
from contract.training.typed_text import clean, without_text_mark
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.programmes.districts import known_districts
from desktop.services.roster.cell_values import email_value
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.queries.people import perhaps_same
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica

Read = Callable[[str, date], tuple[Value, tuple[Finding, ...]]]
"""(typed text, today) -> (value, remarks). Raises BadValue."""

SETTABLE = tuple(field.name for field in PERSON.fields if field.name not in ("gone", "same_as", "anonymised_on"))
"""Names of the fields that may be set by hand."""
_MOST_SIGNS = 500
_NUMBERS = ("employee_number", "national_id")
_AGREEING = (*_NUMBERS, "birth_date", "sex")
_SURE = {Likeness.EMPLOYEE_NUMBER: "NIP", Likeness.NATIONAL_ID: "NIK"}


def set_field(
    replica: Replica, person_id: int, name: str, text: str, moment: Moment, today: date
) -> tuple[Finding, ...]:
    """Sets one field of a person; empty text empties it. Gives remarks. Writes nothing when it is so already.

    Raises BadValue for a value that its rule cannot read, Unsuitable for an unknown field, an empty name, a number that
    somebody else has, and for people whose name was taken away.
    """
    value, remarks = read_field(name, text, today)
    if name == "name":
        require_name(value)
    with replica.transaction():
        line = fetch_row(replica, PERSON, person_id)
        if line is None:
            raise NotHere("Peserta ini tidak ada di laptop ini.")
        if line.anonymised_on:
            raise Unsuitable("Data orang ini sudah dianonimkan; daftarkan orangnya lagi bila perlu: lontar people add.")
        fields = {field.name: getattr(line, field.name) for field in PERSON.fields} | {name: value}
        if name in _NUMBERS and value is not None:
            require_own_number(replica, {name: value}, records_of(person_id, standing(replica)))
        if getattr(line, name) != value:
            write(
                replica, line.realm, [Change(RowKey(PERSON.number, person_id), patch(PERSON, **{name: value}))], moment
            )
        return (*remarks, *agreement(fields, today)) if name in _AGREEING and value is not None else remarks


def require_name(value: Value) -> None:
    """Refuses a name without a single letter."""
    if value is None:
        raise Unsuitable("Nama tidak boleh kosong.")
    if not any(sign.isalpha() for sign in str(value)):
        raise Unsuitable(f'Nama "{value}" tidak berhuruf; tulis nama orangnya.')


def require_own_number(replica: Replica, fields: Mapping[str, Value], own: Collection[int] = ()) -> None:
    """Refuses a NIP or NIK that somebody has already. own: records of the person themselves."""
    numbers = {name: fields[name] for name in _NUMBERS if fields.get(name)}
    keys = keys_of(numbers)
    for identifier, known in perhaps_same(replica, numbers):
        like = likeness(keys, keys_of(known))
        if like in _SURE and identifier not in own:
            raise Unsuitable(
                f"{_SURE[like]} ini sudah dipakai {known['name'] or ''} ({format_id(identifier)}). "
                "Perbaiki datanya: lontar people set, atau usulkan orang itu ke kelas: lontar enrolment nominate."
            )


def agreement(fields: Mapping[str, Value], today: date) -> tuple[Finding, ...]:
    """Whether birth date and sex are the same in NIP, NIK and what was typed. What can't be read is asked nothing."""
    born = date.fromisoformat(str(fields["birth_date"])) if fields.get("birth_date") else None
    number, national = fields.get("employee_number"), fields.get("national_id")
    try:
        return check_agreement(
            parse_employee_number(str(number), today) if number else None,
            parse_national_id(str(national), today, born) if national else None,
            born,
            Sex(str(fields["sex"])) if fields.get("sex") else None,
        )
    except BadValue:
        return ()


def read_field(name: str, text: str, today: date) -> tuple[Value, tuple[Finding, ...]]:
    """(value, remarks) of a typed text for one field; None for empty text. Raises BadValue, Unsuitable."""
    if name not in SETTABLE:
        raise Unsuitable(f'Isian "{name}" tidak ada; pilih salah satu: {", ".join(SETTABLE)}.')
    plain = without_text_mark(clean(text))
    if not plain:
        return None, ()
    if len(plain) > _MOST_SIGNS:
        raise Unsuitable(f"Isian paling banyak {_MOST_SIGNS} huruf.")
    if name in _READERS:
        return _READERS[name](plain, today)
    if PERSON.by_name[name].type is Type.FLAG:
        return _flag(plain), ()
    return plain, ()


def _flag(text: str) -> int:
    if text.casefold() in ("1", "ya", "yes"):
        return 1
    if text.casefold() in ("0", "tidak", "no"):
        return 0
    raise Unsuitable(f'"{text}" bukan ya atau tidak.')


def _employee_number(text: str, today: date) -> tuple[Value, tuple[Finding, ...]]:
    read = parse_employee_number(text, today)
    return read.digits, read.warnings


def _national_id(text: str, today: date) -> tuple[Value, tuple[Finding, ...]]:
    read = parse_national_id(text, today)
    return read.digits, read.warnings


def _birth_date(text: str, today: date) -> str:
    born = parse_date(text, today)
    if born > today:
        raise BadValue("date", f'Tanggal lahir "{text}" belum terjadi; periksa tahunnya.')
    return born.isoformat()


def _district(text: str, _: date) -> tuple[Value, tuple[Finding, ...]]:
    return parse_district(text, known_districts()), ()


_READERS: dict[str, Read] = {
    "employee_number": _employee_number,
    "national_id": _national_id,
    "district": _district,
    "sex": lambda text, _: (parse_sex(text).value, ()),
    "birth_date": lambda text, today: (_birth_date(text, today), ()),
    "employment_type": lambda text, _: (parse_employment_type(text).value, ()),
    "grade": lambda text, _: (parse_grade(text), ()),
    "echelon": lambda text, _: (parse_echelon(text) or text, ()),
    "phone": lambda text, _: (parse_phone(text), ()),
    "email": lambda text, _: (email_value(text), ()),
}
