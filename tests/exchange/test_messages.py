"""Laws of messages and pages: what is said is heard, and bytes from anywhere are a message, nothing or Malformed."""

from __future__ import annotations

import tracemalloc
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange import messages, pages
from contract.exchange.begun import First, Shown, Snapshot, Torn
from contract.exchange.columns import encode_column
from contract.exchange.frames import FrameType, read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.messages import (
    Ack,
    Ahead,
    AskCard,
    Fork,
    Hello,
    Issued,
    Lease,
    Marks,
    RealmHello,
    Refusal,
    Rewind,
    Rows,
    Scope,
    Table,
    Time,
    Want,
    read_hello,
    read_message,
    write_hello,
    write_message,
)
from contract.exchange.pages import pack_table, unpack_table
from contract.exchange.seals import MAC_BYTES, mac_is_genuine
from contract.exchange.shapes import EARLIEST, LATEST, Row, RowKey
from contract.exchange.witness import Witness
from tests.exchange.drawn import KEY, VALUE

WHOLE = st.integers(0, 2**63 - 1)
NUMBER = st.integers(0, 2**31 - 1)
PLACE = st.integers(0, 2**32 - 1)
BLOCK = st.integers(1, 1024)
CLOCK = st.integers(EARLIEST, LATEST)
HASH = st.binary(max_size=16)
NAME = st.tuples(NUMBER, WHOLE, WHOLE, WHOLE)
TABLE = st.builds(
    Table,
    table=NUMBER,
    count=NUMBER,
    keys=st.lists(HASH, max_size=3),
    versions=HASH,
    fields=st.lists(st.tuples(NUMBER, HASH), max_size=3),
    removed=NUMBER,
    removed_keys=st.lists(HASH, max_size=3),
)
REALM = st.builds(
    RealmHello,
    realm=NUMBER,
    seq=WHOLE,
    head=HASH,
    scopes=HASH,
    marks=st.lists(st.tuples(WHOLE, HASH), max_size=20),
    known=st.lists(st.tuples(NUMBER, PLACE, HASH), max_size=3),
    lowered=st.lists(st.tuples(NUMBER, PLACE, WHOLE), max_size=3),
    spare=NUMBER,
    since=st.integers(-1, 2**63 - 1),
)
LAPTOP = st.builds(
    messages.LaptopHeard,
    device=NUMBER,
    name=st.text(),
    people=st.lists(st.text(), max_size=2),
    at=st.none() | CLOCK,
    authors=st.lists(NUMBER, max_size=3),
    classes=st.lists(WHOLE, max_size=3),
)
HELLO = st.builds(Hello, device=NUMBER, now=CLOCK, run=WHOLE, realms=st.lists(REALM, max_size=3))
MESSAGES: dict[FrameType, st.SearchStrategy[Any]] = {
    FrameType.CARD_ASKED: st.builds(AskCard, realm=NUMBER),
    FrameType.CARD: st.builds(Issued, realm=NUMBER, card=HASH),
    FrameType.ROLL: st.builds(messages.Roll, realm=NUMBER),
    FrameType.HEARD: st.builds(messages.Heard, realm=NUMBER, laptops=st.lists(LAPTOP, max_size=3)),
    FrameType.WANT: st.builds(Want, realm=NUMBER, rows=st.lists(NAME, max_size=4)),
    FrameType.TORN: st.builds(Torn, size=st.integers(1, 2**22), digest=HASH, realm=NUMBER, seq=WHOLE),
    FrameType.SHOWN: st.builds(Shown, authors=st.lists(st.tuples(NUMBER, PLACE), max_size=4)),
    FrameType.FIRST: st.builds(First, realms=st.lists(NUMBER, max_size=3), names=st.lists(HASH, max_size=3)),
    FrameType.SNAPSHOT: st.builds(
        Snapshot,
        realm=NUMBER,
        name=st.binary(min_size=16, max_size=16),
        key=st.binary(min_size=32, max_size=32),
        size=WHOLE,
        seq=WHOLE,
        head=HASH,
    ),
    FrameType.WITNESS: st.builds(
        Witness,
        realm=NUMBER,
        heard=st.none() | CLOCK,
        named=st.lists(st.tuples(NUMBER, PLACE, PLACE, CLOCK), max_size=3),
        stood=st.lists(st.tuples(NUMBER, PLACE, PLACE), max_size=3),
    ),
    FrameType.TIME: st.builds(Time, now=CLOCK),
    FrameType.MARKS: st.builds(Marks, realm=NUMBER),
    FrameType.REWIND: st.builds(Rewind, realm=NUMBER, seq=WHOLE, head=HASH),
    FrameType.AHEAD: st.builds(Ahead, realm=NUMBER, seq=WHOLE, head=HASH),
    FrameType.FORK: st.builds(Fork, author=NUMBER, n=PLACE),
    FrameType.ACK: st.builds(
        Ack,
        author=NUMBER,
        got=PLACE,
        chain=HASH,
        applied=st.lists(st.tuples(PLACE, PLACE, WHOLE), max_size=3),
        fates=st.lists(st.tuples(PLACE, st.text(), st.text()), max_size=3),
    ),
    FrameType.ROWS: st.builds(
        Rows,
        realm=NUMBER,
        seq=WHOLE,
        head=HASH,
        tables=st.lists(TABLE, max_size=2),
        same=st.lists(st.tuples(NUMBER, PLACE, PLACE), max_size=3),
        total=st.integers(0, 2**64 - 1),
        answered=st.lists(NAME, max_size=2),
        last=st.booleans(),
    ),
    FrameType.SCOPE: st.builds(
        Scope, realm=NUMBER, fingerprint=HASH, everything=st.booleans(), scopes=st.lists(WHOLE, max_size=3)
    ),
    FrameType.LEASE: st.builds(Lease, realm=NUMBER, author=NUMBER, first=NUMBER, count=BLOCK),
    FrameType.REFUSAL: st.builds(Refusal, author=NUMBER, n0=PLACE, reason=st.text()),
    FrameType.SAFE: st.builds(messages.Safe, realm=NUMBER, seq=WHOLE, at=CLOCK),
    FrameType.SIGN: st.builds(messages.Sign, realm=NUMBER, since=WHOLE),
    FrameType.RECEIPT: st.builds(messages.Receipt, realm=NUMBER, text=st.text()),
    FrameType.CHECK: st.builds(
        messages.Check,
        realm=NUMBER,
        schema=NUMBER,
        digest=st.integers(0, 2**64 - 1),
        buckets=NUMBER,
        wanted=st.lists(NUMBER, max_size=3),
    ),
    FrameType.HEAL: st.builds(messages.Heal, realm=NUMBER, seq=WHOLE, digests=st.binary(min_size=8, max_size=80)),
    FrameType.MEND: st.builds(
        messages.Mend,
        realm=NUMBER,
        seq=WHOLE,
        buckets=st.integers(1, 1024),
        which=st.lists(NUMBER, max_size=3),
        tables=st.lists(TABLE, max_size=2),
    ),
    FrameType.WIPE: st.builds(
        messages.Wipe, realm=NUMBER, device=NUMBER, author=NUMBER, at=CLOCK, signature=st.binary(max_size=64)
    ),
}


