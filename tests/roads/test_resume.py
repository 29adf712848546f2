"""Resume at every byte over real HTTP: what came before a cut is not sent again, down or up."""

from __future__ import annotations

import hashlib
import http.client
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contract.exchange.begun import Torn
from contract.exchange.frames import FrameType, read_frames
from contract.exchange.messages import Ack, read_message
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from desktop.storage import history, torn
from desktop.storage.clock import moment
from desktop.storage.edit import Change
from desktop.sync.faults import Cut
from desktop.sync.machine import Machine
from desktop.sync.transport import Transport
from tests.roads.centre import Centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import Laptop, everything, laptop, patch_of

ROUND = 600
"""Bytes that a round of its own costs at most, with its heads."""


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What a cut leaves has nothing to do with how rows are kept."""
    return usual_database_url


def names(count: int) -> list[Change]:
    """People with names that nothing packs: a test of roads needs bytes."""
    return [
        Change(PERSON.number, patch_of(PERSON, name=hashlib.blake2b(b"%d" % n, digest_size=12).hexdigest()))
        for n in range(count)
    ]


def talk_until_through(laptop: Laptop) -> int:
    """Talks until one comes to its end; gives how many requests that took."""
    requests = 0
    for _ in range(40):
        report = laptop.conversation.talk()
        requests += report.requests
        if report.fault is None:
            return requests
    raise AssertionError(report.fault)


def test_a_download_cut_every_few_kilobytes_brings_each_byte_once(
    served: Centre, proxy: ChaosProxy, adi: Laptop, tmp_path: Path
) -> None:
    adi.edit(*names(1100))
    adi.sync()
    whole = bytes_of(proxy, "down", lambda: newcomer(served, proxy, tmp_path, "beni"))
    proxy.road.cut_down = 2200
    requests = 0

    def cut_again_and_again() -> None:
        nonlocal requests
        with laptop(tmp_path, "cici") as cici:
            cici.join(proxy.url, served.code("Cici"))
            requests = talk_until_through(cici)
            assert everything(cici.rows) == served.everything()

    again = bytes_of(proxy, "down", cut_again_and_again)
    assert requests > 5
    assert again < whole + requests * ROUND, (whole, again, requests)


def newcomer(served: Centre, proxy: ChaosProxy, folder: Path, name: str) -> None:
    with laptop(folder, name) as made:
        made.join(proxy.url, served.code(name))
        made.sync()


def cut_round(laptop: Laptop, proxy: ChaosProxy) -> None:
    """One round that is cut."""
    machine, road = Machine(laptop.replica), Transport(proxy.url, patience=laptop.patience)
    body = laptop.call(lambda: machine.request(history.centres(laptop.replica)[0], moment(laptop.replica)))

    def listen() -> None:
        for frame in road.exchange(body):
            laptop.call(machine.on, *frame)

    with pytest.raises(Cut):
        listen()
    laptop.call(machine.cut, road.unfinished)
    road.close()


def bytes_of(proxy: ChaosProxy, way: str, act: Callable[[], object]) -> int:
    def passed() -> int:
        return proxy.road.up if way == "up" else proxy.road.down

    before = passed()
    act()
    return passed() - before


def test_a_laptop_that_was_closed_behind_a_cut_asks_only_for_the_rest(
    served: Centre, proxy: ChaosProxy, adi: Laptop, tmp_path: Path
) -> None:
    adi.edit(*names(1100))
    adi.sync()
    with laptop(tmp_path, "beni") as beni:
        beni.join(proxy.url, served.code("Beni"))
        proxy.road.cut_down = 12_000
        cut_round(beni, proxy)
        held = len(beni.call(torn.of, beni.replica, 1))
        assert held > 2_000, "one frame holds all of them"
        beni.close()
        beni.open()
        proxy.road.cut_down = None
        down = bytes_of(proxy, "down", beni.sync)
        assert everything(beni.rows) == served.everything()
        assert down < len(names(1100)) * 16 - held
        assert beni.call(torn.of, beni.replica, 1) == b""


def test_what_others_did_meanwhile_comes_whole_and_nothing_is_mixed(
    served: Centre, proxy: ChaosProxy, adi: Laptop, tmp_path: Path
) -> None:
    made = adi.edit(*names(1100))
    adi.sync()
    with laptop(tmp_path, "beni") as beni:
        beni.join(proxy.url, served.code("Beni"))
        proxy.road.cut_down = 9_000
        cut_round(beni, proxy)
        assert beni.call(torn.of, beni.replica, 1)
        proxy.road.cut_down = None
        adi.edit(*(Change(RowKey(PERSON.number, made[n]), patch_of(PERSON, name=f"Lain {n}")) for n in range(90)))
        adi.sync()
        beni.sync()
        assert everything(beni.rows) == served.everything()


def test_an_upload_cut_every_few_kilobytes_sends_each_byte_once(served: Centre, proxy: ChaosProxy, adi: Laptop) -> None:
    adi.sync()
    adi.edit(*names(2500))
    body = adi.call(lambda: Machine(adi.replica).request(history.centres(adi.replica)[0], moment(adi.replica)))
    adi.conversation.close()
    proxy.road.cut_up = 9000
    requests = 0

    def send() -> None:
        nonlocal requests
        requests = talk_until_through(adi)

    up = bytes_of(proxy, "up", send)
    assert requests > 5
    assert up < len(body) + requests * ROUND, (len(body), up, requests)
    assert everything(adi.rows) == served.everything()
    assert len(served.dump("person")) == 2500


def test_a_server_that_forgot_the_beginning_is_sent_the_segment_whole(
    served: Centre, proxy: ChaosProxy, adi: Laptop
) -> None:
    adi.sync()
    adi.edit(*names(900))
    adi.conversation.close()
    proxy.road.cut_up = 12_000
    adi.conversation.talk(until=time.monotonic())
    served.kill()
    served.start()
    proxy.road.cut_up = None
    adi.sync()
    assert adi.status().pending == 0
    assert everything(adi.rows) == served.everything()


@pytest.mark.parametrize("share", [3, 2])
def test_a_question_ends_a_request_that_the_server_still_waits_for(served: Centre, adi: Laptop, share: int) -> None:
    adi.sync()
    adi.edit(*names(2500))
    machine = Machine(adi.replica)

    def ask() -> tuple[bytes, bytes]:
        centre, now = history.centres(adi.replica)[0], moment(adi.replica)
        body = machine.request(centre, now)
        return body, machine.question(centre, now, machine.upload)

    body, question = adi.call(ask)
    with socket.create_connection(("127.0.0.1", served.port)) as silent:
        # A road over a satellite that died: nobody tells the server.
        silent.sendall(b"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body))
        silent.sendall(body[: len(body) // share])
        time.sleep(0.5)
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        connection.request("POST", "/s", question)
        frames = list(read_frames(connection.getresponse().read()))
        connection.close()
        assert time.monotonic() - began < 20
    told = [read_message(kind, payload) for kind, payload in frames]
    assert [kind for kind, _ in frames if kind == FrameType.ROWS] == []
    (held,) = (message for message in told if isinstance(message, Torn))
    (ack,) = (message for message in told if isinstance(message, Ack))
    assert 0 < held.size < len(body) // share
    assert ack.got == len(served.dump("person"))
