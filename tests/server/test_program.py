"""`lontar-server` as people and other programs call it: answers, languages, exit codes."""

from __future__ import annotations

import ast
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from contract.exchange.joining import fits, read_code
from contract.training.catalogue import ATTENDANCE
from server.cli.speech import ENGLISH, in_language
from tests import programs
from tests.roads.centre import ROOT, Centre
from tests.roads.laptop import laptop

COMMAND = [sys.executable, "-m", "server"]


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One command, run to its end."""
    return programs.run("server", *arguments, env={**os.environ, "COLUMNS": "200"})


def answer(*arguments: str) -> Any:
    """The one JSON object that a command prints, which must succeed and say nothing else on stdout."""
    done = ask(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_day_of_the_commands(database_url: str, tmp_path: Path) -> None:
    at = ("--database", database_url)
    made = answer("init", *at, "--office", "53", "--name", "Provinsi NTT")
    assert made["office"] == "53"
    second = answer("init", *at, "--office", "53.71", "--name", "Kota Kupang")
    assert second["fingerprint"] != made["fingerprint"]
    invited = answer("code", *at, "--office", "53", "--person", "Adi", "--role", "organiser")
    assert fits(read_code(invited["code"]), made["fingerprint"])
    assert datetime.fromisoformat(invited["expires"]).utcoffset() is not None

    centre = Centre(database_url, tmp_path / "log")
    centre.start()
    with laptop(tmp_path, "adi") as adi:
        adi.join(centre.url, invited["code"])
        lesson = adi.open_class(people=3)
        adi.mark(lesson, ["H", "S", "DL"])
        adi.sync()
        mine = adi.status().offices[0]
        told = answer("status", *at)["offices"]["53"]
        assert (told["seq"], told["hash"]) == (mine.seq, mine.head.hex())
        assert told["rows"]["attendance"] == 3
        assert told["fates"] == {"ok": sum(told["fates"].values())}
        assert {author["person"]: author["got"] for author in told["authors"]}["Adi"] == 1 + 1 + 3 + 3 + 3
        assert told["conflicts"] == 0

        dumped = ask("dump", *at, "--table", "attendance")
        rows = [json.loads(line) for line in dumped.stdout.splitlines()]
        assert rows == adi.rows(ATTENDANCE)
        assert {row["status"] for row in rows} == {"H", "S", "DL"}
        assert all(re.fullmatch(r"\d+-\d+", row["session"]) for row in rows)
        session = json.loads(ask("dump", *at, "--table", "session").stdout)
        assert (session["starts_at"], session["lesson_hours"]) == ("2025-07-24T23:33:20+00:00", 2.5)
        assert session["class_group"] == json.loads(ask("dump", *at, "--table", "class_group").stdout)["id"]
        for_class = ask(
            "code", *at, "--office", "53", "--person", "B", "--role", "viewer", "--class", session["class_group"]
        )
        assert for_class.returncode == 0
    centre.stop()
    assert centre.errors == ""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with one office that no test here changes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ready') / 'central.db'}"
    Centre(url, Path(os.devnull)).init()
    return url


CODE = ("code", "--office", "53", "--role", "viewer")
WRONG: dict[str, tuple[int, tuple[str, ...]]] = {
    "no command": (2, ()),
    "an unknown command": (2, ("destroy",)),
    "an option left out": (2, ("init", "--office", "53")),
    "no URL": (2, ("status", "--database", "here")),
    "no office code": (2, ("init", "--office", "5", "--name", "x")),
    "a role that is none": (2, ("code", "--office", "53", "--person", "x", "--role", "king")),
    "an office that is there": (3, ("init", "--office", "53", "--name", "x")),
    "an office that is not there": (3, ("code", "--office", "54", "--person", "x", "--role", "viewer")),
    "a class that is none": (3, (*CODE, "--person", "x", "--class", "7-203")),
    "an id that is none": (3, (*CODE, "--person", "x", "--class", "7203")),
    "a name of two lines": (3, (*CODE, "--person", "x\ny")),
    "a table that is none": (3, ("dump", "--table", "nothing")),
    "no database": (3, ("status", "--database", "sqlite:////nowhere/at/all.db")),
    "a database that does not answer": (4, ("status", "--database", "postgresql://127.0.0.1:9/x")),
    "a database of another make": (2, ("status", "--database", "mysql://127.0.0.1/x")),
    "a file that is no database": (3, ("status", "--database", f"sqlite:///{Path(__file__)}")),
    "a folder in place of a file": (4, ("init", "--office", "53", "--name", "x", "--database", f"sqlite:///{ROOT}")),
    "a folder that is not there": (4, ("init", "--office", "53", "--name", "x", "--database", "sqlite:////no/x.db")),
    "a port that can't be had": (3, ("serve", "--host", "203.0.113.1", "--port", "1")),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_one_sentence_and_an_exit_code(what: str, ready: str) -> None:
    expected, arguments = WRONG[what]
    if arguments and "--database" not in arguments and arguments[0] != "destroy":
        arguments = (*arguments, "--database", ready)
    done = ask(*arguments, "--json") if arguments else ask()
    assert done.returncode == expected, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    if arguments:
        told = json.loads(done.stdout)["error"]
        assert told in done.stderr
        assert in_language(told, "en") != told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("status", "--database", "postgresql://127.0.0.1:9/x"), "tidak ada yang menjawab di alamat itu."),
        (("serve", "--host", "203.0.113.1"), "alamat itu bukan milik komputer ini."),
        (("code", "--office", "53", "--role", "king"), "--role: pilih salah satu dari admin, organiser,"),
        (("serve", "--port", "70000"), "--port: tulis angka dari 0 sampai 65535."),
        (("init", "--office", "53"), "--name belum disebutkan."),
        (("dump", "--tabel", "x"), "tidak ada pilihan --tabel."),
        (("dump", "--table"), "--table perlu sebuah nilai."),
        (("status", "53"), "kelebihan kata: 53."),
        (("destroy",), 'tidak ada perintah "destroy".'),
    ],
)
def test_the_reason_is_told_in_the_same_language(arguments: tuple[str, ...], told: str, ready: str) -> None:
    url = () if "--database" in arguments or arguments == ("destroy",) else ("--database", ready)
    said = ask(arguments[0], *url, *arguments[1:]).stderr
    assert told in said
    assert len(said.splitlines()) == 1


def test_a_port_in_use_is_told(ready: str, tmp_path: Path) -> None:
    centre = Centre(ready, tmp_path / "log")
    centre.start()
    done = ask("serve", "--database", ready, "--port", str(centre.port))
    centre.stop()
    assert done.returncode == 3
    assert "sudah dipakai program lain" in done.stderr


def test_when_a_laptop_was_here_is_told(database_url: str, tmp_path: Path) -> None:
    centre = Centre(database_url, tmp_path / "log")
    centre.init()
    centre.start()
    with laptop(tmp_path, "adi") as adi:
        adi.join(centre.url, centre.code("Adi"))
        assert _seen(database_url, "Adi") is None
        adi.sync()
        first = _seen(database_url, "Adi")
        assert first is not None
        adi.sync()
        assert _seen(database_url, "Adi") == first
    assert "terakhir terhubung" in ask("status", "--database", database_url).stdout
    assert "last connected" in ask("status", "--database", database_url, "--lang", "en").stdout
    centre.stop()
    assert centre.errors == ""


def _seen(url: str, person: str) -> str | None:
    authors = answer("status", "--database", url)["offices"]["53"]["authors"]
    found: str | None = next(author["last_seen"] for author in authors if author["person"] == person)
    return found


def test_either_language_is_spoken_wherever_the_option_stands(ready: str) -> None:
    for arguments in (("--lang", "en", "dump", "--table", "x"), ("dump", "--table", "x", "--lang=en")):
        assert "There is no table x" in ask(*arguments, "--database", ready).stderr
    assert "Show where each office stands." in ask("--lang", "en", "--help").stdout
    assert "Menampilkan keadaan setiap kantor." in ask("--help").stdout


def test_a_fault_of_ours_is_a_sentence_and_a_traceback_only_with_debug(ready: str, tmp_path: Path) -> None:
    broken = tmp_path / "central.db"
    broken.write_bytes(Path(ready.removeprefix("sqlite:///")).read_bytes())
    with closing(sqlite3.connect(broken)) as connection:
        connection.execute("DROP TABLE lease")
    done = ask("status", "--database", f"sqlite:///{broken}")
    assert done.returncode == 1
    assert "Kesalahan program" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in ask("status", "--database", f"sqlite:///{broken}", "--debug").stderr


def test_what_is_not_installed_is_told_with_how_to_install_it(ready: str) -> None:
    without = "import sys; sys.modules['uvicorn'] = None; from server.__main__ import main; main()"
    command = [sys.executable, "-c", without, "serve", "--database", ready]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 1
    assert "belum terpasang lengkap (uvicorn)" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_database_is_closed_to_others(ready: str) -> None:
    assert Path(ready.removeprefix("sqlite:///")).stat().st_mode & 0o077 == 0


def test_a_reader_of_a_dump_may_go_away(ready: str) -> None:
    dump = [*COMMAND, "dump", "--database", ready, "--table", "author"]
    with subprocess.Popen(dump, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_every_sentence_has_its_english() -> None:
    """Every text with which a fault is raised, or that is told, wherever the commands may meet it."""
    missing = []
    for file in [*(ROOT / "server").rglob("*.py"), ROOT / "contract" / "exchange" / "dots.py"]:
        if "web" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else node
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = ast.unparse(call.func)
            raised = isinstance(node, ast.Raise) and name not in ("OwnFault", "Malformed", "SystemExit", "Stranger")
            if raised or name.endswith(".tell"):
                sentence = _text(call.args[0])
                if sentence and in_language(sentence, "en") == sentence:
                    missing.append((file.name, sentence))
    assert not missing


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
    return None


def test_english_keeps_the_places_of_the_indonesian() -> None:
    for source, english in ENGLISH.items():
        places = [set(re.findall(r"{(\w+)}", text)) for text in (source, english)]
        assert places[0] == places[1], source
    assert in_language("Kantor 53 sudah ada di server ini.", "en") == "Office 53 is on this server already."
    assert in_language("Kantor 53 sudah ada di server ini.", "id") == "Kantor 53 sudah ada di server ini."
