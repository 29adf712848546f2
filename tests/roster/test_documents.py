"""Rosters handed back with their problems, and the list of people: both are imported again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from contract.exchange.dots import Dot, row_id
from desktop.documents.people_list import write_people_list
from desktop.documents.press.whole_files import NotWritten
from desktop.documents.problems import write_problem_workbook
from desktop.services.roster.headings import ERRORS_HEADING
from desktop.services.roster.matching import Action, Plan, match_rows
from tests.roster.dirty_rosters import make_people, write_roster
from tests.roster.sheets import DISTRICTS, Rows, read, workbook, write_sheet
from tests.roster.test_files import ods
from tests.roster.test_matching import People, actions, save

NIP_A, NIP_B, NIP_C = "198009162009112001", "197512012003121002", "199001012023211003"
HERE = Path(__file__).parent
BROKEN: Rows = [
    ["DAFTAR PESERTA"],
    [],
    ["No", "Nama", "NIP", "Instansi"],
    [1, "Ana Leo", NIP_A, "Dinas Sosial"],
    [2, "Yosef Ga", NIP_B[:17], "Dinas Sosial"],
    [3, "Maria Nalle", float(NIP_C), "BKPSDM"],
    ["", "Jumlah: 3"],
]


def handed_back(source: Path, target: Path, people: People | None = None) -> Plan:
    """Read and match a roster, write its problems; the plan."""
    roster = read(source)
    plan = match_rows(roster, people or [])
    write_problem_workbook(target, roster, plan.problems)
    return plan


def sheet_of(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def remarks(path: Path) -> dict[int, str]:
    """What stands in the added column, by row."""
    sheet = sheet_of(path)
    found = [cell for cells in sheet.iter_rows() for cell in cells if cell.value == ERRORS_HEADING]
    assert len({cell.column for cell in found}) == 1
    column, below = found[0].column, range(found[0].row + 1, sheet.max_row + 1)
    assert isinstance(column, int)
    values = {row: str(sheet.cell(row, column).value or "") for row in below}
    return {row: value for row, value in values.items() if value not in ("", ERRORS_HEADING)}


def test_problems_come_back_in_a_column_of_the_same_workbook(tmp_path: Path) -> None:
    handed_back(workbook(tmp_path / "daftar.xlsx", BROKEN, ["A1:D1"]), tmp_path / "masalah.xlsx")
    found = remarks(tmp_path / "masalah.xlsx")
    assert list(found) == [5, 6]
    assert "17 angka" in found[5]
    assert "format Teks" in found[6]
    sheet = sheet_of(tmp_path / "masalah.xlsx")
    assert sheet["A1"].value == "DAFTAR PESERTA"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert [cell.value for cell in sheet[4]] == [1, "Ana Leo", NIP_A, "Dinas Sosial", None]


def test_rows_without_a_remark_are_filtered_out_of_sight_and_stay_in_their_place(tmp_path: Path) -> None:
    handed_back(workbook(tmp_path / "daftar.xlsx", BROKEN), tmp_path / "masalah.xlsx")
    sheet = sheet_of(tmp_path / "masalah.xlsx")
    assert [row for row in range(1, 8) if sheet.row_dimensions[row].hidden] == [4]
    assert sheet.auto_filter.ref == "A3:E6"


def test_a_corrected_workbook_is_imported_again_and_only_the_corrected_rows_are_new(tmp_path: Path) -> None:
    plan = handed_back(workbook(tmp_path / "daftar.xlsx", BROKEN), tmp_path / "masalah.xlsx")
    people = save(plan, [])
    book = openpyxl.load_workbook(tmp_path / "masalah.xlsx")
    sheet = book.worksheets[0]
    assert sheet["C6"].number_format == "@"
    sheet["C5"].value, sheet["C6"].value = NIP_B, NIP_C
    book.save(tmp_path / "diperbaiki.xlsx")
    again = match_rows(read(tmp_path / "diperbaiki.xlsx"), people)
    assert actions(again) == ["unchanged", "add", "add"]
    assert [problem for problem in again.problems if problem.severity == "error"] == []


def test_a_workbook_half_corrected_keeps_one_column_of_remarks(tmp_path: Path) -> None:
    handed_back(workbook(tmp_path / "daftar.xlsx", BROKEN), tmp_path / "masalah.xlsx")
    book = openpyxl.load_workbook(tmp_path / "masalah.xlsx")
    book.worksheets[0]["C5"].value = NIP_B
    book.save(tmp_path / "lagi.xlsx")
    handed_back(tmp_path / "lagi.xlsx", tmp_path / "masalah2.xlsx")
    assert list(remarks(tmp_path / "masalah2.xlsx")) == [6]


def test_styles_other_sheets_and_widths_are_kept_and_formulas_become_values(tmp_path: Path) -> None:
    source = tmp_path / "daftar.xlsx"
    with xlsxwriter.Workbook(source) as book:
        write_sheet(book, "Sampul", [["Nama Kegiatan", "Pelatihan"]])
        sheet = book.add_worksheet("Peserta")
        bold = book.add_format({"bold": True, "bg_color": "#FFFF00"})
        sheet.set_column(1, 1, 40)
        sheet.write_row(0, 0, ["No", "Nama", "NIP"], bold)
        sheet.write_formula(1, 0, "=ROW()-1", None, 1)
        sheet.write_formula(1, 1, "=UPPER(E2)", bold, "ANA LEO")
        sheet.write_string(1, 2, NIP_A)
        sheet.write_row(2, 0, [2, "Yosef", "123"])
    handed_back(source, tmp_path / "masalah.xlsx")
    kept = openpyxl.load_workbook(tmp_path / "masalah.xlsx")
    assert kept.sheetnames == ["Sampul", "Peserta"]
    people = kept["Peserta"]
    assert (people["B2"].value, people["B2"].font.bold, people["B2"].fill.start_color.rgb) == (
        "ANA LEO",
        True,
        "FFFFFF00",
    )
    assert people.column_dimensions["B"].width == pytest.approx(40.7, abs=1)
    assert [row.fields["name"] for row in read(tmp_path / "masalah.xlsx").rows] == ["ANA LEO", "Yosef"]


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_problems_of_other_kinds_of_file_come_back_as_xlsx(tmp_path: Path, kind: str) -> None:
    rows: Rows = [["No", "Nama", "NIP"], ["1", "=1+1 Ana", NIP_A], ["2", "Yosef", "123"], ["3", "Leo", NIP_C]]
    source = tmp_path / f"daftar.{kind}"
    if kind == "csv":
        source.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        ods(source, rows)
    handed_back(source, tmp_path / "masalah.xlsx")
    assert list(remarks(tmp_path / "masalah.xlsx")) == [3]
    again = read(tmp_path / "masalah.xlsx")
    assert [row.fields.get("employee_number") for row in again.rows] == [NIP_A, None, NIP_C]
    assert again.rows[0].fields["name"] == "=1+1 Ana"


def test_example_numbers_are_no_problem_to_hand_back(tmp_path: Path) -> None:
    source = HERE / "roster_dla_ntt.xlsx"
    roster = read(source)
    assert write_problem_workbook(tmp_path / "masalah.xlsx", roster, match_rows(roster, []).problems) == 0
    assert not any(dimension.hidden for dimension in sheet_of(tmp_path / "masalah.xlsx").row_dimensions.values())
    assert len(read(tmp_path / "masalah.xlsx").rows) == 46


@pytest.mark.parametrize("seed", range(12))
def test_a_dirty_roster_handed_back_untouched_says_the_same_again(tmp_path: Path, seed: int) -> None:
    source = tmp_path / ("daftar.csv" if seed % 3 == 0 else "daftar.xlsx")
    truth = write_roster(source, 500 + seed, 20, broken_share=0.3)
    plan = handed_back(source, tmp_path / "masalah.xlsx")
    assert set(truth.broken) <= set(remarks(tmp_path / "masalah.xlsx"))
    again = match_rows(read(tmp_path / "masalah.xlsx"), save(plan, []))
    assert {decision.action for decision in again.decisions} <= {Action.UNCHANGED, Action.SKIP}
    assert [decision.row.row_number for decision in again.decisions] == [each.row.row_number for each in plan.decisions]


def listed(people: Sequence[dict[str, Any]], folder: Path) -> Plan:
    """The plan of importing the list of these people."""
    write_people_list(folder / "orang.xlsx", people, DISTRICTS)
    return match_rows(read(folder / "orang.xlsx"), people)


def test_the_list_of_people_imported_again_changes_nothing(tmp_path: Path) -> None:
    import random

    made = make_people(random.Random(7), 60)
    people: People = [{"id": row_id(Dot(7, n)), **fields} for n, fields in enumerate(made, 1)]
    plan = listed(people, tmp_path)
    assert set(actions(plan)) == {"unchanged"}
    assert plan.problems == ()
    assert [decision.person_id for decision in plan.decisions] == [person["id"] for person in people]


def test_numbers_in_the_list_of_people_are_text_and_dates_are_dates(tmp_path: Path) -> None:
    listed([{"id": row_id(Dot(7, 203)), "name": "Ana", "employee_number": NIP_A, "birth_date": "1980-09-16"}], tmp_path)
    rows = python_calamine.CalamineWorkbook.from_path(tmp_path / "orang.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][:6] == [1.0, "7-203", "", "Ana", "", NIP_A]
    assert date(1980, 9, 16) in rows[1]
    assert sheet_of(tmp_path / "orang.xlsx")["F2"].number_format == "@"


def test_a_corrected_cell_in_the_list_of_people_is_the_only_change(tmp_path: Path) -> None:
    people: People = [
        {"id": row_id(Dot(7, n)), "name": name, "agency": "Desa"} for n, name in enumerate(["Ana", "Yosef"], 1)
    ]
    write_people_list(tmp_path / "orang.xlsx", people, DISTRICTS)
    book = openpyxl.load_workbook(tmp_path / "orang.xlsx")
    book.worksheets[0]["D3"].value = "Yosef Ga"
    book.save(tmp_path / "orang.xlsx")
    plan = match_rows(read(tmp_path / "orang.xlsx"), people)
    assert [decision.changes for decision in plan.decisions] == [{}, {"name": "Yosef Ga"}]


def test_an_empty_list_of_people_is_an_empty_roster(tmp_path: Path) -> None:
    assert listed([], tmp_path).decisions == ()


anything = st.one_of(st.none(), st.text(max_size=25))
held_people = st.lists(
    st.fixed_dictionaries(
        {"name": st.text(min_size=1, max_size=25)},
        optional={
            **dict.fromkeys(
                ("title_prefix", "title_suffix", "position", "agency", "phone", "email", "echelon"), anything
            ),
            "employee_number": st.one_of(anything, st.sampled_from([NIP_A, NIP_B])),
            "national_id": st.one_of(anything, st.just("5371045609800001")),
            "birth_date": st.one_of(anything, st.dates(date(1890, 1, 1), date(2050, 1, 1)).map(str)),
            "district": st.one_of(anything, st.sampled_from(["53", "53.71", "53.04", "51.71"])),
            "sex": st.one_of(anything, st.sampled_from("LP")),
            "grade": st.one_of(anything, st.sampled_from(["III/c", "IX", "III"])),
            "birth_place": st.one_of(anything, st.sampled_from(["Kupang", "Kupang, 16-09-1980"])),
            "employment_type": st.one_of(anything, st.sampled_from(["PNS", "NON_ASN", "PUBLIC", "TNI"])),
        },
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(held=held_people)
@example(held=[{"name": "0\u00adA"}])
def test_whatever_stands_in_the_replica_its_list_imported_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, held: list[dict[str, Any]]
) -> None:
    people = [{"id": row_id(Dot(7, n)), **fields} for n, fields in enumerate(held, 1)]
    plan = listed(people, tmp_path_factory.mktemp("list"))
    assert set(actions(plan)) <= {"unchanged", "skip"}
    assert len(plan.decisions) == len(people)


def test_a_target_that_cannot_be_written_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    source = workbook(tmp_path / "daftar.xlsx", BROKEN)
    roster = read(source)
    (tmp_path / "folder.xlsx").mkdir()
    for target in (tmp_path / "tidak-ada" / "masalah.xlsx", tmp_path / "folder.xlsx"):
        with pytest.raises(NotWritten, match="tidak dapat ditulis"):
            write_problem_workbook(target, roster, [])
        with pytest.raises(NotWritten, match="tidak dapat ditulis"):
            write_people_list(target, [], DISTRICTS)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["daftar.xlsx", "folder.xlsx"]


def test_the_problems_may_take_the_place_of_the_roster_itself(tmp_path: Path) -> None:
    source = workbook(tmp_path / "daftar.xlsx", BROKEN)
    handed_back(source, source)
    assert list(remarks(source)) == [5, 6]
