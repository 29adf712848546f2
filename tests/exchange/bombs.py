"""Small bytes that claim to be large, and what they are fed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
from backports import zstd

from contract.exchange.columns import CONST, PACKED, PLAIN, decode_column, encode_column
from contract.exchange.frames import FrameReader, FrameType
from contract.exchange.messages import Rows, Table, read_hello, read_message
from contract.exchange.pages import MAX_ROWS, unpack_table
from contract.exchange.segments import unpack_ops
from contract.exchange.varint import write_varint

BLOCK = 128 * 1024
NEST = b"\x91" * 500_000 + b"\x90"
Bomb = tuple[str, Callable[[], object]]


def zeros(blocks: int, claimed: int | None = None) -> bytes:
    """A zstd frame of 4 bytes a block that inflates to 128 KB of zeros a block; it may claim any size in its head."""
    head = b"\x28\xb5\x2f\xfd"
    head += b"\x00\x38" if claimed is None else b"\xc0\x38" + claimed.to_bytes(8, "little")
    return head + b"".join(
        (int(n == blocks - 1) | 1 << 1 | BLOCK << 3).to_bytes(3, "little") + b"\0" for n in range(blocks)
    )


def segment_body(
    count: int, shapes: list[tuple[int, tuple[int, ...]]], common: list[bytes], columns: list[bytes]
) -> bytes:
    """The body of a segment from author 7, with any columns."""
    body = msgspec.msgpack.encode((1, shapes, common, columns))
    return write_varint(7) + write_varint(1) + write_varint(count) + body


def bombs() -> Iterator[Bomb]:
    """(name, what must end in Malformed with little memory)."""
    yield from _columns()
    yield from _segments()
    yield from _messages()


def _columns() -> Iterator[Bomb]:
    huge = bytes((PLAIN | PACKED,))
    for name, packed in {
        "320 MB of zeros in 10 kB": zeros(2500),
        "10 GB of zeros": zeros(80_000),
        "a head that claims 10 GB": zeros(2, claimed=10 * 2**30),
        "a list of 90 million numbers": zstd.compress(b"\xdd\x05\x5d\x4a\x80" + bytes(90_000_000)),
        "a nest": zstd.compress(NEST),
        "a window of 128 MB": zstd.compress(bytes(2**28), options={zstd.CompressionParameter.window_log: 27}),
    }.items():
        yield name, partial(decode_column, huge + packed, 90_000_000, 2**20)
        yield f"{name}, few values", partial(decode_column, huge + packed, 5, 2**20)
    lie = huge + zstd.compress(b"\xdd" + (30 * 2**20).to_bytes(4, "big") + b"\xc0" * 30 * 2**20)
    yield "30 million times nothing", partial(decode_column, lie, 5, 32 * 2**20)
    yield "one value 2**40 times", partial(decode_column, encode_column([5]), 2**40, 2**20)


def _segments() -> Iterator[Bomb]:
    zero, one, none = encode_column([0]), encode_column([1]), encode_column([None])
    common = [zero, zero, zero, zero, none]
    block = bytes((CONST | PACKED,)) + zstd.compress(msgspec.msgpack.encode("x" * 1_000_000))
    saw = encode_column([msgspec.msgpack.encode([(1, 1, 1)] * 100_000).hex()])
    keys = [one, one, zero]
    for name, body in {
        "8 GB in one column": segment_body(1, [(12, (2,))], common, [*keys, bytes((CONST | PACKED,)) + zeros(64_000)]),
        "3 GB in 3000 columns": segment_body(1, [(12, tuple(range(1, 3000)))], common, [*keys, *[block] * 2999]),
        "3 GB in 100 shapes": segment_body(
            100, [(12, tuple(range(1, 30)))] * 100, common, [*keys, *[block] * 29] * 100
        ),
        "one long text a thousand times": segment_body(1000, [(12, (2,))], common, [*keys, block]),
        "a thousand long 'saw'": segment_body(1000, [(12, (2,))], [*common[:4], saw], [*keys, one]),
        "thirty million cells": segment_body(1000, [(12, tuple(range(1, 30_000)))], common, [*keys, *[none] * 29_999]),
    }.items():
        yield name, partial(unpack_ops, body)


def _messages() -> Iterator[Bomb]:
    for length in (2**30, 2**32, 2**63):
        yield (
            f"a frame of {length} bytes",
            partial(_frames, write_varint(length) + b"\2x"),
        )
    for name, payload in {
        "a nest": NEST,
        "a list that claims 4 billion": b"\xdd\xff\xff\xff\xff",
        "a map that claims 4 billion": b"\xdf\xff\xff\xff\xff",
        "bytes that claim 4 GB": b"\xc6\xff\xff\xff\xff",
    }.items():
        yield f"{name} for ROWS", partial(read_message, FrameType.ROWS, payload)
        yield f"{name} for HELLO", partial(read_hello, b"\x94\1\1\1" + payload + bytes(16))
    text = bytes((CONST | PACKED,)) + zstd.compress(msgspec.msgpack.encode("x" * 30_000_000))
    one = encode_column([1])
    for name, fields in {
        "cells": [(number, one) for number in range(1, 60_000)],
        "long fields": [(number, text) for number in range(1, 20)],
    }.items():
        table = Table(12, MAX_ROWS, [one], one, fields)
        payload = msgspec.msgpack.encode(Rows(53, 1, b"", [table]))
        yield f"a page of many {name}", partial(_first_page, payload)


def _frames(data: bytes) -> object:
    return list(FrameReader().feed(data))


def _first_page(payload: bytes) -> object:
    message = read_message(FrameType.ROWS, payload)
    return unpack_table(message.tables[0]) if isinstance(message, Rows) else None
