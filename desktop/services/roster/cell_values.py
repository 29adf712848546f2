"""One cell of a person into values of fields; every reader gives values or raises BadValue with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from contract.training.findings import BadValue
from contract.training.indonesian_dates import date_of_serial, parse_date, split_place_and_date
from contract.training.people.employment import parse_employment_type
from contract.training.people.names import split_name
from contract.training.people.phones import parse_phone, split_phones
from contract.training.people.ranks import parse_echelon, parse_grade
from contract.training.people.sexes import Sex, parse_sex
from contract.training.places import Districts, parse_district
from contract.training.typed_text import clean, lost_digits_sentence, says_nothing
from desktop.services.roster.headings import Kind
from desktop.services.roster.workbook import EXACT_DIGITS, Cell, text_of

_LONGEST_TEXT = 500
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[A-Za-z]{2,}")
_GROUP_WORD = re.compile(r"^(?:kelompok|klp|grup|group)\b[\s.:]*", re.IGNORECASE)
_NUMBER_LABEL = re.compile(r"^(?:NIP|NIK|NRP|NI\s*PPPK)\b[\s.:]*", re.IGNORECASE)
_NUMBER_THEN_MORE = re.compile(r"(\D*(?:\d[\s.\-]*){18})[/,;(]\s*([^\d][^)]*)\)?")
_PIECES = re.compile(r"\n|;|\s/\s|\s[-–]\s")
_NOT_TICKED = frozenset({"0", "false", "tidak", "no", "n", "-", "--", ".", "–", "—", "☐"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """What reading cells depends on besides the cell: the day, the districts, and whether "P" means pria."""

    today: date
    districts: Districts
    p_means_male: bool = False
    _codes: dict[str, str] = field(default_factory=dict)

    def district(self, cell: Cell) -> str:
        """A Kemendagri code; 53.1 in a numeric cell is 53.10, whose zero the spreadsheet does not keep."""
        text = f"{cell:.2f}" if isinstance(cell, float) and not cell.is_integer() else text_of(cell)
        if text not in self._codes:
            self._codes[text] = parse_district(text, self.districts)
        return self._codes[text]

    def sex(self, cell: Cell) -> str:
        """L or P."""
        text = text_of(cell)
        return (Sex.MALE if self.p_means_male and text.casefold() == "p" else parse_sex(text)).value

    def birth_date(self, cell: Cell) -> str:
        """ISO date of a birth that has happened."""
        if isinstance(cell, datetime):
            found = cell.date()
        elif isinstance(cell, date):
            found = cell
        elif isinstance(cell, float | int) and cell < 10**7:
            found = date_of_serial(cell)
        else:
            found = parse_date(text_of(cell), self.today)
        if not date(1900, 1, 1) <= found <= self.today:
            raise BadValue("birth_date", f"Tanggal lahir {found.isoformat()} tidak mungkin; periksa lagi tanggalnya.")
        return found.isoformat()

    def place_and_date(self, cell: Cell) -> tuple[str, Cell]:
        """The place and, still as typed, the date in one cell; either may be empty text."""
        if not isinstance(cell, str):
            return "", cell
        return split_place_and_date(text_of(cell))


def number_text(cell: Cell, what: str) -> str:
    """A long number as text. Raises BadValue for a numeric cell of more digits than spreadsheets keep.

    what: "NIP" or "NIK", for the sentence.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if abs(cell) >= 10**EXACT_DIGITS:
            raise BadValue("lost_digits", lost_digits_sentence(what, f"{cell:.5E}".replace(".", ",")))
        return f"{cell:.0f}"
    return text_of(cell)


def number_before_grade(text: str) -> tuple[str, str]:
    """Number and grade of a cell like "19751201 200312 1 002 / III.d"; the text and nothing for other cells."""
    found = _NUMBER_THEN_MORE.fullmatch(text)
    return (found[1], found[2]) if found and is_grade(found[2]) else (text, "")


def says_no_number(text: str) -> bool:
    """True for a number's label with nothing behind it: "NIP. -"."""
    return says_nothing(_NUMBER_LABEL.sub("", text))


def text_value(cell: Cell) -> str:
    """Plain text as typed on one line."""
    text = text_of(cell)
    if len(text) > _LONGEST_TEXT:
        raise BadValue(
            "too_long", f"Isinya {len(text)} huruf, terlalu panjang; ringkas menjadi paling banyak {_LONGEST_TEXT}."
        )
    return text


def position_and_grade(cell: Cell) -> tuple[str, str]:
    """The two parts of a cell that holds both, as typed; empty text for what is not there."""
    pieces = [clean(piece) for piece in _PIECES.split(cell if isinstance(cell, str) else text_of(cell))]
    grades = [piece for piece in pieces if is_grade(piece)]
    return " / ".join(piece for piece in pieces if piece and piece not in grades), " ".join(grades)


def is_grade(text: str) -> bool:
    """True for text that reads as a grade."""
    try:
        parse_grade(text)
    except BadValue:
        return False
    return True


def titles_value(cell: Cell) -> tuple[str, str]:
    """A column of titles alone: what goes before the name and what behind it."""
    text = text_value(cell)
    before = split_name(f"{text} X").title_prefix == text
    return (text, "") if before else ("", text)


def echelon_value(cell: Cell) -> str:
    """The echelon in one form; other words ("JPT Pratama") stay as typed."""
    return parse_echelon(text_of(cell)) or text_value(cell)


def phone_value(cell: Cell) -> str:
    """The first telephone number in the cell."""
    listed = split_phones(cell if isinstance(cell, str) else text_of(cell))
    return parse_phone(listed[0] if listed else text_of(cell))


def phone_and_email(cell: Cell) -> tuple[str, str]:
    """The two parts of a cell that holds both, as typed; empty text for what is not there."""
    text = cell if isinstance(cell, str) else text_of(cell)
    found = _EMAIL.search(text)
    return (_EMAIL.sub(" ", text).strip(" /;,\n"), found[0]) if found else (text, "")


def email_value(cell: Cell) -> str:
    """The only e-mail address in the cell, as typed."""
    found = _EMAIL.findall(text_of(cell))
    if len(found) != 1:
        raise BadValue(
            "email", f'Surel "{text_of(cell)}" tidak terbaca; tulis satu alamat, misalnya nama@contoh.go.id.'
        )
    return str(found[0]).rstrip(".")


def employment_value(cell: Cell) -> str:
    """The kind of employment."""
    return parse_employment_type(text_of(cell)).value


def group_value(cell: Cell) -> str:
    """The name of a group without the word Kelompok."""
    return _GROUP_WORD.sub("", text_of(cell)).strip() or text_of(cell)


def ordinal_value(cell: Cell) -> int | None:
    """The running number; None for other signs."""
    text = text_of(cell).rstrip(".) ")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def is_ticked(cell: Cell) -> bool:
    """True for a filled box, whatever sign fills it."""
    text = text_of(cell).casefold()
    return bool(text) and text not in _NOT_TICKED


PLAIN: dict[Kind, Callable[[Cell], str]] = {
    Kind.TITLE_PREFIX: text_value,
    Kind.TITLE_SUFFIX: text_value,
    Kind.BIRTH_PLACE: text_value,
    Kind.POSITION: text_value,
    Kind.ECHELON: echelon_value,
    Kind.AGENCY: text_value,
    Kind.WORK_UNIT: text_value,
    Kind.EDUCATION: text_value,
    Kind.PHONE: phone_value,
    Kind.EMAIL: email_value,
    Kind.EMPLOYMENT_TYPE: employment_value,
}
"""Readers of the fields that depend on their cell alone."""
