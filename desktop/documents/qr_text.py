"""The text of a certificate's QR, from wherever people have it: typed, in a text file, in a PDF made here."""

from __future__ import annotations

from pathlib import Path

from contract.training.certificates.seal import PREFIX, NotGenuine, texts_in
from desktop.documents.press.embedded import texts_of
from desktop.services.faults import NotHere


def qr_text(named: str) -> str:
    """The text itself, or the one in a file of that name. Raises NotHere, NotGenuine."""
    if named.strip().upper().startswith(PREFIX):
        return named
    try:
        content = Path(named).read_bytes()
    except (OSError, ValueError):  # the latter for a name with a zero byte
        told = f"Berkas {named} tidak dapat dibaca; beri berkas, atau teks QR yang dimulai dengan {PREFIX}"
        raise NotHere(told) from None
    if not content.startswith(b"%PDF-"):
        return _plain_text(Path(named).name, content)
    found = texts_in("\n".join(texts_of(content)))
    if not found:
        told = f"{Path(named).name} tidak memuat teks QR sertifikat; pindai QR-nya, lalu tempel di sini."
        raise NotGenuine("text", told)
    if len(found) > 1:
        told = f"{Path(named).name} memuat QR dari {len(found)} sertifikat; periksa satu per satu."
        raise NotGenuine("text", told)
    return found[0]


def _plain_text(name: str, content: bytes) -> str:
    """What a text file says. Raises NotGenuine for a picture: only people and telephones read a QR."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = f"{name} adalah gambar atau berkas lain; pindai QR-nya dengan telepon, lalu tempel teksnya di sini."
        raise NotGenuine("text", told) from None
