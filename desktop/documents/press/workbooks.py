"""Sheets as workbooks: the same rows, with numbers as numbers and every digit of a NIP."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from desktop.documents.press.figures import map_table
from desktop.documents.press.sheets import Chart, Section, Sheet, Table, TileMap
from desktop.documents.press.whole_files import written_whole
from desktop.services.faults import Cancelled

_OPTIONS = {"in_memory": True}
"""No temporary files: they would hold the names in plain text outside the profile."""
_WIDTH = 9
"""Signs of a column whose share is 1."""
_LONGEST_NAME = 31


Progress = Callable[[int, int], bool]
"""(rows done, rows in all) -> whether to go on."""
_STEP = 100


def write_workbook(sheet: Sheet, target: Path, progress: Progress = lambda done, total: True) -> int:
    """Writes the workbook; gives the number of rows in its tables. Raises NotWritten, Cancelled.

    Chapters with figures get pages of their own, their charts as the numbers behind them.
    """
    import xlsxwriter  # a tenth of a second, for few

    rows = sum(len(table.rows) for table in sheet.every_table)
    with written_whole(target) as beside, beside.open("wb") as stream:
        # Not as a context: that would put together what was written before somebody stopped it.
        book = xlsxwriter.Workbook(stream, _OPTIONS)
        pages = _Pages(book, sheet, lambda done: progress(done, rows))
        pages.first()
        for section in (*sheet.sections, *sheet.annexes):
            pages.section(section)
        book.close()
    return rows


def _name(title: str) -> str:
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip("' ")
    return kept[:_LONGEST_NAME].strip() or "Lembar"


class _Pages:
    """The pages of one workbook, and where the next line goes."""

    def __init__(self, book: Any, sheet: Sheet, goes_on: Callable[[int], bool]) -> None:
        self._book, self._sheet, self._goes_on = book, sheet, goes_on
        self._done = 0
        self._heading = book.add_format({"bold": True, "bg_color": "#E7E5E4", "border": 1, "text_wrap": True})
        self._text = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "General", "border": 1, "valign": "top"})
        self._bold = book.add_format({"bold": True})
        self._names: set[str] = set()
        self._page: Any = None
        self._row = 0

    def first(self) -> None:
        """The head, what stands before the chapters, chapters that are words only, and the end."""
        sheet = self._sheet
        self._open(sheet.title)
        lines = [*sheet.letterhead.lines, "", sheet.title.upper(), *sheet.subtitles]
        for line in [*lines, *(["DATA CONTOH"] if sheet.example else [])]:
            self._line(line, self._bold)
        for label, value in sheet.facts:
            self._page.write_string(self._row, 2, value)
            self._line(label)
        for line in sheet.paragraphs:
            self._line(line)
        self._row += 1
        for table in sheet.tables:
            self._table(table)
        for section in sheet.sections:
            if not _has_figures(section):
                self._line(section.title, self._bold)
                for part in section.parts:
                    self._line(str(part))
        for line in sheet.closing:
            self._line(line)

    def section(self, section: Section) -> None:
        """A page of a chapter with figures; none of one without."""
        if not _has_figures(section):
            return
        self._open(section.title)
        for line in (section.title, *(["DATA CONTOH"] if self._sheet.example else [])):
            self._line(line, self._bold)
        for part in section.parts:
            if isinstance(part, str):
                self._line(part)
            elif isinstance(part, Table):
                self._row += 1
                self._table(part)
            elif isinstance(part, TileMap):
                self._row += 1
                self._table(map_table(part))
            else:
                self._row += 1
                self._chart(part)

    def _open(self, title: str) -> None:
        name, n = _name(title), 2
        while name.casefold() in self._names:
            name, n = _name(f"{title[: _LONGEST_NAME - 4]} {n}"), n + 1
        self._names.add(name.casefold())
        self._page, self._row = self._book.add_worksheet(name), 0
        if self._sheet.landscape:
            self._page.set_landscape()
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 0)

    def _line(self, text: str, form: Any = None) -> None:
        self._page.write_string(self._row, 0, text, form)
        self._row += 1

    def _table(self, table: Table) -> None:
        if table.caption:
            self._line(table.caption, self._bold)
        for place, column in enumerate(table.columns):
            self._page.write_string(self._row, place, column.heading, self._heading)
            self._page.set_column(place, place, max(4, column.width * _WIDTH))
        self._page.repeat_rows(self._row)
        for cells in table.rows:
            if self._done % _STEP == 0 and not self._goes_on(self._done):
                raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")
            self._done += 1
            self._row += 1
            for place, cell in enumerate(cells):
                if cell.value is not None:
                    self._figure(place, cell.value)
                else:
                    self._page.write_string(self._row, place, cell.text, self._text)
        self._row += 2

    def _chart(self, chart: Chart) -> None:
        self._line(chart.caption, self._bold)
        for bar in chart.bars:
            self._page.write_string(self._row, 0, bar.label, self._text)
            self._page.write_string(self._row, 1, bar.told, self._text)
            for place, share in enumerate(bar.shares):
                self._page.write_string(self._row, 2 + 2 * place, share.word, self._text)
                self._figure(3 + 2 * place, share.value)
            self._row += 1
        self._row += 1

    def _figure(self, place: int, value: int | Fraction) -> None:
        self._page.write_number(self._row, place, value if isinstance(value, int) else float(value), self._number)


def _has_figures(section: Section) -> bool:
    return any(not isinstance(part, str) for part in section.parts)
