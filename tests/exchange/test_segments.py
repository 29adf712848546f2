"""Laws of ops and segments: however ops are packed, cut or sent again, they and their author's chain stay the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.columns import encode_column
from contract.exchange.dots import MAX_N, Dot, row_id
from contract.exchange.judge import MAX_PATCH
from contract.exchange.malformed import Malformed
from contract.exchange.operations import GENESIS_CHAIN, Op, chain, op_bytes, pack_row, row_hash, unpack_row
from contract.exchange.seals import segment_is_genuine, sign_segment
from contract.exchange.segments import (
    INFLATED_LIMIT,
    MAX_OPS,
    MAX_SEGMENT,
    MAX_SHAPES,
    Segment,
    cut_runs,
    pack_ops,
    read_segment,
    segment_frame,
    unpack_ops,
)
from contract.exchange.shapes import LATEST, Patch, Row, RowKey
from contract.exchange.varint import write_varint
from tests.exchange.drawn import KEY, VALUE, mark, ops, pieces_of, runs

ALICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
BOB = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = ALICE.public_key().public_bytes_raw()


def chain_of(run: Sequence[Op], link: bytes = GENESIS_CHAIN) -> bytes:
    for op in run:
        link = chain(link, op)
    return link


def seal(run: Sequence[Op], before: bytes = GENESIS_CHAIN) -> Segment:
    body = pack_ops(run)
    signature = sign_segment(ALICE, before, body)
    return Segment(author=run[0].author, n0=run[0].n, n1=run[-1].n, body=body, signature=signature)


def unpacked_or_refused(body: bytes) -> list[Op] | None:
    try:
        run = unpack_ops(body)
    except Malformed:
        return None
    assert sum(len(op_bytes(op)) for op in run) <= MAX_SEGMENT
    assert unpack_ops(pack_ops(run)) == run
    return run


@given(runs())
def test_any_run_of_ops_comes_back_as_it_was(run: list[Op]) -> None:
    back = unpack_ops(pack_ops(run))
    assert back == run
    assert [op_bytes(op) for op in back] == [op_bytes(op) for op in run]


@given(runs(), st.data())
def test_any_split_gives_the_same_ops_and_the_same_chain(run: list[Op], data: st.DataObject) -> None:
    pieces = data.draw(pieces_of(run))
    back = [op for piece in pieces for op in unpack_ops(pack_ops(piece))]
    assert back == run
    assert chain_of(back) == chain_of(run)


@given(runs(least=2), st.data())
def test_segments_that_overlap_or_come_again_add_nothing(run: list[Op], data: st.DataObject) -> None:
    """A reader that skips what it has ends in one state, whatever segments it is shown and in whatever order."""
    span = st.tuples(st.integers(0, len(run) - 1), st.integers(1, len(run)))
    shown = [run[start : start + count] for start, count in data.draw(st.lists(span, max_size=6))]
    shown += data.draw(pieces_of(run))
    got, link = run[0].n - 1, GENESIS_CHAIN
    for piece in [*shown, *shown]:
        for op in unpack_ops(pack_ops(piece)):
            if op.n == got + 1:
                got, link = op.n, chain(link, op)
    assert (got, link) == (run[-1].n, chain_of(run))


@given(runs(most=4), st.data())
def test_another_op_anywhere_is_another_chain(run: list[Op], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(run) - 1))
    old = run[place]
    new = data.draw(ops(old.author, old.n, old.schema))
    changed = [*run[:place], new, *run[place + 1 :]]
    assert (chain_of(changed) == chain_of(run)) == (new == old)


@given(runs(most=5), st.data())
def test_a_changed_byte_of_a_segment_is_malformed_or_not_genuine(run: list[Op], data: st.DataObject) -> None:
    payload = bytearray(segment_frame(seal(run)))
    payload[data.draw(st.integers(0, len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = read_segment(bytes(payload))
        unpack_ops(found.body)
    except Malformed:
        return
    assert not segment_is_genuine(PUBLIC, GENESIS_CHAIN, found.body, found.signature)


@given(runs(most=5), st.data())
def test_changed_bytes_of_a_body_are_ops_or_malformed(run: list[Op], data: st.DataObject) -> None:
    body = bytearray(pack_ops(run))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 255))
    unpacked_or_refused(bytes(body))
    unpacked_or_refused(bytes(body[: data.draw(st.integers(0, len(body)))]))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_segment_or_malformed(payload: bytes) -> None:
    unpacked_or_refused(payload)
    unpacked_or_refused(b"\x07\x01\x02" + payload)
    try:
        read_segment(payload)
    except Malformed:
        pass


@given(runs(most=6))
def test_a_segment_says_whose_it_is_before_it_is_unpacked(run: list[Op]) -> None:
    segment = seal(run)
    assert read_segment(segment_frame(segment)) == segment
    assert (segment.author, segment.n0, segment.n1) == (run[0].author, run[0].n, run[-1].n)


def test_only_the_author_behind_the_same_chain_has_signed() -> None:
    first, second = [mark(1, 5, 6, "H", 100)], [mark(2, 5, 7, "S", 100)]
    before = chain_of(first)
    segment = seal(second, before)
    assert segment_is_genuine(PUBLIC, before, segment.body, segment.signature)
    assert not segment_is_genuine(PUBLIC, GENESIS_CHAIN, segment.body, segment.signature)
    assert not segment_is_genuine(BOB.public_key().public_bytes_raw(), before, segment.body, segment.signature)
    assert not segment_is_genuine(PUBLIC, before, segment.body + b"\0", segment.signature)
    assert not segment_is_genuine(PUBLIC, before, segment.body, sign_segment(BOB, before, segment.body))
    for public, signature in (
        (b"", segment.signature),
        (PUBLIC[:31], segment.signature),
        (PUBLIC, b""),
        (b"\xff" * 32, bytes(64)),
    ):
        assert not segment_is_genuine(public, before, segment.body, signature)


# ---------------------------------------------------------------- sizes


def a_class_day() -> list[Op]:
    """46 marks of one session within some minutes, and 9 notes of some lines."""
    chance = random.Random(46)
    session, wall = row_id(Dot(3, 12)), 1_753_400_000
    people = [row_id(Dot(3, 100 + place)) for place in range(46)]
    day = []
    for n, person in enumerate(people, 1):
        wall += chance.randrange(2, 9)
        day.append(mark(n, session, person, chance.choices("HISA", [40, 2, 3, 1])[0], wall))
    for place in range(9):
        wall += chance.randrange(60, 400)
        text = f"Kelompok {place + 1} menyusun rencana aksi dan membagi tugas, {chance.randrange(3, 7)} orang hadir."
        patch: Patch = {2: row_id(Dot(3, 40 + place)), 3: text, 4: wall, 5: 7}
        key = RowKey(13, row_id(Dot(7, 47 + place)))
        day.append(Op(author=7, n=47 + place, key=key, patch=patch, base=0, wall=wall, run=3, schema=1))
    return day


def test_a_class_day_is_small() -> None:
    day = a_class_day()
    marks, whole = len(segment_frame(seal(day[:46]))), len(segment_frame(seal(day)))
    assert unpack_ops(pack_ops(day)) == day
    assert marks <= 300
    assert whole <= 540


def test_ten_thousand_marks_take_three_bytes_each() -> None:
    chance = random.Random(5)
    wall, size = 1_753_400_000, 0
    for session in range(10):
        run = []
        for place in range(1000):
            wall += chance.randrange(1, 6)
            person = row_id(Dot(3, 100 + place))
            run.append(
                mark(1 + session * 1000 + place, row_id(Dot(3, 12 + session)), person, chance.choice("HHHHHHSI"), wall)
            )
        size += len(segment_frame(seal(run)))
    assert size <= 10_000 * 3


# ---------------------------------------------------------------- cutting into runs


STRANGE = "".join(map(chr, random.Random(3).choices(range(0x4E00, 0x9FA5), k=200_000)))


def strange_text(chance: random.Random, count: int) -> str:
    """Text that nothing packs."""
    start = chance.randrange(len(STRANGE) - count)
    return STRANGE[start : start + count]


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """Ops of several authors and schemas: gaps where some are sealed already, long notes, many shapes."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    made: list[Op] = []
    for _ in range(draw(st.integers(1, 4))):
        author, schema, n = draw(st.sampled_from([7, 8])), draw(st.sampled_from([1, 1, 2])), draw(st.integers(1, 50))
        length, shapes = draw(st.sampled_from([0, 10, 800, 9000])), draw(st.sampled_from([1, 3, 500]))
        for place in range(draw(st.sampled_from([1, 40, 300 if length < 9000 else 60]))):
            patch: Patch = {1 + field: None for field in range(shapes.bit_length()) if place % shapes >> field & 1}
            patch[20] = strange_text(chance, length)
            key = RowKey(12, 5, 1 + place)
            made.append(Op(author=author, n=n + place, key=key, patch=patch, base=0, wall=0, schema=schema))
    return made


