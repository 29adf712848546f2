"""Snapshots: the pages of an office from its beginning, as one reach sees it, in a file that never changes.

A file is its cover, signed by the office, and the pages, each sealed by itself: whoever keeps or carries it reads only
how large it is. The cover names the digest of each sealed page and its own digest is the file's name, so every page is
proven the moment it is there, and a file goes on at any byte. The key is told to laptops that may see what is inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from contract.exchange.frames import MAX_FRAME
from contract.exchange.malformed import Malformed
from contract.exchange.seals import is_signed
from contract.exchange.values import Clock, Number, Whole

FORMAT = 1
MAGIC = b"\x93LONTAR1\n"
NAME_BYTES, KEY_BYTES, SALT_BYTES = 16, 32, 32
MOST_PAGES = 20_000
MOST_COVER = 2**20
_DIGEST_BYTES = 16
_LENGTH_BYTES, _SIGNATURE_BYTES = 4, 64
_COVER = b"lontar snapshot 1\0"

Digest = Annotated[bytes, msgspec.Meta(min_length=_DIGEST_BYTES, max_length=_DIGEST_BYTES)]


class Page(msgspec.Struct, frozen=True, array_like=True):
    """One sealed page: its bytes, their digest, and the commit that it leads to."""

    size: Annotated[int, msgspec.Meta(ge=1, le=MAX_FRAME + 64)]
    digest: Digest
    seq: Whole


class Cover(msgspec.Struct, frozen=True, array_like=True):
    """What everybody may read. reach: fingerprint of who may see what is inside; seq, head: where it leads to."""

    format: Annotated[int, msgspec.Meta(ge=1, le=2**15)]
    realm: Number
    reach: bytes
    schema: Number
    seq: Whole
    head: bytes
    made: Clock
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    pages: Annotated[list[Page], msgspec.Meta(max_length=MOST_PAGES)]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Cover).decode


def key_of(secret: bytes, salt: bytes) -> bytes:
    """The key of the snapshot with this salt, 32 random bytes. secret: what only the office has."""
    return hashlib.blake2b(salt, key=secret, digest_size=KEY_BYTES, person=b"lontar snapshot").digest()


def seal_page(key: bytes, place: int, frame: bytes) -> bytes:
    """The `place`-th page of a snapshot, sealed. A key seals the pages of one file, each at its own place."""
    return ChaCha20Poly1305(key).encrypt(place.to_bytes(12, "big"), frame, None)


def open_page(key: bytes, place: int, sealed: bytes) -> bytes:
    """The frame in a sealed page. Raises Malformed."""
    try:
        return ChaCha20Poly1305(key).decrypt(place.to_bytes(12, "big"), sealed, None)
    except (InvalidTag, ValueError):
        raise Malformed("page of a snapshot sealed with another key") from None


def page_of(sealed: bytes, seq: int) -> Page:
    """What the cover says of a sealed page."""
    return Page(len(sealed), _digest(sealed), seq)


def _digest(sealed: bytes) -> bytes:
    return hashlib.blake2b(sealed, digest_size=_DIGEST_BYTES, person=b"lontar page").digest()


def write_cover(cover: Cover, key: Ed25519PrivateKey) -> bytes:
    """How the file begins: all that comes before its pages."""
    content = _encode(cover)
    return MAGIC + len(content).to_bytes(_LENGTH_BYTES, "big") + content + key.sign(_COVER + content)


class Opening:
    """The beginning of a file that comes by and by: its cover, as soon as all of it is there."""

    def __init__(self, cover: Cover, name: bytes, content: bytes, signature: bytes) -> None:
        self.cover, self.name = cover, name
        self._content, self._signature = content, signature
        self.begins = len(MAGIC) + _LENGTH_BYTES + len(content) + _SIGNATURE_BYTES

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return self.begins + sum(page.size for page in self.cover.pages)

    def is_of(self, public: bytes) -> bool:
        """Whether the office with this public key made it."""
        return is_signed(public, self._signature, _COVER + self._content)

    def places(self) -> Iterator[tuple[int, int, Page]]:
        """(place, first byte in the file, page) of each page in order."""
        at = self.begins
        for place, page in enumerate(self.cover.pages):
            yield place, at, page
            at += page.size


def read_opening(beginning: bytes) -> Opening | None:
    """The cover of a file that begins so; None while more of it must come. Raises Malformed."""
    start = len(MAGIC) + _LENGTH_BYTES
    if not MAGIC.startswith(beginning[: len(MAGIC)]):
        raise Malformed("no snapshot")
    if len(beginning) < start:
        return None
    length = int.from_bytes(beginning[len(MAGIC) : start], "big")
    if length > MOST_COVER:
        raise Malformed("snapshot with an impossible cover")
    end = start + length
    if len(beginning) < end + _SIGNATURE_BYTES:
        return None
    content = beginning[start:end]
    try:
        cover = _decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"Cover: {error}") from None
    return Opening(cover, name_of(content), content, beginning[end : end + _SIGNATURE_BYTES])


def name_of(content: bytes) -> bytes:
    """The name of the file with this cover."""
    return hashlib.blake2b(content, digest_size=NAME_BYTES, person=b"lontar snapname").digest()


def is_whole(page: Page, sealed: bytes) -> bool:
    """Whether these are the bytes that the cover names."""
    return len(sealed) == page.size and _digest(sealed) == page.digest
