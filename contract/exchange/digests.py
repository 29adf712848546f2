"""Digests: one number for all rows that a laptop may see, and one for each bucket of them.

A sum, so that the order does not matter, of a hash over each row's name, version and content. With one order of commits
two copies can differ by a fault only: of a program, a disk, or of somebody who changed rows past Lontar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from contract.exchange.shapes import Value

DIGEST_BYTES = 8
MOST_BUCKETS, ROWS_OF_BUCKET = 1024, 100
_MASK = 2**64 - 1
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_encode = msgspec.msgpack.Encoder().encode
Content = Iterable[tuple[int, Value]]
"""Fields by ascending number; None and absent mean the same."""


def state_hash(key: tuple[int, ...], v: int, content: Content) -> int:
    """64 bits over a row as it is: its name, its version, its fields."""
    held = [pair for pair in content if pair[1] is not None]
    return int.from_bytes(hashlib.blake2b(_encode((key, v, held)), digest_size=DIGEST_BYTES).digest(), "big")


def bucket_of(key: tuple[int, ...], buckets: int) -> int:
    """In which of so many buckets a row lies."""
    mixed = 0
    for part, multiplier in zip(key, _MULTIPLIERS, strict=True):
        mixed = (mixed ^ part) * multiplier & _MASK
    return (mixed >> 32) % buckets


def buckets_for(rows: int) -> int:
    """Into how many buckets so many rows are dealt: their digests and one bucket's rows cost about the same."""
    return max(1, min(MOST_BUCKETS, rows // ROWS_OF_BUCKET))


def total(hashes: Iterable[int]) -> int:
    """The digest of rows with these hashes."""
    return sum(hashes) & _MASK


def pack_digests(digests: Sequence[int]) -> bytes:
    """Digests of buckets in their order."""
    return b"".join(digest.to_bytes(DIGEST_BYTES, "big") for digest in digests)


def unpack_digests(packed: bytes) -> list[int]:
    """The digests written by pack_digests."""
    return [
        int.from_bytes(packed[start : start + DIGEST_BYTES], "big") for start in range(0, len(packed), DIGEST_BYTES)
    ]


def deal(hashes: Iterable[tuple[tuple[int, ...], int]], buckets: int) -> list[int]:
    """The digest of each bucket."""
    dealt = [0] * buckets
    for key, found in hashes:
        bucket = bucket_of(key, buckets)
        dealt[bucket] = dealt[bucket] + found & _MASK
    return dealt
