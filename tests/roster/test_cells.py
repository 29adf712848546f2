"""What single cells hold, and what becomes of cells that cannot be read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.services.roster.rows import Fields, Roster
from tests.roster.sheets import Rows, messages, understood

NIP_A, NIP_B, NIP_C = "198009162009112001", "197512012003121002", "199001012023211003"
NIK_B = "5371010112750002"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "daftar.xlsx"


def fields(roster: Roster) -> list[Fields]:
    return [row.fields for row in roster.rows]


def names(roster: Roster) -> list[Any]:
    return [row.fields.get("name") for row in roster.rows]


def test_p_means_pria_where_w_means_wanita(file: Path) -> None:
    assert [row["sex"] for row in fields(understood(file, [["Nama", "JK"], ["Maria", "W"], ["Yosef", "P"]]))] == [
        "P",
        "L",
    ]
    assert fields(understood(file, [["Nama", "P/W"], ["Yosef", "P"]]))[0]["sex"] == "L"
    assert fields(understood(file, [["Nama", "L/P"], ["Maria", "P"]]))[0]["sex"] == "P"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(1980, 9, 16), "1980-09-16"),
        (datetime(1980, 9, 16, 7, 0), "1980-09-16"),  # noqa: DTZ001 (spreadsheets know no zone)
        (29480, "1980-09-16"),
        ("'16/09/1980", "1980-09-16"),
        ("Kupang, 16 September 1980", "1980-09-16"),
        (1980, None),
        ("09/16/1980", None),
        ("16/09/2080", None),
    ],
)
def test_birth_dates_come_from_cells_of_every_kind_or_stay_empty(file: Path, cell: Any, expected: str | None) -> None:
    roster = understood(file, [["No", "Nama", "Tanggal Lahir"], [1, "Maria", cell]])
    assert fields(roster)[0].get("birth_date") == expected
    assert len(messages(roster)) == (0 if expected else 1)


def test_numbers_in_numeric_cells_are_refused_and_the_other_rows_go_on(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP", "NIK"],
        [1, "Maria", float(NIP_A), ""],
        [2, "Yosef", NIP_B, int(NIK_B)],
        [3, "Ana", NIP_C, "-"],
    ]
    roster = understood(file, rows)
    assert messages(roster) == ["2 error lost_digits", "3 error lost_digits"]
    assert [row.is_broken for row in roster.rows] == [True, True, False]
    message = roster.rows[0].problems[0].message
    assert message.startswith("Baris 2, kolom NIP: NIP tersimpan sebagai angka (1,98009E+17)")
    assert "format Teks" in message


def test_a_column_of_nip_or_nik_is_told_apart_by_the_digits(file: Path) -> None:
    rows: Rows = [["No", "Nama", "NIP/NIK"], [1, "Maria", NIP_A], [2, "Yosef", NIK_B], [3, "Ana", "12345"]]
    roster = understood(file, rows)
    assert fields(roster)[0]["employee_number"] == NIP_A
    assert fields(roster)[1]["national_id"] == NIK_B
    assert roster.rows[2].is_broken


def test_words_in_place_of_a_nip_tell_the_employment_or_are_a_warning(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP/NRP"],
        [1, "Maria", "Honorer"],
        [2, "Yosef", "masih proses"],
        [3, "Ana", "78050123"],
        [4, "Leo", "-"],
    ]
    roster = understood(file, rows)
    assert fields(roster) == [
        {"name": "Maria", "employment_type": "NON_ASN"},
        {"name": "Yosef"},
        {"name": "Ana"},
        {"name": "Leo"},
    ]
    assert messages(roster) == ["3 warning number_remark", "4 warning service_number"]


def test_what_cannot_be_read_is_left_empty_with_a_warning_and_the_row_stays(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "L/P", "Gol", "Kab/Kota", "HP", "Email", "Tgl Lahir"],
        [1, "Maria", "x", "III", "Kupang", "12", "tidak@", "31/02/1980"],
    ]
    roster = understood(file, rows)
    assert fields(roster) == [{"name": "Maria"}]
    found = roster.rows[0].problems
    assert {problem.code for problem in found} == {
        "sex",
        "grade_incomplete",
        "district_ambiguous",
        "phone",
        "email",
        "date",
    }
    assert all(problem.message.endswith("; sementara dikosongkan.") for problem in found)


def test_cells_that_disagree_with_the_nip_are_a_warning(file: Path) -> None:
    roster = understood(file, [["No", "Nama", "NIP", "L/P", "Tgl Lahir"], [1, "Maria", NIP_A, "L", "17-09-1980"]])
    assert messages(roster) == ["2 warning birth_date_differs", "2 warning sex_differs"]
    assert [problem.column for problem in roster.rows[0].problems] == ["Tgl Lahir", "L/P"]
    assert fields(roster)[0]["sex"] == "L"


def test_formulas_are_read_as_what_they_show(file: Path) -> None:
    roster = understood(file, [["No", "Nama", "NIP"], ["=ROW()-1->1", "=UPPER(D2)->MARIA", f"=D3->{NIP_A}"]])
    assert fields(roster) == [{"name": "MARIA", "employee_number": NIP_A}]


def test_answers_of_an_online_form_are_a_roster(file: Path) -> None:
    rows: Rows = [
        [
            "Timestamp",
            "Email Address",
            "Nama Lengkap (Sesuai KTP, tanpa gelar)",
            "NIP/NIK (Bagi Non ASN)",
            "Jenis Kelamin",
            "Asal Instansi",
            "Nomor WhatsApp yang aktif",
            "Asal Kabupaten/Kota",
            "Ukuran Baju",
        ],
        [
            date(2025, 7, 1),
            "maria@contoh.id",
            "Maria Nalle",
            NIP_A,
            "Perempuan",
            "Dinas Sosial",
            81234567890,
            "Kab. Rote Ndao",
            "L",
        ],
    ]
    assert fields(understood(file, rows)) == [
        {
            "email": "maria@contoh.id",
            "name": "Maria Nalle",
            "employee_number": NIP_A,
            "sex": "P",
            "agency": "Dinas Sosial",
            "phone": "+6281234567890",
            "district": "53.14",
        }
    ]


def test_titles_in_columns_of_their_own_stay_as_typed(file: Path) -> None:
    rows: Rows = [
        ["No", "Gelar Depan", "Nama", "Gelar Belakang"],
        [1, "dr.", "H. Maria Nalle", "Sp.A"],
        [2, "", "Dr. Yosef, M.Si.", ""],
    ]
    assert fields(understood(file, rows)) == [
        {"title_prefix": "dr.", "name": "H. Maria Nalle", "title_suffix": "Sp.A"},
        {"title_prefix": "Dr.", "name": "Yosef", "title_suffix": "M.Si."},
    ]


def test_agency_and_office_in_two_columns_are_agency_and_unit(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "Instansi", "OPD", "HP/Email", "Kab/Kota"],
        [1, "Ana", "Pemkab Belu", "Dinas Sosial", "0812345678 / a@x.id", 53.1],
    ]
    found = fields(understood(file, rows))[0]
    assert (found["agency"], found["work_unit"]) == ("Pemkab Belu", "Dinas Sosial")
    assert (found["phone"], found["email"], found["district"]) == ("+62812345678", "a@x.id", "53.10")


def test_headings_of_the_catalogue_are_understood(file: Path) -> None:
    rows: Rows = [
        ["name", "title_prefix", "employee_number", "birth_date", "work_unit", "employment_type", "echelon"],
        ["Maria", "Dr.", NIP_A, "1980-09-16", "Bidang Aptika", "PNS", "IIIa"],
    ]
    assert fields(understood(file, rows)) == [
        {
            "name": "Maria",
            "title_prefix": "Dr.",
            "employee_number": NIP_A,
            "birth_date": "1980-09-16",
            "work_unit": "Bidang Aptika",
            "employment_type": "PNS",
            "echelon": "III.a",
        }
    ]


def test_one_heading_merged_over_place_and_date_or_rank_and_grade_serves_both_columns(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "Tempat, Tanggal Lahir", "", "Pangkat/Gol", "", "Jabatan"],
        [1, "Maria", "Kupang", "16-09-1980", "Penata", "III/c", "Kepala"],
    ]
    assert fields(understood(file, rows, ["C1:D1", "E1:F1"])) == [
        {"name": "Maria", "birth_place": "Kupang", "birth_date": "1980-09-16", "grade": "III/c", "position": "Kepala"}
    ]


@pytest.mark.parametrize(
    "cell",
    ["Kepala Bidang Aptika\nPembina (IV/a)", "Pembina / IV/a / Kepala Bidang Aptika", "Kepala Bidang Aptika; IVa"],
)
def test_position_and_grade_in_one_cell_are_told_apart(file: Path, cell: str) -> None:
    roster = understood(file, [["No", "Nama", "Jabatan/Pangkat"], [1, "Maria", cell]])
    assert fields(roster) == [{"name": "Maria", "position": "Kepala Bidang Aptika", "grade": "IV/a"}]


def test_a_running_number_typed_into_the_name_is_no_part_of_it(file: Path) -> None:
    assert names(understood(file, [["Nama", "NIP"], ["1. Maria Nalle", NIP_A], ["2) Yosef", "NIP. -"]])) == [
        "Maria Nalle",
        "Yosef",
    ]


def test_headings_with_a_slip_of_the_finger_are_understood(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama Lengakp", "Jabtan", "Intansi", "Jenis Kelamn", "Tangal Lahir"],
        [1, "Ana", "Staf", "BKD", "P", "16-9-1980"],
    ]
    found = fields(understood(file, rows))[0]
    assert found == {"name": "Ana", "position": "Staf", "agency": "BKD", "sex": "P", "birth_date": "1980-09-16"}


def test_first_and_last_name_in_two_columns_are_one_name(file: Path) -> None:
    assert names(understood(file, [["Nama Depan", "Nama Belakang", "HP"], ["Maria", "Nalle", "0812345678"]])) == [
        "Maria Nalle"
    ]


def test_one_column_of_titles_holds_those_before_and_behind(file: Path) -> None:
    rows: Rows = [["No", "Nama", "Gelar"], [1, "Maria", "S.Sos., M.Si."], [2, "Yosef", "Dr."], [3, "Dr. Leo", ""]]
    found = [(row.get("title_prefix"), row["name"], row.get("title_suffix")) for row in fields(understood(file, rows))]
    assert found == [(None, "Maria", "S.Sos., M.Si."), ("Dr.", "Yosef", None), ("Dr.", "Leo", None)]


def test_two_lists_side_by_side_are_told(file: Path) -> None:
    roster = understood(file, [["No", "Nama", "NIP", "No", "Nama", "NIP"], [1, "Maria", NIP_A, 2, "Yosef", NIP_B]])
    assert (names(roster), messages(roster)) == (["Maria"], ["1 warning lists_side_by_side"])


def test_number_and_grade_in_one_cell_are_told_apart(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP/Gol"],
        [1, "Maria", f"{NIP_A}\nPenata (III/c)"],
        [2, "Yosef", f"NIP. {NIP_B} / IVa"],
    ]
    assert fields(understood(file, rows)) == [
        {"name": "Maria", "employee_number": NIP_A, "grade": "III/c"},
        {"name": "Yosef", "employee_number": NIP_B, "grade": "IV/a"},
    ]


def test_both_boxes_of_the_sex_ticked_tell_nothing(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "Jenis Kelamin", ""],
        ["", "", "L", "P"],
        [1, "Maria", "v", "v"],
        [2, "Yosef", "-", "V"],
    ]
    roster = understood(file, rows, ["A1:A2", "B1:B2", "C1:D1"])
    assert [row.get("sex") for row in fields(roster)] == [None, "P"]
    assert messages(roster) == ["3 warning sex"]


def test_an_id_that_is_not_ours_is_no_id(file: Path) -> None:
    roster = understood(file, [["ID", "Nama", "NIP"], ["PNS-17/x", "Dr. Maria", NIP_A]])
    assert (roster.rows[0].person_id, fields(roster)[0]["title_prefix"]) == (0, "Dr.")


def test_a_cell_with_a_whole_letter_in_it_is_left_empty(file: Path) -> None:
    roster = understood(file, [["No", "Nama", "Jabatan"], [1, "Maria", "Kepala " * 90]])
    assert (fields(roster), messages(roster)) == ([{"name": "Maria"}], ["2 warning too_long"])


def test_a_row_with_nothing_but_signs_for_a_name_is_an_error(file: Path) -> None:
    assert messages(understood(file, [["No", "Nama", "NIP"], [1, "12345", NIP_A]])) == ["2 error name"]


def test_a_group_named_above_each_header_is_that_of_the_list_below(file: Path) -> None:
    rows: Rows = [
        ["Kelompok I (5 orang)"],
        ["No", "Nama", "NIP"],
        [1, "Maria", NIP_A],
        ["Kelompok : Melati"],
        ["No", "Nama", "NIP"],
        [1, "Yosef", NIP_B],
    ]
    assert [row.group for row in understood(file, rows).rows] == ["I", "Melati"]
    assert understood(file, [["Kelompok sasaran pelatihan ini"], ["No", "Nama"], [1, "Ana"]]).rows[0].group is None


def test_a_grade_typed_behind_the_number_is_told_apart(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP"],
        [1, "Maria", f"{NIP_A} / III.d"],
        [2, "Yosef", f"{NIP_B} (Pembina)"],
        [3, "Ana", f"{NIP_C}/abc"],
    ]
    roster = understood(file, rows)
    assert [row.get("grade") for row in fields(roster)] == ["III/d", "IV/a", None]
    assert messages(roster) == ["4 error employee_number_letters"]


def test_english_headings_are_understood(file: Path) -> None:
    rows: Rows = [
        [
            "#",
            "Full Name",
            "Employee ID",
            "Gender",
            "Date of Birth",
            "Organization",
            "Phone Number",
            "Job Title",
            "Regency",
        ],
        [1, "Maria", NIP_A, "F", "1980-09-16", "Dinas Sosial", "0812345678", "Staf", "Alor"],
    ]
    found = fields(understood(file, rows))[0]
    assert (found["sex"], found["agency"], found["position"], found["district"]) == (
        "P",
        "Dinas Sosial",
        "Staf",
        "53.05",
    )
    assert (found["employee_number"], found["phone"]) == (NIP_A, "+62812345678")


def test_the_title_of_a_signing_governor_is_no_row_to_tell(file: Path) -> None:
    rows: Rows = [
        ["No", "Nama", "NIP", "Jabatan", "Ket"],
        [1, "Maria", NIP_A, "Kepala", ""],
        ["", "", "", "", "GUBERNUR NTT,"],
    ]
    assert messages(understood(file, rows)) == []
