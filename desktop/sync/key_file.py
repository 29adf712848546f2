"""The key file: the replica's key under several locks, each opened by one person's passphrase or by the recovery code.

Nothing in it names a person. The cost of guessing is stored with each lock, so that later versions may ask for more.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import argon2
import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta

from contract.faults import WorldFault
from desktop.storage.complaints import of_system
from desktop.storage.profile import write_durably

KEY_BYTES: Final = 32
VERSION: Final = 1
_Salt = Annotated[bytes, Meta(min_length=16, max_length=64)]


class KeyFileMissing(WorldFault):
    """There is no key file where one must be."""


class KeyFileDamaged(WorldFault):
    """The key file cannot be read; nothing was written."""


class LockKind(StrEnum):
    """What opens a lock."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs (argon2id). The bounds keep a foreign file from taking all memory; _MOST_WORK, all day."""

    memory_kib: Annotated[int, Meta(ge=64, le=1 << 20)] = 65536
    passes: Annotated[int, Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, Meta(ge=1, le=8)] = 4


USUAL: Final = Cost()
_MOST_WORK: Final = 1 << 25
"""KiB times passes of all locks together: half a minute. The usual cost of as many locks as fit is a third of it."""


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """The key as one secret opens it."""

    id: Annotated[str, Meta(max_length=32)]
    kind: LockKind
    cost: Cost
    salt: _Salt
    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    sealed: Annotated[bytes, Meta(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds. `check` tells the right key from another; `sum` tells a damaged file from a wrong secret."""

    version: int
    check: bytes
    locks: Annotated[tuple[Lock, ...], Meta(max_length=64)]
    sum: str = ""


_decoder = msgspec.json.Decoder(KeyFile)


def read(path: Path) -> KeyFile:
    """The key file at `path`. Raises KeyFileMissing and KeyFileDamaged."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise KeyFileMissing(
            f"Berkas kunci {path} tidak ada. Bila laptop ini sudah bergabung, kembalikan dari salinan cadangan: "
            "lontar restore --newest; bila belum, bergabunglah dahulu dengan lontar join."
        ) from None
    except OSError as error:
        raise KeyFileDamaged(
            f"Berkas kunci {path} tidak terbaca ({of_system(error)}). Periksa izin map profil."
        ) from error
    return read_content(content, path)


def read_content(content: bytes, path: Path) -> KeyFile:
    """The key file that these bytes are; `path` is only told in complaints. Raises KeyFileDamaged."""
    try:
        held = _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _damaged(path) from None
    if held.version > VERSION:
        raise KeyFileDamaged(f"Berkas kunci {path} dibuat oleh Lontar yang lebih baru. Pasang versi itu lalu ulangi.")
    work = sum(lock.cost.memory_kib * lock.cost.passes for lock in held.locks)
    if held.sum != _sum(held) or work > _MOST_WORK:
        raise _damaged(path)
    return held


def _damaged(path: Path) -> KeyFileDamaged:
    return KeyFileDamaged(
        f"Berkas kunci {path} rusak. Jangan hapus atau timpa apa pun di map itu; kembalikan dari salinan cadangan: "
        "lontar restore --newest."
    )


def write(path: Path, check: bytes, locks: tuple[Lock, ...]) -> None:
    """Replaces the key file whole, on disk when it returns."""
    held = KeyFile(version=VERSION, check=check, locks=locks)
    held = msgspec.structs.replace(held, sum=_sum(held))
    write_durably(path, msgspec.json.format(msgspec.json.encode(held), indent=2) + b"\n")


def _sum(held: KeyFile) -> str:
    return hashlib.blake2b(msgspec.json.encode(msgspec.structs.replace(held, sum="")), digest_size=8).hexdigest()


def check_of(key: bytes) -> bytes:
    """A keyed hash of nothing: tells whether a key is the right one, and nothing about it."""
    return hashlib.blake2b(b"", key=key, digest_size=16, person=b"lontar check").digest()


def seal(key: bytes, kind: LockKind, secret: str, cost: Cost = USUAL) -> Lock:
    """A new lock on the key that this secret opens."""
    lock = Lock(
        id=secrets.token_hex(4),
        kind=kind,
        cost=cost,
        salt=secrets.token_bytes(16),
        nonce=secrets.token_bytes(12),
        sealed=bytes(KEY_BYTES + 16),
    )
    sealed = _cipher(lock, secret).encrypt(lock.nonce, key, _sealed_with(lock))
    return msgspec.structs.replace(lock, sealed=sealed)


def opened(lock: Lock, secret: str) -> bytes | None:
    """The key, None when this secret is not the lock's. Takes a quarter of a second of work either way."""
    try:
        return _cipher(lock, secret).decrypt(lock.nonce, lock.sealed, _sealed_with(lock))
    except InvalidTag:
        return None


def _cipher(lock: Lock, secret: str) -> ChaCha20Poly1305:
    # The same letters typed on two systems may be different code points: é is one, or e and an accent.
    typed = unicodedata.normalize("NFC", secret).encode()
    cost = lock.cost
    try:
        derived = argon2.low_level.hash_secret_raw(
            typed, lock.salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, argon2.Type.ID
        )
    except argon2.exceptions.HashingError as error:
        raise WorldFault("Memori laptop tidak cukup untuk membuka kunci. Tutup program lain lalu ulangi.") from error
    return ChaCha20Poly1305(derived)


def _sealed_with(lock: Lock) -> bytes:
    """What is sealed beside the key, so that no part of a lock can be exchanged for another's."""
    return b"lontar key 1\0" + msgspec.json.encode((lock.id, lock.kind, lock.cost, lock.salt))
