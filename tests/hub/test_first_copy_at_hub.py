"""First copies from a hub, over real HTTP: the centre is out of reach, the file comes from the laptop beside."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.training.catalogue import PERSON
from desktop.storage import first_copies
from desktop.sync.conversation import Report
from desktop.sync.hub_server import HubServer
from desktop.sync.visits import pair
from tests.roads.centre import Centre
from tests.roads.chaos_proxy import ChaosProxy, chaos_proxy
from tests.roads.laptop import Laptop
from tests.roads.test_first_copy import PEOPLE, filled, laptop, shelf

WAIT_S = 20


@pytest.fixture
def hub(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, HubServer]]:
    """A hub that was there before the centre made its file, and so has none of its own; the file is made by now."""
    with filled(served, tmp_path) as full:
        server = HubServer(full.replica, "Pos Kupang", folder=full.path.parent)
        server.start("127.0.0.1", 0)
        yield full, server
        server.stop()


@pytest.fixture
def guest(served: Centre, hub: tuple[Laptop, HubServer], tmp_path: Path) -> Iterator[tuple[Laptop, ChaosProxy]]:
    """A new laptop, paired over a road that can be cut. The centre told it of the file, then was out of reach."""
    _, server = hub
    with (
        chaos_proxy(served.port) as centre_road,
        chaos_proxy(server.port) as hub_road,
        laptop(tmp_path / "dewi", "dewi") as dewi,
    ):
        dewi.join(centre_road.url, served.code("Dewi"))
        centre_road.road.cut_down = 4_000
        dewi.conversation.talk(until=time.monotonic() + 0.5)
        assert dewi.call(first_copies.pending, dewi.replica)
        centre_road.pull()
        pair(dewi.replica, f"127.0.0.1:{hub_road.port}", server.code().digits, "dewi")
        yield dewi, hub_road


def talks(made: Laptop, until_whole_s: float = WAIT_S) -> Report:
    """Talks until the file is whole here."""
    ends = time.monotonic() + until_whole_s
    while True:
        report = made.conversation.talk()
        if not made.call(first_copies.pending, made.replica):
            return report
        assert time.monotonic() < ends, "the file did not come"
        time.sleep(0.2)


def test_the_hub_fetches_the_file_by_name_for_a_guest_whose_centre_is_out_of_reach(
    served: Centre, hub: tuple[Laptop, HubServer], guest: tuple[Laptop, ChaosProxy]
) -> None:
    dewi, _ = guest
    assert len(dewi.rows(PERSON)) < PEOPLE
    assert talks(dewi).fault is not None, "the centre was not reached"
    assert dewi.rows(PERSON) == served.dump("person")
    full, _ = hub
    kept = list((full.path.parent / "for-guests").iterdir())
    assert [path.name for path in kept] == [shelf(served)[0].name]
    assert kept[0].read_bytes() == shelf(served)[0].read_bytes()


def test_a_road_to_the_hub_that_is_cut_again_and_again_goes_on_where_it_was_cut(
    served: Centre, guest: tuple[Laptop, ChaosProxy]
) -> None:
    dewi, road = guest
    size = shelf(served)[0].stat().st_size
    road.road.cut_down = 12_000
    before = road.road.down
    talks(dewi, 40)
    assert dewi.rows(PERSON) == served.dump("person")
    assert road.road.connections > size // 12_000 // 2
    assert road.road.down - before < 2 * size


def test_strangers_get_ranges_of_what_is_there_and_nothing_of_what_is_not(
    served: Centre, hub: tuple[Laptop, HubServer], guest: tuple[Laptop, ChaosProxy]
) -> None:
    dewi, _ = guest
    talks(dewi)
    _, server = hub
    content = shelf(served)[0].read_bytes()
    address = f"http://127.0.0.1:{server.port}/snapshot/"
    wish = urllib.request.Request(address + shelf(served)[0].stem, headers={"Range": "bytes=1000-"})
    with urllib.request.urlopen(wish) as answer:
        assert (answer.status, answer.read()) == (206, content[1000:])
    for name, status in (("0" * 32, 503), ("pos.db", 404), ("..%2f..%2fadi.db", 404)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address + name)
        assert refused.value.code == status
        refused.value.close()
