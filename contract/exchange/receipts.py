"""Tanda terima: what a centre signs for, in named parts, so that whoever checks it learns which part was changed.

A receipt is text, one line a part: name, a space, compact JSON. Then `sidik`, the hash of every part, and `tanda`, the
office's signature over that line. In a QR code a part may stand as "~": left out, its hash still signed for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

TITLE = "LONTAR TANDA TERIMA 1"
PARTS = ("kantor", "waktu", "laptop", "perubahan", "jumlah", "catatan", "aman")
"""Office; when; whose laptop; ops by author; rows by class and record; the log there; what a backup holds."""
HASHES, SIGNATURE = "sidik", "tanda"
LEFT_OUT = "~"
ALWAYS = ("kantor", "waktu", "catatan")
"""Parts that a short receipt keeps."""
MOST_TEXT = 2**20
_SIGNED = b"lontar receipt 1\0"
_KEY_BYTES, _HASH_SIGNS = 32, 16


class Author(msgspec.Struct, frozen=True):
    """Ops n0 to n1 of one author, how many of them were refused or held, and whose they are."""

    author: int
    name: str
    n0: int
    n1: int
    refused: int = 0
    held: int = 0


class Count(msgspec.Struct, frozen=True):
    """Ops of one record in one class; without a class, of the office as a whole."""

    record: str
    count: int
    title: str | None = None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt says. Times in seconds; hash and key in hex; safe: the commit that a backup holds, 0 for none."""

    office: str
    office_name: str
    key: str
    at: int
    device: int
    device_name: str
    authors: list[Author]
    counts: list[Count]
    since: int
    seq: int
    head: str
    safe: int = 0
    safe_at: int = 0

    @property
    def count(self) -> int:
        """The ops that it names."""
        return sum(author.n1 - author.n0 + 1 for author in self.authors)


class Changed(Exception):
    """The text is not as it was signed; `part` names what differs."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Checked:
    """A receipt that was checked: its parts by name, without those left out, and whose key signed it."""

    parts: Mapping[str, Any]
    key: bytes


def write_receipt(said: Said, office: Ed25519PrivateKey) -> str:
    """The text, signed with the office's key."""
    contents: dict[str, Any] = {
        "kantor": {"kode": said.office, "nama": said.office_name, "kunci": said.key},
        "waktu": said.at,
        "laptop": {"nomor": said.device, "nama": said.device_name},
        "perubahan": [[a.author, a.name, a.n0, a.n1, a.refused, a.held] for a in said.authors],
        "jumlah": [[c.title, c.record, c.count] for c in said.counts],
        "catatan": {"sejak": said.since, "urutan": said.seq, "sidik": said.head},
        "aman": {"urutan": said.safe, "waktu": said.safe_at},
    }
    lines = {name: msgspec.json.encode(contents[name]).decode() for name in PARTS}
    hashes = _hash_line({name: _hash(name, line) for name, line in lines.items()})
    signature = office.sign(_SIGNED + hashes.encode()).hex()
    told = [f"{name} {lines[name]}" for name in PARTS]
    return "\n".join([TITLE, *told, f"{HASHES} {hashes}", f"{SIGNATURE} {signature}", ""])


def shortened(text: str) -> str:
    """The same receipt with the long parts left out: for a QR code."""
    return "\n".join(_short(line) for line in text.split("\n"))


def _short(line: str) -> str:
    name = line.partition(" ")[0]
    return f"{name} {LEFT_OUT}" if name in PARTS and name not in ALWAYS else line


def check_receipt(text: str, key: bytes | None = None) -> Checked:
    """Checks a receipt against the office's key, or against the one that it names itself. Raises Changed."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n") if len(text) <= MOST_TEXT else []
    wanted = ("judul", *PARTS, HASHES, SIGNATURE)
    if len(lines) != len(wanted):
        raise Changed("judul" if not lines or lines[0] != TITLE else "baris")
    told: dict[str, str] = {}
    for name, line in zip(wanted[1:], lines[1:], strict=True):
        found, _, told[name] = line.partition(" ")
        if found != name:
            raise Changed(name)
    return _checked(lines[0], told, key)


def _checked(title: str, told: Mapping[str, str], key: bytes | None) -> Checked:
    stored = _read_hashes(told[HASHES])
    real = {name: _hash(name, told[name]) for name in PARTS}
    there = [name for name in PARTS if told[name] != LEFT_OUT]
    meant = {name: real[name] if name in there else stored.get(name, "") for name in PARTS}
    office = key if key is not None else _named_key(told, real, stored)
    if _genuine(office, _hash_line(meant), told[SIGNATURE]):
        if told[HASHES] != _hash_line(meant):
            raise Changed(HASHES)
    elif _genuine(office, told[HASHES], told[SIGNATURE]):
        raise Changed(next((name for name in there if real[name] != stored.get(name)), HASHES))
    else:
        raise Changed(next((name for name in there if real[name] != stored.get(name)), SIGNATURE))
    if title != TITLE:
        raise Changed("judul")
    return Checked({name: _content(name, told[name]) for name in there}, office)


def _content(name: str, text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise Changed(name) from None


def _named_key(told: Mapping[str, str], real: Mapping[str, str], stored: Mapping[str, str]) -> bytes:
    try:
        found = bytes.fromhex(msgspec.json.decode(told["kantor"])["kunci"])
    except (msgspec.DecodeError, RecursionError, ValueError, KeyError, TypeError):
        raise Changed("kantor") from None
    if len(found) != _KEY_BYTES or real["kantor"] != stored.get("kantor"):
        raise Changed("kantor")
    return found


def _hash(name: str, content: str) -> str:
    return hashlib.blake2b(f"{name} {content}".encode(), digest_size=8, person=b"lontar receipt").hexdigest()


def _hash_line(hashes: Mapping[str, str]) -> str:
    return ",".join(f"{name}={hashes[name]}" for name in PARTS)


def _read_hashes(line: str) -> dict[str, str]:
    """The hashes by their places: what stands between them may be what was changed."""
    found: dict[str, str] = {}
    at = 0
    for name in PARTS:
        at += len(name) + 1
        found[name] = line[at : at + _HASH_SIGNS]
        at += _HASH_SIGNS + 1
    return found


def _genuine(key: bytes, hashes: str, signature: str) -> bool:
    try:
        seal = bytes.fromhex(signature)
        Ed25519PublicKey.from_public_bytes(key).verify(seal, _SIGNED + hashes.encode())
    except (InvalidSignature, ValueError):
        return False
    # The same bytes may be spelt in capitals: then the text is another.
    return seal.hex() == signature
