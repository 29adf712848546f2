"""Conflicts and their decisions as a file: csv, or a workbook when its name ends in .xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from desktop.documents.press.whole_files import NotWritten, written_whole
from desktop.services.conflicts.views import HEADINGS

_WIDTH = 18
_FORMULA = "=+-@\t\r'"
"""A cell that begins so would be worked out by a spreadsheet; a leading apostrophe keeps it text."""


def write_conflict_list(target: Path, rows: Sequence[Sequence[str]]) -> None:
    """Writes one line per conflict under a heading. Raises NotWritten."""
    if not target.absolute().parent.is_dir():
        raise NotWritten(f"Map {target.parent} tidak ada. Buat dahulu, atau pilih tempat lain untuk {target.name}.")
    if target.suffix.casefold() == ".xlsx":
        _write_workbook(target, rows)
    else:
        with written_whole(target) as beside:
            beside.write_text(_csv(rows), encoding="utf-8-sig", newline="")


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([[f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell for cell in row] for row in rows])
    return out.getvalue()


def _write_workbook(target: Path, rows: Sequence[Sequence[str]]) -> None:
    import xlsxwriter  # a tenth of a second, for few

    # No temporary files: they would hold the names in plain text outside the profile.
    options = {"in_memory": True}
    with written_whole(target) as beside, beside.open("wb") as stream, xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("Beda isian")
        heading, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADINGS) - 1, _WIDTH, text)
        for n, row in enumerate((HEADINGS, *rows)):
            for column, cell in enumerate(row):
                sheet.write_string(n, column, cell, text if n else heading)
        sheet.autofilter(0, 0, max(len(rows), 1), len(HEADINGS) - 1)
