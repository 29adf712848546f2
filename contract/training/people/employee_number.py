"""NIP of permanent civil servants (PNS) and NI PPPK of contract civil servants: 18 digits, no check digit.

Digits 1-8 birth date; 9-14 year and month of appointment (PNS) or year and contract number over 12 (PPPK); 15 sex,
1 male and 2 female; 16-18 sequence from 001. The NI PPPK changes with a new contract: it is never a person's key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from contract.training.findings import EXAMPLE_NUMBER, BadValue, Finding, warning
from contract.training.people.employment import EmploymentType
from contract.training.people.sexes import Sex
from contract.training.typed_text import compact_number, letter_hint, lost_digits, lost_digits_sentence

LENGTH = 18
_YOUNGEST, _OLDEST = 18, 60
_LABEL = re.compile(r"^(?:NIP|NI\s*P{2,3}K|NIP{2,3}K|NI)\b(?:\s*/\s*N(?:RP|IK))?\s*[.:]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeNumber:
    """A number whose structure is sound.

    kind: PNS or PPPK. appointment_month: None for PPPK. contract_number: None for PNS. sequence 0 is an example number.
    """

    digits: str
    kind: EmploymentType
    birth_date: date
    appointment_year: int
    appointment_month: int | None
    contract_number: int | None
    sex: Sex
    sequence: int
    warnings: tuple[Finding, ...]

    @property
    def grouped(self) -> str:
        """As printed: "19860926 201505 1 001"."""
        return group_employee_number(self.digits)


def group_employee_number(digits: str) -> str:
    """Digits as printed, "19860926 201505 1 001"; text of another length comes back as it is."""
    if len(digits) != LENGTH:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def birth_date_within(digits: str) -> str | None:
    """The ISO birth date inside an employee number of 18 digits; None when there is none."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    found = _real_date(digits[:8])
    return found.isoformat() if found else None


def parse_employee_number(text: str, today: date) -> EmployeeNumber:
    """The number typed as `text`, with spaces, dots, dashes, a leading apostrophe or the word NIP.

    Raises BadValue when the structure is broken; what is only doubtful stands in `warnings`.
    """
    digits = _eighteen_digits(text)
    birth = _real_date(digits[:8])
    if birth is None or birth > today:
        raise _broken("birth_date", f"8 angka pertama NIP ({digits[:8]}) bukan tanggal lahir")
    year, place = int(digits[8:12]), int(digits[12:14])
    if place == 0:
        raise _broken("month", "Angka ke-13 dan 14 NIP adalah 00, padahal bulan pengangkatan 01-12")
    kind = EmploymentType.PNS if place <= 12 else EmploymentType.PPPK
    if (year, place if kind is EmploymentType.PNS else 1) > (today.year, today.month):
        raise _broken("future", f"Pengangkatan pada NIP ({digits[8:14]}) belum terjadi")
    if digits[14] not in "12":
        raise _broken(
            "sex", f"Angka ke-15 NIP adalah {digits[14]}, padahal hanya boleh 1 (laki-laki) atau 2 (perempuan)"
        )
    permanent = kind is EmploymentType.PNS
    return EmployeeNumber(
        digits=digits,
        kind=kind,
        birth_date=birth,
        appointment_year=year,
        appointment_month=place if permanent else None,
        contract_number=None if permanent else place,
        sex=Sex.MALE if digits[14] == "1" else Sex.FEMALE,
        sequence=int(digits[15:]),
        warnings=_doubts(digits, birth, year, place if permanent else 12),
    )


def _eighteen_digits(text: str) -> str:
    """Exactly 18 digits, or BadValue saying what stands there instead."""
    if lost_digits(text):
        raise BadValue("lost_digits", lost_digits_sentence("NIP", text))
    digits = compact_number(text, _LABEL)
    if not (digits.isascii() and digits.isdigit()):
        raise _broken("letters", f'NIP "{text}" tidak terbaca ({letter_hint(digits)})')
    if len(digits) != LENGTH:
        likeness = {16: " (ini seperti NIK)", 9: " (ini seperti NIP lama)"}.get(len(digits), "")
        raise _broken("length", f"NIP berisi {len(digits)} angka{likeness}, seharusnya {LENGTH}")
    return digits


def _broken(code: str, what: str) -> BadValue:
    return BadValue(f"employee_number_{code}", f"{what}; periksa lagi NIP-nya.")


def _real_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _doubts(digits: str, birth: date, year: int, month: int) -> tuple[Finding, ...]:
    """What a sound number may still be asked about. month 12 stands for a year of which the month is not known."""
    found: list[Finding] = []
    if digits[15:] == "000":
        found.append(warning(EXAMPLE_NUMBER, "NIP berakhiran 000 adalah nomor contoh; ganti bila NIP asli sudah ada."))
    age = year - birth.year - (month < birth.month)
    if not _YOUNGEST <= age <= _OLDEST:
        doubt = f"Menurut NIP orang ini diangkat pada umur {age} tahun; periksa lagi NIP-nya."
        found.append(warning("employee_number_age", doubt))
    return tuple(found)
