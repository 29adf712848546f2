"""One field of a person, corrected by hand: read by the rules of its kind before it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from contract.exchange.shapes import RowKey, Type, Value
from contract.training.catalogue import PERSON
from contract.training.employee_number import parse_employee_number
from contract.training.employment import parse_employment_type
from contract.training.findings import Finding
from contract.training.indonesian_dates import parse_date
from contract.training.national_id import parse_national_id
from contract.training.phones import parse_phone
from contract.training.places import parse_district, read_districts
from contract.training.ranks import parse_echelon, parse_grade
from contract.training.sexes import parse_sex
from contract.training.typed_text import clean, without_text_mark
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica
from resources import path

Read = Callable[[str, date], tuple[Value, tuple[Finding, ...]]]
"""(typed text, today) -> (value, remarks). Raises BadValue."""

SETTABLE = tuple(field.name for field in PERSON.fields if field.name not in ("gone", "same_as"))
"""Names of the fields that may be set by hand."""
_MOST_SIGNS = 500


def set_field(
    replica: Replica, person_id: int, name: str, text: str, moment: Moment, today: date
) -> tuple[Finding, ...]:
    """Sets one field of a person; empty text empties it. Gives remarks. Writes nothing when it is so already.

    Raises BadValue for a value that its rule cannot read, Unsuitable for an unknown field or an empty name.
    """
    if name not in SETTABLE:
        raise Unsuitable(f'Isian "{name}" tidak ada; pilih salah satu: {", ".join(SETTABLE)}.')
    value, remarks = _read(name, text, today)
    if name == "name" and value is None:
        raise Unsuitable("Nama tidak boleh kosong.")
    with replica.transaction():
        line = fetch_row(replica, PERSON, person_id)
        if line is None:
            raise NotHere("Peserta ini tidak ada di laptop ini.")
        if getattr(line, name) != value:
            write(
                replica, line.realm, [Change(RowKey(PERSON.number, person_id), patch(PERSON, **{name: value}))], moment
            )
    return remarks


def _read(name: str, text: str, today: date) -> tuple[Value, tuple[Finding, ...]]:
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


def _district(text: str, _: date) -> tuple[Value, tuple[Finding, ...]]:
    districts = read_districts(path("districts/ntt.csv").read_text(encoding="utf-8"))
    return parse_district(text, districts), ()


_READERS: dict[str, Read] = {
    "employee_number": _employee_number,
    "national_id": _national_id,
    "district": _district,
    "sex": lambda text, _: (parse_sex(text).value, ()),
    "birth_date": lambda text, today: (parse_date(text, today).isoformat(), ()),
    "employment_type": lambda text, _: (parse_employment_type(text).value, ()),
    "grade": lambda text, _: (parse_grade(text), ()),
    "echelon": lambda text, _: (parse_echelon(text), ()),
    "phone": lambda text, _: (parse_phone(text), ()),
}
