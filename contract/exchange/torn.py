"""Torn frames: what arrived of a frame before a cut is kept, and only the rest of it travels again.

Whoever holds the beginning tells its length and its digest (TORN). Whoever makes the same frame again, byte for byte,
sends what is missing (REST); whoever makes another one sends it whole. So a guess is never wrong: the digest proves
the beginning, and the frame's own check sum the whole.
"""

from __future__ import annotations

import hashlib

from contract.exchange.begun import Torn
from contract.exchange.frames import MAX_FRAME, FrameType, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.varint import MAX_VARINT, read_varint

LEAST = 40
"""Bytes of a beginning worth keeping: telling of it costs nearly as many."""
MOST = MAX_FRAME + 64
_DIGEST_BYTES = 8
_ARRAY_OF_15 = 0x9F
_ARRAY = 0x90
_WIDTHS = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
"""How many bytes follow each mark of a number in msgpack."""


def digest_of(beginning: bytes) -> bytes:
    """What proves the bytes held."""
    return hashlib.blake2b(beginning, digest_size=_DIGEST_BYTES, person=b"lontar torn").digest()


def torn_of(beginning: bytes) -> Torn:
    """What is told of a beginning that is held. Of a page also which office's it is, and up to which commit it goes."""
    realm, seq = _page_of(beginning) or (0, 0)
    return Torn(len(beginning), digest_of(beginning), realm, seq)


def rest_of(frame: bytes, torn: Torn) -> bytes | None:
    """The frame with what is missing of this one; None when the beginning told is not of this frame."""
    if not LEAST <= torn.size < len(frame) or digest_of(frame[: torn.size]) != torn.digest:
        return None
    return write_frame(FrameType.REST, frame[torn.size :])


def kept(held: bytes, tail: bytes) -> bytes:
    """What is held after a cut. held: what was before; tail: the bytes of the frame that was under way.

    Of a REST it is more of the same frame.
    """
    beginning = _beginning(tail)
    if beginning is not None and beginning[0] == FrameType.REST:
        length, start = beginning[1], beginning[2]
        grown = held + tail[start : start + length] if held else b""
        return grown if len(grown) <= MOST else b""
    return tail if LEAST <= len(tail) <= MOST else held


def _beginning(tail: bytes) -> tuple[int, int, int] | None:
    """(type, length of the payload, its place) of a frame that has begun so far."""
    try:
        head = read_varint(tail[:MAX_VARINT], 0)
    except Malformed:
        return None
    if head is None or len(tail) <= head[1]:
        return None
    return tail[head[1]], head[0], head[1] + 1


def _page_of(tail: bytes) -> tuple[int, int] | None:
    """(office, commit) of a page that has begun: the first two fields of ROWS."""
    beginning = _beginning(tail)
    if beginning is None or beginning[0] != FrameType.ROWS:
        return None
    at = beginning[2]
    if at >= len(tail) or not _ARRAY < tail[at] <= _ARRAY_OF_15:
        return None
    realm = _number(tail, at + 1)
    seq = _number(tail, realm[1]) if realm is not None else None
    return (realm[0], seq[0]) if realm is not None and seq is not None else None


def _number(data: bytes, at: int) -> tuple[int, int] | None:
    """(number, place behind it) as msgpack writes what is not negative."""
    if at >= len(data):
        return None
    if data[at] < 0x80:
        return data[at], at + 1
    width = _WIDTHS.get(data[at])
    end = at + 1 + (width or 0)
    return (int.from_bytes(data[at + 1 : end], "big"), end) if width is not None and end <= len(data) else None
