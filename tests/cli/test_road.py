"""The whole road: join, class, roster, mark, sync; the centre's dump equals the laptop, and another laptop sees it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests import programs
from tests.cli.terminal import CHEAP, PASSPHRASE, Terminal
from tests.roads.centre import Centre
from tests.roads.centre import centre as serving

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


@pytest.fixture
def centre(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with serving(sqlite_url, tmp_path) as made:
        yield made


def joined(
    centre: Centre, directory: Path, capsys: pytest.CaptureFixture[str], person: str
) -> tuple[Terminal, dict[str, Any]]:
    """A laptop that has joined. Its key file opens quickly: hundreds of commands are typed here."""
    terminal = Terminal(directory, capsys)
    keys.create(open_profile(directory).directory, PASSPHRASE, CHEAP)
    code = centre.code(person)
    return terminal, terminal.ask("join", "--server", centre.url, "--code", code)


def dump(centre: Centre, table: str) -> list[dict[str, Any]]:
    done = programs.run("server", "dump", "--database", centre.database, "--table", table)
    assert done.returncode == 0, done.stderr
    return [json.loads(row) for row in done.stdout.splitlines()]


def test_a_class_day_reaches_the_centre_and_another_laptop(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    one, answer = joined(centre, tmp_path / "a", capsys, "Adriana Bire")
    assert set(answer) == {"device", "author", "person", "offices", "recovery_code"}
    assert (answer["person"], answer["offices"]) == ("Adriana Bire", ["53"])
    assert len(answer["recovery_code"]) > 20

    class_id = one.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    day = ("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3")
    session = one.id("session", "create", "--class", class_id, "--title", "Sesi 1", *day)
    assert one.ask("people", "import", str(ROSTER), "--class", class_id)["added"] == 46
    people = [person["id"] for person in one.ask("people", "list", "--class", class_id)["people"]]
    statuses = dict(zip(people[:6], ("H", "I", "S", "A", "DL", "H"), strict=True))
    for person, status in statuses.items():
        one.ask("attendance", "mark", "--session", session, "--person", person, "--status", status)
    before = one.ask("status")
    assert before["pending"] == 1 + 1 + 46 * 3 + 9 + 6

    sent = one.ask("sync")
    assert set(sent) == {"sent", "received", "pending", "rejected", "requests", "bytes_up", "bytes_down"}
    assert (sent["sent"], sent["pending"], sent["rejected"]) == (before["pending"], 0, [])
    here = one.ask("attendance", "export", "--class", class_id)["rows"]
    assert {row["tick"] for row in here} == {"settled"}
    assert {(row["session"], row["person"]): row["status"] for row in dump(centre, "attendance")} == {
        (row["session"], row["person"]): row["status"] for row in here
    }
    assert {row["person"]: row["status"] for row in here} == statuses
    assert [len(dump(centre, table)) for table in ("person", "enrolment", "membership", "group")] == [46, 46, 46, 9]

    other, _ = joined(centre, tmp_path / "b", capsys, "Yohanes Leo")
    assert other.ask("sync")["received"] > 150
    assert other.ask("attendance", "export", "--class", class_id)["rows"] == here
    assert other.ask("people", "list")["total"] == 46
    one.ask("sync")
    other.ask("sync")
    assert other.ask("status")["offices"] == one.ask("status")["offices"]


def test_two_laptops_that_mark_one_person_differently_have_one_conflict(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    one, _ = joined(centre, tmp_path / "a", capsys, "Adriana Bire")
    class_id = one.id("class", "create", "--title", "DLA", "--office", "53")
    day = ("--starts-at", "2025-07-28T08:00", "--hours", "3")
    session = one.id("session", "create", "--class", class_id, "--title", "Sesi 1", *day)
    one.ask("people", "import", str(ROSTER), "--class", class_id)
    one.ask("sync")
    other, _ = joined(centre, tmp_path / "b", capsys, "Yohanes Leo")
    other.ask("sync")
    first, second = [person["id"] for person in one.ask("people", "list", "--limit", "2")["people"]]
    for terminal, status in ((one, "H"), (other, "S")):
        terminal.ask("attendance", "mark", "--session", session, "--person", first, "--status", status)
        terminal.ask("attendance", "mark", "--session", session, "--person", second, "--status", "H")
    one.ask("sync")
    other.ask("sync")
    one.ask("sync")
    for terminal in (one, other):
        (conflict,) = terminal.ask("conflicts", "list")["conflicts"]
        assert terminal.ask("status")["conflicts"] == 1
        assert {conflict["first"]["value"], conflict["second"]["value"]} == {"H", "S"}
        assert {conflict["first"]["author_name"], conflict["second"]["author_name"]} == {"Adriana Bire", "Yohanes Leo"}
        assert all(conflict[side][time] for side in ("first", "second") for time in ("device_at", "received_at"))
        rows = terminal.ask("attendance", "export", "--session", session)["rows"]
        assert {row["person"]: row["tick"] for row in rows} == {first: "needs_you", second: "settled"}
    (decided,) = one.ask("conflicts", "resolve", conflict["id"], "--take", "first", "--reason", "ditanyakan")[
        "conflicts"
    ]
    assert (decided["taken"], decided["decided"], decided["open"]) == ("first", decided["first"]["value"], False)
    assert one.ask("status")["conflicts"] == 0
    one.ask("sync")
    other.ask("sync")
    assert other.ask("conflicts", "list")["conflicts"] == []
    assert other.ask("conflicts", "list", "--all", "--session", session)["conflicts"] == [decided]
    assert (decided["resolved_by_name"], decided["reason"]) == ("Adriana Bire", "ditanyakan")
    (again,) = other.ask("conflicts", "undo", conflict["id"])["conflicts"]
    assert again["open"]
    author = str(conflict["second"]["author"])
    (last,) = other.ask("conflicts", "resolve", "--session", session, "--author", author)["conflicts"]
    assert last["decided"] == conflict["second"]["value"]
    out = str(tmp_path / "beda.csv")
    assert other.ask("conflicts", "list", "--all", "--out", out) == {"file": out, "rows": 1}
    assert other.type("conflicts", "resolve", conflict["id"]).code == 2
    assert other.type("conflicts", "resolve", conflict["id"], "--take", "first").code == 3
    assert other.type("conflicts", "undo", "7-1").code == 3


def test_a_conflict_about_a_transfer_names_the_classes(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    one, _ = joined(centre, tmp_path / "a", capsys, "Adriana Bire")
    titles = ("Kelas A", "Kelas B", "Kelas C")
    left, there, elsewhere = (one.id("class", "create", "--title", title, "--office", "53") for title in titles)
    person = one.id("people", "add", "--name", "Maria Nalle")
    one.ask("enrolment", "nominate", "--class", left, "--person", person, "--registered")
    one.ask("sync")
    other, _ = joined(centre, tmp_path / "b", capsys, "Yohanes Leo")
    other.ask("sync")
    for terminal, to in ((one, there), (other, elsewhere)):
        terminal.ask("enrolment", "transfer", "--class", left, "--person", person, "--to", to)
    for terminal in (one, other, one):
        terminal.ask("sync")
    (conflict,) = one.ask("conflicts", "list")["conflicts"]
    assert (conflict["record"], conflict["field"], conflict["class"]) == ("enrolment", "transferred_to", left)
    named = {conflict[side]["value"]: conflict[side]["names"] for side in ("first", "second")}
    assert named == {there: "ke kelas Kelas B", elsewhere: "ke kelas Kelas C"}
    told = one.type("conflicts", "list").out
    assert "Adriana Bire: ke kelas Kelas B" in told
    assert "Yohanes Leo: ke kelas Kelas C" in told
    take = "first" if conflict["first"]["value"] == elsewhere else "second"
    (decided,) = one.ask("conflicts", "resolve", conflict["id"], "--take", take)["conflicts"]
    assert decided["decided"] == elsewhere
    held = {to: one.ask("enrolment", "list", "--class", to)["enrolments"][0] for to in (there, elsewhere)}
    assert (held[there]["status"], held[there]["transferred_to"]) == ("withdrawn", elsewhere)
    assert held[elsewhere]["status"] == "registered"
    assert "diputuskan: ke kelas Kelas C" in one.type("conflicts", "list", "--all").out


def test_a_code_works_once_and_a_refused_one_leaves_nothing(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    code = centre.code("Adriana Bire")
    address = ("--server", centre.url)
    first = Terminal(tmp_path / "a", capsys).ask("join", *address, "--code", code)
    assert first["recovery_code"]
    other = Terminal(tmp_path / "b", capsys)
    said = other.type("join", *address, "--code", code)
    assert said.code == 5
    assert "sudah dipakai" in said.err
    assert not (tmp_path / "b" / "key.json").exists()
    assert other.type("status").code == 5
    centre.stop()
    fresh = other.type("join", *address, "--code", code)
    assert fresh.code == 4
    assert not (tmp_path / "b" / "key.json").exists()


def program(directory: Path, *words: str) -> tuple[int, str, str]:
    line = [sys.executable, "-m", "desktop", "--profile", str(directory), *words]
    environment = {**os.environ, "LONTAR_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_the_program_itself_answers_and_fails_as_promised(terminal: Terminal) -> None:
    code, out, err = program(terminal.directory, "class", "create", "--title", "Kelas é", "--office", "53", "--json")
    assert (code, json.loads(out), err) == (0, {"id": "7-1"}, "")
    code, out, err = program(terminal.directory, "attendance", "mark", "--session", "7-9")
    assert (code, out) == (2, "")
    assert "Traceback" not in err


LOADED = """
import sys
from desktop.cli.program import run
code = run(sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [("status",), ("people", "list"), ("conflicts", "list"), ("class", "list")])
def test_a_command_loads_no_window_and_no_network(terminal: Terminal, words: tuple[str, ...]) -> None:
    line = [sys.executable, "-c", LOADED, "--profile", str(terminal.directory), *words]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120)
    code, *modules = done.stderr.split()
    assert code == "0"
    assert not {"PySide6", "shiboken6", "requests", "keyring", "openpyxl", "python_calamine"} & set(modules)
