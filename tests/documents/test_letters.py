"""Letters and lists about a class, from the command line to the words on the paper; names are never cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.class_letters import receipt_list
from desktop.documents.name_cards import CardKind, print_cards
from desktop.documents.press.pages import print_sheet
from desktop.services.certificates.views import CertificateView
from desktop.services.papers.forms import ClassPaper, PaperPerson
from tests.cli.terminal import PASSPHRASE, Terminal, make_profile
from tests.documents.reading import cells_of, pages_of, size_of

LONG = "Prof. Dr. drg. Yohanes Maria Vianney Hieronymus Umbu Landu Paranggi Praing Tamu Ama, S.Sos., M.Si., Ph.D."
ROSTER = f"""Nama,NIP,Gol,Jabatan,Instansi
"{LONG}",,IV/c,Kepala Dinas,Dinas Kominfo
Maria Goreti Bano,198104022005012000,IV/a,Sekretaris,BPSDMD
"""


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    return Terminal(tmp_path / "profile", capsys)


def test_letters_of_a_class_say_when_where_who_and_who_signs(terminal: Terminal, tmp_path: Path) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    of_class, file = ("--class", class_id), tmp_path / "naskah.pdf"
    for form in ("call", "receipt", "handover"):
        refused = terminal.type("document", form, *of_class, "--out", str(file), "--json")
        assert (refused.code, "belum" in refused.answer["error"].casefold(), file.exists()) == (3, True, False)
    (tmp_path / "peserta.csv").write_text(ROSTER, encoding="utf-8")
    terminal.ask("people", "import", str(tmp_path / "peserta.csv"), *of_class)
    terminal.id(
        *("session", "create", *of_class, "--title", "Kepemimpinan digital"),
        *("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3"),
    )
    terminal.id("regulation", "set", "letterhead.city", "Kupang")
    terminal.id(
        *("signatory", "add", "--name", "Dra. Maria Nalle, M.Si.", "--post", "Kepala BPSDMD"),
        *("--capacity", "a.n.", "--on-behalf-of", "Gubernur Nusa Tenggara Timur"),
    )
    on = ("--on", "2025-07-01", "--out", str(file))
    assert terminal.ask("document", "schedule", *of_class, *on) == {"file": str(file), "rows": 1, "pages": 1}
    (page,) = pages_of(file)
    for said in ("JADWAL PELATIHAN", "Senin, 28 Juli 2025", "08.00-10.15 WITA", "Kepemimpinan digital", "1 Juli 2025"):
        assert said in page
    assert terminal.ask("document", "call", *of_class, *on)["pages"] == 2
    letter, annex = pages_of(file)
    for said in ("Kupang, 1 Juli 2025", "Pemanggilan peserta DLA NTT", "a.n. Gubernur Nusa Tenggara Timur"):
        assert said in letter
    assert annex.startswith("LAMPIRAN.")
    for name in (LONG, "Maria Goreti Bano NIP 19810402 200501 2 000"):
        assert name in annex
        assert name not in letter
    terminal.ask("document", "decree", *of_class, *on, "--paper", "F4")
    (page,) = pages_of(file)
    assert "Jumlah peserta : 2 (dua) orang" in page
    assert "Dra. Maria Nalle, M.Si." in page
    assert size_of(file) == (215, 330)
    terminal.id(
        *("minutes", "sign", *of_class, "--kind", "handover", "--held-on", "2025-09-02", "--place", "Kupang"),
        *("--item", "2 sertifikat", "--item", "1 laporan"),
    )
    terminal.ask("document", "handover", *of_class, "--out", str(file))
    (page,) = pages_of(file)
    assert "tahun dua ribu dua puluh lima, bertempat di Kupang, telah diserahterimakan 2 (dua) hal" in page
    assert "1 2 sertifikat 2 1 laporan" in page
    book = tmp_path / "jadwal.xlsx"
    terminal.ask("document", "schedule", *of_class, "--out", str(book))
    assert [1, "Senin, 28 Juli 2025", "08.00-10.15 WITA", "Kepemimpinan digital", 3, "tidak disebut"] in cells_of(book)
    assert terminal.ask("document", "report", *of_class, "--out", str(file))["pages"] > 1
    assert "Syarat kelulusan belum ditetapkan." in " ".join(pages_of(file))


def paper_of(*names: str, example: bool = False) -> ClassPaper:
    people = tuple(
        PaperPerson(id=n, number=n, name=name, position="Kepala Dinas", agency="Dinas Kominfo")
        for n, name in enumerate(names, 1)
    )
    return ClassPaper(
        class_id=1,
        office="53",
        letterhead=("BPSDMD",),
        address="",
        city="Kupang",
        programme="DLA",
        training="DLA NTT",
        title="DLA NTT",
        dates="",
        place="",
        people=people,
        partners=(),
        chair=None,
        example=example,
    )


def test_names_on_cards_are_whole_and_read_from_both_sides_of_a_table(tmp_path: Path) -> None:
    names = [LONG, *(f"Peserta Nomor {n}" for n in range(2, 12))]
    file = tmp_path / "kartu.pdf"
    assert print_cards(paper_of(*names, example=True), CardKind.NAME, file) == 2
    first, second = pages_of(file)
    assert all(name in (first if n < 8 else second) for n, name in enumerate(names))
    assert first.count("Data contoh") == 8
    assert print_cards(paper_of(*names), CardKind.DESK, file) == 11
    pages = pages_of(file)
    assert [page.count(name) for page, name in zip(pages, names, strict=True)] == [2] * 11
    assert "contoh" not in pages[0].casefold()


def test_who_receives_a_certificate_signs_beside_its_number(tmp_path: Path) -> None:
    views = [
        CertificateView(
            id=n,
            class_id=1,
            person=n,
            kind="training",
            number=f"{n}/BPSDMD/IX/2025",
            issued_on="",
            valid_until="",
            status="issued",
            ended_on="",
            reason="",
            replaces=None,
            signed_paper=None,
            text="",
            birth_place="",
            birth_date="",
            example=False,
            body={"name": f"{LONG} {n}", "employee_number": "198104022005012000"},
        )
        for n in range(1, 31)
    ]
    print_sheet(receipt_list(paper_of(), views, "2025-09-02"), tmp_path / "tanda.pdf")
    pages = pages_of(tmp_path / "tanda.pdf")
    said = " ".join(pages)
    assert all(f"{LONG} {n} NIP 19810402 200501 2 000 {n}/BPSDMD/IX/2025 {n}." in said for n in range(1, 31))
    assert all("Nomor sertifikat" in page for page in pages)
