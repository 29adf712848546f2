"""Columns: the values of one field of many rows, packed so that what repeats costs nearly nothing.

A column is one flag byte and its body. The low bits of the flag say how the values are laid out, the high bit that the
body is zstd. Layouts: CONST (one value for all), PLAIN (msgpack list), OFFSET (integers above their minimum, cut into byte
planes), DELTA (differences of neighbours, zigzag, planes), WORDS (a dictionary and one index byte a row), SPARSE (which
rows are None, then a column of the rest). Byte planes put all low bytes together, then all second bytes, so that zstd
sees the regular ones as runs.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate

import msgspec
from backports import zstd

from contract.exchange.malformed import Malformed
from contract.exchange.shapes import Value

CONST, PLAIN, OFFSET, DELTA, WORDS, SPARSE = range(6)
PACKED = 0x80
WORTH_PACKING = 60
"""Bodies shorter than this gain nothing from zstd (measured on class days)."""
DEFAULT_LEVEL = 9
INT_MIN, INT_MAX = -(2**63), 2**63 - 1

_msgpack = msgspec.msgpack.Encoder()
_value = msgspec.msgpack.Decoder(int | str | None)
_values = msgspec.msgpack.Decoder(list[int | str | None])
_offset = msgspec.msgpack.Decoder(tuple[int, int, bytes])
_words = msgspec.msgpack.Decoder(tuple[list[int | str | None], bytes])
_sparse = msgspec.msgpack.Decoder(tuple[bytes, bytes])


def encode_column(values: Sequence[Value], level: int = DEFAULT_LEVEL) -> bytes:
    """The values as one column, by whichever layout is shortest."""
    if not values:
        return bytes((CONST,)) + _msgpack.encode(None)
    first = values[0]
    kinds = {type(value) for value in values}
    if len(kinds) == 1 and values.count(first) == len(values):
        return bytes((CONST,)) + _msgpack.encode(first)
    candidates = _layouts(values, kinds, level)
    return min((_pack(layout, body, level) for layout, body in candidates), key=len)


def _layouts(values: Sequence[Value], kinds: set[type], level: int) -> list[tuple[int, bytes]]:
    """Every layout that suits these values, with its body."""
    found: list[tuple[int, bytes]] = []
    distinct = list(dict.fromkeys(values))
    if len(distinct) <= 256 and len(distinct) * 2 <= len(values):
        place = {value: index for index, value in enumerate(distinct)}
        found.append((WORDS, _msgpack.encode((distinct, bytes([place[value] for value in values])))))
    if kinds == {int}:
        found.extend(_integer_layouts([value for value in values if isinstance(value, int)]))
    elif int in kinds and type(None) in kinds:
        holes = bytes(value is None for value in values)
        rest = encode_column([value for value in values if value is not None], level)
        found.append((SPARSE, _msgpack.encode((holes, rest))))
    if not found or kinds != {int}:
        found.append((PLAIN, _msgpack.encode(values)))
    return found


def _integer_layouts(numbers: list[int]) -> list[tuple[int, bytes]]:
    low = min(numbers)
    offsets = [number - low for number in numbers]
    steps = [after - before for before, after in zip(numbers, numbers[1:], strict=False)]
    zigzag = [step << 1 if step >= 0 else -step * 2 - 1 for step in steps]
    found = []
    for layout, start, unsigned in ((OFFSET, low, offsets), (DELTA, numbers[0], zigzag)):
        if not unsigned or max(unsigned) < 2**64:
            found.append((layout, _msgpack.encode((start, *_planes(unsigned)))))
    if not found:
        raise ValueError("integers beyond 64 bits have no column")
    return found


def _planes(unsigned: list[int]) -> tuple[int, bytes]:
    """(bytes per number, the bytes plane by plane)."""
    width = max(1, (max(unsigned, default=0).bit_length() + 7) // 8)
    flat = array("Q", unsigned)
    if sys.byteorder == "big":
        flat.byteswap()
    raw = flat.tobytes()
    return width, b"".join(raw[plane::8] for plane in range(width))


def _pack(layout: int, body: bytes, level: int) -> bytes:
    if len(body) >= WORTH_PACKING:
        packed = _compress(body, level)
        if len(packed) < len(body):
            return bytes((layout | PACKED,)) + packed
    return bytes((layout,)) + body


def _compress(body: bytes, level: int) -> bytes:
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: level,
        zstd.CompressionParameter.content_size_flag: 0,
        zstd.CompressionParameter.checksum_flag: 0,
    }
    return zstd.compress(body, options=options)


def decode_column(column: bytes, count: int, limit: int) -> list[Value]:
    """The `count` values of a column whose body may inflate to at most `limit` bytes.

    Raises Malformed for anything that encode_column could not have written for that count.
    """
    try:
        return _decode(column, count, limit, depth=0)
    except (msgspec.DecodeError, zstd.ZstdError, ValueError, OverflowError, MemoryError) as error:
        raise Malformed(f"column: {error}") from None


def _decode(column: bytes, count: int, limit: int, depth: int) -> list[Value]:
    if not column:
        raise Malformed("empty column")
    layout, body = column[0] & ~PACKED, column[1:]
    if column[0] & PACKED:
        body = inflate(body, limit)
    elif len(body) > limit:
        raise Malformed("column too long")
    if layout == CONST:
        return [_small(_value.decode(body))] * count
    if layout == PLAIN:
        values = _decode_plain(body, count)
    elif layout in (OFFSET, DELTA):
        values = list(_decode_integers(layout, body, count))
    elif layout == WORDS:
        words, indexes = _words.decode(body)
        values = [_small(words[index]) for index in _sized(indexes, count)] if indexes and max(indexes) < len(words) else []
    elif layout == SPARSE and depth == 0:
        values = _decode_sparse(body, count, limit)
    else:
        raise Malformed("unknown column layout")
    if len(values) != count:
        raise Malformed("column of another length")
    return values


def _decode_plain(body: bytes, count: int) -> list[Value]:
    """A msgpack list whose head must already claim `count`, so that a lie allocates nothing."""
    if _claimed_length(body) != count:
        raise Malformed("column of another length")
    return [_small(value) for value in _values.decode(body)]


def _claimed_length(body: bytes) -> int:
    head = body[0] if body else 0
    if head & 0xF0 == 0x90:
        return head & 0x0F
    if head in (0xDC, 0xDD):
        return int.from_bytes(body[1 : 3 if head == 0xDC else 5], "big")
    raise Malformed("not a list")


def _decode_integers(layout: int, body: bytes, count: int) -> list[int]:
    start, width, planes = _offset.decode(body)
    size = count if layout == OFFSET else count - 1
    if not 1 <= width <= 8 or len(planes) != width * size:
        raise Malformed("integer column of another length")
    raw = bytearray(8 * size)
    for plane in range(width):
        raw[plane::8] = planes[plane * size : (plane + 1) * size]
    flat = array("Q", bytes(raw))
    if sys.byteorder == "big":
        flat.byteswap()
    if layout == OFFSET:
        numbers = [start + offset for offset in flat]
    else:
        numbers = list(accumulate((step >> 1 if not step & 1 else -(step + 1 >> 1) for step in flat), initial=start))
    if numbers and (min(numbers) < INT_MIN or max(numbers) > INT_MAX):
        raise Malformed("integer beyond 63 bits")
    return numbers


def _decode_sparse(body: bytes, count: int, limit: int) -> list[Value]:
    holes, rest = _sparse.decode(body)
    kept = iter(_decode(rest, _sized(holes, count).count(0), limit, depth=1))
    return [None if hole else next(kept) for hole in holes]


def _sized(data: bytes, count: int) -> bytes:
    if len(data) != count:
        raise Malformed("column of another length")
    return data


def _small(value: Value) -> Value:
    if isinstance(value, int) and not INT_MIN <= value <= INT_MAX:
        raise Malformed("integer beyond 63 bits")
    return value


def inflate(body: bytes, limit: int) -> bytes:
    """The inflated body, at most `limit` bytes. Raises Malformed when it would be more or is cut."""
    inflater = zstd.ZstdDecompressor()
    out = inflater.decompress(body, max_length=limit + 1)
    if len(out) > limit or not inflater.eof or inflater.unused_data:
        raise Malformed("column inflates beyond its limit or is cut")
    return out
