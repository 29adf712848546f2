"""Finds the people on a sheet: which rows are persons, which are totals, titles of sections, notes and signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, pairwise

from contract.training.indonesian_dates import split_place_and_date
from contract.training.typed_text import clean, says_nothing
from desktop.services.roster.headers import Header, find_headers, is_heading_row
from desktop.services.roster.headings import Kind
from desktop.services.roster.name_cell import split_name_cell
from desktop.services.roster.workbook import Cell, Sheet, is_filled, text_of

_TOTAL = re.compile(r"(?:sub\s*)?(?:jumlah|total|grand total|rekapitulasi|jml)\b", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:mengetahui|menyetujui|disahkan|ditetapkan|tertanda|ttd\b|catatan|ket\s*:|keterangan\s*[:=]|note\b|nb\s*[:.]|\*+\)?"
    r"|a\.?\s?n\.?\s+(?:gubernur|bupati|wali|kepala|sekretaris)|plt\.?\s+kepala|kepala\b|ketua\b|gubernur\b|bupati\b|wali\s?kota\b|direktur\b|menteri\b|panitia\b|sekretaris\b"
    r"|pembuat\b|yang membuat|penanggung jawab|dicetak|sumber\s*:|halaman\b|hal\.?\s*\d)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:[ivx]+|[a-z]|\d+)[.)]\s*)?(?:kelompok|klp|angkatan|kelas|tahap|kabupaten|kab\b|kota\b|provinsi|pemerintah|pemkab"
    r"|dinas|badan|biro|sekretariat|inspektorat|kecamatan|opd|instansi|zona|wilayah|gelombang|unsur|eselon|golongan|peserta)",
    re.IGNORECASE,
)
_GROUP_SECTION = re.compile(
    r"(?:kelompok|klp|group|grup)\b\.?\s*[:.]?\s*(?P<name>[^\W_][\w/\-]{0,12}(?: [\w/\-]{1,12})?)[\s:.]*(?:\(.*\))?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[().\s]")
_ORDINAL = re.compile(r"\d{1,6}\s*[.)]?")
_FILLED_DOWN = frozenset(
    {Kind.AGENCY, Kind.WORK_UNIT, Kind.DISTRICT, Kind.GROUP, Kind.POSITION, Kind.GRADE, Kind.ECHELON, Kind.EDUCATION}
)
_NUMBER_KINDS = frozenset({Kind.EMPLOYEE_NUMBER, Kind.NATIONAL_ID, Kind.EITHER_NUMBER})
_BAND_WIDTH = 3


@dataclass(slots=True, kw_only=True)
class PersonRow:
    """The cells of one person. row: from 0. cells: by column index, merged ones filled in. section: group above it."""

    row: int
    cells: dict[int, Cell]
    section: str | None


@dataclass(slots=True, kw_only=True)
class Table:
    """The people of one sheet. unread: rows amid them that hold something but no person, with their text."""

    sheet: Sheet
    headers: list[Header]
    people: list[tuple[Header, PersonRow]] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)


def find_table(sheet: Sheet) -> Table:
    """All rows of people on the sheet; none when it has no headings of people."""
    table = Table(sheet=sheet, headers=find_headers(sheet))
    filled = _values_filled_down(sheet)
    ends = [*(header.top for header in table.headers[1:]), len(sheet.rows)]
    for header, end in zip(table.headers, ends, strict=False):
        _Scan(table, header, filled).read(end)
    return table


def _values_filled_down(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """By row and column: the value of a merged range in the rows below its first."""
    filled: dict[int, dict[int, Cell]] = {}
    for merge in sheet.merges:
        value = sheet.cell(merge.top, merge.left)
        if merge.bottom > merge.top and is_filled(value):
            for row in range(merge.top + 1, min(merge.bottom + 1, len(sheet.rows))):
                filled.setdefault(row, {})[merge.left] = value
    return filled


class _Scan:
    """Reads the rows below one header, in order."""

    def __init__(self, table: Table, header: Header, filled: dict[int, dict[int, Cell]]) -> None:
        self._table = table
        self._header = header
        self._filled = filled
        self._name = next(column for column in header.columns if Kind.NAME in column.kinds)
        self._ordinal = next((column.index for column in header.columns if column.kind is Kind.ORDINAL), None)
        self._numbers = [column.index for column in header.columns if column.kind in _NUMBER_KINDS]
        self._ids = [column.index for column in header.columns if column.kind is Kind.PERSON_ID]
        self._others = [
            column.index for column in header.columns if column is not self._name and column.index != self._ordinal
        ]
        self._bands = {merge.top: merge for merge in table.sheet.merges if merge.right - merge.left + 1 >= _BAND_WIDTH}
        self._is_numbered = False
        self._in_foot = False
        self._after_total = False
        above = table.sheet.rows[max(header.top - 2, 0) : header.top]
        named = [_group_named(dict(enumerate(filter(is_filled, cells)))) for cells in above]
        self._section = next((name for name in reversed(named) if name), None)
        self._doubtful: list[tuple[int, str, bool]] = []
        self._last: PersonRow | None = None
        self._last_line = -1

    def read(self, end: int) -> None:
        """Take every row up to `end`; what lay amid people but was no person goes to `unread`."""
        rows = range(self._header.bottom + 1, end)
        self._is_numbered = self._ordinal is not None and any(
            _is_ordinal(self._table.sheet.cell(row, self._ordinal)) for row in rows
        )
        for row in rows:
            own = {index: cell for index, cell in enumerate(self._table.sheet.rows[row]) if is_filled(cell)}
            if own and not self._skip(row, own):
                self._take(row, own)
        last = self._last.row if self._last else -1
        self._table.unread += [
            (row, text) for row, text, named in self._doubtful if row <= (last + 1 if named else last)
        ]

    def _skip(self, row: int, own: dict[int, Cell]) -> bool:
        """Rows of column numbers, rest of repeated headers, totals and what stands at the foot."""
        if _counts_up(own) or is_heading_row(list(own.values())):
            return True
        if self._has_number(own):
            return False
        name = text_of(own.get(self._name.index, ""))
        if _TOTAL.match(text_of(next(iter(own.values())))) or _TOTAL.match(name):
            self._after_total = True
            return True
        # "Kepala Dinas" is a signature where a name should stand, and a position beside a name.
        telling = [name] if name else own.values()
        if not self._has_ordinal(own) and len(own) <= _BAND_WIDTH and any(map(_is_foot, telling)):
            self._in_foot = True
            return True
        return False

    def _take(self, row: int, own: dict[int, Cell]) -> None:
        if self._is_continuation(row, own):
            self._continue(row, own)
        elif self._is_person(own):
            self._in_foot = self._after_total = False
            self._last, self._last_line = (
                PersonRow(row=row, cells=self._with_filled(row, own), section=self._section),
                row,
            )
            self._table.people.append((self._header, self._last))
        else:
            self._note_section(row, own)

    def _is_person(self, own: dict[int, Cell]) -> bool:
        has_name = self._has_name(own)
        others = sum(1 for index in self._others if index in own)
        if any(index in own for index in self._ids):
            return True
        if not has_name:
            if self._in_foot or not (self._has_ordinal(own) or not self._is_numbered):
                return False
            return others >= _BAND_WIDTH or (self._has_number(own) and (others > 1 or self._has_ordinal(own)))
        if self._has_number(own):
            return True
        if self._has_ordinal(own):
            return others > 0 or not self._in_foot
        if self._in_foot:
            return False
        enough = 1 if self._is_numbered or self._after_total else 0
        return others > enough or (not self._is_numbered and not self._others)

    def _has_name(self, own: dict[int, Cell]) -> bool:
        """True when letters remain in the name cell besides a number and its label."""
        cell = own.get(self._name.index, "")
        text = cell if isinstance(cell, str) else text_of(cell)
        if sum(map(str.isdigit, text)) >= 8:
            text = split_name_cell(text, self._name.kinds).name
        return any(map(str.isalpha, text))

    def _is_continuation(self, row: int, own: dict[int, Cell]) -> bool:
        """The second line of a person whose name and number stand in two rows, one above the other."""
        name = own.get(self._name.index, "")
        if self._last is None or self._last_line + 1 != row or self._has_ordinal(own):
            return False
        if not isinstance(name, str) or not is_filled(name) or self._section_band(row):
            return False
        if sum(map(str.isdigit, name)) >= 15:
            return True
        return len(self._name.kinds) > 1 and self._is_numbered and not self._in_foot

    def _continue(self, row: int, own: dict[int, Cell]) -> None:
        if self._last is not None:
            index = self._name.index
            lines = f"{self._last.cells.get(index, '')}\n{own[index]}"
            self._last.cells = {**own, **self._last.cells, index: lines}
            self._last_line = row

    def _with_filled(self, row: int, own: dict[int, Cell]) -> dict[int, Cell]:
        from_above = self._filled.get(row, {})
        for column in self._header.columns:
            if column.index in from_above and column.index not in own and _FILLED_DOWN & set(column.kinds):
                own[column.index] = from_above[column.index]
        return own

    def _note_section(self, row: int, own: dict[int, Cell]) -> None:
        texts = [text_of(cell) for cell in own.values()]
        joined = " ".join(text for text in texts if not says_nothing(text))
        group = _group_named(own)
        if group:
            self._section = group
        elif self._in_foot or self._after_total or self._section_band(row) or _SECTION.match(joined):
            return
        elif self._known(own) and not self._is_blank_template_row(own):
            self._doubtful.append((row, joined, self._has_name(own)))

    def _section_band(self, row: int) -> bool:
        return row in self._bands

    def _is_blank_template_row(self, own: dict[int, Cell]) -> bool:
        """A row numbered in advance, perhaps with district or agency filled in, and no name."""
        return self._has_ordinal(own) and self._name.index not in own

    def _known(self, own: dict[int, Cell]) -> list[Cell]:
        """Filled cells that say something, in columns with a meaning other than the running number."""
        named = (self._name.index, *self._others)
        return [own[index] for index in named if index in own and not says_nothing(text_of(own[index]))]

    def _has_ordinal(self, own: dict[int, Cell]) -> bool:
        return self._ordinal is not None and _is_ordinal(own.get(self._ordinal, ""))

    def _has_number(self, own: dict[int, Cell]) -> bool:
        return any(index in own and sum(map(str.isdigit, text_of(own[index]))) >= 10 for index in self._numbers)


def _group_named(own: dict[int, Cell]) -> str | None:
    """The group that a row of its own announces: "KELOMPOK 3", "Kelompok : Melati"."""
    if not 0 < len(own) <= _BAND_WIDTH:
        return None
    found = _GROUP_SECTION.fullmatch(" ".join(text_of(cell) for cell in own.values()))
    return clean(found["name"]) if found else None


def _is_ordinal(cell: Cell) -> bool:
    if isinstance(cell, float | int):
        return not isinstance(cell, bool) and 0 < cell < 10**6 and float(cell).is_integer()
    return isinstance(cell, str) and _ORDINAL.fullmatch(cell.strip()) is not None


def _is_foot(cell: Cell) -> bool:
    """Words under a list: "Mengetahui", "Kepala Dinas ...", "Kupang, 2 September 2025"."""
    text = text_of(cell)
    place, day = split_place_and_date(text)
    return _FOOT.match(text) is not None or (bool(place and day) and "," in text)


def _counts_up(own: dict[int, Cell]) -> bool:
    """A row of column numbers: 1 2 3 4, (1) (2) (3), a b c."""
    if len(own) < _BAND_WIDTH or max(len(text_of(cell)) for cell in islice(own.values(), _BAND_WIDTH)) > 6:
        return False
    texts = [_BRACKETS.sub("", text_of(cell)).casefold() for cell in own.values()]
    if all(text.isascii() and text.isdigit() and len(text) < 4 for text in texts):
        numbers = [int(text) for text in texts]
    elif all(len(text) == 1 and "a" <= text <= "z" for text in texts):
        numbers = [ord(text) for text in texts]
    else:
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))
