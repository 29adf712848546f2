"""Workbooks of tens of thousands of rows, written row by row: text stays text, so that a NIP keeps every digit.

xlsxwriter spends five times as long on a cell, and keeps all of them until the end. Nothing is put beside the target
but the target itself: temporary files would hold the names in plain text outside the profile.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from desktop.documents.press.whole_files import written_whole

Shown = float | int | str | date | None
_TEXT, _NUMBER, _HEADING, _DAY = 1, 2, 3, 4
_FIRST_DAY = date(1899, 12, 30)
"""From which spreadsheets count days, those after February 1900."""
_LAST_ROW = 1_048_576
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AT_ONCE = 500
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7E5E4"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment horizontal="left"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSheet:
    """One sheet: its name, the headings with the width of each column, and the rows, which are read once.

    frozen: how many columns stay in sight.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Shown]]
    frozen: int = 0


def write_long_sheets(target: Path, sheets: Sequence[LongSheet]) -> None:
    """Writes the workbook; whatever the rows raise ends it without a file. Raises NotWritten."""
    with written_whole(target) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _frame([sheet.name for sheet in sheets]):
            book.writestr(name, text)
        for number, sheet in enumerate(sheets, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for piece in _sheet(sheet):
                    part.write(piece.encode())


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of the package around the sheets."""
    places = range(1, len(names) + 1)
    over = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n in places
    )
    yield "[Content_Types].xml", f"{_CONTENT_TYPES}{over}</Types>"
    yield "_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])
    parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in places]
    yield "xl/_rels/workbook.xml.rels", _relationships([*parts, ("styles", "styles.xml")])
    listed = "".join(f'<sheet name={_quoted(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    yield "xl/workbook.xml", f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'
    yield "xl/styles.xml", _STYLES


def _relationships(parts: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{part}"/>' for n, (kind, part) in enumerate(parts, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(sheet: LongSheet) -> Iterator[str]:
    letters = [column_letters(place) for place in range(len(sheet.headings))]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="{_TEXT}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{_pane(sheet.frozen)}'
        f"</sheetView></sheetViews><cols>{columns}</cols>"
        "<sheetData>"
    )
    headings = "".join(
        _text(f"{letter}1", told, _HEADING) for letter, told in zip(letters, sheet.headings, strict=True)
    )
    pieces = [f'<row r="1">{headings}</row>']
    number = 1
    for number, row in enumerate(sheet.rows, 2):
        pieces.append(f'<row r="{number}">')
        for letter, value in zip(letters, row, strict=True):
            if isinstance(value, str):
                if value:
                    pieces.append(_text(f"{letter}{number}", value, _TEXT))
            elif isinstance(value, date):
                pieces.append(f'<c r="{letter}{number}" s="{_DAY}"><v>{(value - _FIRST_DAY).days}</v></c>')
            elif value is not None:
                pieces.append(f'<c r="{letter}{number}" s="{_NUMBER}"><v>{value}</v></c>')
        pieces.append("</row>")
        if number % _AT_ONCE == 0:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)
    # Text that looks like a number is meant so, also what is typed below.
    yield (
        f'</sheetData><autoFilter ref="A1:{letters[-1]}{max(number, 2)}"/><ignoredErrors><ignoredError '
        f'sqref="A1:{letters[-1]}{_LAST_ROW}" '
        'numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _pane(frozen: int) -> str:
    """The heading stays in sight, and so many columns."""
    if not frozen:
        return '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    corner = f"{column_letters(frozen)}2"
    return f'<pane xSplit="{frozen}" ySplit="1" topLeftCell="{corner}" activePane="bottomRight" state="frozen"/>'


def _text(place: str, told: str, style: int) -> str:
    plain = escape(told if told.isprintable() else _NO_XML.sub("", told))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


def _quoted(name: str) -> str:
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in _NO_XML.sub("", name)).strip("' ")[:31]
    return '"' + escape(kept, {'"': "&quot;"}) + '"'


def column_letters(place: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
