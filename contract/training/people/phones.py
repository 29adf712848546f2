"""Telephone numbers in one form, "+62...", from the ways people and spreadsheets leave them."""

from __future__ import annotations

import re

from contract.training.findings import BadValue
from contract.training.typed_text import clean

_LABEL = re.compile(
    r"^(?:no(?:mor)?|hp|wa|whatsapp|telp(?:on)?|telepon|tlp|hand ?phone|ponsel)\b[\s.:/]*", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:\s*[/;,|&\n]\s*|\s+(?:dan|atau|or)\s+)(?=[+(]?\s*\d)", re.IGNORECASE)
_SHORTEST, _LONGEST = 8, 15


def split_phones(text: str) -> list[str]:
    """The numbers in a cell that holds several ("0812.../0813..."), as typed; one number gives one entry."""
    return [part for part in (clean(part) for part in _BETWEEN.split(text)) if part]


def parse_phone(text: str) -> str:
    """One number as "+" and 8 to 15 digits; without a country it is Indonesian, also when a spreadsheet ate its 0.

    Raises BadValue for text that is no telephone number.
    """
    plain = clean(text).strip("'\"")
    while label := _LABEL.match(plain):
        plain = plain[label.end() :]
    digits = re.sub(r"[\s().\-‐–—_]", "", plain)
    foreign = digits.startswith("+")
    digits = digits.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise BadValue("phone", f'Nomor telepon "{text}" tidak terbaca; tulis seperti 081234567890.')
    full = _with_country(digits, foreign)
    if not _SHORTEST <= len(full) <= _LONGEST or full[:3] == "620":
        raise BadValue(
            "phone", f'Nomor telepon "{text}" tidak lengkap atau terlalu panjang; tulis seperti 081234567890.'
        )
    return f"+{full}"


def _with_country(digits: str, foreign: bool) -> str:
    if digits.startswith("00"):
        digits, foreign = digits[2:], True
    if foreign and not digits.startswith("62"):
        return digits
    if digits.startswith("62"):
        return "62" + digits[2:].removeprefix("0")
    return "62" + digits.removeprefix("0")
