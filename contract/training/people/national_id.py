"""NIK, the number of every resident: 16 digits, no check digit.

Digits 1-6 are Kemendagri codes of the place of first registration (never the home address, and never changed later);
7-12 the birth date as DDMMYY with 40 added to the day for women; 13-16 a sequence from 0001. A NIK stays the same when
a birth date is corrected, so a difference is a question, not an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from contract.training.findings import EXAMPLE_NUMBER, BadValue, Finding, warning
from contract.training.people.sexes import Sex
from contract.training.typed_text import compact_number, letter_hint, lost_digits, lost_digits_sentence

LENGTH = 16
_HIDDEN = "•"
_WOMEN_ADD = 40
_OLDEST = 99
_LABEL = re.compile(r"^(?:NIK|(?:no(?:mor)?\.?\s*)?KTP)\b\s*[.:]*\s*", re.IGNORECASE)
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 96))
    for code in range(first, last + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalId:
    """A NIK whose structure is sound.

    province "53", district "53.71", subdistrict "53.71.01": where first registered. sequence 0 is an example number.
    """

    digits: str
    province: str
    district: str
    subdistrict: str
    birth_date: date
    sex: Sex
    sequence: int
    warnings: tuple[Finding, ...]

    @property
    def masked(self) -> str:
        """For screens that need not show it: "5371••••••••0001"."""
        return mask_national_id(self.digits)


def mask_national_id(digits: str) -> str:
    """`digits` with birth date and subdistrict hidden; text of another length is hidden but for its last two signs."""
    if len(digits) != LENGTH:
        return _HIDDEN * max(len(digits) - 2, 0) + digits[-2:]
    return f"{digits[:4]}{_HIDDEN * 8}{digits[12:]}"


def is_masked(text: str) -> bool:
    """Whether the text is a NIK that `mask_national_id` has hidden."""
    return _HIDDEN in text


def parse_national_id(text: str, today: date, birth_date: date | None = None) -> NationalId:
    """The NIK typed as `text`. The year has two digits: `birth_date` settles the century, else an age of 0 to 99.

    Raises BadValue when the structure is broken; what is only doubtful stands in `warnings`.
    """
    digits = _sixteen_digits(text)
    day = int(digits[6:8])
    female = day > _WOMEN_ADD
    day -= _WOMEN_ADD if female else 0
    born = _birth_date(day, int(digits[8:10]), int(digits[10:12]), today, birth_date)
    if born is None:
        expected = "tanggal lahir (tanggal, bulan, tahun; perempuan: tanggal + 40)"
        raise _broken("birth_date", f"Angka ke-7 sampai 12 NIK ({digits[6:12]}) bukan {expected}")
    return NationalId(
        digits=digits,
        province=digits[:2],
        district=f"{digits[:2]}.{digits[2:4]}",
        subdistrict=f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}",
        birth_date=born,
        sex=Sex.FEMALE if female else Sex.MALE,
        sequence=int(digits[12:]),
        warnings=_doubts(digits),
    )


def _sixteen_digits(text: str) -> str:
    """Exactly 16 digits, or BadValue saying what stands there instead."""
    if lost_digits(text):
        raise BadValue("lost_digits", lost_digits_sentence("NIK", text))
    digits = compact_number(text, _LABEL)
    if not (digits.isascii() and digits.isdigit()):
        raise _broken("letters", f'NIK "{text}" tidak terbaca ({letter_hint(digits)})')
    if len(digits) != LENGTH:
        likeness = " (ini seperti NIP)" if len(digits) == 18 else ""
        raise _broken("length", f"NIK berisi {len(digits)} angka{likeness}, seharusnya {LENGTH}")
    return digits


def _broken(code: str, what: str) -> BadValue:
    return BadValue(f"national_id_{code}", f"{what}; periksa lagi NIK-nya.")


def _birth_date(day: int, month: int, short_year: int, today: date, stated: date | None) -> date | None:
    """The real date of that day in 19YY or 20YY: the stated one if it fits, else the one with an age of 0 to 99."""
    possible: list[date] = []
    for century in (2000, 1900):
        try:
            possible.append(date(century + short_year, month, day))
        except ValueError:
            continue
    if stated in possible:
        return stated
    return next((born for born in possible if 0 <= _age(born, today) <= _OLDEST), None)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _doubts(digits: str) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if digits[12:] == "0000":
        found.append(warning(EXAMPLE_NUMBER, "NIK berakhiran 0000 adalah nomor contoh; ganti bila NIK asli sudah ada."))
    if digits[:2] not in _PROVINCES:
        doubt = f"NIK diawali {digits[:2]}, yang bukan kode provinsi; periksa lagi NIK-nya."
        found.append(warning("national_id_province", doubt))
    return tuple(found)
