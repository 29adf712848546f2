"""Certificates on the command line: asking for numbers, checking texts and papers, without any profile too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.documents.certificate_sheet import CertificatePaper, certificate_pdf
from desktop.documents.press.pages import ready_to_print
from tests.cli.terminal import Terminal
from tests.parsers import papers

TEXT = papers.seals()[0].decode()


@pytest.fixture
def office_key(tmp_path: Path) -> str:
    place = tmp_path / "kantor.json"
    place.write_bytes(papers.keys()[0])
    return str(place)


def test_numbers_are_asked_for_and_told_to_be_missing_until_they_come(terminal: Terminal) -> None:
    asked = terminal.ask("certificate", "reserve", "--unit", "BPSDMD", "--year", "2026", "--size", "500")
    assert (asked["series"], asked["size"]) == ("BPSDMD/2026", 500)
    told = terminal.ask("certificate", "register", "--unit", "BPSDMD", "--year", "2026")
    assert (told["numbers"], told["counts"]["issued"]) == ([], 0)
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    assert terminal.type("certificate", "issue", "--class", class_id).code == 2
    assert terminal.ask("certificate", "issue", "--class", class_id, "--all-passed") == {"issued": [], "skipped": []}
    assert terminal.type("certificate", "reserve", "--size", "0").code == 3
    assert terminal.type("certificate", "revoke", "9/X/2026", "--reason", "salah").code == 3


def test_a_signatory_is_added_and_listed(terminal: Terminal) -> None:
    who = ("--name", "Dra. Ina Bere", "--post", "Kepala BPSDMD", "--capacity", "plt")
    added = terminal.id("signatory", "add", *who, "--from", "2025-01-01")
    [one] = terminal.ask("signatory", "list")["signatories"]
    assert (one["id"], one["capacity"], one["valid_from"]) == (added, "Plt.", "2025-01-01")
    assert terminal.type("signatory", "add", "--name", "A", "--post", "B", "--capacity", "raja").code == 3


def test_a_text_is_checked_without_a_profile_and_one_altered_sign_is_refused(bare: Terminal, office_key: str) -> None:
    told: dict[str, Any] = bare.ask("certificate", "verify", TEXT, "--office-key", office_key)
    assert (told["genuine"], told["lesson_hours"], told["status"]) == (True, 80, None)
    assert "BSrE" in told["note"]
    assert (told["starts_on"], told["valid_until"], told["expired"]) == ("2025-07-01", None, False)
    over = papers.seal_of(valid_until="2025-12-31")
    assert bare.ask("certificate", "verify", over, "--office-key", office_key)["expired"] is True
    assert "MASA BERLAKUNYA SUDAH LEWAT" in bare.type("certificate", "verify", over, "--office-key", office_key).out
    altered = TEXT[:200] + ("A" if TEXT[200] != "A" else "B") + TEXT[201:]
    said = bare.type("certificate", "verify", altered, "--office-key", office_key, "--json")
    assert (said.code, said.answer["genuine"], said.answer["part"]) == (3, False, "office")
    strange = TEXT[:9] + TEXT[9:].replace("S", "\u017f", 1)
    said = bare.type("certificate", "verify", strange, "--office-key", office_key, "--json", "--lang", "en")
    assert (said.code, said.answer["error"][:29]) == (3, "The text of the QR is not who")
    wrong = bare.type("certificate", "verify", TEXT, "--office-key", office_key, "--fingerprint", "AAAA-AAAA-AAAA-AAAA")
    assert wrong.code == 3


def test_a_pdf_of_ours_is_checked_and_the_revocation_list_counts(
    bare: Terminal, office_key: str, tmp_path: Path, qapp: object
) -> None:
    ready_to_print()
    body = {"kind": "training", "name": "Maria", "training": "DLA", "lesson_hours": 8000}
    paper, listed = tmp_path / "satu.pdf", tmp_path / "cabut.json"
    paper.write_bytes(certificate_pdf(CertificatePaper(number="7", body=body, text=TEXT)))
    listed.write_bytes(papers.lists()[0])
    told = bare.ask("certificate", "verify", str(paper), "--office-key", office_key, "--revocations", str(listed))
    assert (told["revoked"], told["known_on"], told["name"]) == (False, "2025-08-01", "Dr. Maria Nalle, S.Sos., M.Si.")
    other = tmp_path / "lain.pdf"
    other.write_bytes(b"%PDF-1.4\n%%EOF")
    assert bare.type("certificate", "verify", str(other), "--office-key", office_key).code == 3
    other.write_bytes(b"\xff\xd8\xff\xe0")
    assert "gambar" in bare.type("certificate", "verify", str(other), "--office-key", office_key).err
    second = papers.seal_of(number="8")
    other.write_bytes(b"%PDF-1.4\n" + TEXT.encode() + b"\n" + second.encode() + b"\n%%EOF")
    assert "2 sertifikat" in bare.type("certificate", "verify", str(other), "--office-key", office_key).err


def test_what_cannot_be_taken_back_is_told_by_its_name(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "kembali"
    folder.mkdir()
    (folder / "FOTO.JPG").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "SURAT.PDF").write_bytes(b"%PDF-1.4\n%%EOF")
    said = terminal.type("certificate", "take-back", str(folder), "--json")
    told = {one["file"]: one["problem"] for one in said.answer["problems"]}
    assert (said.code, said.answer["taken"], list(told)) == (3, [], ["FOTO.JPG", "SURAT.PDF"])
    assert told["FOTO.JPG"].startswith("Ini bukan PDF")
    assert told["SURAT.PDF"].startswith("PDF ini tidak memuat teks QR")
