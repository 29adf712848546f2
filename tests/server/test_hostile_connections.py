"""Whoever plays with connections instead of requests: little memory, no error of the server's, nobody else kept out."""

from __future__ import annotations

import os
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from contract.exchange.frames import FrameType, write_frame
from contract.exchange.messages import Hello, RealmHello, Want, write_hello, write_message
from contract.exchange.varint import write_varint
from desktop.storage import history
from desktop.storage.tables import centre as centres
from desktop.sync.faults import Stranger
from server.store.members import BLOCK, MOST_BLOCKS
from server.store.tables import lease
from server.web import limits
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop
from tests.server.hostility import greeting_of

MOST_MEMORY_MB = 200
CHUNKED = b"POST /s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made
        assert made.peak_memory_mb() < MOST_MEMORY_MB
    assert made.errors == ""


@pytest.fixture
def adi(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        made.join(served.url, served.code("Adi"))
        yield made


def connect(served: Centre) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=30)


def post(body: bytes, missing: int = 0, path: str = "/s") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body) + missing}\r\n\r\n".encode() + body


def answer(served: Centre, sent: bytes) -> int:
    """The status of the answer, 0 where the server hung up instead."""
    with connect(served) as plain:
        return status(plain, sent)


def status(plain: socket.socket, sent: bytes = b"") -> int:
    try:
        plain.sendall(sent)
        words = plain.recv(4096).split(b" ", 2)
    except (ConnectionError, TimeoutError):
        return 0
    return int(words[1]) if len(words) > 1 else 0


def crowd(served: Centre, bodies: Sequence[bytes], hold_s: float) -> Counter[int]:
    """Sends each on a connection of its own and keeps them all open; gives the answers, 0 for none yet."""
    with ExitStack() as all_open:
        sockets = [all_open.enter_context(connect(served)) for _ in bodies]
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(send, sockets, bodies))
        time.sleep(hold_s)
        for each in sockets:
            each.settimeout(0.01)
        return Counter(status(each) for each in sockets)


def send(plain: socket.socket, sent: bytes) -> None:
    plain.settimeout(5)
    try:
        plain.sendall(sent)
    except (ConnectionError, TimeoutError):
        pass  # refused before it was all sent


def endless(served: Centre, begin: bytes, piece: bytes) -> int:
    """How many bytes are taken before the server hangs up, at most 100 MB."""
    with connect(served) as plain:
        taken = 0
        try:
            plain.sendall(begin)
            while taken < 100_000_000:
                plain.sendall(piece)
                taken += len(piece)
        except ConnectionError:
            pass
        return taken


@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (CHUNKED + b"0\r\n", b"X: y\r\n" * 10_000),
        (CHUNKED + b"0\r\nX: ", b"y" * 60_000),
        (CHUNKED + b"5;", b"y" * 60_000),
        (b"POST /s HTTP/1.1\r\nX: ", b"y" * 60_000),
        (b"", b"\r\n" * 30_000),
    ],
    ids=["trailers", "one trailer", "a chunk's size", "a head", "nothing at all"],
)
def test_what_is_no_body_never_goes_on_for_long(served: Centre, begin: bytes, piece: bytes) -> None:
    assert endless(served, begin, piece) < 20_000_000  # what fits into the system's own buffers


def test_requests_stacked_on_one_connection_are_refused(served: Centre) -> None:
    stacked = b"GET / HTTP/1.1\r\n\r\n" * 10_000
    assert set(crowd(served, [stacked] * 30, 1)) <= {200, 400, 0}


def test_a_number_without_end_in_the_path_is_no_error_of_ours(served: Centre) -> None:
    assert answer(served, post(b"x", path="/s/" + "9" * 9000)) == 400


def test_strangers_who_begin_long_greetings_cost_little(served: Centre, adi: Laptop) -> None:
    unfinished = write_varint(500_000) + bytes((FrameType.HELLO,)) + os.urandom(490_000)
    assert set(crowd(served, [post(unfinished, missing=500)] * (limits.MAX_PRESENT - 20), 2)) == {0}
    assert adi.sync().fault is None


def test_strangers_long_greetings_are_not_even_read(served: Centre) -> None:
    many = greeting(5300, known=[(0, 0, b"")] * 100_000)
    sent = post(write_hello(Hello(99, 1, 1, [many]), bytes(32)))
    assert set(crowd(served, [sent] * 60, 2)) <= {403, 0}


def greeting(realm: int, **changes: object) -> RealmHello:
    return msgspec.structs.replace(greeting_of(realm), **changes)


def stolen(made: Laptop, *greetings: RealmHello) -> bytes:
    """A greeting sealed rightly."""
    known = made.call(history.centres, made.replica)[0]
    return write_hello(Hello(known.device, 1_753_400_000, 1, list(greetings)), known.secret)


def test_one_stolen_laptop_keeps_nobody_out(served: Centre, adi: Laptop, tmp_path: Path) -> None:
    half = post(stolen(adi, greeting(5300)), missing=500)
    with ExitStack() as held:
        sockets = [held.enter_context(connect(served)) for _ in range(60)]
        for each in sockets:
            each.sendall(half)
        until = time.monotonic() + 20
        while answer(served, half) != 429:
            assert time.monotonic() < until
        with laptop(tmp_path, "beni") as beni:
            beni.join(served.url, served.code("Beni"))
            beni.open_class(people=3)
            assert beni.sync().pending == 0


def test_wishes_for_offices_that_were_not_greeted_fill_no_memory(served: Centre, adi: Laptop) -> None:
    wishes = b"".join(write_message(Want(realm, [(1, 1, 0, 0)])) for realm in range(100, 90_000))
    body = stolen(adi, greeting(5300)) + wishes
    assert len(body) < limits.MAX_BODY
    assert set(crowd(served, [post(body, missing=500)] * 8, 2)) <= {429, 0}


def test_one_laptop_cannot_use_up_an_offices_numbers(served: Centre, adi: Laptop) -> None:
    sent = post(stolen(adi, greeting(5300, spare=0)))
    for _ in range(MOST_BLOCKS + 5):
        assert answer(served, sent) == 200
    with served.writing() as connection:
        leased = connection.execute(sa.select(sa.func.count()).select_from(lease)).scalar_one()
    assert leased == MOST_BLOCKS * BLOCK + BLOCK  # and the office's own
    assert adi.sync().fault is None


def test_who_is_refused_in_the_middle_of_a_long_body_gets_to_read_why(served: Centre, adi: Laptop) -> None:
    lesson = adi.open_class(people=3000)
    adi.mark(lesson, ["H"] * 3000)
    adi.call(lambda: adi.replica.connection.execute(sa.update(centres).values(secret=bytes(32))))
    assert isinstance(adi.conversation.talk().fault, Stranger)


def test_garbage_in_the_middle_of_a_long_body_is_answered_too(served: Centre, adi: Laptop) -> None:
    body = stolen(adi, greeting(5300)) + write_frame(FrameType.SEGMENT, b"no segment") + bytes(1_500_000)
    with connect(served) as plain:
        plain.sendall(post(body))
        assert plain.recv(4096).startswith(b"HTTP/1.1 400 ")


@pytest.mark.deep
def test_who_goes_quiet_in_the_middle_is_told_so(served: Centre) -> None:
    with connect(served) as plain:
        plain.settimeout(limits.IDLE_S + 10)
        assert status(plain, post(b"x", missing=5)) == 408
