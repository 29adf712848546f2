"""Cancel returns within two seconds wherever a request stands, and what does not move is given up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from desktop.sync.faults import Cancelled, NotReachable, RoadFault, Stalled
from desktop.sync.transport import Patience, Transport
from tests.roads.servers import Serve, certificate, read_request, server

PATIENT = Patience(connect_s=30, stall_s=30, total_s=60)
SOON_S = 2.0
MUCH = bytes(20_000_000)


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port at which a connection is neither taken nor refused."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])


def stay(until: threading.Event, first: Callable[[socket.socket], object] = lambda _: None) -> Serve:
    """Does one thing with a connection, then nothing."""

    def serve(connection: socket.socket) -> None:
        first(connection)
        until.wait(30)

    return serve


STANDS = ("connecting", "agreeing on TLS", "sending", "waiting for an answer", "in the middle of an answer")


@contextmanager
def stuck(where: str, folder: Path, over: threading.Event) -> Iterator[tuple[str, bytes]]:
    """An address at which a request comes as far as told, and its body."""
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"

    def begin(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(half)

    with ExitStack() as stack:
        if where == "connecting":
            port = stack.enter_context(full_backlog())
        else:
            firsts = {"waiting for an answer": read_request, "in the middle of an answer": begin}
            serve = stay(over, firsts.get(where, lambda _: None))
            port = stack.enter_context(server(serve))
        scheme = "https" if where == "agreeing on TLS" else "http"
        stack.callback(over.set)
        yield f"{scheme}://127.0.0.1:{port}", MUCH if where == "sending" else b"x"


@pytest.mark.parametrize("where", STANDS)
def test_cancel_returns_within_two_seconds(where: str, tmp_path: Path) -> None:
    over = threading.Event()
    with stuck(where, tmp_path, over) as (url, body):
        transport = Transport(url, patience=PATIENT)
        told: list[float] = []

        def cancel() -> None:
            told.append(time.monotonic())
            transport.cancel()

        threading.Timer(0.7, cancel).start()
        with pytest.raises(Cancelled):
            list(transport.exchange(body))
        assert time.monotonic() - told[0] < SOON_S
        transport.close()


@pytest.mark.parametrize("where", STANDS)
def test_what_does_not_move_is_given_up_in_the_time_allowed(where: str, tmp_path: Path) -> None:
    over = threading.Event()
    hurried = Patience(connect_s=1, stall_s=1, total_s=30)
    with stuck(where, tmp_path, over) as (url, body):
        transport = Transport(url, patience=hurried)
        began = time.monotonic()
        with pytest.raises(RoadFault) as caught:
            list(transport.exchange(body))
        assert time.monotonic() - began < 5
        assert isinstance(caught.value, NotReachable | Stalled)
        transport.close()


def test_a_request_after_a_cancelled_one_waits_for_leave_to_go(tmp_path: Path) -> None:
    over = threading.Event()
    context, _ = certificate(tmp_path, -1, 9)
    with server(stay(over), context) as port:
        transport = Transport(f"https://127.0.0.1:{port}", patience=PATIENT)
        transport.cancel()
        with pytest.raises(Cancelled):
            list(transport.exchange(b"x"))
        transport.allow()
        assert not transport.is_cancelled()
        transport.close()
        over.set()
