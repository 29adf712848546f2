"""A file of marks as rows of text: csv in any of its dialects, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from desktop.services.faults import Unsuitable
from desktop.services.roster.delimited import decode
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.workbook import Cell, text_of
from desktop.storage.complaints import of_system

_HEADINGS = {
    "session": ("session", "sesi", "id sesi"),
    "person": ("person", "peserta", "id peserta", "nip"),
    "status": ("status", "kehadiran", "presensi"),
    "marked_at": ("marked_at", "marked at", "waktu"),
    "note": ("note", "catatan"),
    "late": ("late", "terlambat", "terlambat (menit)"),
    "deputy_name": ("deputy_name", "diwakili oleh"),
    "deputy_post": ("deputy_post", "jabatan wakil"),
    "reason": ("reason", "alasan", "alasan pencatatan susulan"),
}


def marks_table(file: Path) -> list[tuple[int, list[str]]]:
    """(row number, cells) of the heading and of every row with something in it."""
    if file.suffix.casefold() in (".csv", ".txt", ".tsv"):
        rows = _split(_bytes(file))
    else:
        rows = [[_cell_text(cell) for cell in row] for row in read_workbook(file).sheets[0].rows]
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not filled or not {"session", "person", "status"} <= set(columns_of(filled[0][1])):
        raise Unsuitable(f"Berkas {file.name} bukan daftar presensi: kolom session, person dan status tidak ada.")
    return filled


def _cell_text(cell: Cell) -> str:
    """A cell as text; a time keeps its clock."""
    return cell.isoformat() if isinstance(cell, datetime) else text_of(cell)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unsuitable(
            f"Berkas {file.name} tidak dapat dibuka ({of_system(error)}); periksa nama dan letaknya."
        ) from None


def _split(content: bytes) -> list[list[str]]:
    """Rows of a delimited text; the sign is the one that cuts the heading into most pieces."""
    text = decode(content)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(",;\t|", key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        # Plainly, for a cell that is never closed, or longer than the library takes, spoils only its own line.
        return [line.split(sign) for line in text.replace("\0", "").splitlines()]


def columns_of(heading: Sequence[str]) -> dict[str, int]:
    """Where each known column stands."""
    told = [cell.strip().casefold() for cell in heading]
    return {
        name: next(told.index(word) for word in words if word in told)
        for name, words in _HEADINGS.items()
        if any(word in told for word in words)
    }
