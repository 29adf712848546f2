"""Small workbooks for tests: rows of cells, merged ranges, several sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

import resources
from contract.training.places import read_districts
from desktop.services.roster.parsing import read_roster
from desktop.services.roster.rows import Roster

TODAY = date(2026, 11, 21)
DISTRICTS = read_districts(resources.path("districts/ntt.csv").read_text(encoding="utf-8"))
Rows = Sequence[Sequence[Any]]


def read(path: Path, sheet: str | None = None) -> Roster:
    """The roster in the file, on the day of these tests."""
    return read_roster(path, today=TODAY, districts=DISTRICTS, sheet=sheet)


def write_sheet(book: Any, name: str, rows: Rows, merges: Sequence[str] = (), *, hidden: bool = False) -> None:
    """Add a sheet; merges like "A1:C1" take the text of their first cell."""
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for area in merges:
        sheet.merge_range(area, "")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date | datetime):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, str) and value.startswith("=") and not value.startswith('="'):
                formula, _, shown = value.partition("->")
                sheet.write_formula(row, column, formula, None, shown)
            elif isinstance(value, str):
                if value:
                    sheet.write_string(row, column, value)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            else:
                sheet.write_number(row, column, value)
    if hidden:
        sheet.hide()


def workbook(path: Path, rows: Rows, merges: Sequence[str] = ()) -> Path:
    """A workbook of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        write_sheet(book, "Sheet1", rows, merges)
    return path


def understood(path: Path, rows: Rows, merges: Sequence[str] = ()) -> Roster:
    """What is read from such a workbook."""
    return read(workbook(path, rows, merges))


def messages(roster: Roster) -> list[str]:
    """Codes of all remarks with their rows."""
    listed = [*roster.remarks, *(problem for row in roster.rows for problem in row.problems)]
    return [f"{problem.row} {problem.severity.value} {problem.code}" for problem in listed]
