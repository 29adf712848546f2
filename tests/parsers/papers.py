"""Samples of what people bring to be checked: a QR's text, a revocation list, an office's key."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.training.certificates import office_key, revocations
from contract.training.certificates import seal as certificate_seal
from contract.training.certificates.numbers import Block
from contract.training.certificates.revocations import RevocationList, Revoked
from contract.training.certificates.seal import Facts
from contract.training.certificates.vouchers import vouch

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
BLOCK = Block(request=0, series="BPSDMD/2025", first=1, last=9)
VOUCHER = vouch(KEY, 5300, BLOCK, PUBLIC)


def facts(**more: str | int) -> Facts:
    """Facts of one certificate."""
    told = {
        "office": 5300,
        "issuer": "BPSDMD Provinsi NTT",
        "number": "7/BPSDMD/XIV/VII/2025",
        "series": BLOCK.series,
        "sequence": 7,
        "first": BLOCK.first,
        "last": BLOCK.last,
        "kind": "training",
        "name": "Dr. Maria Nalle, S.Sos., M.Si.",
        "training": "Digital Leadership Academy",
        "lesson_hours": 8000,
        "starts_on": "2025-07-01",
        "ends_on": "2025-07-25",
        "issued_on": "2025-07-28",
    }
    return Facts(**{**told, **more})  # type: ignore[arg-type]


def seal_of(**more: str | int) -> str:
    """The text of one QR."""
    return certificate_seal.seal(facts(**more), KEY, VOUCHER)


def seals() -> Sequence[bytes]:
    """Texts of QRs."""
    return [certificate_seal.seal(facts(), KEY, VOUCHER).encode()]


def lists() -> Sequence[bytes]:
    """Revocation lists."""
    ended = [Revoked(number="1", status="revoked")]
    told = RevocationList(office=5300, issuer="BPSDMD", made_on="2025-08-01", revoked=ended)
    return [revocations.write_list(told, KEY, BLOCK, VOUCHER)]


def keys() -> Sequence[bytes]:
    """Files with an office's keys."""
    return [office_key.write_key(5300, "53", "BPSDMD", (PUBLIC, PUBLIC))]
