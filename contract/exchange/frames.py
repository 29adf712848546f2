"""Frames: a body, an answer and a file on a stick are all a sequence of frames, each useful alone.

A frame is its payload's length (varint), one byte for its type, the payload, and the CRC-32 of type and payload. A cut
anywhere loses at most one frame.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import IntEnum

from contract.exchange.malformed import Malformed
from contract.exchange.varint import MAX_VARINT, read_varint, write_varint

MAX_FRAME = 4 * 2**20
"""Longest payload in bytes that anyone may send."""
CRC_BYTES = 4


class FrameType(IntEnum):
    """What a frame holds; numbers never change meaning."""

    HELLO = 1
    SEGMENT = 2
    WANT = 3
    PARCEL = 4
    """A piece of the one parcel that a carrier brings; so is ANSWER of what it takes back."""
    SIGN = 5
    CHECK = 6
    ROLL = 14
    CARD_ASKED = 9
    BRIEF = 13
    """Without content: this request wants one short page of news for each office at most."""
    TORN = 7
    """Either side says what it holds of a frame of the other's that was cut; REST is what was missing of it."""
    REST = 8
    TIME = 16
    MARKS = 17
    REWIND = 18
    FORK = 19
    ACK = 20
    ROWS = 21
    SCOPE = 22
    LEASE = 23
    REFUSAL = 24
    ANSWER = 25
    SAFE = 26
    RECEIPT = 27
    HEAL = 28
    MEND = 29
    WIPE = 30
    AHEAD = 31
    CARD = 45
    TURN = 55
    WITNESS = 57
    """Goes up."""
    HEARD = 60
    SHOWN = 40
    FIRST = 41
    SNAPSHOT = 42


def write_frame(kind: FrameType, payload: bytes) -> bytes:
    """One frame."""
    checked = bytes((kind,)) + payload
    return write_varint(len(payload)) + checked + zlib.crc32(checked).to_bytes(CRC_BYTES, "big")


class FrameReader:
    """Takes bytes as they come and gives whole frames."""

    def __init__(self, limit: int = MAX_FRAME) -> None:
        self._limit = limit
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The frames (type, payload) that are complete now. Raises Malformed; what came before it stands.

        `data` are taken at once, whether or not the frames are fetched; frames not fetched come at the next call.
        """
        self._held += data
        return self._frames()

    def _frames(self) -> Iterator[tuple[int, bytes]]:
        while (found := self._next()) is not None:
            kind, payload, end = found
            del self._held[:end]
            yield kind, payload

    def _next(self) -> tuple[int, bytes, int] | None:
        head = read_varint(self._held[:MAX_VARINT], 0)
        if head is None:
            return None
        length, start = head
        if length > self._limit:
            raise Malformed(f"frame of {length} bytes, more than {self._limit}")
        end = start + 1 + length + CRC_BYTES
        if len(self._held) < end:
            return None
        checked = bytes(self._held[start : end - CRC_BYTES])
        if zlib.crc32(checked) != int.from_bytes(self._held[end - CRC_BYTES : end], "big"):
            raise Malformed("frame with a wrong check sum")
        return checked[0], checked[1:], end

    @property
    def held(self) -> bytes:
        """The bytes of the frame that has begun."""
        return bytes(self._held)

    @property
    def holds_part(self) -> bool:
        """Whether bytes of an unfinished frame remain: the sender was cut."""
        return bool(self._held)


def read_frames(data: bytes, limit: int = MAX_FRAME) -> Iterator[tuple[int, bytes]]:
    """The frames of a whole body. Raises Malformed at the first byte that is wrong, and when the end is cut."""
    reader = FrameReader(limit)
    yield from reader.feed(data)
    if reader.holds_part:
        raise Malformed("body ends inside a frame")
