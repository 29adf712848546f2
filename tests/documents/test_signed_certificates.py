"""Signed PDFs that come back: their pages must still say what was issued, and a scan is told to be one."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from contract.training.certificates.kinds import Kind
from contract.training.certificates.seal import read_seal
from desktop.documents.certificate_sheet import CertificatePaper, certificate_pdf
from desktop.documents.signed_certificates import text_of_signed
from desktop.services.faults import Unsuitable
from tests.parsers import papers

TEXT = papers.seals()[0].decode()
FACTS = read_seal(TEXT).facts


def issued(text: str = TEXT, **other: Any) -> bytes:
    facts = read_seal(text).facts
    body = {
        "kind": facts.kind,
        "name": facts.name,
        "training": facts.training,
        "lesson_hours": facts.lesson_hours,
        "issuer": facts.issuer,
        "agency": "Dinas Kominfo",
        **other,
    }
    number = str(body.pop("number", facts.number))
    return certificate_pdf(CertificatePaper(number=number, body=body, text=text))


def signed(content: bytes, *, emptied: int | None = None) -> bytes:
    """As a program signs: appended behind what there was. emptied: the page whose words are taken away with it."""
    writer = PdfWriter(io.BytesIO(content), incremental=True)
    if emptied is not None:
        writer.pages[emptied][NameObject("/Contents")] = writer._add_object(StreamObject())
    held = ArrayObject(NumberObject(n) for n in (0, 1, 2, 3))
    sign = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): held})
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): writer._add_object(sign)})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = form
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def packed_anew(content: bytes) -> bytes:
    """As a program writes that keeps nothing of the file but what it shows."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.compress_identical_objects()
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def test_a_signed_pdf_is_known_and_found_unchanged_appended_to_or_packed_anew() -> None:
    whole = signed(issued())
    assert whole.startswith(issued()[:64])
    assert b"/ByteRange" in whole
    assert text_of_signed(whole) == text_of_signed(packed_anew(whole)) == TEXT


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_that_is_issued_comes_back(kind: Kind) -> None:
    text = papers.seal_of(kind=kind.value, number="B.7/BPSDMD/X/2025")
    assert text_of_signed(signed(issued(text, scheme="Digital Leadership"))) == text


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"name": "Orang Lain"}, FACTS.name),
        ({"number": "999"}, FACTS.number),
        ({"training": "Lain"}, FACTS.training),
        ({"lesson_hours": 12300}, "JP"),
    ],
)
def test_pages_that_say_something_else_than_the_qr_are_refused(other: dict[str, Any], told: str) -> None:
    with pytest.raises(Unsuitable, match="Isi halaman PDF ini diubah") as refused:
        text_of_signed(signed(issued(**other)))
    assert told in str(refused.value)


def test_pages_that_were_changed_behind_what_was_issued_are_refused() -> None:
    with pytest.raises(Unsuitable, match="ada halaman yang lain sesudah diterbitkan"):
        text_of_signed(signed(issued(), emptied=1))
    with pytest.raises(Unsuitable, match=f'"{FACTS.name}" tidak ada lagi'):
        text_of_signed(signed(issued(), emptied=0))


def scan() -> bytes:
    """A certificate on paper as a scanner gives it."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(memory)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x777777)
    painter = QPainter(writer)
    painter.drawImage(QRectF(0, 0, writer.width(), writer.height()), image)
    painter.end()
    return bytes(memory.data().data())


def test_a_scan_a_torn_file_and_what_is_no_pdf_get_a_sentence_each() -> None:
    for content, told in (
        (scan(), "hasil pindaian kertas"),
        (b"\xff\xd8\xff\xe0", "bukan PDF"),
        (b"%PDF-1.4\n%%EOF", "tidak memuat teks QR"),
        (b"%PDF-1.4\n" + TEXT.encode() + b"\n%%EOF", "tidak dapat dibaca"),
        (signed(issued())[:20_000] + TEXT.encode(), "tidak dapat dibaca|diubah"),
    ):
        with pytest.raises(Unsuitable, match=told):
            text_of_signed(content)
