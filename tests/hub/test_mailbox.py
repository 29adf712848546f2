"""Laptops that never reach the centre settle by the hub, with real HTTP between all of them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from contract.exchange.links import GUEST, HUB, MOST_ASK
from contract.training.catalogue import PERSON
from desktop.storage import cargo, links
from desktop.storage.cards import card_of, devices_here
from desktop.sync.hub_server import MOST_WORD, HubServer, NoSocket
from desktop.sync.runner import Met, Runner
from desktop.sync.visits import ASK_PATH, ENTER_PATH, KNOCK_PATH, pair
from tests.roads.centre import Centre
from tests.roads.chaos_proxy import ChaosProxy, chaos_proxy
from tests.roads.laptop import Laptop, everything, laptop


@pytest.fixture
def proxy(served: Centre) -> Iterator[ChaosProxy]:
    """The two guests' road to the centre."""
    with chaos_proxy(served.port) as made:
        yield made


class Room:
    """Two laptops with a road of their own to the centre, and the hub with another."""

    def __init__(self, one: Laptop, other: Laptop, hub: Laptop, server: HubServer) -> None:
        self.one, self.other, self.hub, self.server = one, other, hub, server


@pytest.fixture
def room(served: Centre, proxy: ChaosProxy, tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as stack:
        one, other, hub = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni", "pos"))
        for each in (one, other):
            each.join(proxy.url, served.code(each.name.title()))
        hub.join(served.url, served.code("Pos"))
        server = HubServer(hub.replica, "Pos Kupang")
        server.start("127.0.0.1", 0)
        stack.callback(server.stop)
        for each in (one, other):
            pair(each.replica, f"127.0.0.1:{server.port}", server.code().digits, each.name)
        for each in (one, other, hub):
            each.sync()
        yield Room(one, other, hub, server)


def without_centre(laptop: Laptop) -> tuple[int, int, int]:
    """A talk that reaches the hub alone: (pending, ops of others taken, answers taken)."""
    report = laptop.conversation.talk()
    assert report.fault is not None
    (visited,) = report.hubs
    assert visited.fault is None
    return report.pending, visited.brought.news, visited.brought.answers


def test_work_goes_by_the_hub_to_the_centre_and_the_answer_comes_back(
    served: Centre, room: Room, proxy: ChaosProxy
) -> None:
    one, other, hub = room.one, room.other, room.hub
    proxy.pull()
    lesson = one.open_class(people=3)
    one.mark(lesson, ["H", "S", "I"])
    waiting = one.status().pending
    assert without_centre(one) == (waiting, 0, 0)
    assert one.status().carried == waiting
    assert hub.call(cargo.waiting, hub.replica) == 1
    assert without_centre(other)[1] == waiting
    assert other.marks() == one.marks() == ["H", "S", "I"]

    hub.sync()  # the hub has a network: what is open and what is sealed both arrive, and are one
    assert hub.call(cargo.waiting, hub.replica) == 0
    assert without_centre(one) == (0, 0, 1)
    answers = without_centre(other)[2]  # of what it asked before, or it hears that the hub knows more, and asks
    hub.sync()
    assert answers + without_centre(other)[2] >= 1
    assert everything(one.rows) == everything(other.rows) == everything(hub.rows) == served.everything()
    assert {row["status"] for row in served.dump("attendance")} == {"H", "S", "I"}
    assert set(served.status().fates) == {"ok"}


def test_a_newer_parcel_takes_the_place_of_the_older_at_the_hub(room: Room, proxy: ChaosProxy) -> None:
    one, hub = room.one, room.hub
    proxy.pull()
    lesson = one.open_class(people=3)
    for status in ("H", "S", "I"):
        one.mark(lesson, [status])
        without_centre(one)
    assert hub.call(cargo.waiting, hub.replica) == 1
    hub.sync()
    assert without_centre(one)[0] == 0


def test_with_a_road_of_its_own_a_laptop_leaves_nothing_sealed_at_the_hub(room: Room) -> None:
    one, other, hub = room.one, room.other, room.hub
    one.open_class(people=2)
    one.sync()
    assert hub.call(cargo.waiting, hub.replica) == 0
    assert one.status().pending == 0
    other.sync()
    assert len(one.conversation.visit()) == 1


def test_a_runner_looks_in_at_the_hub_by_itself_and_says_so(room: Room, proxy: ChaosProxy) -> None:
    one, other = room.one, room.other
    proxy.pull()
    met = threading.Event()
    runner = Runner(other.replica, other.lock, lambda event: met.set() if isinstance(event, Met) else None)
    runner.start()
    try:
        one.open_class(people=1)
        without_centre(one)
        assert met.wait(30)
    finally:
        runner.stop()
    assert len(other.rows(PERSON)) == 1


def test_every_laptop_has_its_card_once_it_is_paired(room: Room) -> None:
    for each in (room.one, room.other, room.hub):
        for realm, device in each.call(devices_here, each.replica):
            assert each.call(card_of, each.replica, realm, device) is not None


def test_strangers_get_short_answers_and_guests_none_under_another_key(room: Room) -> None:
    url = f"http://127.0.0.1:{room.server.port}"
    shots = [
        (ASK_PATH, b"", 410),
        (ASK_PATH, b"x" * 100_000, 410),
        (KNOCK_PATH, b"", 400),
        (KNOCK_PATH, b"x" * (MOST_WORD + 1), 413),
        (ENTER_PATH, b"x", 400),
        ("/", b"", 404),
        ("/s", b"", 404),
    ]
    for path, body, status in shots:
        assert requests.post(url + path, body, timeout=20).status_code == status, path
    assert requests.get(url + ASK_PATH, timeout=20).status_code == 405
    (link, _) = room.one.call(links.links, room.one.replica, GUEST) * 2
    forged = b"\x94\xc4\x08" + link.id + b"\x01\xc4\x10" + bytes(16) + b"\xc4\x10" + bytes(16)
    assert requests.post(url + ASK_PATH, forged, timeout=20).status_code == 410
    assert requests.post(url + ASK_PATH, forged + bytes(MOST_ASK), timeout=60).status_code == 413
    assert len(room.hub.call(links.links, room.hub.replica, HUB)) == 2


def test_a_port_that_is_taken_is_told_and_nothing_of_the_try_stays_open(room: Room) -> None:
    other = HubServer(room.hub.replica, "Pos lain")
    with pytest.raises(NoSocket, match=f"{room.server.port}.*port lain"):
        other.start("127.0.0.1", room.server.port)
    gc.collect()  # a socket that nobody closed warns now
