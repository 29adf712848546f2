"""Hours of a year as a workbook for the personnel agency, whose columns a file or an option names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from desktop.documents.press.long_sheets import LongSheet, Shown, write_long_sheets
from desktop.services.faults import Cancelled, Unsuitable
from desktop.services.people.yearly_hours import HOURS_FIELDS, Cell, YearSheet
from resources import path

FIELDS = {
    "hours": (
        *("employee_number", "name", "bare_name", "employment_type", "grade", "position", "agency", "work_unit"),
        *("district", "year", "trainings", "hours", "duty", "missing", "excess", "standing"),
    ),
    "history": (
        *("employee_number", "name", "bare_name", "employment_type", "grade", "position", "agency", "work_unit"),
        *("district", "year", "training", "class", "programme", "role", "starts_on", "ends_on", "class_hours", "hours"),
        *("state", "outcome", "certificate_number", "example"),
    ),
}
"""What each of the two sheets can show."""
_TITLES = {"hours": "JP", "history": "Riwayat"}
_STEP = 1000
Progress = Callable[[int, int], bool]


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column: which field, under which heading."""

    field: str
    heading: str


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The columns of the two sheets; a sheet without columns is left out."""

    hours: tuple[Column, ...] = ()
    history: tuple[Column, ...] = ()


def read_columns(file: Path | None) -> Columns:
    """The columns that a JSON file states; None: those that ship. Raises Unsuitable."""
    source = file or path("personnel/columns.json")
    try:
        found = msgspec.json.decode(source.read_bytes(), type=Columns)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        raise Unsuitable(
            f'Susunan kolom {source.name} tidak terbaca; tulis seperti {{"hours": [{{"field": "name", '
            f'"heading": "Nama"}}]}}.'
        ) from None
    return checked(found)


def typed_columns(told: Sequence[str]) -> Columns:
    """Columns of the first sheet typed as FIELD or FIELD=HEADING. Raises Unsuitable."""
    pairs = [one.partition("=") for one in told]
    return checked(Columns(hours=tuple(Column(field=a.strip(), heading=b.strip() or a.strip()) for a, _, b in pairs)))


def checked(columns: Columns) -> Columns:
    """The columns, if each names a field. Raises Unsuitable."""
    for sheet, fields in FIELDS.items():
        for column in getattr(columns, sheet):
            if column.field not in fields:
                raise Unsuitable(f'Kolom "{column.field}" tidak dikenal; pilih dari: {", ".join(fields)}.')
    if not columns.hours and not columns.history:
        raise Unsuitable("Susunan kolom kosong; sebutkan sekurang-kurangnya satu kolom.")
    return columns


def write_hours(target: Path, sheet: YearSheet, columns: Columns, progress: Progress = lambda done, total: True) -> int:
    """Writes the workbook; gives the number of people. A NIP stays text. Raises NotWritten, Cancelled."""
    sheets = [
        LongSheet(
            name=f"{_TITLES[name]} {sheet.year}",
            headings=[column.heading for column in shown],
            widths=[max(10, len(column.heading) + 2) for column in shown],
            rows=_rows(lines, shown, progress),
        )
        for name, lines in (("hours", sheet.people), ("history", sheet.history))
        if (shown := getattr(columns, name))
    ]
    write_long_sheets(target, sheets)
    return len(sheet.people)


def _rows(
    lines: Sequence[Mapping[str, Cell]], shown: Sequence[Column], progress: Progress
) -> Iterator[Sequence[Shown]]:
    fields = [(column.field, column.field in HOURS_FIELDS) for column in shown]
    for place, line in enumerate(lines):
        if place % _STEP == 0 and not progress(place, len(lines)):
            raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")
        yield [_hours(line[field]) if is_hours else line[field] for field, is_hours in fields]


def _hours(value: Cell) -> Shown:
    """Hundredths as a number of hours, without ".0"."""
    if not isinstance(value, int):
        return value
    return value / 100 if value % 100 else value // 100
