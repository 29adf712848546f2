"""The list of people as csv, or as a workbook to type into and import again: untouched it changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from contract.exchange.dots import format_id
from contract.training.places import Districts
from contract.training.typed_text import clean
from desktop.documents.press.long_sheets import LongSheet, Shown, write_long_sheets
from desktop.documents.press.whole_files import written_whole
from desktop.services.faults import Cancelled, Unsuitable
from desktop.services.roster.headings import PERSON_ID_HEADING

Person = Mapping[str, int | str | None]
Progress = Callable[[int, int], bool]

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
LISTED = tuple(field for field, _, _ in _COLUMNS)
"""The fields of a person that the list shows."""
_HEADINGS = ("No", PERSON_ID_HEADING, *(heading for _, heading, _ in _COLUMNS))
_FROZEN = 4
"""Columns up to the name stay in sight."""
_FIRST_SPREADSHEET_YEAR = 1901
"""Before 1 March 1900 spreadsheets count days wrongly."""
_STEP = 1000
_FORMULA = "=+-@\t\r'"
"""A cell that begins so would be worked out by a spreadsheet; a leading apostrophe keeps it text."""


def write_people_list(
    target: Path, people: Sequence[Person], districts: Districts, progress: Progress = lambda done, total: True
) -> int:
    """Writes one row per person, in the kind of file that its name says, and gives their number.

    people: mappings with "id" and the fields of LISTED. In the workbook all columns are text columns, so that NIP and
    NIK keep every digit, also of what is typed in later. Raises Unsuitable, NotWritten, Cancelled.
    """
    kind = target.suffix.casefold()
    if kind not in (".xlsx", ".csv"):
        raise Unsuitable(f"Berkas {target.name} bukan .xlsx atau .csv; beri nama yang berakhir dengan salah satunya.")
    rows = _rows(people, districts, progress)
    if kind == ".csv":
        _write_csv(target, rows)
    else:
        widths = (5, 11, *(width for _, _, width in _COLUMNS))
        sheet = LongSheet(name="Peserta", headings=_HEADINGS, widths=widths, rows=rows, frozen=_FROZEN)
        write_long_sheets(target, [sheet])
    return len(people)


def _rows(people: Sequence[Person], districts: Districts, progress: Progress) -> Iterator[list[Shown]]:
    for place, person in enumerate(people):
        if place % _STEP == 0 and not progress(place, len(people)):
            raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")
        yield [
            place + 1,
            format_id(int(person["id"] or 0)),
            *(_shown(field, person.get(field), districts) for field in LISTED),
        ]


def _write_csv(target: Path, rows: Iterator[list[Shown]]) -> None:
    with written_whole(target) as beside, beside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(_HEADINGS)
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: Shown) -> Shown:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"'{value}" if isinstance(value, str) and value.startswith(tuple(_FORMULA)) else value


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
