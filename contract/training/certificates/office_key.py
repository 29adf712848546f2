"""An office's public keys in a file, for those who check its papers without having joined it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from contract.exchange.joining import fingerprint
from contract.faults import WorldFault

_KEY = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class NoOfficeKey(WorldFault):
    """The file holds no office's keys, or those of another office than the fingerprint says."""


class OfficeKey(msgspec.Struct, frozen=True, kw_only=True):
    """office: its number in papers. The fingerprint is what people compare; it is that of both keys."""

    lontar: Literal["office"] = "office"
    office: int
    code: str
    name: str
    signing_key: _KEY
    sealing_key: _KEY
    fingerprint: str

    @property
    def key(self) -> bytes:
        """The key that signs."""
        return bytes.fromhex(self.signing_key)


def write_key(office: int, code: str, name: str, keys: tuple[bytes, bytes]) -> bytes:
    """The file. keys: the signing and the sealing one."""
    made = OfficeKey(
        office=office,
        code=code,
        name=name,
        signing_key=keys[0].hex(),
        sealing_key=keys[1].hex(),
        fingerprint=fingerprint(*keys),
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=1)


def read_key(content: bytes, mark: str | None = None) -> OfficeKey:
    """The file's keys. mark: the fingerprint that they must have. Raises NoOfficeKey."""
    try:
        held = msgspec.json.decode(content, type=OfficeKey)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NoOfficeKey("Berkas kunci kantor tidak terbaca; minta lagi kepada kantor penerbit.") from None
    told = fingerprint(held.key, bytes.fromhex(held.sealing_key))
    if told != held.fingerprint or (mark is not None and _plain(mark) != _plain(told)):
        raise NoOfficeKey(f"Sidik jari kunci itu {told}, bukan yang disebut; tanyakan kepada kantor penerbit.")
    return held


def _plain(mark: str) -> str:
    return "".join(mark.upper().replace("-", "").split())