@settings(max_examples=30)
@given(histories(), st.sampled_from([1, 7, MAX_OPS]))
def test_every_run_that_is_cut_fits_in_one_segment(made: list[Op], most: int) -> None:
    pieces = cut_runs(made, most)
    assert [op for piece in pieces for op in piece] == made
    for piece in pieces:
        assert len(piece) <= most
        assert unpack_ops(pack_ops(piece, level=1)) == piece


@settings(max_examples=30)
@given(histories())
def test_runs_are_not_cut_without_need(made: list[Op]) -> None:
    pieces = cut_runs(made)
    for one, other in pairwise(pieces):
        follows = (
            one[-1].author == other[0].author and one[-1].n + 1 == other[0].n and one[-1].schema == other[0].schema
        )
        shapes = {tuple(sorted(op.patch)) for op in [*one, other[0]]}
        heavy = sum(len(op_bytes(op)) + 60 for op in [*one, other[0]]) > MAX_SEGMENT * 0.8
        assert not follows or heavy or len(shapes) > MAX_SHAPES


def test_a_run_ends_before_it_has_more_shapes_than_a_segment() -> None:
    made = [
        Op(author=7, n=1 + place, key=RowKey(8, 5), patch={10 + place: None}, base=0, wall=0, schema=1)
        for place in range(MAX_SHAPES + 5)
    ]
    pieces = cut_runs(made)
    assert [len(piece) for piece in pieces] == [MAX_SHAPES, 5]
    assert [op for piece in pieces for op in unpack_ops(pack_ops(piece))] == made


