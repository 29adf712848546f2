"""A sheet as the kind of file that its name says."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.press.pages import print_sheet
from desktop.documents.press.sheets import Sheet
from desktop.documents.press.workbooks import write_workbook
from desktop.services.faults import Unsuitable


def write_sheet(sheet: Sheet, target: Path) -> None:
    """Writes a PDF or a workbook. Raises NotWritten, and Unsuitable for another name."""
    match target.suffix.casefold():
        case ".pdf":
            print_sheet(sheet, target)
        case ".xlsx":
            write_workbook(sheet, target)
        case _:
            raise Unsuitable(
                f"Berkas {target.name} bukan .pdf atau .xlsx; beri nama yang berakhir dengan salah satunya."
            )
