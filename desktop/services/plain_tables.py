"""Small tables with a heading, from a csv file or a workbook: rows of cells under headings that are known."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.services.faults import Unsuitable
from desktop.services.roster.delimited import decode
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.workbook import text_of
from desktop.storage.complaints import of_system

_TEXT_NAMES = (".csv", ".txt", ".tsv")
_MOST_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow:
    """One filled row. number: as the spreadsheet counts it; cells: by the name of the column, empty where none."""

    number: int
    cells: Mapping[str, str]


def read_plain_table(
    file: Path, headings: Mapping[str, Sequence[str]], needed: Sequence[str], what: str
) -> tuple[PlainRow, ...]:
    """The filled rows under the heading, which is the first of them. headings: by name, the words it may have.

    Raises Unsuitable when the file can't be read or lacks a needed column; `what` says what it should be.
    """
    filled = [(number, row) for number, row in enumerate(_rows(file), 1) if any(cell.strip() for cell in row)]
    told = [cell.strip().casefold() for cell in filled[0][1]] if filled else []
    places = {
        name: next(told.index(word) for word in words if word in told)
        for name, words in headings.items()
        if any(word in told for word in words)
    }
    if not set(needed) <= places.keys():
        raise Unsuitable(f"Berkas {file.name} bukan {what}: perlu kolom {', '.join(needed)}.")
    return tuple(
        PlainRow(
            number=number,
            cells={
                name: row[places[name]].strip().removeprefix("'") if places.get(name, len(row)) < len(row) else ""
                for name in headings
            },
        )
        for number, row in filled[1:]
    )


def _rows(file: Path) -> list[list[str]]:
    if file.suffix.casefold() not in _TEXT_NAMES:
        return [[text_of(cell) for cell in row] for row in read_workbook(file).sheets[0].rows]
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise Unsuitable(f"Berkas {file.name} terlalu besar untuk tabel ini; periksa berkasnya.")
        text = decode(file.read_bytes())
    except OSError as error:
        raise Unsuitable(
            f"Berkas {file.name} tidak dapat dibuka ({of_system(error)}); periksa nama dan letaknya."
        ) from None
    heading = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(",;\t|", key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        # Plainly, for a cell that is never closed, or longer than the library takes, spoils only its own line.
        return [line.split(sign) for line in text.replace("\0", "").splitlines()]
