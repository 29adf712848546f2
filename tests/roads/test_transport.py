"""The transport against servers that misbehave: every way ends in a fault of its own, soon."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest

from contract.exchange.frames import FrameType, write_frame
from contract.exchange.messages import Time, write_message
from contract.exchange.varint import write_varint
from desktop.sync.faults import (
    BadServer,
    Cut,
    NotOurs,
    NotReachable,
    OutOfTime,
    PlainRoad,
    Refused,
    RoadFault,
    ServerBusy,
    Stalled,
    Stranger,
    Untrusted,
)
from desktop.sync.transport import Patience, Transport
from tests.roads.servers import answer, answering, certificate, read_request, server, some

IMPATIENT = Patience(connect_s=2, stall_s=1, total_s=4)
TIME = write_message(Time(1_753_400_000))


def ask(port: int, body: bytes = b"x", scheme: str = "http") -> list[tuple[int, bytes]]:
    transport = Transport(f"{scheme}://127.0.0.1:{port}", patience=IMPATIENT)
    try:
        return list(transport.exchange(body))
    finally:
        transport.close()


ANSWERS: dict[str, tuple[bytes, type[RoadFault]]] = {
    "a stranger is refused": (answer(b"no", "403 Forbidden"), Stranger),
    "a server that understands nothing": (answer(b"no", "400 Bad Request"), Refused),
    "a server that is full": (answer(b"", "503 Service Unavailable", "Retry-After: 40"), ServerBusy),
    "a server with a fault": (answer(b"", "500 Internal Server Error"), ServerBusy),
    "a proxy without a server behind it": (answer(b"", "502 Bad Gateway"), ServerBusy),
    "a page in place of frames": (answer(b"<html>" + b"x" * 500), NotOurs),
    "a short page": (answer(b"<html>"), NotOurs),
    "a redirection": (answer(b"", "302 Found", "Location: http://hotspot.invalid/"), NotOurs),
    "frames of another kind": (answer(write_frame(FrameType.ROWS, b"")), NotOurs),
    "nothing at all": (answer(b""), Cut),
    "half a frame": (answer(TIME + TIME[:4]), Cut),
    "a body shorter than told": (answer(TIME + bytes(50))[:-30], Cut),
    "garbage behind a good frame": (answer(TIME + b"\x02xxxxxxx"), Cut),
    "half a head": (b"HTTP/1.1 200 OK\r\ncontent-le", Cut),
    "chunks without an end": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", Cut),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", Cut),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_each_wrong_answer_has_a_fault_of_its_own(what: str) -> None:
    reply, expected = ANSWERS[what]
    with server(answering(reply)) as port, pytest.raises(RoadFault) as caught:
        ask(port)
    assert type(caught.value) is expected, caught.value
    assert str(caught.value).endswith(".")
    if what == "a server that is full":
        assert isinstance(caught.value, ServerBusy)
        assert caught.value.wait_s == 40


def test_what_came_before_a_wrong_byte_was_handed_on() -> None:
    got: list[int] = []
    with server(answering(answer(TIME + TIME + b"\x02xxxxxxx"))) as port:
        frames = Transport(f"http://127.0.0.1:{port}", patience=IMPATIENT).exchange(b"x")
        with pytest.raises(Cut):
            got.extend(kind for kind, _ in frames)
    assert got == [FrameType.TIME] * 2


def test_nobody_listening_is_not_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotReachable):
        ask(port)
    with pytest.raises(NotReachable):
        list(Transport("https://lontar.invalid", patience=IMPATIENT).exchange(b"x"))


def test_the_request_carries_no_header_that_it_can_do_without() -> None:
    seen: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        seen.append(read_request(connection))
        connection.sendall(answer(TIME))

    with server(serve) as port:
        ask(port, b"body")
    expected = b"POST /s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 4\r\n\r\nbody" % port
    assert seen[0].lower() == expected.lower()


def test_a_kept_connection_serves_again_and_one_that_died_is_made_anew() -> None:
    connections: list[int] = []

    def serve(connection: socket.socket) -> None:
        connections.append(1)
        answering(answer(TIME), answer(TIME))(connection)

    with server(serve) as port:
        transport = Transport(f"http://127.0.0.1:{port}", patience=IMPATIENT)
        for _ in range(4):
            assert len(list(transport.exchange(b"x"))) == 1
        transport.close()
        assert len(connections) == 2
        assert transport.traffic.requests == 4


def test_the_bytes_counted_are_those_on_the_wire() -> None:
    counted = {"up": 0, "down": 0}
    reply = answer(TIME)
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(TIME), TIME)

    def serve(connection: socket.socket) -> None:
        for each in (reply, chunked):
            counted["up"] += len(read_request(connection))
            connection.sendall(each)
            counted["down"] += len(each)

    with server(serve) as port:
        transport = Transport(f"http://127.0.0.1:{port}", patience=IMPATIENT)
        for _ in range(2):
            list(transport.exchange(b"x" * 40_000))
        transport.close()
    assert (transport.traffic.bytes_up, transport.traffic.bytes_down) == (counted["up"], counted["down"])


def test_a_server_that_drips_is_given_up_when_the_whole_time_is_over() -> None:
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + TIME + write_varint(90_000))
        while not over.wait(0.3):
            connection.sendall(b"x")

    began = time.monotonic()
    with server(serve) as port:
        with pytest.raises(Stalled):
            ask(port)
        assert 3 < time.monotonic() - began < 8
        with pytest.raises(OutOfTime):
            list(Transport(f"http://127.0.0.1:{port}").exchange(b"x", until=time.monotonic() + 0.5))
        over.set()


def test_a_server_that_takes_nothing_is_given_up() -> None:
    over = threading.Event()

    def serve(_: socket.socket) -> None:
        over.wait(10)

    with server(serve) as port:
        began = time.monotonic()
        with pytest.raises(Stalled):
            ask(port, bytes(20_000_000))
        assert time.monotonic() - began < 4
        over.set()


@pytest.mark.parametrize(("days", "word"), [((-9, -1), "jam laptop"), ((2, 9), "jam laptop"), ((-1, 9), "hotspot")])
def test_a_certificate_that_does_not_hold_says_whether_the_clock_may_be_why(
    days: tuple[int, int], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = certificate(tmp_path, *days)
    if word == "jam laptop":
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with server(answering(answer(TIME)), context) as port, pytest.raises(Untrusted, match=word):
        ask(port, scheme="https")


def test_https_works_with_a_certificate_that_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, file = certificate(tmp_path, -1, 9)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with server(answering(answer(TIME)), context) as port:
        assert len(ask(port, scheme="https")) == 1

    def serve_plain(connection: socket.socket) -> None:
        some(connection)
        connection.sendall(answer(b"", "400 Bad Request"))

    with server(serve_plain) as port, pytest.raises(NotOurs):
        ask(port, scheme="https")


def test_addresses_are_kept_in_one_form_and_plain_roads_only_to_this_machine() -> None:
    assert Transport(" Lontar.Example.go.id/ ").server == "https://lontar.example.go.id"
    assert Transport("http://127.0.0.1:8053").server == "http://127.0.0.1:8053"
    assert Transport("http://localhost:8053").server == "http://localhost:8053"
    assert Transport("http://192.0.2.7:8053", insecure=True).server == "http://192.0.2.7:8053"
    with pytest.raises(PlainRoad):
        Transport("http://192.0.2.7:8053")
    for wrong in (
        "",
        "https://",
        "https://a:b@c",
        "ftp://a",
        "https://a/b",
        "https://a:70000",
        "https://[::1",
        "https://a?b",
        "https://a:",
    ):
        with pytest.raises(BadServer):
            Transport(wrong)
