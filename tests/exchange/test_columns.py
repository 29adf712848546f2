"""Laws of columns: what goes in comes out, and bytes from anywhere give values or Malformed, in little memory."""

from __future__ import annotations

import random
import tracemalloc

import msgspec
import pytest
from backports import zstd
from hypothesis import example, given
from hypothesis import strategies as st

from contract.exchange.columns import (
    CONST,
    DELTA,
    MAX_COUNT,
    OFFSET,
    PACKED,
    PLAIN,
    SPARSE,
    WORDS,
    Room,
    decode_column,
    encode_column,
)
from contract.exchange.malformed import Malformed
from contract.exchange.shapes import Value
from tests.exchange.bombs import zeros
from tests.exchange.drawn import columns

LIMIT = 2**20
CHANCE = random.Random(7)
pack = msgspec.msgpack.encode


def decoded_or_refused(column: bytes, count: int) -> list[Value] | None:
    try:
        values = decode_column(column, count, LIMIT)
    except Malformed:
        return None
    assert len(values) == count
    for value in values:
        assert value is None or type(value) is str or (type(value) is int and -(2**63) <= value < 2**63)
    return values


@given(columns(), st.sampled_from([1, 3, 9, 19]))
@example([-(2**63), 2**63 - 1], 3)
@example([2**63 - 1, -(2**63)] * 40, 3)
@example([None, 2**63 - 1, None, -(2**63)], 3)
@example(["", None, 0, "0", "\0"] * 20, 3)
def test_any_values_come_back_as_they_were(values: list[Value], level: int) -> None:
    back = decode_column(encode_column(values, level), len(values), LIMIT)
    assert back == values
    assert [type(value) for value in back] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("layout", "values"),
    [
        (CONST, [None]),
        (CONST, ["H"] * 46),
        (CONST, [2**63 - 1] * 3),
        (PLAIN, ["satu", "dua", None]),
        (PLAIN, ["x", 5]),
        (OFFSET, [CHANCE.randrange(50_000, 50_250) for _ in range(300)]),
        (DELTA, [10**12 + 600 * place + place % 3 for place in range(300)]),
        (WORDS, [CHANCE.choice("HISA") for _ in range(100)]),
        (SPARSE, [None if place % 3 else 10**15 + place**3 for place in range(300)]),
    ],
)
@pytest.mark.parametrize("level", [3, 19])
def test_each_layout_is_chosen_where_it_is_shortest(layout: int, values: list[Value], level: int) -> None:
    column = encode_column(values, level)
    assert column[0] & ~PACKED == layout
    assert decode_column(column, len(values), LIMIT) == values


def test_one_long_text_is_packed_as_the_frozen_paper_that_it_is() -> None:
    paper = "; ".join(f"Orang {n:02}: H H H A H, 87,5, lulus" for n in range(46))
    column = encode_column([paper])
    assert len(column) < len(paper) / 5
    assert decode_column(column, 1, 10_000) == [paper]
    assert encode_column(["Kupang"]) == bytes((CONST,)) + b"\xa6Kupang"
    assert len(encode_column([paper, paper])) < len(paper) * 1.1


def test_long_columns_are_packed_and_short_ones_are_not() -> None:
    assert encode_column(["Kupang", "Ende"])[0] & PACKED == 0
    assert encode_column([f"Dinas Pendidikan {place}" for place in range(99)])[0] & PACKED


@pytest.mark.parametrize(
    "values",
    [
        [2**63],
        [-(2**63) - 1, 0],
        [None, 2**64],
        ["a", 2**63],
        [True, False],
        [True],
        [1.5],
        [b"x"],
        ["\ud800"],
        ["a", "\udfff"],
    ],
)
def test_what_no_column_can_hold_is_refused_when_written_and_not_when_read(values: list[Value]) -> None:
    with pytest.raises(ValueError, match=r"column|surrogates"):
        encode_column(values)


def test_a_column_has_an_end() -> None:
    assert decode_column(encode_column([5] * MAX_COUNT), MAX_COUNT, LIMIT) == [5] * MAX_COUNT
    with pytest.raises(ValueError, match="too many"):
        encode_column([5] * (MAX_COUNT + 1))


@given(st.binary(max_size=200), st.integers(-3, 300) | st.integers(-(2**70), 2**70))
def test_any_bytes_give_values_or_malformed(column: bytes, count: int) -> None:
    decoded_or_refused(column, count)


@given(
    st.sampled_from([CONST, PLAIN, OFFSET, DELTA, WORDS, SPARSE]),
    st.booleans(),
    st.binary(max_size=80),
    st.integers(0, 20),
)
def test_any_body_behind_a_real_flag_gives_values_or_malformed(
    layout: int, packed: bool, body: bytes, count: int
) -> None:
    flag = bytes((layout | (PACKED if packed else 0),))
    decoded_or_refused(flag + (zstd.compress(body) if packed else body), count)


MSGPACK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=30),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(st.sampled_from([CONST, PLAIN, OFFSET, DELTA, WORDS, SPARSE]), MSGPACK, st.integers(0, 6))
def test_any_messagepack_behind_a_real_flag_gives_values_or_malformed(layout: int, body: object, count: int) -> None:
    decoded_or_refused(bytes((layout,)) + pack(body), count)


@given(columns(), st.data())
def test_one_changed_byte_gives_values_or_malformed(values: list[Value], data: st.DataObject) -> None:
    column = bytearray(encode_column(values, 3))
    place = data.draw(st.integers(0, len(column) - 1))
    column[place] ^= data.draw(st.integers(1, 255))
    decoded_or_refused(bytes(column), len(values))


