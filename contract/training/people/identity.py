"""Do the birth date and the sex in NIP, NIK and form agree? Differences are questions, never errors."""

from __future__ import annotations

from datetime import date

from contract.training.findings import Finding, warning
from contract.training.indonesian_dates import format_date
from contract.training.people.employee_number import EmployeeNumber
from contract.training.people.national_id import NationalId
from contract.training.people.sexes import Sex

_SEX_WORDS = {Sex.MALE: "laki-laki", Sex.FEMALE: "perempuan"}


def check_agreement(
    number: EmployeeNumber | None, national: NationalId | None, birth_date: date | None, sex: Sex | None
) -> tuple[Finding, ...]:
    """Warnings for each pair among NIP, NIK and form that tells two birth dates or two sexes; None means not given."""
    births = [("NIP", number.birth_date if number else None), ("NIK", national.birth_date if national else None)]
    births.append(("formulir", birth_date))
    sexes = [("NIP", number.sex if number else None), ("NIK", national.sex if national else None), ("formulir", sex)]
    found = [
        warning("birth_date_differs", f"Tanggal lahir berbeda: {sides}; periksa mana yang benar.")
        for sides in _differences([(source, format_date(day) if day else None) for source, day in births])
    ]
    found += [
        warning("sex_differs", f"Jenis kelamin berbeda: {sides}; periksa mana yang benar.")
        for sides in _differences([(source, _SEX_WORDS[kind] if kind else None) for source, kind in sexes])
    ]
    return tuple(found)


def _differences(told: list[tuple[str, str | None]]) -> list[str]:
    """One text naming all sides when they do not all say the same, else nothing."""
    given = [(source, value) for source, value in told if value is not None]
    if len({value for _, value in given}) < 2:
        return []
    return [", ".join(f"{value} menurut {source}" for source, value in given)]
