"""Laptops that the program itself restored from old copies, under every fault: nothing is lost, nothing doubled.

Unlike a disk that is put back, a restore takes over what the replaced replica knew: no edit may be excused.
"""

from __future__ import annotations

import pytest

from desktop.storage.backup.leftovers import lines_of
from desktop.storage.backup.takeover import take_over
from desktop.storage.database import no_failpoint
from tests.simulation import reading
from tests.simulation.disasters import Disasters
from tests.simulation.laptop import Laptop
from tests.simulation.world import Plan, World

PLANS = (
    Plan(laptop_restores=True),
    Plan(laptop_restores=True, server_restores=True),
    Plan(laptop_restores=True, server_restores=True, clones=True),
    Plan(laptop_restores=True, cast="one laptop"),
)


class Restores(Disasters):
    """Old images are put in place as `lontar restore` does it."""

    def put_image_back(self, laptop: Laptop) -> None:
        """The image takes over what the laptop knew, in a draft that is its replica only when that is done."""
        self._chance.counts["laptop restored"] += 1
        image, _ = self._images[laptop.number]
        left = lines_of(laptop.driver)
        before = {(line.author, line.n) for line in reading.lines(laptop.driver, "1")}
        image.backup(laptop.driver)
        laptop.versions = {}
        database = laptop.replica.database
        failpoint, database.failpoint = database.failpoint, no_failpoint
        take_over(laptop.replica, left)
        database.failpoint = failpoint
        assert {(line.author, line.n) for line in reading.lines(laptop.driver, "1")} == before


def lived(seed: int) -> World:
    world = World(seed, PLANS[seed % len(PLANS)])
    world.disasters = Restores(world)
    world.run()
    return world


@pytest.mark.parametrize("seed", range(772_000, 772_006))
def test_a_world_of_restored_laptops_keeps_every_invariant(seed: int) -> None:
    assert lived(seed).chance.counts["laptop restored"] > 0


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(773_000, 773_600))
def test_many_worlds_of_restored_laptops_keep_every_invariant(seed: int) -> None:
    lived(seed)
