"""What commands say to people, without --json; and what is said when we are at fault."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import program
from desktop.cli.program import run
from desktop.cli.setting import Setting
from tests.cli.terminal import PASSPHRASE, Terminal

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


@pytest.fixture
def class_id(terminal: Terminal) -> str:
    return terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")


@pytest.fixture
def session(terminal: Terminal, class_id: str) -> str:
    day = ("--starts-at", "28/07/2025 08.00", "--hours", "2,5")
    return terminal.id("session", "create", "--class", class_id, "--title", "Sesi 1", *day)


def test_each_command_answers_people_in_a_line_or_two(terminal: Terminal, class_id: str, session: str) -> None:
    assert terminal.type("people", "import", str(ROSTER), "--class", class_id).out.startswith("46 baris: baru")
    group = terminal.ask("class", "show", class_id)["groups"][0]["id"]
    person = terminal.ask("people", "list", "--limit", "1")["people"][0]["id"]
    said = {
        ("status",): "Belum sampai pusat: 149.",
        ("class", "list"): "7-1  DLA NTT  (46 peserta, 1 sesi)",
        ("class", "show", class_id): "7-2  2025-07-28T08:00:00+08:00",
        ("session", "list", "--class", class_id): "2.5 JP  Sesi 1",
        ("people", "list", "--limit", "3"): "3 dari 46 peserta.",
        ("conflicts", "list"): "Tidak ada perbedaan yang terbuka.",
        ("group", "note", "--group", group, "--text", "Draf"): "Catatan tersimpan: 7-150",
        ("attendance", "mark", "--session", session, "--person", person, "--status", "h"): "Tersimpan (7-151).",
        ("attendance", "export", "--session", session): f"{session},{person},",
        ("session", "close", session): "Sesi ditutup",
        ("session", "open", session): "Sesi dibuka",
        ("class", "create", "--title", "B", "--office", "53"): "Kelas dibuat: 7-154",
    }
    for words, sentence in said.items():
        answer = terminal.type(*words)
        assert answer.code == 0, answer
        assert sentence in answer.out
    assert "salah" in terminal.type("doctor").out


def test_a_mark_of_a_stranger_is_taken_with_a_warning(terminal: Terminal, session: str) -> None:
    terminal.ask("people", "import", str(ROSTER))
    person = terminal.ask("people", "list", "--limit", "1")["people"][0]["id"]
    at = ("--marked-at", "2025-07-28T08:05:00+08:00")
    said = terminal.type("attendance", "mark", "--session", session, "--person", person, "--status", "DL", *at)
    assert said.code == 0
    assert "tidak terdaftar" in said.err
    (row,) = terminal.ask("attendance", "export", "--session", session)["rows"]
    assert (row["status"], row["marked_at"]) == ("DL", "2025-07-28T08:05:00+08:00")


def test_a_session_needs_hours_that_make_sense_and_a_stage_of_its_class(terminal: Terminal, class_id: str) -> None:
    for extra in (("--hours", "tiga"), ("--hours", "999"), ("--hours", "3", "--stage", "7-77")):
        words = ("session", "create", "--class", class_id, "--title", "S", "--starts-at", "2025-07-28T08:00", *extra)
        assert terminal.type(*words).code == 3


def test_nothing_is_listed_as_nothing(terminal: Terminal, class_id: str) -> None:
    assert terminal.type("session", "list", "--class", class_id).out == "Belum ada sesi.\n"
    assert terminal.type("people", "list").out == "0 dari 0 peserta.\n"


def test_our_own_fault_is_one_sentence_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Maria Nalle")

    monkeypatch.setattr(program.ROOT, "main", broken)
    with pytest.raises(ZeroDivisionError) as caught:
        run(["status", "--json"], Setting())
    sys.excepthook(caught.type, caught.value, caught.tb)
    said = capsys.readouterr()
    assert "Lontar keliru (ZeroDivisionError" in said.err
    assert "Maria" not in said.err + said.out
    assert "Traceback" not in said.err
    assert said.out.startswith('{"error":')
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "Dihentikan." in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        run(["status", "--debug"], Setting(debug=True))
    sys.excepthook(caught.type, caught.value, caught.tb)
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_who_has_enough_is_no_fault(terminal: Terminal) -> None:
    terminal.ask("people", "import", str(ROSTER))
    line = [sys.executable, "-m", "desktop", "--profile", str(terminal.directory), "people", "list"]
    environment = {**os.environ, "LONTAR_PASSPHRASE": PASSPHRASE, "PYTHONUNBUFFERED": "1"}
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(line, stdout=writer, stderr=subprocess.PIPE, text=True, env=environment, timeout=120)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_remarks_that_many_rows_share_are_told_once_and_errors_first(terminal: Terminal, tmp_path: Path) -> None:
    err = terminal.type("people", "import", str(ROSTER), "--office", "53", "--dry-run").err
    assert len(err.splitlines()) == 2
    assert err.splitlines()[0].endswith("Begitu pula 45 baris lain.")
    roster = tmp_path / "daftar.csv"
    roster.write_text("Nama,NIP,Kab/Kota\nMaria,198609262015051001,Kupang\nYosef,1986,Belu\n")
    first, second = terminal.type("people", "import", str(roster), "--office", "53").err.splitlines()
    assert (first.partition(":")[0], second.partition(":")[0]) == ("Baris 3, kolom NIP", "Baris 2, kolom Kab/Kota")


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.type("--version").out.startswith("lontar ")
    assert set(terminal.ask("--version")) == {"version"}


def test_a_letter_alone_searches_nothing_and_a_folder_that_is_not_there_is_named(
    terminal: Terminal, class_id: str, tmp_path: Path
) -> None:
    assert "dua huruf" in terminal.type("people", "list", "--search", "a").err
    answer = terminal.type("attendance", "export", "--class", class_id, "--out", str(tmp_path / "tidak" / "x.csv"))
    assert (answer.code, "Buat dahulu" in answer.err) == (3, True)
