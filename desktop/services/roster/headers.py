"""Finds the rows of headings on a sheet: under letterheads, in two or three rows, merged, repeated on later pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contract.training.typed_text import clean
from desktop.services.roster.headings import Column, Kind, kinds_of, looks_like_heading
from desktop.services.roster.workbook import Cell, Merge, Sheet, is_filled

_DEEPEST = 3
_LONGEST = 600
_WIDEST = 500
"""Columns that are looked at; damaged files may claim thousands."""
_WIDEST_SPAN = 12
_SPREADING = frozenset({Kind.BIRTH, Kind.GRADE})
"""Kinds whose heading is often merged over two columns with none below: place and date, rank and grade."""
_ONE_EACH = frozenset({Kind.NAME, Kind.EMPLOYEE_NUMBER, Kind.NATIONAL_ID, Kind.ORDINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Rows top to bottom of headings, from 0, and the columns they name."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        """All kinds that some column holds."""
        return frozenset(kind for column in self.columns for kind in column.kinds)

    @property
    def worth(self) -> tuple[int, int, int]:
        """How much of the sheet these rows explain: kinds, then no kind twice, then columns."""
        firsts = [column.kind for column in self.columns]
        twice = sum(firsts.count(kind) - 1 for kind in set(firsts) & _ONE_EACH)
        return len(self.kinds), -twice, len(self.columns)


def find_headers(sheet: Sheet) -> list[Header]:
    """All rows of headings that name people, from top to bottom.

    A heading with nothing but names counts only on a sheet without a better one.
    """
    found: list[Header] = []
    lonely: list[Header] = []
    for row in _rows_with_names(sheet):
        if found and row <= found[-1].bottom:
            continue
        header = _repeated(sheet, row, found[0]) if found else None
        header = header or _best_around(sheet, row, first=found[-1].bottom + 1 if found else 0)
        if header is not None:
            (found if len(header.kinds) > 1 else lonely).append(header)
    return found or lonely[:1]


def is_heading_row(cells: list[Cell]) -> bool:
    """True for a row in which every filled cell is a heading of ours: the rest of a repeated header."""
    texts = [cell for cell in cells if is_filled(cell)]
    return len(texts) > 1 and all(isinstance(cell, str) and not _is_value(cell) and kinds_of((cell,)) for cell in texts)


def _rows_with_names(sheet: Sheet) -> Iterator[int]:
    for number, cells in enumerate(sheet.rows):
        for cell in cells:
            if isinstance(cell, str) and len(cell) <= _LONGEST and _may_be_name_heading(cell):
                yield number
                break


def _may_be_name_heading(cell: str) -> bool:
    folded = cell.casefold()
    if "nam" not in folded and "n a m" not in folded and not folded.lstrip().startswith("nm"):
        return False
    return any(kind is Kind.NAME for kind in kinds_of((cell,)))


def _repeated(sheet: Sheet, row: int, first: Header) -> Header | None:
    """The first header once more at `row`; else a data row just above might be taken for a heading too."""
    for top in range(max(row - first.bottom + first.top, first.bottom + 1), row + 1):
        bottom = top + first.bottom - first.top
        if bottom < len(sheet.rows):
            columns = tuple(_columns(sheet, top, bottom))
            if [column.kinds for column in columns] == [column.kinds for column in first.columns]:
                return Header(top=top, bottom=bottom, columns=columns)
    return None


def _best_around(sheet: Sheet, row: int, first: int) -> Header | None:
    """The best header of one to three rows that has `row` in it and starts at or below `first`."""
    best: Header | None = None
    for depth in range(1, _DEEPEST + 1):
        for top in range(row, row - depth, -1):
            bottom = top + depth - 1
            if top < first or bottom >= len(sheet.rows) or not _may_be_block(sheet, top, bottom, row):
                continue
            header = Header(top=top, bottom=bottom, columns=tuple(_columns(sheet, top, bottom)))
            if Kind.NAME in header.kinds and (best is None or header.worth > best.worth):
                best = header
    return best


def _may_be_block(sheet: Sheet, top: int, bottom: int, names: int) -> bool:
    """Every row holds headings, nearly all short; rows beside the one with the names have no numbers at all.

    A single text above the bottom row is a title, not a heading.
    """
    for row in range(top, bottom + 1):
        filled = [cell for cell in sheet.rows[row] if is_filled(cell)]
        texts = [clean(cell) for cell in filled if isinstance(cell, str)]
        if not filled or len(texts) < len(filled):
            return False
        if 10 * sum(map(looks_like_heading, texts)) < 7 * len(texts):
            return False
        if row == top < bottom and len(set(texts)) < 2:
            return False
        if row != names and any(_is_value(text) for text in texts):
            return False
    return True


def _is_value(text: str) -> bool:
    """True for what stands below headings: numbers, running numbers, marks for an empty cell."""
    return not any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) > 4


def _columns(sheet: Sheet, top: int, bottom: int) -> Iterator[Column]:
    merges = [merge for merge in sheet.merges if merge.top <= bottom and merge.bottom >= top]
    width = min(max(len(sheet.rows[row]) for row in range(top, bottom + 1)), _WIDEST)
    for index in range(width):
        path = tuple(_path(sheet, merges, index, top, bottom))
        kinds = kinds_of(path)
        if not kinds and not path:
            path, kinds = _spread_from_the_left(sheet, merges, index, top, bottom)
        if kinds:
            yield Column(index=index, label=" / ".join(path), kinds=kinds)


def _spread_from_the_left(
    sheet: Sheet, merges: list[Merge], index: int, top: int, bottom: int
) -> tuple[tuple[str, ...], tuple[Kind, ...]]:
    """The heading merged over this column as well, if it is of a kind that takes two columns."""
    for merge in merges:
        if merge.left < index <= merge.right and merge.top <= bottom <= merge.bottom:
            path = tuple(_path(sheet, merges, merge.left, top, bottom))
            kinds = kinds_of(path)
            return (path, kinds) if kinds and kinds[0] in _SPREADING else ((), ())
    return (), ()


def _path(sheet: Sheet, merges: list[Merge], index: int, top: int, bottom: int) -> Iterator[str]:
    """The headings over one column from top to bottom."""
    for row in range(top, bottom + 1):
        text = _text(sheet, row, index)
        if not text and row < bottom:
            text = _text_from_the_left(sheet, merges, index, row, bottom)
        if text:
            yield text


def _text(sheet: Sheet, row: int, index: int) -> str:
    cell = sheet.cell(row, index)
    return clean(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else ""


def _text_from_the_left(sheet: Sheet, merges: list[Merge], index: int, row: int, bottom: int) -> str:
    """A heading that spans this column by a merge, or, in files without merges, over columns with their own below."""
    for merge in merges:
        if merge.top <= row <= merge.bottom and merge.left <= index <= merge.right:
            return _text(sheet, row, merge.left) if merge.top == row else ""
    nearest = range(index - 1, max(index - _WIDEST_SPAN, -1), -1)
    left = next((column for column in nearest if _text(sheet, row, column)), None)
    if left is None or any(merge.top == row and merge.left == left and merge.right > left for merge in merges):
        return ""
    below = range(row + 1, bottom + 1)
    spans = all(any(_text(sheet, under, column) for under in below) for column in (left, index))
    return _text(sheet, row, left) if spans else ""
