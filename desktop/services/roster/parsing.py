"""A roster from a file: the right sheet, its people, each row understood."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from contract.training.findings import Finding, warning
from contract.training.places import Districts
from desktop.services.roster.cell_values import Readers
from desktop.services.roster.headers import Header
from desktop.services.roster.headings import Kind
from desktop.services.roster.person_parsing import parse_person
from desktop.services.roster.reading import SAVE_AGAIN, TEXT_NAMES, read_workbook
from desktop.services.roster.rows import Problem, Roster, problem_at
from desktop.services.roster.tables import Table, find_table
from desktop.services.roster.workbook import Sheet, UnreadableFile, Workbook, is_filled, text_of

_PARTICIPANTS = re.compile(r"\b(?:peserta|roster|biodata|calon)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:panitia|narasumber|fasilitator|pengajar|widyaiswara|mentor|coach|penguji|contoh|petunjuk|panduan|cadangan"
    r"|referensi|master|rekap\w*|absen\w*|honor\w*|transport\w*|spj|pembayaran|dropdown|lookup|lama|backup|arsip)\b",
    re.IGNORECASE,
)
_MOST_KINDS = 10


def read_roster(path: Path, *, today: date, districts: Districts, sheet: str | None = None) -> Roster:
    """The roster in the file; `sheet` names a sheet, else the one with the participants is found.

    Raises UnreadableFile when the file is no workbook, or no sheet has headings of people.
    """
    return parse_roster(read_workbook(path), today=today, districts=districts, sheet=sheet)


def parse_roster(workbook: Workbook, *, today: date, districts: Districts, sheet: str | None = None) -> Roster:
    """As read_roster, from a workbook already read."""
    tables = [find_table(each) for each in workbook.sheets if sheet is None or each.name == sheet]
    tables = [table for table in tables if table.headers]
    if not tables:
        raise UnreadableFile(_why_no_list(workbook, sheet))
    table = max(tables, key=_promise)
    readers = Readers(today=today, districts=districts, p_means_male=_p_means_male(table))
    rows = tuple(parse_person(header.columns, person, readers) for header, person in table.people)
    others = _other_lists(table, tables)
    return Roster(
        path=workbook.path,
        sheet=table.sheet.name,
        header_rows=tuple(row + 1 for header in table.headers for row in range(header.top, header.bottom + 1)),
        columns=table.headers[0].columns,
        width=_width(table),
        rows=rows,
        remarks=tuple(_remarks(table, others)),
        other_sheets=tuple(other.sheet.name for other in others),
    )


def _why_no_list(workbook: Workbook, sheet: str | None) -> str:
    name = workbook.path.name
    if not any(is_filled(cell) for each in workbook.sheets for row in each.rows for cell in row):
        return f"Berkas {name} kosong; pilih berkas yang berisi daftar peserta."
    if workbook.is_text and workbook.path.suffix.casefold() not in TEXT_NAMES:
        return f"Berkas {name} rusak atau bukan buku kerja; {SAVE_AGAIN}."
    where = f"lembar {sheet}" if sheet is not None else "semua lembar"
    return (
        f"Judul kolom peserta (Nama, NIP dan lainnya) tidak ditemukan di {where} {name}; "
        "pastikan ada satu baris judul kolom di atas daftar."
    )


def _promise(table: Table) -> tuple[float, int]:
    """How likely the sheet is the list of participants: its people, its columns, its name and title."""
    kinds = min(max(len(header.kinds) for header in table.headers), _MOST_KINDS)
    title = f"{table.sheet.name} {_title(table.sheet, table.headers[0])}".replace("_", " ")
    factor = 2.0 if _PARTICIPANTS.search(title) else 1.0
    factor *= 0.2 if _OTHERS.search(title) else 1.0
    factor *= 1.0 if table.sheet.is_visible else 0.1
    return len(table.people) * kinds * factor, kinds


def _title(sheet: Sheet, header: Header) -> str:
    cells = (cell for row in sheet.rows[: header.top] for cell in row if isinstance(cell, str) and is_filled(cell))
    return " ".join(cells)


def _other_lists(chosen: Table, tables: list[Table]) -> list[Table]:
    """Sheets that were not read though they look like further participants, not like a copy of the same."""
    others = [table for table in tables if table is not chosen and _promise(table)[0] * 4 >= _promise(chosen)[0]]
    names = set(_names(chosen)) if others else set()
    return [table for table in others if len(names & set(_names(table))) * 2 < len(table.people)]


def _names(table: Table) -> list[str]:
    return [
        text_of(person.cells.get(column.index, "")).casefold()
        for header, person in table.people
        for column in header.columns
        if column.kind is Kind.NAME
    ]


def _remarks(table: Table, others: list[Table]) -> list[Problem]:
    top = table.headers[0].bottom + 1
    found: list[tuple[int, Finding]] = []
    if not table.people:
        found.append((top, warning("no_people", "Tidak ada peserta di bawah judul kolom; isi daftarnya.")))
    firsts = [column.kind for column in table.headers[0].columns]
    if firsts.count(Kind.NAME) > 1 and firsts.count(Kind.ORDINAL) > 1:
        sentence = "Ada dua daftar berdampingan dan hanya yang kiri dibaca; pindahkan yang kanan ke bawahnya."
        found.append((top, warning("lists_side_by_side", sentence)))
    for other in others:
        holds = f"Lembar {other.sheet.name} juga berisi {len(other.people)} orang"
        sentence = f"{holds} dan tidak dibaca; impor tersendiri bila perlu."
        found.append((top, warning("other_sheet", sentence)))
    for row, text in table.unread:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        sentence = f'"{shown}" tidak dibaca sebagai peserta; bila ini peserta, isi nomor urut dan datanya.'
        found.append((row + 1, warning("row_not_read", sentence)))
    return [problem_at(row, "", finding) for row, finding in found]


def _width(table: Table) -> int:
    """Columns in use by headings and people."""
    header = table.headers[0]
    width = 0
    for row in (*range(header.top, header.bottom + 1), *(person.row for _, person in table.people)):
        cells = table.sheet.rows[row]
        beyond = range(len(cells) - 1, width - 1, -1)
        width = next((index + 1 for index in beyond if is_filled(cells[index])), width)
    return width


def _p_means_male(table: Table) -> bool:
    """In a column of P and W, or headed P/W, P is pria."""
    typed: set[str] = set()
    for header, person in table.people:
        for column in header.columns:
            if column.kind is Kind.SEX:
                if re.search(r"\bp\s*/\s*w\b|\bw\s*/\s*p\b", column.label, re.IGNORECASE):
                    return True
                typed.add(text_of(person.cells.get(column.index, "")).casefold())
    return "w" in typed and "l" not in typed
