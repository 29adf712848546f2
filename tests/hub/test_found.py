"""Hubs are found by themselves where the network lets them be heard; where it does not, nothing is wrong."""

from __future__ import annotations

from desktop.sync.addresses import HUB_PORT, hub_address
from desktop.sync.found import FoundHub, announced, find, own_addresses

LOOPBACK = ["127.0.0.1"]
NOWHERE = ["203.0.113.77"]
"""An address that no machine here has."""


def test_a_hub_that_tells_of_itself_is_found_with_its_name_and_address() -> None:
    with announced("Pos Kupang – lantai 2", 8153, LOOPBACK, LOOPBACK) as told:
        assert told
        found = find(1.5, LOOPBACK)
    assert FoundHub("Pos Kupang – lantai 2", "http://127.0.0.1:8153") in found


def test_where_nothing_can_be_heard_a_hub_works_and_finding_gives_nothing() -> None:
    with announced("Pos", 8153, LOOPBACK, NOWHERE) as told:
        assert not told
    assert find(0.1, NOWHERE) == []


def test_an_address_is_typed_as_it_stands_on_the_hubs_screen() -> None:
    assert hub_address(" 192.168.1.20 ") == f"http://192.168.1.20:{HUB_PORT}"
    assert hub_address("192.168.1.20:9000") == "http://192.168.1.20:9000"
    assert hub_address("http://pos.local:9000/") == "http://pos.local:9000"


def test_a_machine_knows_at_least_one_address_of_its_own() -> None:
    assert own_addresses()
