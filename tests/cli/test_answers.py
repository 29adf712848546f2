"""The JSON of every command, field by field: others build on it."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest

from contract.training.catalogue import ENROLMENT
from tests.cli.terminal import Terminal
from tests.roster.sheets import workbook

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"
PERSON = {
    *("id", "name", "title_prefix", "title_suffix", "employee_number", "national_id", "sex", "birth_date"),
    *("district", "agency", "position", "grade", "phone"),
}


@pytest.fixture
def class_id(terminal: Terminal) -> str:
    return terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53", "--programme", "dla")


@pytest.fixture
def session(terminal: Terminal, class_id: str) -> str:
    starts = "2025-07-28T08:00:00+08:00"
    return terminal.id(
        "session", "create", "--class", class_id, "--title", "Sesi 1", "--starts-at", starts, "--hours", "3"
    )


@pytest.fixture
def people(terminal: Terminal, class_id: str) -> list[str]:
    assert terminal.ask("people", "import", str(ROSTER), "--class", class_id)["added"] == 46
    return [one["id"] for one in terminal.ask("people", "list", "--class", class_id)["people"]]


def test_status_of_a_fresh_laptop(terminal: Terminal) -> None:
    answer = terminal.ask("status")
    office = answer["offices"].pop("53")
    assert answer == {
        "pending": 0,
        "carried": 0,
        "held": 0,
        "rejected": 0,
        "conflicts": 0,
        "last_contact": None,
        "offices": {},
        "next_attempt": None,
    }
    assert office["seq"] == 0
    assert len(bytes.fromhex(office["hash"])) == 8


def test_a_class_is_made_listed_and_shown(terminal: Terminal, class_id: str, session: str) -> None:
    assert class_id == "7-1"
    (one,) = terminal.ask("class", "list")["classes"]
    assert (one["id"], one["title"], one["office"], one["programme"]) == (class_id, "DLA NTT 2025", "53", "dla")
    assert (one["people"], one["sessions"]) == (0, 1)
    group = terminal.id("group", "create", "--class", class_id, "--title", "Kelompok 1")
    note = terminal.id("group", "note", "--group", group, "--text", "Draf dibahas.")
    assert note.startswith("7-")
    shown = terminal.ask("class", "show", class_id)
    assert {"id", "title", "stages", "sessions", "groups", "counts"} <= shown.keys()
    assert shown["counts"] == {"people": 0, "sessions": 1, "groups": 1, "marks": 0, "disputed": 0}
    assert shown["sessions"][0]["id"] == session
    assert [note["text"] for note in shown["groups"][0]["notes"]] == ["Draf dibahas."]


def test_sessions_are_listed_with_exactly_what_was_promised(terminal: Terminal, class_id: str, session: str) -> None:
    half = ("--class", class_id, "--title", "Sesi 2", "--starts-at", "29/07/2025 10.30", "--hours", "2,5")
    other = terminal.id("session", "create", *half)
    assert terminal.ask("session", "list", "--class", class_id) == {
        "sessions": [
            {"id": session, "title": "Sesi 1", "starts_at": "2025-07-28T08:00:00+08:00", "hours": 3, "closed": False},
            {"id": other, "title": "Sesi 2", "starts_at": "2025-07-29T10:30:00+08:00", "hours": 2.5, "closed": False},
        ]
    }
    terminal.ask("session", "close", session)
    assert terminal.ask("session", "list", "--class", class_id)["sessions"][0]["closed"]


def test_a_roster_is_counted_and_a_second_time_changes_nothing(terminal: Terminal, class_id: str) -> None:
    first = terminal.ask("people", "import", str(ROSTER), "--class", class_id, "--dry-run")
    assert terminal.ask("status")["pending"] == 1
    second = terminal.ask("people", "import", str(ROSTER), "--class", class_id)
    assert first == second
    assert set(first) == {"rows", "added", "updated", "unchanged", "skipped", "problems", "warned"}
    assert (first["rows"], first["added"], first["skipped"]) == (46, 46, 0)
    assert {frozenset(problem) for problem in first["problems"]} == {
        frozenset({"row", "column", "severity", "message"})
    }
    pending = terminal.ask("status")["pending"]
    third = terminal.ask("people", "import", str(ROSTER), "--class", class_id)
    assert (third["added"], third["updated"], third["unchanged"]) == (0, 0, 46)
    assert terminal.ask("status")["pending"] == pending


def test_people_are_listed_found_and_limited(terminal: Terminal, class_id: str, people: list[str]) -> None:
    everyone = terminal.ask("people", "list")
    assert everyone["total"] == len(everyone["people"]) == len(people) == 46
    assert set(everyone["people"][0]) == PERSON
    three = terminal.ask("people", "list", "--search", "ma", "--limit", "3", "--class", class_id)
    assert three["total"] > len(three["people"]) == 3
    assert terminal.ask("people", "list", "--search", "tidak ada orang ini") == {"total": 0, "people": []}
    assert terminal.ask("people", "list", "--limit", "0")["people"] == []


def test_one_field_of_a_person_is_corrected(terminal: Terminal, people: list[str]) -> None:
    number = terminal.ask("people", "list", "--limit", "1")["people"][0]["employee_number"]
    answer = terminal.ask("people", "set", "--person", number, "--field", "phone", "--value", "0812 3456 7890")
    assert answer == {"id": people[0]}
    assert terminal.ask("people", "list", "--limit", "1")["people"][0]["phone"] == "+6281234567890"
    pending = terminal.ask("status")["pending"]
    terminal.ask("people", "set", "--person", people[0], "--field", "phone", "--value", "081234567890")
    assert terminal.ask("status")["pending"] == pending
    terminal.ask("people", "set", "--person", people[0], "--field", "phone", "--value", "")
    assert terminal.ask("people", "list", "--limit", "1")["people"][0]["phone"] is None


@pytest.mark.parametrize("status", ["H", "I", "S", "A", "DL"])
def test_a_mark_is_answered_with_its_dot(terminal: Terminal, session: str, people: list[str], status: str) -> None:
    answer = terminal.ask("attendance", "mark", "--session", session, "--person", people[0], "--status", status)
    assert answer["saved"] is True
    author, n = answer["dot"]
    assert author == 7
    again = terminal.ask("attendance", "mark", "--session", session, "--person", people[0], "--status", status)
    assert again["dot"] == [7, n + 1]


def test_marks_are_exported_as_rows_and_as_a_file(
    terminal: Terminal, class_id: str, session: str, people: list[str], tmp_path: Path
) -> None:
    terminal.ask("attendance", "mark", "--session", session, "--person", people[3], "--status", "S", "--note", "surat")
    (row,) = terminal.ask("attendance", "export", "--session", session)["rows"]
    assert set(row) == {"session", "person", "name", "status", "marked_at", "marked_by", "tick"}
    assert (row["session"], row["person"], row["status"], row["tick"]) == (session, people[3], "S", "saved")
    assert row["marked_by"] == "Adriana Bire"
    assert datetime.fromisoformat(row["marked_at"]).utcoffset() is not None
    assert len(terminal.ask("attendance", "export", "--class", class_id, "--everyone")["rows"]) == 46
    file = tmp_path / "presensi.csv"
    answer = terminal.ask("attendance", "export", "--class", class_id, "--out", str(file), "--notes")
    assert answer == {"file": str(file), "rows": 1}
    (line,) = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert (line["status"], line["note"]) == ("S", "surat")
    plain = terminal.type("attendance", "export", "--session", session)
    assert plain.out.splitlines()[0] == "session,person,name,status,marked_at,marked_by,tick"
    same = terminal.ask("attendance", "import", str(file))
    assert (same["rows"], same["unchanged"], same["problems"]) == (1, 1, [])


def test_an_imported_sheet_marks_people_by_id_or_number(
    terminal: Terminal, session: str, people: list[str], tmp_path: Path
) -> None:
    number = terminal.ask("people", "list", "--limit", "2")["people"][1]["employee_number"]
    file = tmp_path / "masuk.csv"
    rows = [f"{session},{people[0]},H,2025-07-28T08:01:00+08:00,", f"{session},{number},I,,izin", f"{session},x,H,,"]
    file.write_text("\n".join(["session,person,status,marked_at,note", *rows]), encoding="utf-8")
    said = terminal.type("attendance", "import", str(file), "--json")
    assert said.code == 3
    assert {key: said.answer[key] for key in ("rows", "added", "updated", "unchanged", "skipped")} == {
        "rows": 3,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 1,
    }
    (problem,) = said.answer["problems"]
    assert (problem["row"], problem["column"], problem["severity"]) == (4, "person", "error")
    rows_now = terminal.ask("attendance", "export", "--session", session)["rows"]
    assert {row["person"]: row["status"] for row in rows_now} == {people[0]: "H", people[1]: "I"}


def test_rows_with_problems_come_back_as_a_workbook(terminal: Terminal, class_id: str, tmp_path: Path) -> None:
    file = workbook(tmp_path / "peserta.xlsx", [["No", "Nama", "NIP"], [1, "Ana Kale", "123"], [2, "Budi Leo", ""]])
    back = tmp_path / "masalah.xlsx"
    said = terminal.type("people", "import", str(file), "--class", class_id, "--problems", str(back), "--json")
    assert said.code == 3
    assert (said.answer["added"], said.answer["skipped"]) == (1, 1)
    assert back.exists()
    assert ENROLMENT.label


def test_no_conflict_is_an_empty_list(terminal: Terminal) -> None:
    assert terminal.ask("conflicts", "list") == {"conflicts": []}
    assert terminal.ask("conflicts", "list", "--all", "--author", "7") == {"conflicts": []}


def test_no_news_is_an_empty_digest(terminal: Terminal) -> None:
    assert terminal.ask("digest") == {"since": None, "lines": []}
    assert terminal.type("digest", "undo", "7").code == 3


def test_the_doctor_looks_at_everything(terminal: Terminal) -> None:
    said = terminal.type("doctor", "--json")
    found = {one["what"]: one["ok"] for one in said.answer["findings"]}
    names = ("versions", "profile", "disk", "key", "backup", "replica")
    assert found == {**dict.fromkeys(names, True), "server": False}
    assert said.code == 4
    assert said.answer["sound"] is False


def test_options_that_hold_everywhere_may_stand_anywhere(terminal: Terminal) -> None:
    words = terminal.type("--json", "--lang", "en", "class", "list")
    assert words.answer == {"classes": []}
    assert terminal.type("class", "list", "--json").answer == {"classes": []}
    assert terminal.type("class", "--lang", "en", "list").out == "No class yet.\n"
    assert terminal.type("class", "list").out == "Belum ada kelas.\n"
