"""Unsigned variable-length integers, seven bits a byte, lowest first."""

from __future__ import annotations

from contract.exchange.malformed import Malformed

MAX_VARINT = 10
"""Bytes of the longest."""


def write_varint(number: int) -> bytes:
    """The bytes of a number from 0 to 2**64-1."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: bytes | bytearray, at: int) -> tuple[int, int] | None:
    """(number, position behind it), or None where the data end inside it. Raises Malformed beyond 64 bits."""
    number = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            if number >= 2**64:
                raise Malformed("number beyond 64 bits")
            return number, at
        shift += 7
        if shift > 63:
            raise Malformed("number beyond 64 bits")
    return None
