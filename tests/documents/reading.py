"""What a PDF or a workbook says, read back by libraries that did not write it."""

from __future__ import annotations

import re
from pathlib import Path

from pypdf import PdfReader
from python_calamine import CalamineWorkbook


def pages_of(file: Path) -> list[str]:
    """The text of each page, every run of blanks one space, the words of a cell in their order."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(file).pages]


def size_of(file: Path) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    box = PdfReader(file).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def cells_of(file: Path, sheet: int | str = 0) -> list[list[object]]:
    """All rows of a sheet, by its place or its name; of the first one if none is named."""
    book = CalamineWorkbook.from_path(str(file))
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    return [list(row) for row in found.to_python()]
