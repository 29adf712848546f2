"""The web application as the network sees it: small heads, cut bodies, and what it says when it can't."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from contract.exchange.frames import FrameType, read_frames
from contract.training.catalogue import PERSON
from desktop.storage import history
from desktop.storage.clock import moment
from desktop.storage.edit import Change
from desktop.sync.machine import Machine
from server.web import limits
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop, patch_of


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def adi(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        made.join(served.url, served.code("Adi"))
        yield made


def body_of(made: Laptop) -> bytes:
    """What the laptop would send now."""

    def work() -> bytes:
        return Machine(made.replica).request(history.centres(made.replica)[0], moment(made.replica), most_ops=50)

    return made.call(work)


def raw(served: Centre, sent: bytes) -> bytes:
    """The answer to these bytes, as they come off the socket until the server hangs up."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as plain:
        plain.sendall(sent)
        got = b""
        while piece := plain.recv(65536):
            got += piece
        return got


def post(body: bytes) -> bytes:
    head = ["POST /s HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(head).encode() + body


def add_people(made: Laptop, count: int) -> None:
    made.edit(*(Change(PERSON.number, patch_of(PERSON, name=f"Orang {n}")) for n in range(count)))


def test_a_small_answer_has_its_length_and_no_header_that_it_can_do_without(served: Centre, adi: Laptop) -> None:
    adi.sync()
    head, _, body = raw(served, post(body_of(adi))).partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), b"connection: close"]
    assert [kind for kind, _ in read_frames(body)] == [FrameType.TIME]


def test_a_long_answer_comes_in_pieces_frame_by_frame(served: Centre, adi: Laptop, tmp_path: Path) -> None:
    add_people(adi, 3000)
    adi.sync()
    with laptop(tmp_path, "beni") as beni:
        beni.join(served.url, served.code("Beni"))
        with closing(HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
            connection.request("POST", "/s/100", body_of(beni))
            response = connection.getresponse()
            frames = [kind for kind, _ in read_frames(response.read())]
        assert frames.count(FrameType.ROWS) >= 3
        report = beni.sync()
        assert report.received == 3000 + 3


def test_of_a_body_cut_on_its_way_what_came_whole_is_kept(served: Centre, adi: Laptop) -> None:
    add_people(adi, 200)
    sent = post(body_of(adi))
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as plain:
        plain.sendall(sent[: len(sent) // 2])
    until = time.monotonic() + 20
    while not (got := len(served.dump("person"))):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert 50 <= got < 200
    assert adi.sync().pending == 0
    assert len(served.dump("person")) == 200


def test_of_a_body_with_garbage_in_it_nothing_is_kept(served: Centre, adi: Laptop) -> None:
    add_people(adi, 200)
    body = body_of(adi)
    assert b" 400 " in raw(served, post(body[:-1] + bytes((body[-1] ^ 1,))))
    assert b" 400 " in raw(served, post(body[:-1]))
    assert served.dump("person") == []


def test_whoever_comes_when_it_is_full_is_asked_to_come_again(served: Centre, adi: Laptop) -> None:
    unfinished = b"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n"
    with ExitStack() as crowd:
        for _ in range(limits.MAX_PRESENT):
            each = crowd.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=30))
            each.sendall(unfinished)
        until = time.monotonic() + 20
        while b" 429 " not in (answer := raw(served, post(b"x"))):
            assert time.monotonic() < until
        assert b"retry-after: " in answer
        assert b"connection: close" in answer
    assert adi.sync().fault is None


def test_a_database_that_went_away_is_no_fault_of_ours(postgres_url: str, tmp_path: Path) -> None:
    name = make_url(postgres_url).database
    plain = make_url(postgres_url).set(drivername="postgresql", database="postgres").render_as_string(False)
    with centre(postgres_url, tmp_path) as served, laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        body = body_of(adi)
        with psycopg.connect(plain, autocommit=True) as admin:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            answer = raw(served, post(body))
            assert b" 503 " in answer
            assert b"retry-after: " in answer
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert adi.sync().pending == 0
        assert served.errors == ""


def test_a_server_told_to_end_in_the_middle_of_a_push_ends_in_peace(sqlite_url: str, tmp_path: Path) -> None:
    with centre(sqlite_url, tmp_path) as served, laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        add_people(adi, 3000)
        with ThreadPoolExecutor() as aside:
            talk = aside.submit(adi.conversation.talk)
            until = time.monotonic() + 20
            while not served.status().rows["person"]:
                assert time.monotonic() < until
                time.sleep(0.02)
            process = served.process
            served.stop()
            assert process is not None
            assert process.returncode == 0
            assert talk.result().fault is not None or not talk.result().pending
        served.start()
        assert adi.sync().pending == 0
        assert served.status().rows["person"] == 3000
        assert served.errors == ""


def test_two_servers_on_one_file_take_turns(sqlite_url: str, tmp_path: Path) -> None:
    second = Centre(sqlite_url, tmp_path / "second.log")
    with centre(sqlite_url, tmp_path) as served, laptop(tmp_path, "adi") as adi, laptop(tmp_path, "beni") as beni:
        second.start()
        adi.join(served.url, served.code("Adi"))
        beni.join(second.url, served.code("Beni"))
        for made in (adi, beni):
            add_people(made, 1500)
        with ThreadPoolExecutor() as at_once:
            reports = list(at_once.map(Laptop.sync, (adi, beni)))
        assert [report.pending for report in reports] == [0, 0]
        assert served.status().rows["person"] == 3000
        second.stop()
        assert second.errors == served.errors == ""


def test_a_browser_is_told_where_it_is(served: Centre) -> None:
    assert b"Server pusat Lontar" in raw(served, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
