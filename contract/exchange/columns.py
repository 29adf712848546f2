"""Columns: the values of one field of many rows, packed so that what repeats costs nearly nothing.

A column is one flag byte and its body. The low bits of the flag say how the values are laid out, the high bit that the
body is zstd. Layouts: CONST (one value for all), PLAIN (msgpack list), OFFSET (integers above their minimum, cut into
byte planes), DELTA (differences of neighbours, zigzag, planes), WORDS (a dictionary and one index byte a row), SPARSE
(which rows are None, then a column of the rest). Byte planes put all low bytes together, then all second bytes, so that
zstd sees the regular ones as runs.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import cast

import msgspec
from backports import zstd

from contract.exchange.malformed import Malformed
from contract.exchange.shapes import Value

CONST, PLAIN, OFFSET, DELTA, WORDS, SPARSE = range(6)
PACKED = 0x80
WORTH_PACKING = 40
"""Bodies shorter than this gain nothing from zstd; the 46 persons of a class day, one behind the other, do."""
DEFAULT_LEVEL = 9
INT_MIN, INT_MAX = -(2**63), 2**63 - 1
MAX_COUNT = 2**17
"""Values of one column at most, so that a claimed count alone costs no more than a megabyte."""
_WINDOW = 23
"""zstd windows up to 8 MB, the largest that level 19 writes: a hostile frame may ask for 128 MB."""

_msgpack = msgspec.msgpack.Encoder()
_value = msgspec.msgpack.Decoder(int | str | None)
_values = msgspec.msgpack.Decoder(list[int | str | None])
_offset = msgspec.msgpack.Decoder(tuple[int, int, bytes])
_words = msgspec.msgpack.Decoder(tuple[list[int | str | None], bytes])
_sparse = msgspec.msgpack.Decoder(tuple[bytes, bytes])


class Room:
    """How many bytes the columns of one body may still inflate to, all together; one that is full raises Malformed."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        """Use `size` bytes of the room."""
        if size > self.left:
            raise Malformed("columns longer than their limit")
        self.left -= size


def encode_column(values: Sequence[Value], level: int = DEFAULT_LEVEL) -> bytes:
    """The values as one column, by whichever layout is shortest.

    Raises ValueError for what no column can hold: integers beyond 64 bits, other types than Value (bool too), lone
    surrogates, more than MAX_COUNT values.
    """
    if not values:
        return bytes((CONST,)) + _msgpack.encode(None)
    first = values[0]
    kinds = set(map(type, values))
    _check(values, kinds)
    if len(kinds) == 1 and values.count(first) == len(values):
        same = bytes((CONST,)) + _msgpack.encode(first)
        # A paper that is frozen is one long text in a column of its own.
        return min(same, _pack(PLAIN, _msgpack.encode(values), level), key=len) if len(values) == 1 else same
    candidates = _layouts(values, kinds, level)
    return min((_pack(layout, body, level) for layout, body in candidates), key=len)


def _check(values: Sequence[Value], kinds: set[type]) -> None:
    if kinds - {int, str, type(None)} or len(values) > MAX_COUNT:
        raise ValueError("neither int, str nor None, or too many values for a column")
    if int in kinds:
        numbers = cast(Sequence[int], values if len(kinds) == 1 else [v for v in values if type(v) is int])
        if min(numbers) < INT_MIN or max(numbers) > INT_MAX:
            raise ValueError("integers beyond 64 bits have no column")


def _layouts(values: Sequence[Value], kinds: set[type], level: int) -> list[tuple[int, bytes]]:
    """Every layout that suits these values, with its body."""
    found: list[tuple[int, bytes]] = []
    distinct = list(dict.fromkeys(values))
    if len(distinct) <= 256 and len(distinct) * 2 <= len(values):
        place = {value: index for index, value in enumerate(distinct)}
        found.append((WORDS, _msgpack.encode((distinct, bytes(map(place.__getitem__, values))))))
    if kinds == {int}:
        found.extend(_integer_layouts(cast(Sequence[int], values)))
    elif int in kinds and type(None) in kinds:
        holes = bytes(value is None for value in values)
        rest = encode_column([value for value in values if value is not None], level)
        found.append((SPARSE, _msgpack.encode((holes, rest))))
    if kinds != {int}:
        found.append((PLAIN, _msgpack.encode(values)))
    return found


def _integer_layouts(numbers: Sequence[int]) -> list[tuple[int, bytes]]:
    low = min(numbers)
    offsets = [number - low for number in numbers]
    found = [(OFFSET, _msgpack.encode((low, *_planes(offsets))))]
    zigzag = [step << 1 if step >= 0 else ~(step << 1) for step in map(sub, numbers[1:], numbers)]
    if max(zigzag, default=0) < 2**64:
        found.append((DELTA, _msgpack.encode((numbers[0], *_planes(zigzag)))))
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


def decode_column(column: bytes, count: int, limit: int | Room) -> list[Value]:
    """The `count` values of a column whose body may inflate to at most `limit` bytes.

    A Room in place of a number is shared by several columns. Text that a column repeats is one object in memory; who
    writes it out must count it again. Raises Malformed for anything that encode_column could not have written for that
    count.
    """
    if not 0 <= count <= MAX_COUNT:
        raise Malformed("column of an impossible length")
    try:
        return _decode(column, count, limit if isinstance(limit, Room) else Room(limit), depth=0)
    except (msgspec.DecodeError, zstd.ZstdError, ValueError, OverflowError, RecursionError) as error:
        raise Malformed(f"column: {error}") from None


def _decode(column: bytes, count: int, room: Room, depth: int) -> list[Value]:
    if not column:
        raise Malformed("empty column")
    layout, body = column[0] & ~PACKED, column[1:]
    if column[0] & PACKED:
        body = inflate(body, room.left)
    room.take(len(body))
    if layout == CONST:
        return [_small(_value.decode(body))] * count
    if layout == PLAIN:
        return _decode_plain(body, count)
    if layout in (OFFSET, DELTA):
        return list(_decode_integers(layout, body, count))
    if layout == WORDS:
        return _decode_words(body, count)
    if layout == SPARSE and depth == 0:
        return _decode_sparse(body, count, room)
    raise Malformed("unknown column layout")


def _decode_words(body: bytes, count: int) -> list[Value]:
    words, indexes = _words.decode(body)
    if _sized(indexes, count) and max(indexes) >= len(words):
        raise Malformed("column with an unknown word")
    words = [_small(word) for word in words]
    return list(map(words.__getitem__, indexes))


def _decode_plain(body: bytes, count: int) -> list[Value]:
    """A msgpack list whose head must already claim `count`, so that a lie allocates nothing."""
    if _claimed_length(body) != count:
        raise Malformed("column of another length")
    values = _values.decode(body)
    for value in values:
        _small(value)
    return values


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


def _decode_sparse(body: bytes, count: int, room: Room) -> list[Value]:
    holes, rest = _sparse.decode(body)
    kept = iter(_decode(rest, _sized(holes, count).count(0), room, depth=1))
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
    inflater = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    out = inflater.decompress(body, max_length=limit + 1)
    if len(out) > limit or not inflater.eof or inflater.unused_data:
        raise Malformed("column inflates beyond its limit or is cut")
    return out
