"""`lontar nominal`: from the rates of a decree to a frozen list on paper, and its difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.opening import opened_with, place_of
from desktop.storage.arrivals import make_same, take
from desktop.storage.edit import read_pen
from desktop.storage.receipts import applied
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile
from tests.documents.reading import cells_of, pages_of

ROSTER = "Nama,NIP,Gol,L/P\nMaria Bere,198001012005012001,IV/a,P\nPetrus Nalle,198002022005011002,III/d,L\n"
DAY = ("--starts-at", "2025-07-28T08:00", "--hours", "3")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    return Terminal(tmp_path / "profile", capsys)


def settle(terminal: Terminal, seq: int) -> None:
    """As if the centre had taken all that was made so far and sent its rows back."""
    place = place_of(terminal.directory)
    with opened_with(place, keys.unlock(place.directory, PASSPHRASE)) as profile:
        replica = profile.replica

        def work() -> None:
            with replica.transaction():
                n = read_pen(replica, 7).n
                applied(replica, 7, [(1, n, seq)], [])
                take(replica, 3, make_same(replica, [(7, 1, n)], seq)[0])

        profile.database.call(work).result()


def test_rates_of_a_decree_become_a_frozen_list_on_paper_and_a_difference(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    (tmp_path / "peserta.csv").write_text(ROSTER, encoding="utf-8")
    terminal.ask("people", "import", str(tmp_path / "peserta.csv"), "--class", class_id)
    maria, petrus = (one["id"] for one in terminal.ask("people", "list", "--class", class_id)["people"])
    session = terminal.id("session", "create", "--class", class_id, "--title", "Kepemimpinan", *DAY)
    whole = ("--class", class_id, "--kinds", "transport,honor")
    for person in (maria, petrus):
        terminal.ask("attendance", "mark", "--session", session, "--person", person, "--status", "H")
    terminal.ask("session", "close", session)
    empty = terminal.ask("nominal", "preview", *whole)
    assert (empty["people"], empty["words"]) == ([], "nol rupiah")
    assert empty["sessions_left_out"][0]["why"] == "closing_not_at_centre"

    settle(terminal, 100)
    unset = terminal.type("nominal", "make", *whole, "--json")
    assert (unset.code, "rate.honor, rate.transport, tax.honor.III, tax.honor.IV" in unset.answer["error"]) == (3, True)
    english = terminal.type("nominal", "make", *whole, "--json", "--lang", "en").answer["error"]
    assert english.startswith("Regulations are not set yet")
    rates = {"rate.transport": "150000", "rate.honor": "100000", "tax.honor.IV": "15", "tax.honor.III": "5"}
    for name, value in rates.items():
        terminal.id("regulation", "set", name, value, "--valid-from", "2025-01-01", "--source", "SK 1/2025")
    made = terminal.ask("nominal", "make", *whole, "--on", "2025-09-02", "--number", "900/1")
    assert [(one["id"], one["days"], one["gross"], one["tax"], one["net"]) for one in made["people"]] == [
        (maria, 1, 450_000, 45_000, 405_000),
        (petrus, 1, 450_000, 15_000, 435_000),
    ]
    assert (made["net"], made["words"]) == (840_000, "delapan ratus empat puluh ribu rupiah")
    assert made["people"][0]["lines"][1] == {
        "kind": "honor",
        "unit": "jp",
        "units": 3,
        "rate": 100_000,
        "gross": 300_000,
        "tax_percent": "15",
        "tax": 45_000,
        "net": 255_000,
    }
    again = terminal.type("nominal", "make", *whole, "--json")
    assert (again.code, made["id"] in again.answer["error"]) == (3, True)

    pdf, book = tmp_path / "daftar.pdf", tmp_path / "daftar.xlsx"
    assert terminal.ask("nominal", "print", made["id"], "--out", str(pdf), "--paper", "F4")["rows"] == 3
    assert terminal.ask("nominal", "print", made["id"], "--out", str(book))["rows"] == 3
    other = terminal.type("nominal", "print", made["id"], "--out", str(tmp_path / "daftar.docx"), "--json")
    assert (other.code, "daftar.docx bukan .pdf atau .xlsx" in other.answer["error"]) == (3, True)
    said = " ".join(pages_of(pdf))
    assert "Terbilang: delapan ratus empat puluh ribu rupiah" in said
    assert (made["rounding"], "bagian rupiah ke bawah, tiap baris" in said) == (["down"], True)
    assert any(405_000 in row for row in cells_of(book))

    terminal.ask("session", "open", session)
    terminal.ask("attendance", "mark", "--session", session, "--person", petrus, "--status", "A")
    terminal.ask("session", "close", session)
    settle(terminal, 200)
    less = terminal.ask("nominal", "correct", "--of", made["id"], "--reason", "salah catat", "--on", "2025-09-03")
    assert [(one["id"], one["net"]) for one in less["people"]] == [(petrus, -435_000)]
    assert (less["corrects"], less["words"][:6]) == (made["id"], "minus ")
    listed = terminal.ask("nominal", "list", "--class", class_id)["lists"]
    assert [(one["id"], one["net"], one["intact"]) for one in listed] == [
        (made["id"], 840_000, True),
        (less["id"], -435_000, True),
    ]
    shown = terminal.ask("nominal", "show", made["id"])
    assert (shown["digest"], shown["people"]) == (made["digest"], made["people"])
    told = terminal.type("nominal", "show", less["id"])
    assert (told.code, "minus empat ratus tiga puluh lima ribu rupiah" in told.out) == (0, True)
