"""Finds a stray cell far outside a table before the sheet is laid out in memory, which would take gigabytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from desktop.services.roster.workbook import UnreadableFile

_MOST_CELLS = 20_000_000
_MOST_BYTES = 300_000_000
"""Of one part once inflated: far more than 200,000 people need."""
_CHUNK = 1 << 20
_OVERLAP = 200
_ROW = re.compile(rb'<row r="(\d{1,7})"')
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:v|is|f)')


def check_extent(path: Path) -> None:
    """Raises UnreadableFile when an xlsx file would not fit into memory, naming the cell that lies too far out."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if not part.filename.startswith("xl/") or not part.filename.endswith(".xml"):
                continue
            if part.file_size > _MOST_BYTES:
                raise UnreadableFile(f"Berkas {path.name} terlalu besar; simpan daftar peserta ke berkas tersendiri.")
            if part.filename.startswith("xl/worksheets/"):
                with archive.open(part) as stream:
                    _check_sheet(path, stream)


def _check_sheet(path: Path, stream: IO[bytes]) -> None:
    last_row = 1
    columns: set[bytes] = set()
    for chunk in _chunks(stream):
        columns.update(_COLUMN.findall(chunk))
        last = chunk.rfind(b"<row r=")
        found = _ROW.match(chunk, last) if last >= 0 else None
        last_row = max(last_row, int(found[1])) if found else last_row
    if last_row * max(map(_column_number, columns), default=1) <= _MOST_CELLS:
        return
    stream.seek(0)
    rows, letters, farthest = 1, 1, b""
    for chunk in _chunks(stream):
        for found in _FILLED.finditer(chunk):
            row, column = int(found[2]), _column_number(found[1])
            if row > rows or column > letters:
                rows, letters, farthest = max(rows, row), max(letters, column), found[1] + found[2]
    if rows * letters > _MOST_CELLS:
        where = farthest.decode("ascii")
        raise UnreadableFile(
            f"Ada isi jauh di luar tabel pada {path.name}, di sel {where}; hapus isinya, lalu coba lagi."
        )


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Overlapping pieces of a stream, so that no tag is cut in all of them."""
    tail = b""
    while read := stream.read(_CHUNK):
        yield tail + read
        tail = (tail + read)[-_OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
