"""One file that can be opened elsewhere: a head that anybody may read, the key file's locks, and what they lock away.

Magic line, length of the head, head, its keyed hash, payload, keyed hash of everything before. The key is the
replica's; whoever has the passphrase or the recovery code gets it out of the locks that travel in the head.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from contract.faults import WorldFault
from desktop.storage.complaints import of_system
from desktop.storage.profile import sync_directory, translated

VERSION: Final = 1
_HASH_BYTES: Final = 32
_MOST_HEAD: Final = 2**20
_CHUNK: Final = 2**20


class Kind(StrEnum):
    """What a container holds."""

    BACKUP = "backup"
    RESCUE = "rescue"


class NotOurs(WorldFault):
    """The file is no container of ours, is cut short or has been changed; nothing was taken from it."""


class OtherKey(WorldFault):
    """The container is of another profile, or was changed: this key does not fit."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What may be read without the key. It names no person.

    serial: the place among the copies of its profile, whatever the clock said. locks: the key file as it was.
    changes: of the laptop that the centre had not acknowledged. rows: lines per table of a backup. salt: first bytes
    of the replica, which is unreadable without them.
    """

    kind: Kind
    version: int = VERSION
    serial: int = 0
    made_at: int
    laptop: str
    office: str
    changes: int
    payload_bytes: int
    locks: bytes
    rows: dict[str, int] = {}
    salt: bytes = b""
    reason: str = ""


_MAGIC: Final = b"Lontar berkas aman 1\n"
_decode = msgspec.msgpack.Decoder(Head).decode


def file_name(head: Head, day: str, ending: str) -> str:
    """A human name: `Lontar-salinan_53.71_laptop-Sabu-2_2026-11-22_1405.lontar-backup`. day: as `2026-11-22_1405`."""
    word = "salinan" if head.kind is Kind.BACKUP else "penyelamatan"
    laptop = re.sub(r"[^A-Za-z0-9-]+", "-", head.laptop).strip("-")[:40] or "laptop"
    office = re.sub(r"[^0-9.]", "", head.office) or "tanpa-kantor"
    return f"Lontar-{word}_{office}_{laptop}_{day}.{ending}"


def free_name(folder: Path, name: str) -> Path:
    """The place in the folder under this name, with a number where one is there already: nothing is written over."""
    place, number = folder / name, 1
    stem, _, ending = name.rpartition(".")
    while place.exists():
        number += 1
        place = folder / f"{stem}_{number}.{ending}"
    return place


def write_container(target: Path, key: bytes, head: Head, payload: BinaryIO) -> None:
    """Writes the file under a temporary name, syncs, renames it and reads it back. Raises NotWritable or DiskFull.

    `head.payload_bytes` are taken from `payload`. After a power cut the whole file is there or none of that name.
    """
    new = target.with_name(f".{target.name}.new")
    try:
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            _write(file, key, head, payload)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, target)
        sync_directory(target.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise translated(error, target) from error
    check_container(target, key)


def _write(file: BinaryIO, key: bytes, head: Head, payload: BinaryIO) -> None:
    packed = msgspec.msgpack.encode(head)
    start = _MAGIC + len(packed).to_bytes(4, "big") + packed
    start += _hash(key, b"lontar head", start)
    seen = hashlib.blake2b(start, key=key, digest_size=_HASH_BYTES, person=b"lontar file")
    file.write(start)
    left = head.payload_bytes
    while left:
        piece = payload.read(min(_CHUNK, left))
        if not piece:
            raise NotOurs("Bahan salinan lebih pendek daripada yang dihitung. Ulangi.")
        seen.update(piece)
        file.write(piece)
        left -= len(piece)
    file.write(seen.digest())


def _hash(key: bytes, person: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key, digest_size=_HASH_BYTES, person=person).digest()


def read_head(source: Path) -> Head:
    """What the file says of itself, unproven. Raises NotOurs."""
    try:
        with source.open("rb") as file:
            return _head(file, source)[0]
    except OSError as error:
        raise NotOurs(f"{source} tidak dapat dibaca: {of_system(error)}. Periksa nama dan tempatnya.") from error


def _head(file: BinaryIO, source: Path) -> tuple[Head, bytes]:
    magic = file.read(len(_MAGIC))
    length = file.read(4)
    size = int.from_bytes(length, "big")
    if magic != _MAGIC or len(length) != 4 or size > _MOST_HEAD:
        raise NotOurs(f"{source.name} bukan salinan cadangan atau berkas penyelamatan Lontar. Pilih berkas lain.")
    packed = file.read(size)
    try:
        head = _decode(packed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _spoilt(source) from None
    if head.version > VERSION:
        raise NotOurs(f"{source.name} dibuat Lontar yang lebih baru. Pasang versi itu lalu ulangi.")
    return head, magic + length + packed


def _spoilt(source: Path) -> NotOurs:
    return NotOurs(f"{source.name} tidak utuh: terpotong atau berubah. Pakai salinan yang lain; jangan hapus yang ini.")


def check_container(source: Path, key: bytes) -> Head:
    """Reads every byte and proves it. Raises NotOurs and OtherKey."""
    return _through(source, key, lambda _: None)


def extract(source: Path, key: bytes, target: Path) -> Head:
    """Takes the payload out into a new file, on disk and proven when this returns; else none is left.

    Raises NotOurs, OtherKey, NotWritable, DiskFull.
    """
    try:
        target.unlink(missing_ok=True)
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            head = _through(source, key, partial(_put, file, target))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        target.unlink(missing_ok=True)
        raise translated(error, target) from error
    except WorldFault:
        target.unlink(missing_ok=True)
        raise
    return head


def _put(file: BinaryIO, target: Path, piece: bytes) -> None:
    """Writes on; a disk that is full here is no complaint about the file that is read."""
    try:
        file.write(piece)
    except OSError as error:
        raise translated(error, target) from error


def read_payload(source: Path, key: bytes) -> tuple[Head, bytes]:
    """The whole payload of a small container. Raises NotOurs and OtherKey."""
    pieces: list[bytes] = []
    head = _through(source, key, pieces.append)
    return head, b"".join(pieces)


def _through(source: Path, key: bytes, take: Callable[[bytes], object]) -> Head:
    try:
        with source.open("rb") as file:
            head, start = _head(file, source)
            claimed = file.read(_HASH_BYTES)
            if not hmac.compare_digest(claimed, _hash(key, b"lontar head", start)):
                raise OtherKey(f"{source.name} milik profil lain, atau berubah: kunci profil ini tidak cocok.")
            seen = hashlib.blake2b(start + claimed, key=key, digest_size=_HASH_BYTES, person=b"lontar file")
            left = head.payload_bytes
            while left and (piece := file.read(min(_CHUNK, left))):
                seen.update(piece)
                take(piece)
                left -= len(piece)
            if left or not hmac.compare_digest(file.read(_HASH_BYTES), seen.digest()) or file.read(1):
                raise _spoilt(source)
    except OSError as error:
        raise NotOurs(f"{source} tidak dapat dibaca: {of_system(error)}. Periksa nama dan tempatnya.") from error
    return head
