"""Worlds with a hub beside the laptops keep every invariant, and everything that a hub can do happens in them.

Chance puts a hub into every seventh seed as well; here each kind of disaster surely meets one.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.simulation.world import Plan, World

PLANS = (
    Plan(hub=True),
    Plan(hub=True, server_restores=True),
    Plan(hub=True, laptop_restores=True),
    Plan(hub=True, server_restores=True, laptop_restores=True, clones=True),
)
SEEDS = range(880_000, 880_004)
HAPPENS = ("hub visited", "hub showed", "hub brought an answer", "hub question twice", "hub answer lost", "hub killed")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_world_with_a_hub_keeps_every_invariant(seed: int) -> None:
    world = World(seed, PLANS[seed % len(PLANS)])
    world.run()
    assert world.chance.counts["hub visited"] > 0


def test_what_a_hub_can_do_does_happen() -> None:
    counts: Counter[str] = Counter()
    for seed in range(3):
        world = World(881_000 + seed, PLANS[0])
        world.run()
        counts += world.chance.counts
    assert [name for name in HAPPENS if not counts[name]] == []
