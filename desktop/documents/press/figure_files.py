"""A table of figures as a file of its own."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from desktop.documents.press.sheets import Cell, Letterhead, Sheet, Table
from desktop.documents.press.whole_files import written_whole
from desktop.documents.press.workbooks import write_workbook

_FORMULA = "=+-@\t\r"
"""How a cell begins that a spreadsheet would run."""


def write_figures(table: Table, target: Path) -> None:
    """Writes a table as a workbook, or as csv if the file is to be called so. Raises NotWritten."""
    if target.suffix.casefold() == ".csv":
        with written_whole(target) as beside:
            beside.write_text(_csv(table), encoding="utf-8-sig", newline="")
    else:
        write_workbook(Sheet(letterhead=Letterhead(lines=()), title=table.caption, tables=(table,)), target)


def _csv(table: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _plain(cell: Cell) -> str:
    if cell.value is not None:
        return str(cell.value if isinstance(cell.value, int) else float(cell.value))
    return f"'{cell.text}" if cell.text.startswith(tuple(_FORMULA)) else cell.text
