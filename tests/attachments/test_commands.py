"""lontar attachment: what it answers, with --json and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract.exchange.blobs import digest_of
from tests.attachments.photographs import paper, photograph, saved
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    return Terminal(tmp_path / "profile", capsys)


def test_a_photograph_is_attached_listed_got_and_removed(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    starts = ("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3")
    session = terminal.id("session", "create", "--class", class_id, "--title", "Sesi 1", *starts)
    photo = saved(tmp_path, "daftar hadir.jpg", photograph(1))
    made = terminal.ask("attachment", "add", "--session", session, str(photo))
    assert set(made) == {"id", "kind", "bytes"}
    other = terminal.ask(
        "attachment", "add", "--session", session, str(saved(tmp_path, "a.pdf", paper())), "--title", "SK"
    )
    (second, first) = sorted(
        terminal.ask("attachment", "list", "--session", session)["attachments"], key=lambda x: x["title"]
    )
    assert (first["id"], second["id"]) == (made["id"], other["id"])
    assert first == {
        "id": made["id"],
        "class": class_id,
        "session": session,
        "group": None,
        "person": None,
        "title": "daftar hadir",
        "kind": "image/jpeg",
        "bytes": made["bytes"],
        "taken_at": first["taken_at"],
        "place": "here",
        "percent": 0,
    }
    assert (second["title"], second["kind"], second["bytes"]) == ("SK", "application/pdf", 2000)
    assert terminal.ask("status")["attachments"] == {"pending": 2, "bytes": made["bytes"] + 2000}
    assert "Foto dan berkas menunggu: 2" in terminal.type("status").out
    got = terminal.ask("attachment", "get", other["id"], "--out", str(tmp_path / "keluar.pdf"))
    assert got == {
        "id": other["id"],
        "here": True,
        "file": str(tmp_path / "keluar.pdf"),
        "kind": "application/pdf",
        "bytes": 2000,
    }
    assert digest_of((tmp_path / "keluar.pdf").read_bytes()) == digest_of(paper())
    assert "di laptop ini" in terminal.type("attachment", "list").out
    assert "on this laptop" in terminal.type("attachment", "list", "--lang", "en").out
    assert terminal.ask("attachment", "remove", other["id"]) == {"id": other["id"]}
    assert len(terminal.ask("attachment", "list", "--class", class_id)["attachments"]) == 1
    assert terminal.ask("status")["attachments"]["pending"] == 1


def test_what_is_no_photograph_or_not_here_is_said_in_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    starts = ("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3")
    session = terminal.id("session", "create", "--class", class_id, "--title", "Sesi 1", *starts)
    empty = saved(tmp_path, "kosong.jpg", b"")
    said = terminal.type("attachment", "add", "--session", session, str(empty))
    assert (said.code, "kosong.jpg kosong." in said.err) == (3, True)
    said = terminal.type("attachment", "add", "--session", session, str(empty), "--lang", "en")
    assert "kosong.jpg is empty." in said.err
    assert (
        terminal.type("attachment", "add", "--session", "7-99", str(saved(tmp_path, "a.jpg", photograph(2)))).code == 3
    )
    assert terminal.type("attachment", "get", "7-99", "--out", str(tmp_path / "x")).code == 3
    assert terminal.ask("attachment", "list") == {"attachments": []}
    assert not (tmp_path / "x").exists()
