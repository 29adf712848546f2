"""A roster handed back with what is wrong: the same workbook with one column more, to be corrected and imported again.

All rows stay where they are, so that "baris 27" is row 27; rows without a remark are only filtered out of sight.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn
from openpyxl.worksheet.worksheet import Worksheet

from contract.training.findings import EXAMPLE_NUMBER, Severity
from contract.training.typed_text import clean
from desktop.documents.press.whole_files import written_whole
from desktop.services.roster.headings import ERRORS_HEADING
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.rows import Problem, Roster
from desktop.services.roster.workbook import Cell as CellValue
from desktop.services.roster.workbook import Sheet, is_filled

_RED = PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE")
_DARK_RED = "FF9C0006"
_WIDTH = 70
_TEXT_FORMAT = "@"


def write_problem_workbook(target: Path, roster: Roster, problems: Iterable[Problem]) -> int:
    """Write the roster's workbook with the column "Keterangan kesalahan" to `target`; the number of rows remarked.

    An xlsx keeps its styles, sheets and columns; from other kinds of file the sheet's values go into a new xlsx.
    Remarks that ask for nothing ("nomor contoh") are left out. Raises UnreadableFile when the source has gone and
    NotWritten when the target cannot be written.
    """
    grid = next(sheet for sheet in read_workbook(roster.path).sheets if sheet.name == roster.sheet)
    book = _open_styled(roster.path)
    if book is None or all(each.title != roster.sheet for each in book.worksheets):
        book = _plain_copy(grid)
    sheet = next((each for each in book.worksheets if each.title == roster.sheet), book.worksheets[0])
    _keep_values(sheet, grid)
    remarks = _by_row(problem for problem in problems if problem.row not in roster.header_rows)
    column = _column_for_remarks(sheet, roster)
    _write_remarks(sheet, roster, column, remarks)
    _retype_as_text(sheet, roster, [problem for listed in remarks.values() for problem in listed])
    _filter(sheet, roster, column, remarks.keys())
    book.active = book.worksheets.index(sheet)
    with written_whole(target) as beside:
        book.save(beside)
    return len(remarks)


def _by_row(problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """Problems worth a correction by row, errors first."""
    rows: dict[int, list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: each.severity is not Severity.ERROR):
        if problem.code != EXAMPLE_NUMBER:
            rows.setdefault(problem.row, []).append(problem)
    return rows


def _open_styled(path: Path) -> openpyxl.Workbook | None:
    """The workbook with its styles; None for kinds of file, and damage, that openpyxl does not read."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out (pictures, extended checks of input); the list itself stays whole.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), rich_text=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None


def _plain_copy(grid: Sheet) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate(grid.rows, 1):
        for column, value in enumerate(cells, 1):
            if is_filled(value):
                cell = sheet.cell(row, column)
                _set(cell, value)
                cell.number_format = _TEXT_FORMAT if isinstance(value, str) else cell.number_format
    return book


def _set(cell: Cell | MergedCell, value: CellValue) -> None:
    """Put a value in as it is: text that begins like a formula stays text."""
    if isinstance(cell, Cell):
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type


def _keep_values(sheet: Worksheet, grid: Sheet) -> None:
    """Formulas become what they showed: nobody computes them again before the roster is read back."""
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f" and isinstance(cell, Cell):
                value = grid.cell(cell.row - 1, cell.column - 1)
                if is_filled(value):
                    _set(cell, value)


def _column_for_remarks(sheet: Worksheet, roster: Roster) -> int:
    """The column that has this heading from an earlier time, else the first free one beside the list."""
    for row in roster.header_rows:
        for column in range(1, roster.width + 1):
            value = sheet.cell(row, column).value
            if isinstance(value, str) and clean(value).casefold() == ERRORS_HEADING.casefold():
                return column
    first, last = _extent(roster)
    merged = [int(area.max_col) for area in sheet.merged_cells.ranges if area.max_row >= first and area.min_row <= last]
    column = max([roster.width, *merged]) + 1
    while any(sheet.cell(row, column).value is not None for row in range(first, last + 1)):
        column += 1
    return column


def _extent(roster: Roster) -> tuple[int, int]:
    """First row of headings and last row of people."""
    rows = [*roster.header_rows, *(row.row_number for row in roster.rows)]
    return min(rows), max(rows)


def _write_remarks(sheet: Worksheet, roster: Roster, column: int, remarks: dict[int, list[Problem]]) -> None:
    first, last = _extent(roster)
    for row in range(first, last + 1):
        _set(sheet.cell(row, column), "")
    heading_rows = set(roster.header_rows)
    headings = [row for row in roster.header_rows if row + 1 not in heading_rows]
    for row in headings:
        heading = sheet.cell(row, column)
        _set(heading, ERRORS_HEADING)
        heading.font, heading.fill = Font(bold=True, color=_DARK_RED), _RED
        heading.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for row, problems in remarks.items():
        cell = sheet.cell(row, column)
        _set(cell, "\n".join(problem.message for problem in problems))
        cell.font, cell.fill = Font(color=_DARK_RED), _RED
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTH


def _retype_as_text(sheet: Worksheet, roster: Roster, problems: Iterable[Problem]) -> None:
    """Cells whose digits were lost become text cells, or the corrected number would be lost again."""
    indices = {column.label: column.index for column in roster.columns}
    for problem in problems:
        if problem.code == "lost_digits" and problem.column in indices:
            sheet.cell(problem.row, indices[problem.column] + 1).number_format = _TEXT_FORMAT


def _filter(sheet: Worksheet, roster: Roster, column: int, remarked: Collection[int]) -> None:
    """Show only rows with a remark, by the filter that people know; tables on the sheet keep their own filters."""
    if sheet.tables or not remarked:
        return
    _, last = _extent(roster)
    top = next(row for row in roster.header_rows if row + 1 not in roster.header_rows)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(column)}{max(last, *remarked)}"
    not_empty = CustomFilters(customFilter=[CustomFilter(operator="notEqual", val=" ")])
    sheet.auto_filter.filterColumn = [FilterColumn(colId=column - 1, customFilters=not_empty)]
    for row in roster.rows:
        if row.row_number not in remarked:
            sheet.row_dimensions[row.row_number].hidden = True
