"""The cable relays while it is in, and nothing gets through while it is out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from desktop.practice.cable import Cable


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that sends back what it gets, on its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            with near:
                try:
                    while data := near.recv(1024):
                        near.sendall(data)
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def talk(port: int, said: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as end:
        end.sendall(said)
        return end.recv(1024)


def test_what_passes_is_relayed_and_counted(echo: int) -> None:
    cable = Cable()
    cable.lead_to(echo)
    assert talk(cable.port, b"presensi") == b"presensi"
    assert (cable.bytes_up, cable.bytes_down) == (8, 8)
    cable.unplug()


def test_a_pulled_cable_refuses_and_breaks_what_is_under_way(echo: int) -> None:
    cable = Cable()
    cable.lead_to(echo)
    with socket.create_connection(("127.0.0.1", cable.port), timeout=5) as end:
        end.sendall(b"x")
        assert end.recv(10) == b"x"
        cable.unplug()
        assert end.recv(10) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", cable.port), timeout=5)
    assert not cable.plugged


def test_the_cable_goes_back_into_the_same_port(echo: int) -> None:
    cable = Cable()
    cable.lead_to(echo)
    port = cable.port
    cable.unplug()
    cable.plug()
    assert cable.port == port
    assert talk(port, b"lagi") == b"lagi"
    cable.unplug()


def test_a_dead_centre_behind_the_cable_ends_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        dead = taken.getsockname()[1]
    cable = Cable()
    cable.lead_to(dead)
    with socket.create_connection(("127.0.0.1", cable.port), timeout=5) as end:
        assert end.recv(10) == b""
    cable.unplug()
