"""What the QR of a certificate says, and how anybody proves it without a network.

The text holds the facts, the author's signature over them, the author's public key, and the office's voucher that this
key may give out these numbers. So whoever has the office's public key needs nothing else. It is our own proof and no
electronic signature in the sense of the law (BSrE), and it never holds a NIP or NIK. Base32, for a QR packs it tightly
and nothing of it is lost when it is copied by hand, by mail or in capitals.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.seals import is_signed
from contract.faults import WorldFault
from contract.training.certificates.numbers import Block
from contract.training.certificates.vouchers import VOUCHER_BYTES, is_vouched

PREFIX = "LONTAR1:"
NO_E_SIGNATURE = "Bukan tanda tangan elektronik tersertifikasi (BSrE): tanda pemeriksaan milik kantor penerbit."
COMPARE = "Yang diperiksa adalah isi QR; cocokkan nama dan nomornya dengan yang tercetak di kertas."
MOST_SIGNS = 1800
"""Characters that a QR of version 25 still holds with the least error correction."""
_KEY_BYTES, _SEAL_BYTES = 32, 64
_HEAD = _SEAL_BYTES + _KEY_BYTES + VOUCHER_BYTES
_SEAL = b"lontar certificate 1\0"
_TEXT = re.compile(re.escape(PREFIX) + r"[A-Z2-7]{280,4000}")
_LINE = Annotated[str, msgspec.Meta(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*\Z")]
_DAY = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?\Z")]
_NUMBER = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Facts(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What is signed. lesson_hours: hundredths, None where nobody stated them. valid_until: "" where it always holds.

    example: 1 for what was made up to show the program.
    """

    office: _NUMBER
    issuer: _LINE
    number: _LINE
    series: _LINE
    sequence: _NUMBER
    first: _NUMBER
    last: _NUMBER
    kind: _LINE
    name: _LINE
    training: _LINE
    lesson_hours: _NUMBER | None
    starts_on: _DAY
    ends_on: _DAY
    issued_on: _DAY
    valid_until: _DAY = ""
    example: _NUMBER = 0


class NotGenuine(WorldFault):
    """The text was changed or never came from the office. part: "text", "office", "facts" or "number"."""

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """A text taken apart; nothing of it is proven yet."""

    facts: Facts
    content: bytes
    key: bytes
    seal: bytes
    voucher: bytes


_decoder = msgspec.json.Decoder(Facts)
_TORN = "Teks QR tidak utuh: ada tanda yang hilang atau berubah. Pindai sekali lagi."


def seal(facts: Facts, key: Ed25519PrivateKey, voucher: bytes) -> str:
    """The text of the QR. voucher: the office's word for this key and the block in which the number lies."""
    content = msgspec.json.encode(facts)
    public = key.public_key().public_bytes_raw()
    whole = key.sign(_SEAL + content) + public + voucher + content
    return PREFIX + base64.b32encode(whole).decode().rstrip("=")


def texts_in(text: str) -> list[str]:
    """The texts of QRs within a longer text, each once, in order."""
    return list(dict.fromkeys(_TEXT.findall(text)))


def read_seal(text: str) -> Sealed:
    """A text taken apart, however it was broken into lines or written small. Raises NotGenuine."""
    plain = "".join(text.split())
    if not plain.isascii():  # written large, signs of other alphabets would pass for S, I or K
        raise NotGenuine("text", _TORN)
    plain = plain.upper()
    if not plain.startswith(PREFIX):
        raise NotGenuine("text", f"Teks ini bukan QR sertifikat Lontar: harus dimulai dengan {PREFIX}")
    signs = plain.removeprefix(PREFIX)
    try:
        whole = base64.b32decode(signs + "=" * (-len(signs) % 8))
        facts = _decoder.decode(whole[_HEAD:])
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError):
        raise NotGenuine("text", _TORN) from None
    if base64.b32encode(whole).decode().rstrip("=") != signs or msgspec.json.encode(facts) != whole[_HEAD:]:
        raise NotGenuine("text", _TORN)
    key_end = _SEAL_BYTES + _KEY_BYTES
    return Sealed(
        facts=facts,
        content=whole[_HEAD:],
        seal=whole[:_SEAL_BYTES],
        key=whole[_SEAL_BYTES:key_end],
        voucher=whole[key_end:_HEAD],
    )


def check(sealed: Sealed, office_key: bytes) -> Facts:
    """The facts, proven to be of the office with this public key. Raises NotGenuine naming what does not hold."""
    facts = sealed.facts
    block = Block(request=0, series=facts.series, first=facts.first, last=facts.last)
    if not is_vouched(office_key, facts.office, block, sealed.key, sealed.voucher):
        raise NotGenuine(
            "office", "Kunci penanda sertifikat ini tidak dijamin oleh kantor itu: bukan terbitannya, atau QR diubah."
        )
    if not is_signed(sealed.key, sealed.seal, _SEAL + sealed.content):
        raise NotGenuine("facts", "Isi QR telah diubah sesudah ditandai: sertifikat ini tidak asli.")
    if not facts.first <= facts.sequence <= facts.last:
        raise NotGenuine("number", "Nomor sertifikat di luar nomor yang dijamin kantor untuk penandanya.")
    return facts