def heard_or_refused(kind: int, payload: bytes) -> msgspec.Struct | None:
    try:
        return read_hello(payload)[0] if kind == FrameType.HELLO else read_message(kind, payload)
    except Malformed:
        return None


@pytest.mark.parametrize("count", [0, 1025, 2**31 - 1])
def test_a_lease_of_no_number_or_of_ever_so_many_is_malformed(count: int) -> None:
    ((kind, payload),) = read_frames(write_message(Lease(5300, 17, 33, count)))
    with pytest.raises(Malformed):
        read_message(kind, payload)


def test_every_message_is_tried_here() -> None:
    assert set(MESSAGES) == set(messages.TYPES.values())


@pytest.mark.parametrize("kind", MESSAGES)
@given(st.data())
def test_each_message_is_heard_as_it_was_said(kind: FrameType, data: st.DataObject) -> None:
    message = data.draw(MESSAGES[kind])
    ((found, payload),) = read_frames(write_message(message))
    assert found == kind
    assert read_message(found, payload) == message


@given(HELLO, st.binary(min_size=1, max_size=64), st.data())
def test_a_greeting_is_heard_and_only_its_device_can_have_made_it(
    hello: Hello, secret: bytes, data: st.DataObject
) -> None:
    ((kind, payload),) = read_frames(write_hello(hello, secret))
    assert kind == FrameType.HELLO
    heard, content, claimed = read_hello(payload)
    assert heard == hello
    assert mac_is_genuine(secret, content, claimed)
    assert not mac_is_genuine(secret[:-1] + bytes([secret[-1] ^ 1]), content, claimed)
    changed = bytearray(payload)
    changed[data.draw(st.integers(0, len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        _, content, claimed = read_hello(bytes(changed))
    except Malformed:
        return
    assert not mac_is_genuine(secret, content, claimed)


@given(st.integers(0, 255), st.binary(max_size=300))
def test_any_bytes_are_a_message_nothing_or_malformed(kind: int, payload: bytes) -> None:
    heard_or_refused(kind, payload)


@given(st.sampled_from([*MESSAGES, FrameType.HELLO]), st.data())
def test_a_changed_or_cut_message_is_a_message_or_malformed(kind: FrameType, data: st.DataObject) -> None:
    message = data.draw(MESSAGES.get(kind, HELLO))
    payload = bytearray(msgspec.msgpack.encode(message) + bytes(MAC_BYTES if kind == FrameType.HELLO else 0))
    payload[data.draw(st.integers(0, len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    heard_or_refused(kind, bytes(payload))
    heard_or_refused(kind, bytes(payload[: data.draw(st.integers(0, len(payload)))]))


def test_frames_of_a_later_version_are_nothing() -> None:
    known = set(messages.TYPES.values())
    for kind in set(range(256)) - known:
        assert read_message(kind, b"\x90") is None


WRONG_NUMBERS = [
    Time(now=LATEST + 1),
    Marks(realm=2**31),
    Marks(realm=-1),
    Rewind(realm=53, seq=2**63, head=b""),
    Rewind(realm=53, seq=-1, head=b""),
    Fork(author=2**31, n=1),
    Want(realm=53, rows=[(12, 2**63, 0, 0)]),
    Want(realm=53, rows=[(12, 1, 2, 3)] * (messages.WANT_LIMIT + 1)),
    Ack(author=7, got=2**32, chain=b"", applied=[], fates=[]),
    Rows(realm=53, seq=2**64 - 1, head=b""),
]


@pytest.mark.parametrize("message", WRONG_NUMBERS)
def test_numbers_that_no_database_holds_are_malformed(message: msgspec.Struct) -> None:
    ((kind, payload),) = read_frames(write_message(message))
    with pytest.raises(Malformed):
        read_message(kind, payload)


@pytest.mark.parametrize(
    "hello",
    [
        Hello(device=2**63, now=1, run=1, realms=[]),
        Hello(device=1, now=2**62, run=1, realms=[]),
        Hello(device=1, now=1, run=-1, realms=[]),
        Hello(device=1, now=1, run=1, realms=[RealmHello(53, 2**63, b"", b"")]),
        Hello(device=1, now=1, run=1, realms=[RealmHello(2**40, 1, b"", b"")]),
        Hello(device=1, now=1, run=1, realms=[RealmHello(53, 1, b"", b"", known=[(2**40, 1, b"")])]),
        Hello(device=1, now=1, run=1, realms=[RealmHello(53, 1, b"", b"", marks=[(2**64 - 1, b"")])]),
        Hello(device=1, now=1, run=1, realms=[RealmHello(53, 1, b"", b"")] * 65),
    ],
)
def test_greetings_with_impossible_numbers_are_malformed(hello: Hello) -> None:
    ((_, payload),) = read_frames(write_hello(hello, b"secret"))
    with pytest.raises(Malformed):
        read_hello(payload)


NEST = b"\x91" * 500_000 + b"\x90"


@pytest.mark.parametrize("kind", [*MESSAGES, FrameType.HELLO])
@pytest.mark.parametrize(
    "payload",
    [
        NEST,
        b"\xdc\x00\x40" + NEST,
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
    ],
    ids=["nest", "nest behind", "array", "map", "bytes", "text"],
)
def test_nests_and_claimed_sizes_are_malformed_and_cost_nothing(kind: FrameType, payload: bytes) -> None:
    tracemalloc.start()
    try:
        assert heard_or_refused(kind, payload) is None
        assert heard_or_refused(kind, b"\x98" + b"\x01" * 6 + payload) is None
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


ROWS = st.lists(
    st.tuples(KEY, KEY, WHOLE, st.dictionaries(st.integers(1, 40), VALUE.filter(lambda value: value is not None))),
    max_size=12,
)


@given(st.integers(1, 100), ROWS, st.lists(st.tuples(KEY, KEY), max_size=4))
def test_a_page_of_rows_comes_back_as_it_was(
    number: int, rows: list[tuple[int, int, int, Row]], removed: list[tuple[int, int]]
) -> None:
    lines = [(RowKey(number, k1, k2), v, row) for k1, k2, v, row in rows]
    gone = [RowKey(number, *key) for key in removed]
    assert unpack_table(pack_table(number, 2, lines, gone)) == (lines, gone)


@given(ROWS, st.data())
def test_a_changed_page_is_rows_or_malformed(rows: list[tuple[int, int, int, Row]], data: st.DataObject) -> None:
    table = pack_table(12, 2, [(RowKey(12, k1, k2), v, row) for k1, k2, v, row in rows])
    payload = bytearray(msgspec.msgpack.encode(table))
    payload[data.draw(st.integers(0, len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        unpack_table(msgspec.msgpack.decode(payload, type=Table))
    except (Malformed, msgspec.DecodeError, UnicodeDecodeError):
        pass


NOTHING = encode_column([])
LONG = encode_column(["x" * 2**20])
PAGE_BOMBS = {
    "many rows": Table(12, pages.MAX_ROWS + 1, [NOTHING], NOTHING, []),
    "many fields of many rows": Table(
        12, pages.MAX_ROWS, [encode_column([1])] * 2, encode_column([1]), [(f, NOTHING) for f in range(1, 60_000)]
    ),
    "one field many times": Table(12, 1, [encode_column([1])], encode_column([1]), [(2, NOTHING)] * 2),
    "long fields of one row": Table(
        12, 1, [encode_column([1])], encode_column([1]), [(f, LONG) for f in range(1, 3000)]
    ),
    "many removed": Table(12, 0, [], NOTHING, [], 2**31 - 1, [NOTHING]),
    "no keys": Table(12, 1, [], encode_column([1]), []),
    "four keys": Table(12, 1, [encode_column([1])] * 4, encode_column([1]), []),
    "a text for a key": Table(12, 1, [encode_column(["x"])], encode_column([1]), []),
}


@pytest.mark.parametrize("name", PAGE_BOMBS)
def test_pages_that_cannot_be_are_malformed_and_take_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Malformed):
            unpack_table(PAGE_BOMBS[name])
        assert tracemalloc.get_traced_memory()[1] < 2.5 * pages.INFLATED_LIMIT
    finally:
        tracemalloc.stop()
