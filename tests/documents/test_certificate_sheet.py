"""Certificates on paper: what they say in front and on the back, and how a signed one is known again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from contract.training.certificates.seal import NO_E_SIGNATURE, texts_in
from desktop.documents.certificate_sheet import CertificatePaper, certificate_pdf, file_name, print_certificates
from desktop.documents.press.embedded import texts_of
from desktop.documents.press.pages import ready_to_print
from tests.parsers import papers

TEXT = papers.seals()[0].decode()
BODY: dict[str, Any] = {
    "kind": "training",
    "issuer": "BPSDMD Provinsi NTT",
    "name": "Dr. Maria Nalle, S.Sos., M.Si.",
    "employee_number": "198609262015051001",
    "training": "Digital Leadership Academy",
    "starts_on": "2025-07-01",
    "ends_on": "2025-07-25",
    "issued_on": "2025-07-28",
    "lesson_hours": 1450,
    "predicate": "Memuaskan",
    "signatories": [
        {"name": "Dra. Ina Bere", "post": "Kepala BPSDMD", "capacity": "a.n.", "on_behalf_of": "Gubernur NTT"}
    ],
    "subjects": [
        {"title": "Transformasi digital", "lesson_hours": 900},
        {"title": "Rencana aksi", "lesson_hours": None},
    ],
}


def pages(**more: Any) -> list[str]:
    """What the pages say, white space made plain."""
    ready_to_print()
    example = bool(more.pop("example", False))
    made = certificate_pdf(
        CertificatePaper(number="7/BPSDMD/XIV/VII/2025", body={**BODY, **more}, text=TEXT, example=example)
    )
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_front_and_back_say_who_what_how_long_and_who_signs() -> None:
    front, back = pages()
    for said in (
        "SERTIFIKAT PELATIHAN",
        "Nomor: 7/BPSDMD/XIV/VII/2025",
        "Dr. Maria Nalle, S.Sos., M.Si.",
        "19860926 201505 1 001",
        "LULUS Digital Leadership Academy",
        "1-25 Juli 2025, selama 14,5 JP dengan kualifikasi Memuaskan",
        "a.n. Gubernur NTT",
        "Kepala BPSDMD,",
        "28 Juli 2025",
        "Bukan tanda tangan elektronik",
    ):
        assert said in front
    assert "1 Transformasi digital 9" in back
    assert "2 Rencana aksi tidak disebut" in back
    assert "Jumlah 14,5" in back
    assert NO_E_SIGNATURE in back


def test_made_up_ones_say_so_on_both_sides_and_true_ones_do_not() -> None:
    assert all("DATA CONTOH" in page for page in pages(example=True))
    assert not any("CONTOH" in page for page in pages())


def test_hours_that_nobody_stated_are_not_made_up() -> None:
    front, back = pages(lesson_hours=None, subjects=[])
    assert "jumlah JP tidak disebut" in front
    assert "Jumlah tidak disebut" in back


def test_many_subjects_go_on_over_the_page_with_one_total() -> None:
    subjects = [{"title": f"Mata {n}", "lesson_hours": 100} for n in range(1, 41)]
    sides = pages(subjects=subjects)
    assert len(sides) == 4
    assert sum(page.count("Jumlah") for page in sides) == 1
    assert "40 Mata 40" in sides[-1]


@pytest.mark.parametrize(("kind", "said"), [("competence", "KOMPETEN"), ("attended", "telah mengikuti Digital")])
def test_each_kind_says_what_it_is(kind: str, said: str) -> None:
    front, _ = pages(kind=kind, scheme="Analis", institution="LSP")
    assert said in front
    assert "LULUS" not in front


def test_the_text_of_the_qr_is_found_in_the_file_again(tmp_path: Path) -> None:
    ready_to_print()
    [file] = print_certificates([CertificatePaper(number="1/A/2025", body=BODY, text=TEXT)], tmp_path)
    assert file.name == file_name("1/A/2025", BODY["name"]) == "1-A-2025-Dr-Maria-Nalle-S-Sos-M-Si.pdf"
    assert texts_in("\n".join(texts_of(file.read_bytes()))) == [TEXT]
    assert texts_in("\n".join(texts_of(b"%PDF-1.4\nstream\nx\x9cnothing\nendstream"))) == []
