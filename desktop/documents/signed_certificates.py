"""A certificate that comes back signed: which one it is, and whether its pages still say what was issued."""

from __future__ import annotations

from contract.training.certificates.kinds import Kind
from contract.training.certificates.seal import Facts, read_seal
from desktop.documents.certificate_sheet import hours_text
from desktop.documents.certificate_text import certificate_text
from desktop.documents.press.page_texts import PageTexts, page_texts, plain
from desktop.services.faults import Unsuitable

UNCHECKED = "Berisi tanda tangan digital; keabsahannya tidak diperiksa."
"""What is said of every one that is taken: nothing here proves a signature."""


def text_of_signed(content: bytes) -> str:
    """The text of the QR in a signed PDF.

    Raises Unsuitable for what is no PDF, a scan of paper, one without a QR's text or with several, and one whose pages
    say something else than was issued; NotGenuine for a text that was changed.
    """
    pages = page_texts(content)
    if pages is not None and pages.is_scan:
        raise Unsuitable(
            "PDF ini hasil pindaian kertas: halamannya hanya gambar, isinya tidak dapat dicocokkan. Ambil PDF yang "
            "ditandatangani secara digital, atau lampirkan pindaiannya: lontar attachment add."
        )
    text = certificate_text(content)
    _check_pages(pages, read_seal(text).facts)
    return text


def _check_pages(pages: PageTexts | None, facts: Facts) -> None:
    """Raises Unsuitable when it can be told that the pages are others than were issued."""
    if pages is None:
        raise Unsuitable("Halaman PDF ini tidak dapat dibaca, mungkin terpotong. Salin lagi dari sumbernya.")
    missing = [told for told in _stated(facts) if not any(plain(told) in page for page in pages.now)]
    if missing or pages.is_changed:
        about = f'"{missing[0]}" tidak ada lagi' if missing else "ada halaman yang lain sesudah diterbitkan"
        raise Unsuitable(
            f"Isi halaman PDF ini diubah: {about}. Ekspor lagi sertifikat {facts.number}, lalu tandatangani tanpa "
            "mengubahnya."
        )


def _stated(facts: Facts) -> list[str]:
    """What the pages must say, as the QR does."""
    told = [facts.number, facts.name]
    if facts.kind == Kind.TRAINING:
        told += [facts.training, *([f"{hours_text(facts.lesson_hours)} JP"] if facts.lesson_hours is not None else [])]
    return told
