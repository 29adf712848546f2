"""The desk as a hub: opened by a click, open again with the next start, and one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract.exchange.links import HUB
from contract.faults import Fault
from desktop.app.desk import Desk
from desktop.app.opening import opened_with
from desktop.storage import links
from desktop.storage.profile import Profile
from desktop.sync.visits import Visits
from tests.services.laptop import KEY, Laptop


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """The desk of a laptop, which as a hub listens to this machine alone."""
    with opened_with(Profile(folder), KEY) as profile:
        made = Desk(profile)
        made.hub_host = "127.0.0.1"
        made.start()
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of two laptops."""
    folders = tmp_path / "pos", tmp_path / "adi"
    for folder in folders:
        folder.mkdir()
        Laptop(folder).close()
    return folders


def test_a_click_opens_the_hub_another_laptop_pairs_and_the_role_outlives_the_window(two: tuple[Path, Path]) -> None:
    with desk(two[1]) as guest:
        with desk(two[0]) as hub:
            assert not hub.hub_stand().result().running
            stand = hub.serve_hub(True).result()
            assert (stand.running, len(stand.code), len(stand.addresses)) == (True, 6, 1)
            with pytest.raises(Fault, match="belum benar"):
                guest.pair_hub(stand.addresses[0], f"{(int(stand.code) + 1) % 10**6:06}").result()
            guest.pair_hub(stand.addresses[0], stand.code).result()
            shown = hub.hub_stand().result()
            assert len(shown.view.guests) == 1
            assert shown.code != stand.code
        assert [link.address for link in guest.hub_stand().result().view.hubs] == list(stand.addresses)
        with desk(two[0]) as hub:
            again = hub.hub_stand().result()  # behind the opening, on the same thread
            assert again.running
            visits = Visits(guest._profile.replica)
            visited = visits.go(by_hub=False)
            visits.close()
            if again.addresses == stand.addresses:  # nobody took the port meanwhile
                assert [each.fault for each in visited] == [None]
            assert not hub.serve_hub(False).result().running
        with desk(two[0]) as hub:
            assert not hub.hub_stand().result().running
            assert len(hub._profile.read(links.links, HUB).result()) == 1


def test_a_second_window_does_not_open_the_hub_once_more(two: tuple[Path, Path]) -> None:
    with desk(two[0]) as first:
        first.serve_hub(True).result()
        with desk(two[0]) as second:
            stand = second.hub_stand().result()
            assert (stand.running, stand.elsewhere) == (False, True)
            with pytest.raises(Fault, match="jendela Lontar yang lain"):
                second.serve_hub(True).result()
        assert first.hub_stand().result().running
