"""The list that is signed in class: from the command line to the words on the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal, make_profile
from tests.documents.reading import cells_of, pages_of

ROSTER = """Nama,NIP,Jabatan,Instansi
"Dr. Yohanes Bria, S.Sos., M.Si.",,Kepala Dinas,Dinas Kominfo
Maria Goreti Bano,198104022005012000,Sekretaris,BPSDMD
"""


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    return Terminal(tmp_path / "profile", capsys)


def test_the_list_of_a_session_names_office_session_and_people(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    (tmp_path / "peserta.csv").write_text(ROSTER, encoding="utf-8")
    terminal.ask("people", "import", str(tmp_path / "peserta.csv"), "--class", class_id)
    session = terminal.id(
        *("session", "create", "--class", class_id, "--title", "Kepemimpinan digital"),
        *("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3"),
    )
    for name, value in (("letterhead.1", "PEMERINTAH PROVINSI NTT"), ("letterhead.city", "Kupang")):
        terminal.id("regulation", "set", name, value)
    file = tmp_path / "hadir.pdf"
    assert terminal.ask("document", "attendance", "--session", session, "--out", str(file)) == {
        "file": str(file),
        "rows": 2,
        "pages": 1,
    }
    [page] = pages_of(file)
    for said in (
        *("PEMERINTAH PROVINSI NTT", "DAFTAR HADIR", "DLA NTT", "Senin, 28 Juli 2025", "08.00-10.15 WITA"),
        *("Kepemimpinan digital", "Dr. Yohanes Bria, S.Sos., M.Si.", "Dinas Kominfo"),
        *("NIP 19810402 200501 2 000", "Kupang, 28 Juli 2025", "Ketua Panitia,"),
    ):
        assert said in page
    book = tmp_path / "hadir.xlsx"
    assert terminal.ask("document", "attendance", "--session", session, "--out", str(book))["rows"] == 2
    assert any("Maria Goreti Bano\nNIP 19810402 200501 2 000" in row for row in cells_of(book))
    forms = tmp_path / "biodata.pdf"
    assert terminal.ask("document", "biodata", "--class", class_id, "--out", str(forms))["pages"] == 2
    first, second = pages_of(forms)
    assert "Dr. Yohanes Bria, S.Sos., M.Si." in first
    assert "NIP : 19810402 200501 2 000" in second
    assert "Halaman 1 dari 1" in second
    nowhere = terminal.type(
        "--json", "document", "attendance", "--session", session, "--out", str(tmp_path / "a" / "b.pdf")
    )
    assert nowhere.code == 3
    assert "b.pdf" in nowhere.err
