"""The text of a certificate's QR, read back from a PDF that was made here and may have been signed since."""

from __future__ import annotations

from contract.training.certificates.seal import texts_in
from desktop.documents.press.embedded import texts_of
from desktop.services.faults import Unsuitable


def certificate_text(content: bytes) -> str:
    """The text of the one QR in a PDF. Raises Unsuitable for what holds none, or those of several certificates."""
    if not content.startswith(b"%PDF-"):
        raise Unsuitable("Ini bukan PDF; foto atau pindaian dilampirkan dengan lontar attachment add.")
    texts = texts_in("\n".join(texts_of(content)))
    if not texts:
        raise Unsuitable("PDF ini tidak memuat teks QR sertifikat; lampirkan dengan lontar attachment add.")
    if len(texts) > 1:
        raise Unsuitable(f"PDF ini memuat QR dari {len(texts)} sertifikat; pisahkan dahulu, satu PDF per sertifikat.")
    return texts[0]
