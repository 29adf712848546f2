"""Layouts met in offices, one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from desktop.services.roster.rows import Fields, Roster
from tests.roster.sheets import Rows, messages, read, understood, write_sheet

NIP_A, NIP_B, NIP_C = "198009162009112001", "197512012003121002", "199001012023211003"
HERE = Path(__file__).parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "daftar.xlsx"


def fields(roster: Roster) -> list[Fields]:
    return [row.fields for row in roster.rows]


def names(roster: Roster) -> list[Any]:
    return [row.fields.get("name") for row in roster.rows]


def test_the_real_roster_gives_46_people_without_an_error() -> None:
    roster = read(HERE / "roster_dla_ntt.xlsx")
    assert (len(roster.rows), roster.sheet, roster.header_rows) == (46, "Daftar Peserta", (5,))
    assert not [row for row in roster.rows if row.is_broken]
    assert {problem.code for row in roster.rows for problem in row.problems} == {"example_number"}
    assert all("nomor contoh" in problem.message for row in roster.rows for problem in row.problems)
    assert roster.remarks == ()
    first = roster.rows[0]
    assert (first.row_number, first.ordinal, first.group) == (6, 1, "1")
    assert first.fields == {
        "title_prefix": "Dr.",
        "name": "Umbu Benyamin Bessie",
        "title_suffix": "S.STP., M.M.",
        "employee_number": "197201191995111000",
        "national_id": "5371011901720000",
        "birth_place": "Atambua",
        "birth_date": "1972-01-19",
        "sex": "L",
        "grade": "IV/b",
        "position": "Plt. Sekretaris Daerah",
        "agency": "Sekretariat Daerah",
        "district": "53.71",
        "phone": "+6289244361608",
    }


TWO_ROWS: list[list[Any]] = [
    ["DAFTAR PESERTA"],
    [],
    ["No", "Identitas Peserta", "", "Jenis Kelamin", "", "Lahir", "", "Pangkat", "", "Atasan Langsung", "", "Jabatan"],
    ["", "Nama", "NIP", "L", "P", "Tempat", "Tanggal", "Gol.", "Ruang", "Nama", "NIP", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"],
    [1, "Maria Nalle", NIP_A, "", "√", "Kupang", "16-09-1980", "III", "c", "Drs. Bos", NIP_C, "Kepala"],
    [2, "Yosef Ga", NIP_B, "v", "", "Ba'a", date(1975, 12, 1), "IV", "a", "Drs. Bos", NIP_C, "Sekretaris"],
]
MERGES = ["A1:L1", "A3:A4", "B3:C3", "D3:E3", "F3:G3", "H3:I3", "J3:K3", "L3:L4"]
EXPECTED = [
    {
        "name": "Maria Nalle",
        "employee_number": NIP_A,
        "sex": "P",
        "birth_place": "Kupang",
        "birth_date": "1980-09-16",
        "grade": "III/c",
        "position": "Kepala",
    },
    {
        "name": "Yosef Ga",
        "employee_number": NIP_B,
        "sex": "L",
        "birth_place": "Ba'a",
        "birth_date": "1975-12-01",
        "grade": "IV/a",
        "position": "Sekretaris",
    },
]


@pytest.mark.parametrize("merges", [MERGES, ["A1:L1"], []])
def test_headings_in_two_rows_are_understood_together_merged_or_not(file: Path, merges: list[str]) -> None:
    roster = understood(file, TWO_ROWS, merges)
    assert fields(roster) == EXPECTED
    assert (roster.header_rows, messages(roster)) == ((3, 4), [])


def test_headings_in_two_rows_are_understood_in_a_text_file(tmp_path: Path) -> None:
    lines = [";".join("16-09-1980" if value == date(1975, 12, 1) else str(value) for value in row) for row in TWO_ROWS]
    (tmp_path / "daftar.csv").write_text("\n".join(lines), encoding="cp1252", errors="replace")
    roster = read(tmp_path / "daftar.csv")
    assert [row["name"] for row in fields(roster)] == ["Maria Nalle", "Yosef Ga"]
    assert [row["grade"] for row in fields(roster)] == ["III/c", "IV/a"]
    assert [row.row_number for row in roster.rows] == [6, 7]


def test_headings_in_three_rows_are_understood_together(file: Path) -> None:
    rows: list[list[Any]] = [
        ["No", "Data Pegawai", "", "", "", "Ket."],
        ["", "Nama", "Kelahiran", "", "Kontak", ""],
        ["", "", "Tempat", "Tgl", "HP", ""],
        [1, "Maria Nalle", "Kupang", "16-09-1980", 81234567890, "x"],
    ]
    roster = understood(file, rows, ["A1:A3", "B1:E1", "B2:B3", "C2:D2", "F1:F3"])
    assert fields(roster) == [
        {"name": "Maria Nalle", "birth_place": "Kupang", "birth_date": "1980-09-16", "phone": "+6281234567890"}
    ]


def test_the_contacts_and_numbers_of_a_superior_are_not_those_of_the_person(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama Atasan", "NIP Atasan", "Nama", "No HP Atasan", "HP"],
        [1, "Drs. Bos", NIP_C, "Maria", "0811", "0812345678"],
    ]
    assert fields(understood(file, rows)) == [{"name": "Maria", "phone": "+62812345678"}]


@pytest.mark.parametrize(
    "cell",
    [
        f"Maria Nalle, S.Sos.\nNIP. {NIP_A}",
        f"Maria Nalle, S.Sos.\n{NIP_A[:8]} {NIP_A[8:14]} {NIP_A[14]} {NIP_A[15:]}",
        f"Maria Nalle, S.Sos. / NIP {NIP_A}",
        f"Maria Nalle, S.Sos. (NIP. {NIP_A})",
        f"Maria Nalle, S.Sos.\nNIP.{NIP_A}\nPenata (III/c)",
    ],
)
def test_name_and_number_in_one_cell_are_told_apart(file: Path, cell: str) -> None:
    roster = understood(file, [["No", "Nama / NIP / Pangkat", "Jabatan"], [1, cell, "Kepala"]])
    found = fields(roster)[0]
    assert (found["name"], found["title_suffix"], found["employee_number"]) == ("Maria Nalle", "S.Sos.", NIP_A)
    assert found.get("grade") == ("III/c" if "Penata" in cell else None)
    assert messages(roster) == []


def test_name_and_number_in_two_rows_of_one_person_are_put_together(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama/NIP", "Jabatan", "Kab/Kota"],
        [1, "Maria Nalle, S.Sos.", "Kepala", "Kab. Belu"],
        ["", f"NIP. {NIP_A}", "", ""],
        [2, "Yosef Ga", "Sekretaris", "Kab. Alor"],
        ["", NIP_B, "", ""],
        [],
        ["", "", "Kepala Badan,"],
        ["", "", "Drs. Contoh"],
        ["", "", f"NIP. {NIP_C}"],
    ]
    roster = understood(file, rows, ["A2:A3", "C2:C3", "D2:D3"])
    assert [(row["name"], row["employee_number"]) for row in fields(roster)] == [
        ("Maria Nalle", NIP_A),
        ("Yosef Ga", NIP_B),
    ]
    assert [row.row_number for row in roster.rows] == [2, 4]
    assert messages(roster) == []


def test_values_merged_over_several_people_belong_to_each(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP", "Instansi", "Kab/Kota", "Kelompok", "No HP"],
        [1, "Maria Nalle", NIP_A, "Dinas Sosial", "Kab. Belu", 1, "0812345678"],
        [2, "Yosef Ga", NIP_B],
        [3, "Ana Leo", NIP_C, "Dinas Kesehatan"],
    ]
    roster = understood(file, rows, ["D2:D3", "E2:E4", "F2:F3", "G2:G4"])
    assert [row.get("agency") for row in fields(roster)] == ["Dinas Sosial", "Dinas Sosial", "Dinas Kesehatan"]
    assert [row.get("district") for row in fields(roster)] == ["53.04"] * 3
    assert [row.group for row in roster.rows] == ["1", "1", None]
    assert [row.get("phone") for row in fields(roster)] == ["+62812345678", None, None]


def test_a_heading_of_a_group_names_the_group_of_the_rows_below(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP"],
        ["KELOMPOK 1"],
        [1, "Maria", NIP_A],
        ["Kelompok 2 :"],
        [2, "Yosef", NIP_B],
        ["", "Jumlah", 2],
    ]
    roster = understood(file, rows, ["A2:C2"])
    assert [row.group for row in roster.rows] == ["1", "2"]
    assert messages(roster) == []


def test_totals_notes_and_signatures_are_no_people(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP", "Jabatan"],
        [1, "Maria Nalle", NIP_A, "Kepala"],
        ["", "Sub Jumlah", 1, ""],
        [2, "Yosef Ga", NIP_B, "Sekretaris"],
        ["Jumlah", "", "", 2],
        ["Catatan:"],
        [1, "Peserta wajib hadir"],
        ["", "Mengetahui,", "", "Kupang, 2 September 2025"],
        ["", "Kepala Dinas", "", "Ketua Panitia"],
        [],
        ["", "Drs. Kepala, M.Si.", "", "Dra. Ketua"],
        ["", f"NIP. {NIP_C}", "", f"NIP. {NIP_C}"],
    ]
    assert names(understood(file, rows)) == ["Maria Nalle", "Yosef Ga"]


def test_a_row_amid_people_that_is_not_read_is_told(file: Path) -> None:
    rows: Rows = [["No", "Nama", "NIP"], [1, "Maria", NIP_A], ["", "Yosef Ga"], [2, "Ana", NIP_B]]
    roster = understood(file, rows)
    assert names(roster) == ["Maria", "Ana"]
    assert messages(roster) == ["3 warning row_not_read"]
    assert "Yosef Ga" in roster.remarks[0].message


def test_rows_numbered_in_advance_are_no_people(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP", "Kab/Kota"],
        [1, "Maria", NIP_A, "Kab. Belu"],
        [2, "", "", "Kab. Belu"],
        [3],
        [4, "-", "-", "-"],
    ]
    roster = understood(file, rows)
    assert (names(roster), messages(roster)) == (["Maria"], [])


def test_a_number_without_a_name_is_an_error_of_its_row(file: Path) -> None:
    roster = understood(file, [["No", "Nama", "NIP"], [1, "", NIP_A], [2, "Yosef", NIP_B]])
    assert messages(roster) == ["2 error name"]
    assert [row.is_broken for row in roster.rows] == [True, False]


def test_a_list_of_names_alone_is_a_roster(file: Path) -> None:
    assert names(understood(file, [["Nama"], ["Maria Nalle"], ["Yosef"]])) == ["Maria Nalle", "Yosef"]
    assert names(understood(file, [["No", "Nama", "Tanda Tangan"], [1, "Maria Nalle"], [2, "Yosef"]])) == [
        "Maria Nalle",
        "Yosef",
    ]


def test_a_list_without_running_numbers_is_a_roster(file: Path) -> None:
    rows: Rows = [
        ["Nama", "Jabatan"],
        ["Maria Nalle", "Kepala Dinas"],
        ["Yosef", "Sekretaris"],
        [],
        ["Kupang, 2 September 2025"],
    ]
    assert names(understood(file, rows)) == ["Maria Nalle", "Yosef"]


def test_the_same_headings_on_a_later_page_are_no_people(file: Path) -> None:
    rows: Rows = [["No", "Nama", "NIP"], [1, "Maria", NIP_A], ["No", "Nama", "NIP"], [1, 2, 3], [2, "Yosef", NIP_B]]
    roster = understood(file, rows)
    assert (names(roster), roster.header_rows) == (["Maria", "Yosef"], (1, 3))


def test_a_second_list_on_the_sheet_may_have_its_columns_elsewhere(file: Path) -> None:
    rows: Rows = [
        ["ANGKATAN I"],
        ["No", "Nama", "NIP", "Jabatan"],
        [1, "Maria", NIP_A, "Kepala"],
        ["ANGKATAN II"],
        ["No", "NIP", "Nama", "OPD"],
        [1, NIP_B, "Yosef", "Dinas Sosial"],
    ]
    assert fields(understood(file, rows)) == [
        {"name": "Maria", "employee_number": NIP_A, "position": "Kepala"},
        {"name": "Yosef", "employee_number": NIP_B, "agency": "Dinas Sosial"},
    ]


def test_the_sheet_with_the_participants_is_found_among_others(file: Path) -> None:
    people: Rows = [["No", "Nama", "NIP", "Jabatan"], *([n, f"Orang {chr(64 + n)}", "", "Kepala"] for n in range(1, 9))]
    committee: Rows = [
        ["DAFTAR PANITIA"],
        *([*row, "Kupang", "0812345678"] for row in people),
        [9, "Lagi", "", "Ketua"],
    ]
    with xlsxwriter.Workbook(file) as book:
        write_sheet(book, "Sampul", [["LAPORAN"], ["Nama Kegiatan", "Pelatihan"]])
        write_sheet(book, "Panitia", committee)
        write_sheet(book, "Referensi", [*people, *people], hidden=True)
        write_sheet(book, "Rekap", [["No", "OPD", "Jumlah"], [1, "Dinas Sosial", 8]])
        write_sheet(book, "Sheet4", people)
    roster = read(file)
    assert (roster.sheet, len(roster.rows), messages(roster)) == ("Sheet4", 8, [])
    assert read(file, "Panitia").sheet == "Panitia"


def test_a_second_sheet_of_participants_is_told(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        write_sheet(book, "Kelas A", [["No", "Nama", "NIP"], [1, "Maria", NIP_A], [2, "Ana", NIP_C]])
        write_sheet(book, "Kelas B", [["No", "Nama", "NIP"], [1, "Yosef", NIP_B]])
    roster = read(file)
    assert (roster.sheet, roster.other_sheets, messages(roster)) == ("Kelas A", ("Kelas B",), ["1 warning other_sheet"])
