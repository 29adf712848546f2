"""Attendance that leaves as a table and comes back: export and import again is nothing new."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.exchange.dots import format_id
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.attendance.register import open_register
from desktop.services.attendance.sheet import COLUMNS, export_rows, import_sheet, sheet_text, write_sheet
from desktop.services.classes.sessions import close_session
from desktop.services.exchange.status import sync_state
from desktop.services.faults import Unsuitable
from desktop.services.views import RosterReport
from desktop.services.zones import WITA
from tests.services.laptop import START, Laptop

MARKS = st.tuples(
    st.sampled_from(["H", "I", "S", "A", "DL", None]),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30).map(str.strip),
    st.integers(START, START + 10**6),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Laptop, int, list[int], list[int]]]:
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder))
        class_id, sessions, people = laptop.class_with(4, 2)
        yield laptop, class_id, sessions, people
        laptop.close()


def imported(laptop: Laptop, file: Path) -> RosterReport:
    return laptop.write(lambda r, m: import_sheet(r, file, m))


def numbers(report: RosterReport) -> tuple[int, int, int, int, int]:
    return report.rows, report.added, report.updated, report.unchanged, report.skipped


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.lists(MARKS, min_size=8, max_size=8), everyone=st.booleans())
def test_what_was_exported_imports_as_nothing_new(
    shared: tuple[Laptop, int, list[int], list[int]], marks: list[tuple[str | None, str, int]], everyone: bool
) -> None:
    laptop, class_id, sessions, people = shared
    cells = [(session, person) for session in sessions for person in people]
    entries = [
        Entry(session=session, person=person, status=status, note=note, marked_at=at)
        for (session, person), (status, note, at) in zip(cells, marks, strict=True)
    ]
    laptop.write(lambda r, m: mark_many(r, entries, m))
    rows = laptop.read(lambda r: export_rows(r, class_id=class_id, everyone=everyone))
    before = laptop.read(sync_state).pending, laptop.read(lambda r: open_register(r, class_id))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "presensi.csv"
        write_sheet(file, sheet_text(rows, WITA, notes=True))
        report = imported(laptop, file)
    assert numbers(report) == (len(rows), 0, 0, len(rows), 0)
    assert (laptop.read(sync_state).pending, laptop.read(lambda r: open_register(r, class_id))) == before


def test_the_sheet_has_the_promised_columns_and_everyone_when_asked(laptop: Laptop) -> None:
    class_id, (session, *_), people = laptop.class_with(3, 1)
    laptop.write(lambda r, m: mark_many(r, [Entry(session=session, person=people[1], status="S", note="=1+1")], m))
    one = laptop.read(lambda r: export_rows(r, session_id=session))
    assert [(row.person, row.status, row.marked_by, row.tick.value) for row in one] == [
        (people[1], "S", "Adriana Bire", "saved")
    ]
    everyone = laptop.read(lambda r: export_rows(r, class_id=class_id, everyone=True))
    assert [(row.person, row.status, row.tick.value) for row in everyone] == [
        (people[0], None, "none"),
        (people[1], "S", "saved"),
        (people[2], None, "none"),
    ]
    lines = sheet_text(one, WITA).splitlines()
    assert lines[0] == ",".join(COLUMNS) == "session,person,name,status,marked_at,marked_by,tick"
    assert lines[1].startswith(f"{format_id(session)},{format_id(people[1])},Orang 02,S,2025-07-28T")
    assert sheet_text(one, WITA, notes=True).splitlines()[1].endswith(",'=1+1")
    with pytest.raises(Unsuitable):
        laptop.read(export_rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_way_a_spreadsheet_saves_text_can_be_read(laptop: Laptop, tmp_path: Path, encoding: str, sign: str) -> None:
    class_id, (session, *_), people = laptop.class_with(2, 1)
    rows = [
        ["Session", "Person", "Nama", "Status", "Waktu", "Catatan"],
        [format_id(session), format_id(people[0]), "Orang", "hadir", "28/07/2025 08.05", "café"],
        [format_id(session), "1980 0103 200501 1 003", "Orang", "tk", "", ""],
        [],
    ]
    file = tmp_path / "presensi.csv"
    file.write_bytes("\r\n".join(sign.join(row) for row in rows).encode(encoding))
    report = imported(laptop, file)
    assert (report.problems, numbers(report)) == ((), (2, 2, 0, 0, 0))
    marks = {mark.person: mark for mark in laptop.read(lambda r: open_register(r, class_id)).marks}
    assert (marks[people[0]].status, marks[people[0]].marked_at) == ("H", START + 300)
    assert marks[people[0]].note == "café"
    assert marks[people[1]].status == "A"


def test_a_workbook_is_read_as_well_and_a_broken_row_stops_no_other(laptop: Laptop, tmp_path: Path) -> None:
    _, (session, other), people = laptop.class_with(2, 2)
    laptop.write(lambda r, m: close_session(r, other, True, m))
    rows = [
        ["session", "person", "status"],
        [format_id(session), format_id(people[0]), "H"],
        [format_id(session), format_id(people[0] + 999), "H"],
        [format_id(session), format_id(people[1]), "hadirr"],
        ["2-Jul", format_id(people[1]), "H"],
        [format_id(other), format_id(people[1]), "H"],
        [format_id(session), "198601012010011009", "H"],
        [format_id(session), format_id(people[1]), ""],
        [format_id(session), format_id(people[1]), "DL"],
    ]
    file = tmp_path / "presensi.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    report = imported(laptop, file)
    assert numbers(report) == (8, 2, 0, 1, 5)
    assert [(problem.row, problem.column) for problem in report.problems] == [
        (3, "person"),
        (4, "status"),
        (5, "session"),
        (6, "session"),
        (7, "person"),
    ]
    assert all(problem.message.startswith(f"Baris {problem.row}, kolom ") for problem in report.problems)


def test_a_changed_status_is_an_update_and_a_note_not_in_the_sheet_stays(laptop: Laptop, tmp_path: Path) -> None:
    class_id, (session, *_), (person, *_) = laptop.class_with(1, 1)
    laptop.write(lambda r, m: mark_many(r, [Entry(session=session, person=person, status="S", note="surat")], m))
    file = tmp_path / "a.csv"
    file.write_text(f"session,person,status\n{format_id(session)},{format_id(person)},I\n", encoding="utf-8")
    assert numbers(imported(laptop, file)) == (1, 0, 1, 0, 0)
    assert numbers(imported(laptop, file)) == (1, 0, 0, 1, 0)
    (found,) = laptop.read(lambda r: open_register(r, class_id)).marks
    assert (found.status, found.note) == ("I", "surat")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"nama,nip\nA,1\n", b"\x00\x01\x02", b'"session,person,status'])
def test_what_is_no_sheet_of_marks_is_refused_with_a_sentence(laptop: Laptop, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bukan.csv"
    file.write_bytes(content)
    with pytest.raises(Unsuitable, match=r"bukan\.csv"):
        imported(laptop, file)
    with pytest.raises(Unsuitable, match=r"tidakada\.csv"):
        imported(laptop, tmp_path / "tidakada.csv")


def test_two_rows_that_mark_one_cell_differently_are_not_both_taken(laptop: Laptop, tmp_path: Path) -> None:
    _, (session,), (person, *_) = laptop.class_with(2, 1)
    cell = f"{format_id(session)},{format_id(person)}"
    file = tmp_path / "presensi.csv"
    file.write_text(f"session,person,status\n{cell},S\n{cell},H\n{cell},S\n")
    before = laptop.read(sync_state).pending
    tried = laptop.write(lambda r, m: import_sheet(r, file, m, dry_run=True))
    assert (numbers(tried), tried.dry_run) == ((3, 1, 0, 1, 1), True)
    assert laptop.read(sync_state).pending == before
    report = imported(laptop, file)
    assert numbers(report) == (3, 1, 0, 1, 1)
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, "status")]
    assert laptop.read(sync_state).pending == before + 1