@given(columns(), st.data())
def test_a_cut_or_lengthened_column_is_malformed(values: list[Value], data: st.DataObject) -> None:
    column = encode_column(values, 3)
    cut = column[: data.draw(st.integers(0, len(column) - 1))]
    assert decoded_or_refused(cut, len(values)) is None
    assert decoded_or_refused(column + data.draw(st.binary(min_size=1, max_size=3)), len(values)) is None


@given(columns(), st.integers(1, 5))
def test_a_column_read_for_another_count_is_malformed_or_repeats_one_value(values: list[Value], more: int) -> None:
    column = encode_column(values, 3)
    if column[0] & ~PACKED != CONST:
        assert decoded_or_refused(column, len(values) + more) is None
        assert decoded_or_refused(column, max(0, len(values) - more)) is None


@pytest.mark.parametrize(
    "column",
    [
        bytes((CONST,)) + pack(2**63),
        bytes((PLAIN,)) + pack([2**64 - 1]),
        bytes((WORDS,)) + pack(([2**63], b"\0")),
        bytes((WORDS,)) + pack((["a"], b"\1")),
        bytes((OFFSET,)) + pack((2**63 - 1, 1, b"\1")),
        bytes((OFFSET,)) + pack((0, 9, bytes(9))),
        bytes((OFFSET,)) + pack((0, 0, b"")),
        bytes((DELTA,)) + pack((2**63, 1, b"")),
        bytes((SPARSE,)) + pack((b"\0", bytes((SPARSE,)) + pack((b"\0", bytes((CONST,)) + pack(1))))),
        bytes((CONST,)) + pack(True),
        bytes((CONST,)) + pack(1.0),
        bytes((CONST,)) + b"\xa1\xff",
        bytes((6,)) + pack([1]),
    ],
)
def test_values_beyond_what_rows_hold_are_malformed(column: bytes) -> None:
    with pytest.raises(Malformed):
        decode_column(column, 1, LIMIT)


def lists(layout: int, body: bytes) -> bytes:
    return bytes((layout | PACKED,)) + zstd.compress(body, 19)


NEST = b"\x91" * 500_000 + b"\x90"
BOMBS = {
    "320 MB of zeros": (bytes((PLAIN | PACKED,)) + zeros(2500), 10),
    "a list of 90 million numbers": (lists(PLAIN, b"\xdd\x05\x5d\x4a\x80" + bytes(90_000_000)), 90_000_000),
    "a list that claims 2**32 - 1": (bytes((PLAIN,)) + b"\xdd\xff\xff\xff\xff", 2**32 - 1),
    "a list that claims as many as may be": (bytes((PLAIN,)) + b"\xdd" + MAX_COUNT.to_bytes(4, "big"), MAX_COUNT),
    "a text that claims 4 GB": (bytes((CONST,)) + b"\xdb\xff\xff\xff\xff", 1),
    "planes that claim 4 GB": (bytes((OFFSET,)) + b"\x93\x00\x01\xc6\xff\xff\xff\xff", 2**32 - 1),
    "words that claim 2**32 - 1": (bytes((WORDS,)) + b"\x92\xdd\xff\xff\xff\xff", 5),
    "a map that claims 2**32 - 1": (bytes((PLAIN,)) + b"\xdf\xff\xff\xff\xff", 5),
    "one value 2**40 times": (bytes((CONST,)) + pack(None), 2**40),
    "a nest": (bytes((PLAIN,)) + NEST, 1),
    "a packed nest": (lists(CONST, NEST), 1),
    "a nest of words": (lists(WORDS, b"\x92" + NEST), 1),
    "a window of 128 MB": (
        bytes((PLAIN | PACKED,))
        + zstd.compress(bytes(200_000_000), options={zstd.CompressionParameter.window_log: 27}),
        10,
    ),
    "zeros within zeros": (
        lists(SPARSE, pack((bytes(9), bytes((PLAIN | PACKED,)) + zeros(2500)))),
        9,
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_malformed_and_take_a_few_megabytes(name: str) -> None:
    column, count = BOMBS[name]
    tracemalloc.start()
    try:
        with pytest.raises(Malformed):
            decode_column(column, count, LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 8 * LIMIT
    finally:
        tracemalloc.stop()


def test_a_long_text_many_times_is_one_object() -> None:
    column = encode_column(["catatan " * 100_000] * 100_000)
    tracemalloc.start()
    try:
        assert len(decode_column(column, 100_000, LIMIT)) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


def test_the_limit_is_exact() -> None:
    body = pack(["x" * 1000, "y"])
    column = bytes((PLAIN | PACKED,)) + zstd.compress(body)
    assert decode_column(column, 2, len(body)) == ["x" * 1000, "y"]
    for shape in (column, bytes((PLAIN,)) + body):
        with pytest.raises(Malformed):
            decode_column(shape, 2, len(body) - 1)


@pytest.mark.parametrize(("window", "taken"), [(17, True), (23, True), (24, False), (27, False), (31, False)])
def test_a_frame_may_not_ask_for_a_large_window(window: int, taken: bool) -> None:
    """zstd makes room for the whole window before it inflates a byte."""
    body = pack(["a", "b"])
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes((window - 10 << 3,)) + (1 | len(body) << 3).to_bytes(3, "little") + body
    assert decoded_or_refused(bytes((PLAIN | PACKED,)) + frame, 2) == (["a", "b"] if taken else None)


def test_columns_share_a_room() -> None:
    column = encode_column(["x" * 700])
    room = Room(2000)
    decode_column(column, 1, room)
    decode_column(column, 1, room)
    with pytest.raises(Malformed):
        decode_column(column, 1, room)
