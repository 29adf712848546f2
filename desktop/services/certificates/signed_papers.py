"""Signed certificates that come back: known by the text of their QR, kept as attachments of the class."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract.exchange.blobs import MOST_BYTES, digest_of
from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from contract.training.catalogue import ATTACHMENT, CERTIFICATE
from contract.training.certificates.kinds import State
from contract.training.certificates.seal import Facts, check, read_seal
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.writing import patch, stated, write
from desktop.storage import blobs
from desktop.storage.blobs import Name
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_by, fetch_row
from desktop.storage.registration import pinned_key
from desktop.storage.replica import Replica

_PDF = "application/pdf"
_SIGNATURE = b"/ByteRange"
"""What every electronic signature within a PDF must hold, and holds unpacked."""
_SECOND_RANGE = re.compile(rb"/ByteRange\s*\[\s*\d{1,12}\s+\d{1,12}\s+(\d{1,12})\s+(\d{1,12})\s*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A signed paper that found its certificate. again: the very same was here before.

    is_covered: whether a signature within it says that it goes to the file's end. Nothing here proves a signature.
    """

    certificate: int
    number: str
    name: str
    attachment: int
    again: bool
    is_covered: bool


def take_back(replica: Replica, content: bytes, text: str, moment: Moment) -> TakenBack:
    """Keeps a signed PDF with the certificate that its QR's text names.

    Raises NotGenuine, NotHere, and Unsuitable for one that is too big, not signed, of a certificate that was ended, or
    of one that has another signed PDF.
    """
    if _SIGNATURE not in content:
        raise Unsuitable("PDF ini tidak berisi tanda tangan digital; tanda tangani dahulu, lalu ambil lagi.")
    if len(content) > MOST_BYTES:
        raise Unsuitable(f"PDF berisi {len(content)} byte, paling banyak {MOST_BYTES}. Simpan ulang lebih kecil.")
    sealed = read_seal(text)
    key = pinned_key(replica, sealed.facts.office)
    if key is None:
        raise NotHere(f"Kantor penerbit ({sealed.facts.issuer}) tidak ada di laptop ini; ambil di laptop kantor itu.")
    facts = check(sealed, key)
    with replica.transaction():
        line = _certificate(replica, facts, "".join(text.split()))
        name = Name(line.realm, digest_of(content), len(content))
        held = fetch_row(replica, ATTACHMENT, line.signed_paper) if line.signed_paper else None
        if held is not None and blobs.name_of(held) == name:
            return _taken(line, facts, held.id, content, again=True)
        _check_alone(facts, held)
        made = stated(
            ATTACHMENT,
            class_group=line.class_group,
            person=line.person,
            title=f"Sertifikat {facts.number} bertanda tangan"[:200],
            kind=_PDF,
            digest=name.digest.hex(),
            size=name.size,
            taken_at=moment.told,
            example=line.example,
        )
        identifier = row_id(write(replica, line.realm, [Change(ATTACHMENT.number, made)], moment)[0])
        blobs.put(replica, name, content, identifier, moment.wall)
        change = Change(RowKey(CERTIFICATE.number, line.id), patch(CERTIFICATE, signed_paper=identifier))
        write(replica, line.realm, [change], moment)
        return _taken(line, facts, identifier, content, again=False)


def _check_alone(facts: Facts, held: Values | None) -> None:
    """Raises Unsuitable when the certificate has a signed PDF already: of two only people can say which one counts."""
    if held is not None:
        raise Unsuitable(
            f"Sertifikat {facts.number} sudah punya PDF bertanda tangan yang lain; bila yang ini penggantinya, hapus "
            f"dahulu yang lama: lontar attachment remove {format_id(held.id)}."
        )


def _certificate(replica: Replica, facts: Facts, text: str) -> Values:
    line = next((line for line in fetch_by(replica, CERTIFICATE, "number", facts.number) if line.seal == text), None)
    if line is None:
        raise NotHere(f"Sertifikat {facts.number} tidak ada di laptop ini; lontar sync dahulu, lalu ambil lagi.")
    if line.status != State.ISSUED:
        raise Unsuitable(f"Sertifikat {facts.number} sudah tidak berlaku; yang bertanda tangan tidak diambil.")
    return line


def _taken(line: Values, facts: Facts, attachment: int, content: bytes, *, again: bool) -> TakenBack:
    return TakenBack(
        certificate=line.id,
        number=facts.number,
        name=facts.name,
        attachment=attachment,
        again=again,
        is_covered=_covered(content) >= len(content.rstrip(b"\0\r\n ")),
    )


def _covered(content: bytes) -> int:
    """How far into the file the furthest of its signatures says that it goes."""
    return max((int(start) + int(length) for start, length in _SECOND_RANGE.findall(content)), default=0)
