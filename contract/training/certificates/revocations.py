"""The revocation list: numbers that no longer hold, signed by somebody for whose key the office vouches."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.seals import is_signed
from contract.training.certificates.numbers import Block
from contract.training.certificates.seal import NotGenuine
from contract.training.certificates.vouchers import is_vouched

_LIST = b"lontar revocations 1\0"
_HEX = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{2})*\Z", max_length=200)]


class Revoked(msgspec.Struct, frozen=True, kw_only=True):
    """A number that does not hold. status: "revoked" or "replaced". on: the day (ISO). by: the number in its place."""

    number: str
    status: str
    on: str = ""
    by: str = ""


class RevocationList(msgspec.Struct, frozen=True, kw_only=True):
    """All such numbers of an office as one laptop knew them on a day."""

    office: int
    issuer: str
    made_on: str
    revoked: list[Revoked]

    def of(self, number: str) -> Revoked | None:
        """What it says of a number, None when it is not on it."""
        return next((one for one in self.revoked if one.number == number), None)


class _File(msgspec.Struct, frozen=True, kw_only=True):
    lontar: str
    content: str
    series: str
    first: int
    last: int
    key: _HEX
    voucher: _HEX
    seal: _HEX


def write_list(told: RevocationList, key: Ed25519PrivateKey, block: Block, voucher: bytes) -> bytes:
    """The file, signed. block, voucher: any numbers that the office has set apart for this key, and its word for it."""
    content = msgspec.json.encode(told)
    file = _File(
        lontar="revocations",
        content=content.decode(),
        series=block.series,
        first=block.first,
        last=block.last,
        key=key.public_key().public_bytes_raw().hex(),
        voucher=voucher.hex(),
        seal=key.sign(_LIST + content).hex(),
    )
    return msgspec.json.format(msgspec.json.encode(file), indent=1)


def read_list(content: bytes, office_key: bytes) -> RevocationList:
    """The list, proven to be of the office with this public key. Raises NotGenuine."""
    try:
        file = msgspec.json.decode(content, type=_File)
        told = msgspec.json.decode(file.content, type=RevocationList)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotGenuine("text", "Berkas daftar pencabutan tidak terbaca. Minta lagi kepada kantor penerbit.") from None
    block = Block(request=0, series=file.series, first=file.first, last=file.last)
    key = bytes.fromhex(file.key)
    vouched = is_vouched(office_key, told.office, block, key, bytes.fromhex(file.voucher))
    if not vouched or not is_signed(key, bytes.fromhex(file.seal), _LIST + file.content.encode()):
        raise NotGenuine("office", "Daftar pencabutan itu bukan dari kantor penerbit, atau telah diubah.")
    return told
