"""Seals: who made a segment, who says hello, and what a realm's log is."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MAC_BYTES = 16
HEAD_BYTES = 8
"""Bytes of a log's hash as cursors carry it."""
_SEGMENT = b"lontar segment 1\0"


def sign_segment(key: Ed25519PrivateKey, previous_chain: bytes, body: bytes) -> bytes:
    """The author's signature over a segment's body and the chain before it."""
    return key.sign(_SEGMENT + previous_chain + body)


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the holder of `public` signed this content; bytes that are no key have signed nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def segment_is_genuine(public: bytes, previous_chain: bytes, body: bytes, signature: bytes) -> bool:
    """Whether the holder of `public` (32 bytes) signed this body behind this chain."""
    return is_signed(public, signature, _SEGMENT + previous_chain + body)


def mac(secret: bytes, content: bytes) -> bytes:
    """Keyed hash of a greeting: only the device and the centre can make it."""
    return hashlib.blake2b(content, key=secret, digest_size=MAC_BYTES, person=b"lontar hello").digest()


def mac_is_genuine(secret: bytes, content: bytes, claimed: bytes) -> bool:
    """Whether `claimed` is the keyed hash of `content`; takes the same time right or wrong.

    A device without a secret (b"") can't greet: its keyed hash would be one that anybody can make.
    """
    return bool(secret) and hmac.compare_digest(mac(secret, content), claimed)


def genesis(epoch: str) -> bytes:
    """Head of a realm's log before its first commit."""
    return hashlib.blake2b(epoch.encode(), digest_size=HEAD_BYTES, person=b"lontar log").digest()


def next_head(head: bytes, entries: bytes) -> bytes:
    """Head of the log after a commit whose ops, fates and times are `entries`."""
    return hashlib.blake2b(head + entries, digest_size=HEAD_BYTES, person=b"lontar log").digest()
