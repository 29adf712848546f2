"""`lontar receipt`: asked for, kept, shown, printed and checked; whatever was changed is named."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.documents.receipt_sheet import qr_text
from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests.cli.terminal import CHEAP, PASSPHRASE, Terminal
from tests.roads.centre import Centre, centre


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path, "53") as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def laptop(served: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    terminal = Terminal(tmp_path / "profile", capsys)
    keys.create(open_profile(tmp_path / "profile").directory, PASSPHRASE, CHEAP)
    terminal.ask("join", "--server", served.url, "--code", served.code("Maria Bere"), "--insecure")
    return terminal


def test_a_receipt_is_asked_for_kept_printed_exported_and_checked(laptop: Terminal, tmp_path: Path) -> None:
    class_id = laptop.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    laptop.id("group", "create", "--class", class_id, "--title", "Kelompok 1")
    before = laptop.ask("sync")
    assert before["requests"] == 1
    assert laptop.ask("receipt", "list") == {"receipts": []}
    (made,) = laptop.ask("receipt", "get")["receipts"]
    status = laptop.ask("status")["offices"]["53"]
    assert (made["seq"], made["hash"]) == (status["seq"], status["hash"])
    assert made["authors"][0] | {"author": 0} == {
        "author": 0,
        "person": "Maria Bere",
        "n0": 1,
        "n1": made["count"],
        "refused": 0,
        "held": 0,
    }
    assert {(one["class"], one["record"], one["count"]) for one in made["counts"]} >= {
        ("DLA NTT 2025", "Kelompok", 1),
        (None, "Kelas", 1),
    }
    assert laptop.ask("receipt", "get") == {"receipts": []}
    assert laptop.ask("receipt", "list")["receipts"] == [made]
    assert laptop.ask("receipt", "show", str(made["id"])) == made
    shown = laptop.type("receipt", "show", str(made["id"])).out
    assert "Maria Bere" in shown
    assert made["at"].endswith("+08:00"), "in the zone of the office, whatever that of the machine"
    assert f" {made['at'][11:13]}.{made['at'][14:16]} WITA" in shown
    assert laptop.type("receipt", "show", "99", "--json").code == 3

    file = tmp_path / "tanda terima.txt"
    laptop.ask("receipt", "export", str(made["id"]), str(file))
    text = file.read_text()
    for key in ((), ("--key", "profile")):
        checked = laptop.ask("receipt", "verify", str(file), *key)
        assert (checked["ok"], checked["key_compared"], checked["counts"]) == (True, bool(key), made["counts"])
    assert laptop.ask("receipt", "verify", qr_text(text))["hash"] == made["hash"]
    spoilt = text.replace('"Kelompok', '"Kelomp0k') if '"Kelompok' in text else text.replace("DLA", "DLB")
    file.write_text(spoilt)
    told = laptop.type("receipt", "verify", str(file), "--json")
    assert (told.code, json.loads(told.out)["part"]) == (3, "jumlah")
    assert laptop.type("receipt", "verify", str(file), "--key", "00" * 32).code == 3
    for wrong in ("zz", "00" * 31):
        told = laptop.type("receipt", "verify", str(file), "--key", wrong, "--json")
        assert (told.code, "64" in json.loads(told.out)["error"]) == (2, True)

    sheet = tmp_path / "tanda terima.pdf"
    laptop.ask("receipt", "print", str(made["id"]), "--out", str(sheet))
    pdf = sheet.read_bytes()
    assert pdf.startswith(b"%PDF-1.4")
    stream = pdf[pdf.index(b"stream\n") + 7 : pdf.index(b"\nendstream")]
    drawn = zlib.decompress(stream).decode("latin-1")
    assert "(Maria Bere: " in drawn
    assert drawn.count(" re") > 400


def test_a_later_talk_asks_by_itself_and_the_one_that_brings_work_never_does(
    laptop: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.storage import lease

    laptop.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    first = laptop.ask("sync")
    again = laptop.ask("sync")
    assert laptop.ask("receipt", "list")["receipts"] == []
    monkeypatch.setattr(lease, "PAUSE_S", -1)
    told = laptop.ask("sync")
    assert (first["requests"], told["requests"]) == (1, 1)
    assert told["bytes_down"] - again["bytes_down"] < 1200
    (made,) = laptop.ask("receipt", "list")["receipts"]
    assert made["count"] >= 1
    assert laptop.ask("sync")["bytes_down"] == again["bytes_down"]