def test_the_largest_op_that_may_be_made_fits_in_a_segment() -> None:
    chance = random.Random(9)
    patch: Patch = {field: strange_text(chance, MAX_PATCH // 3 // 16) for field in range(2, 18)}
    op = Op(author=7, n=1, key=RowKey(8, row_id(Dot(7, 1))), patch=patch, base=0, wall=0, schema=1)
    assert unpack_ops(pack_ops([op])) == [op]


@pytest.mark.parametrize(
    "run",
    [
        [],
        [mark(1, 5, 6, "H", 0), mark(3, 5, 7, "H", 0)],
        [mark(2, 5, 6, "H", 0), mark(1, 5, 7, "H", 0)],
        [mark(1, 5, 6, "H", 0), mark(2, 5, 7, "H", 0, author=8)],
        [mark(1, 0, 6, "H", 0)],
        [mark(1, 5, 6, "x" * 2**18, 0)],
        [mark(n, 5, n, "H", 0) for n in range(1, MAX_OPS + 2)],
    ],
    ids=["nothing", "gap", "backwards", "two authors", "no row", "too long", "too many"],
)
def test_ops_that_are_no_run_are_not_packed_as_one(run: list[Op]) -> None:
    if len(run) == 1 and run[0].key.k1:
        run = [msgspec.structs.replace(run[0], patch={2: strange_text(random.Random(1), 2**17)})]
    with pytest.raises(ValueError, match="one"):
        pack_ops(run)


def test_an_authors_last_ops_can_be_packed() -> None:
    run = [mark(MAX_N - 1, 5, 6, "H", 0), mark(MAX_N, 5, 7, "H", 0)]
    assert unpack_ops(pack_ops(run)) == run
    with pytest.raises(Malformed):
        unpack_ops(write_varint(7) + write_varint(MAX_N) + write_varint(2) + pack_ops(run)[7:])


# ---------------------------------------------------------------- bodies made by hand

ZERO, ONE, NONE = encode_column([0]), encode_column([1]), encode_column([None])
Body = tuple[int, list[tuple[int, tuple[int, ...]]], list[bytes], list[bytes]]


def body_of(count: int, body: Body) -> bytes:
    return write_varint(7) + write_varint(1) + write_varint(count) + msgspec.msgpack.encode(body)


COMMON = [ZERO, ZERO, ZERO, ZERO, NONE]
PLAIN_BODY: Body = (1, [(12, (2,))], COMMON, [ONE, ONE, ZERO, ONE])


def test_a_body_made_by_hand_is_read() -> None:
    (op,) = unpack_ops(body_of(1, PLAIN_BODY))
    assert op == Op(author=7, n=1, key=RowKey(12, 1, 1), patch={2: 1}, base=0, wall=0, schema=1)


def test_a_field_that_repeats_the_clock_is_not_sent_twice() -> None:
    day = a_class_day()[:46]
    other = [msgspec.structs.replace(op, patch={**op.patch, 3: op.wall + op.n % 5 * 3}) for op in day]
    assert unpack_ops(pack_ops(other)) == other
    assert len(pack_ops(day)) < len(pack_ops(other)) - 20
    mixed = [*day[:20], *other[20:40], msgspec.structs.replace(day[40], patch={3: day[40].wall})]
    assert unpack_ops(pack_ops(mixed)) == mixed


LONG = encode_column(["x" * (INFLATED_LIMIT - 10)])
IMPOSSIBLE: dict[str, tuple[int, Body]] = {
    "schema 0": (1, (0, *PLAIN_BODY[1:])),
    "schema below 0": (1, (-5, *PLAIN_BODY[1:])),
    "schema beyond 15 bits": (1, (2**15, *PLAIN_BODY[1:])),
    "no shape": (1, (1, [], COMMON, [])),
    "a shape that no op has": (1, (1, [(12, (2,)), (12, (3,))], COMMON, [ONE, ONE, ZERO, ONE] * 2)),
    "a field twice": (1, (1, [(12, (2, 2))], COMMON, [ONE, ONE, ZERO, ONE, ONE])),
    "field 0": (1, (1, [(12, (0,))], COMMON, [ONE, ONE, ZERO, ONE])),
    "record 0": (1, (1, [(0, (2,))], COMMON, [ONE, ONE, ZERO, ONE])),
    "record beyond 15 bits": (1, (1, [(2**15, (2,))], COMMON, [ONE, ONE, ZERO, ONE])),
    "a column too few": (1, (1, [(12, (2,))], COMMON, [ONE, ONE, ZERO])),
    "a column too many": (1, (1, [(12, (2,))], COMMON, [ONE, ONE, ZERO, ONE, ONE])),
    "a common column too few": (1, (1, [(12, (2,))], COMMON[:4], [ONE, ONE, ZERO, ONE])),
    "an unknown shape": (1, (1, [(12, (2,))], [ONE, *COMMON[1:]], [ONE, ONE, ZERO, ONE])),
    "a text for a shape": (1, (1, [(12, (2,))], [encode_column(["0"]), *COMMON[1:]], [ONE, ONE, ZERO, ONE])),
    "a text for a key": (1, (1, [(12, (2,))], COMMON, [encode_column(["1"]), ONE, ZERO, ONE])),
    "nothing for a key": (1, (1, [(12, (2,))], COMMON, [ONE, NONE, ZERO, ONE])),
    "a key below 0": (1, (1, [(12, (2,))], COMMON, [encode_column([-1]), ONE, ZERO, ONE])),
    "a base below 0": (1, (1, [(12, (2,))], [ZERO, encode_column([-1]), *COMMON[2:]], [ONE, ONE, ZERO, ONE])),
    "a run below 0": (1, (1, [(12, (2,))], [*COMMON[:3], encode_column([-1]), NONE], [ONE, ONE, ZERO, ONE])),
    "a wall after every calendar": (
        1,
        (1, [(12, (2,))], [ZERO, ZERO, encode_column([LATEST + 1]), ZERO, NONE], [ONE, ONE, ZERO, ONE]),
    ),
    "a number for 'saw'": (1, (1, [(12, (2,))], [*COMMON[:4], ONE], [ONE, ONE, ZERO, ONE])),
    "no hex for 'saw'": (1, (1, [(12, (2,))], [*COMMON[:4], encode_column(["zz"])], [ONE, ONE, ZERO, ONE])),
    "another thing for 'saw'": (1, (1, [(12, (2,))], [*COMMON[:4], encode_column(["a161"])], [ONE, ONE, ZERO, ONE])),
    "an impossible author in 'saw'": (
        1,
        (1, [(12, (2,))], [*COMMON[:4], encode_column(["9193000101"])], [ONE, ONE, ZERO, ONE]),
    ),
    "an impossible mark in 'saw'": (
        1,
        (
            1,
            [(12, (2,))],
            [*COMMON[:4], encode_column([msgspec.msgpack.encode([(1, 1, 2**56)]).hex()])],
            [ONE, ONE, ZERO, ONE],
        ),
    ),
    "the clock for a key": (1, (1, [(12, (2,))], COMMON, [ONE, b"", ZERO, ONE])),
    "a text for the clock": (
        1,
        (1, [(12, (2,))], [ZERO, ZERO, encode_column(["x"]), ZERO, NONE], [ONE, ONE, ZERO, b""]),
    ),
    "more ops than a segment has": (MAX_OPS + 1, PLAIN_BODY),
    "no op": (0, PLAIN_BODY),
    "many long texts": (1, (1, [(12, tuple(range(1, 100)))], COMMON, [ONE, ONE, ZERO, *[LONG] * 99])),
    "one long text a thousand times": (1000, (1, [(12, (2,))], COMMON, [ONE, ONE, ZERO, encode_column(["x" * 2**19])])),
    "thirty thousand fields": (1000, (1, [(12, tuple(range(1, 30_000)))], COMMON, [ONE, ONE, ZERO, *[NONE] * 29_999])),
    "a thousand long 'saw'": (
        1000,
        (
            1,
            [(12, (2,))],
            [*COMMON[:4], encode_column([msgspec.msgpack.encode([(1, 1, 1)] * 9999).hex()])],
            [ONE, ONE, ZERO, ONE],
        ),
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_bodies_that_nobody_could_have_packed_are_malformed(name: str) -> None:
    count, body = IMPOSSIBLE[name]
    with pytest.raises(Malformed):
        unpack_ops(body_of(count, body))


@pytest.mark.parametrize("behind", [b"", b"\x91" * 500_000, b"\x94\x01" + b"\x91" * 500_000, b"\xdd\xff\xff\xff\xff"])
def test_a_nest_or_a_lie_behind_a_head_is_malformed(behind: bytes) -> None:
    with pytest.raises(Malformed):
        unpack_ops(b"\x07\x01\x01" + behind)


# ---------------------------------------------------------------- rows


ROW = st.dictionaries(st.integers(1, 99), VALUE, max_size=6)


@given(ROW)
def test_a_row_in_a_database_column_comes_back(row: Row) -> None:
    assert unpack_row(pack_row(row)) == row


@given(KEY, ROW, st.integers(100, 120))
def test_a_rows_hash_knows_no_order_and_no_empty_field(k1: int, row: Row, empty: int) -> None:
    key = RowKey(8, k1)
    assert row_hash(key, {empty: None, **dict(reversed(row.items()))}) == row_hash(key, row)
    assert row_hash(key, {**row, empty: 0}) != row_hash(key, row)
    assert row_hash(key._replace(k2=1), row) != row_hash(key, row)
