"""Wrong use, bad input, missing keys: a sentence, the right exit code, never a traceback."""

import io
from pathlib import Path

import pytest

from contract.exchange.dots import parse_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from desktop.app.opening import OpenProfile, opened_with, place_of
from desktop.services.writing import patch, write
from desktop.storage.edit import Change
from desktop.storage.receipts import applied
from desktop.storage.replica import Replica
from desktop.sync import keys
from desktop.sync.recovery_code import make_code
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.roster.sheets import workbook
from tests.services.laptop import REALM, nip

WRONG_USE = [
    (("attendance",), "Perintahnya belum disebutkan"),
    (("atendance",), 'Tidak ada perintah "atendance"'),
    (("class", "creat", "--title", "X"), 'Tidak ada perintah "creat"'),
    (("attendance", "mark"), "--session belum disebutkan"),
    (("attendance", "mark", "--sesion", "7-1"), "Maksudnya --session?"),
    (("attendance", "mark", "--session", "satu", "--person", "7-2", "--status", "H"), '"satu" bukan id'),
    (("attendance", "mark", "--session", "7-1", "--person", "7-2", "--status", "X"), "pilih salah satu dari H, I, S"),
    (("attendance", "export"), "--session atau --class"),
    (("attendance", "export", "--session", "7-1", "--class", "7-1"), "--session atau --class"),
    (("people", "list", "--limit", "banyak"), "--limit: tulis sebuah angka"),
    (("group", "balance", "--class", "7-1", "--count", "0"), "--count: tulis sebuah angka, 1 atau lebih"),
    (("people", "set", "--person", "7-2", "--field", "warna", "--value", "x"), "employee_number"),
    (("class", "list", "lebih"), 'Kelebihan kata: "lebih"'),
    (("class", "show"), "ID belum disebutkan"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG_USE)
def test_wrong_use_is_answered_with_the_right_use(terminal: Terminal, words: tuple[str, ...], sentence: str) -> None:
    said = terminal.type(*words)
    assert said.code == 2
    assert sentence in said.err
    assert "Pemakaian: lontar" in said.err
    assert said.out == ""
    asked = terminal.type(*words, "--json")
    assert asked.answer["exit"] == 2
    assert sentence in asked.answer["error"]


def test_what_is_no_id_is_told_in_the_language_asked_for(terminal: Terminal) -> None:
    assert '"abc" is no id' in terminal.type("minutes", "show", "abc", "--lang", "en").err
    assert '"abc" bukan id' in terminal.type("minutes", "show", "abc").err


def test_the_right_use_names_what_is_needed_and_no_value_for_a_switch(terminal: Terminal) -> None:
    assert terminal.type("programme", "run", "--help").out.startswith(
        "Pemakaian: lontar programme run --example KUNCI [PILIHAN]\n"
    )


def test_a_person_who_is_neither_id_nor_number_is_wrong_use(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "A", "--office", "53")
    day = ("--starts-at", "2025-07-28T08:00", "--hours", "3")
    session = terminal.id("session", "create", "--class", class_id, "--title", "S", *day)
    said = terminal.type("attendance", "mark", "--session", session, "--person", "Maria", "--status", "H")
    assert said.code == 2
    assert '"Maria" bukan id atau NIP' in said.err


@pytest.mark.parametrize(
    ("words", "indonesian", "english"),
    [
        (("class", "show", "7-99"), "Tidak ada kelas 7-99", "There is no class 7-99"),
        (("session", "list", "--class", "7-99"), "Tidak ada kelas 7-99", "There is no class 7-99"),
        (("group", "note", "--group", "7-9", "--text", "x"), "Tidak ada kelompok 7-9", "There is no group 7-9"),
        (("class", "create", "--title", " ", "--office", "53"), "Nama kelas kosong", "title of the class is empty"),
        (("class", "create", "--title", "A", "--office", "11"), 'kantor "11"', 'not joined office "11"'),
        (("people", "import", "/tidak/ada.xlsx"), "ada.xlsx tidak dapat dibuka", "cannot be opened"),
        (("attendance", "import", "/tidak/ada.csv"), "ada.csv tidak dapat dibuka", "cannot be opened"),
        (("people", "set", "--person", nip(1), "--field", "phone", "--value", ""), "dengan NIP", "has NIP"),
    ],
)
def test_bad_input_is_told_in_both_languages(
    terminal: Terminal, words: tuple[str, ...], indonesian: str, english: str
) -> None:
    said = terminal.type(*words)
    assert (said.code, said.out) == (3, "")
    assert indonesian in said.err
    other = terminal.type(*words, "--lang", "en", "--json")
    assert other.code == 3
    assert english in other.answer["error"]


def test_a_value_no_rule_can_read_is_bad_input(terminal: Terminal, tmp_path: Path) -> None:
    file = workbook(tmp_path / "p.xlsx", [["Nama", "NIP"], ["Ana Kale", nip(1)]])
    terminal.ask("people", "import", str(file))
    for field, value in (("employee_number", "123"), ("sex", "?"), ("birth_date", "besok"), ("name", "")):
        said = terminal.type("people", "set", "--person", nip(1), "--field", field, "--value", value)
        assert said.code == 3, said
        assert said.err.strip()


def test_a_number_of_two_people_is_told_with_both(terminal: Terminal, tmp_path: Path) -> None:
    for place, name in enumerate(("Ana Kale", "Budi Leo")):
        rows = [["Nama", "NIP", "Instansi"], [name, nip(place), f"Dinas {place}"]]
        terminal.ask("people", "import", str(workbook(tmp_path / f"{place}.xlsx", rows)))
    (other,) = terminal.ask("people", "list", "--search", nip(1))["people"]
    same = Change(RowKey(PERSON.number, parse_id(other["id"])), patch(PERSON, employee_number=nip(0)))
    with opened_at(terminal) as profile:  # as a sync brings it: by hand nobody is given another's number
        profile.write(lambda replica, moment: write(replica, REALM, [same], moment)).result()
    said = terminal.type("people", "set", "--person", nip(0), "--field", "phone", "--value", "")
    assert said.code == 3
    assert "Ana Kale (Dinas 0)" in said.err
    assert "Budi Leo (Dinas 1)" in said.err


def test_without_a_profile_everything_is_not_permitted(bare: Terminal) -> None:
    for words in (("status",), ("sync",), ("class", "list"), ("people", "list")):
        said = bare.type(*words)
        assert said.code == 5
        assert "lontar join" in said.err
    assert not bare.directory.exists()
    assert bare.type("doctor").code == 5


def test_a_passphrase_is_asked_of_file_environment_or_nobody(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", "salah")
    assert (terminal.type("status").code, "Kata sandi salah" in terminal.type("status").err) == (5, True)
    monkeypatch.delenv("LONTAR_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = terminal.type("status", "--json", "--lang", "en")
    assert said.code == 5
    assert said.answer["error"].startswith("A passphrase is needed")
    file = tmp_path / "sandi.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    assert terminal.type("status", "--passphrase-file", str(file)).code == 0
    assert terminal.type("--passphrase-file", str(tmp_path / "x"), "status").code == 5


def test_a_server_that_is_not_there_leaves_the_work_safe(terminal: Terminal) -> None:
    terminal.id("class", "create", "--title", "A", "--office", "53")
    said = terminal.type("sync", "--json", "--timeout", "20")
    assert said.code == 4
    kept = {"sent", "received", "pending", "rejected", "requests", "bytes_up", "bytes_down"}
    assert set(said.answer) == kept | {"cause"}
    assert (said.answer["pending"], said.answer["sent"]) == (1, 0)
    assert said.err.strip()
    assert terminal.ask("status")["next_attempt"] is not None


@pytest.mark.parametrize(
    ("server", "code", "exit_code"),
    [
        ("http://127.0.0.1:9", "ABCD-EFGH", 3),
        ("bukan alamat", make_code(bytes(20)), 3),
        ("http://127.0.0.1:9", "", 3),
    ],
)
def test_a_joining_that_cannot_even_ask_leaves_nothing_behind(
    bare: Terminal, server: str, code: str, exit_code: int
) -> None:
    said = bare.type("join", "--server", server, "--code", code)
    assert said.code == exit_code, said
    assert not (bare.directory / "key.json").exists()


def test_help_is_there_in_both_languages_for_every_command(terminal: Terminal) -> None:
    commands = [
        *(("join",), ("status",), ("sync",), ("doctor",), ("demo",), ("conflicts", "list"), ("class", "create")),
        *(("class", "list"), ("class", "show"), ("session", "create"), ("session", "list"), ("group", "create")),
        *(("group", "note"), ("people", "import"), ("people", "list"), ("people", "set"), ("attendance", "mark")),
        *(("attendance", "import"), ("attendance", "export"), ("session", "close"), ("session", "open"), ()),
    ]
    for words in commands:
        indonesian, english = terminal.type(*words, "--help"), terminal.type(*words, "--help", "--lang", "en")
        assert (indonesian.code, english.code) == (0, 0)
        assert indonesian.out.startswith(f"Pemakaian: {' '.join(('lontar', *words))}")
        assert english.out.startswith(f"Usage: {' '.join(('lontar', *words))}")
        assert "map data laptop ini" in indonesian.out
        assert "folder with this laptop's data" in english.out


def test_without_a_command_and_without_a_screen_the_help_is_shown(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = terminal.type()
    assert said.code == 2
    assert "Perintah:" in said.err


def test_what_the_centre_rejected_is_told_by_sync_and_status_alike(terminal: Terminal) -> None:
    terminal.id("class", "create", "--title", "A", "--office", "53")
    with opened_at(terminal) as profile:
        profile.database.call(reject_everything, profile.replica).result()
    said = terminal.type("sync", "--json", "--timeout", "20")
    assert said.code == 4
    (one,) = said.answer["rejected"]
    assert (one["dot"], one["record"], one["reason"]) == ([7, 1], "class_group", "too_long:title")
    assert '"Nama kelas" terlalu panjang' in one["message"]
    assert terminal.ask("status")["rejected"] == 1


def opened_at(terminal: Terminal) -> OpenProfile:
    return opened_with(place_of(terminal.directory), keys.unlock(terminal.directory, PASSPHRASE))


def reject_everything(replica: Replica) -> None:
    with replica.transaction():
        applied(replica, 7, [(1, 1, 5)], [(1, "rejected", "too_long:title")])
