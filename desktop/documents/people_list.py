"""The list of people as a workbook that can be typed into and imported again; untouched, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from contract.exchange.dots import format_id
from contract.training.places import Districts
from contract.training.typed_text import clean
from desktop.documents.press.whole_files import written_whole
from desktop.services.roster.headings import PERSON_ID_HEADING

Person = Mapping[str, int | str | None]

_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("title_prefix", "Gelar Depan", 12),
    ("name", "Nama", 32),
    ("title_suffix", "Gelar Belakang", 18),
    ("employee_number", "NIP", 20),
    ("national_id", "NIK", 18),
    ("sex", "L/P", 5),
    ("birth_place", "Tempat Lahir", 16),
    ("birth_date", "Tanggal Lahir", 13),
    ("employment_type", "Status Kepegawaian", 12),
    ("grade", "Pangkat/Gol. Ruang", 12),
    ("position", "Jabatan", 30),
    ("echelon", "Eselon", 8),
    ("agency", "Instansi", 36),
    ("work_unit", "Unit Kerja", 24),
    ("district", "Kabupaten/Kota", 28),
    ("education", "Pendidikan", 12),
    ("phone", "No. HP", 17),
    ("email", "Surel", 28),
)
_OPTIONS = {"in_memory": True}
"""No temporary files: they would hold the names in plain text outside the profile."""
_FIRST_SPREADSHEET_YEAR = 1901
"""Before 1 March 1900 spreadsheets count days wrongly."""


def write_people_list(target: Path, people: Iterable[Person], districts: Districts) -> int:
    """Write one row per person and give their number.

    people: mappings with "id" and the catalogue's field names of a person. All columns are text columns, so that NIP
    and NIK keep every digit, also of what is typed in later. Raises NotWritten.
    """
    with written_whole(target) as beside, beside.open("wb") as stream, xlsxwriter.Workbook(stream, _OPTIONS) as book:
        sheet = book.add_worksheet("Peserta")
        heading = book.add_format({"bold": True, "bg_color": "#E7E5E4", "border": 1, "valign": "vcenter"})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        _prepare(sheet, heading, text)
        count = 0
        for count, person in enumerate(people, 1):
            sheet.write_number(count, 0, count)
            sheet.write_string(count, 1, format_id(int(person["id"] or 0)), text)
            for column, (field, _, _) in enumerate(_COLUMNS, 2):
                _write(sheet, count, column, _shown(field, person.get(field), districts), text, day)
        sheet.autofilter(0, 0, max(count, 1), len(_COLUMNS) + 1)
    return count


def _prepare(sheet: Any, heading: Any, text: Any) -> None:
    sheet.freeze_panes(1, 4)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 11, text)
    for column, (_, _, width) in enumerate(_COLUMNS, 2):
        sheet.set_column(column, column, width, text)
    for column, label in enumerate(("No", PERSON_ID_HEADING, *(label for _, label, _ in _COLUMNS))):
        sheet.write_string(0, column, label, heading)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z1048576"})


def _shown(field: str, value: int | str | None, districts: Districts) -> date | str:
    """A value as people read it; a birth date as a date that sorts."""
    plain = clean(str(value)) if value is not None else ""
    if field == "district":
        return districts.name_of(plain)
    if field == "birth_date":
        try:
            day = date.fromisoformat(plain)
        except ValueError:
            return plain
        return day if day.year >= _FIRST_SPREADSHEET_YEAR else plain
    return plain


def _write(sheet: Any, row: int, column: int, value: date | str, text: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif value:
        sheet.write_string(row, column, value, text)
