"""Workbooks of tens of thousands of rows: what other programs read of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from desktop.documents.press.long_sheets import LongSheet, column_letters, write_long_sheets
from desktop.services.faults import Cancelled


def sheet(rows: list[list[str | int | float | None]], name: str = "JP 2025") -> LongSheet:
    return LongSheet(name=name, headings=["NIP", "JP & <b>"], widths=[20, 8], rows=rows)


def test_text_stays_text_and_numbers_are_numbers_for_two_readers(tmp_path: Path) -> None:
    rows: list[list[str | int | float | None]] = [
        ["198104022005012001", 12.5],
        ["=1+1", None],
        ['  dua  spasi <&> "kutip" é \x00\x0b\ud800', 0],
        ["", 3],
    ]
    write_long_sheets(tmp_path / "a.xlsx", [sheet(rows), sheet([], "Kosong / [x]")])
    expected = [
        ("NIP", "JP & <b>"),
        ("198104022005012001", 12.5),
        ("=1+1", None),
        ('  dua  spasi <&> "kutip" é ', 0),
        (None, 3),
    ]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["JP 2025", "Kosong    x"]
    assert list(book["JP 2025"].iter_rows(values_only=True)) == expected
    assert {cell.data_type for cell in book["JP 2025"]["A"][:3]} == {"s"}, "no formula"
    assert book["JP 2025"]["A2"].number_format == "@"
    assert book["JP 2025"].freeze_panes == "A2"
    read = python_calamine.load_workbook(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert [tuple(cell if cell != "" else None for cell in row) for row in read] == expected


def test_rows_that_end_early_leave_no_file_and_what_was_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")

    def rows() -> Iterator[list[str]]:
        yield ["1", "2"]
        raise Cancelled("Dihentikan; tidak ada berkas yang ditulis.")

    with pytest.raises(Cancelled):
        write_long_sheets(target, [LongSheet(name="x", headings=["a", "b"], widths=[1, 1], rows=rows())])
    assert target.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_columns_are_lettered_beyond_z() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
