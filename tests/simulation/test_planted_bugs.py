"""The oracle sees: each planted bug is caught by the invariant meant for it on one of at most ten pinned seeds."""

from __future__ import annotations

import pytest

from tests.simulation.__main__ import run_seed
from tests.simulation.beside_faults import BESIDE
from tests.simulation.classic_faults import CLASSIC
from tests.simulation.founding import CASTS, founding
from tests.simulation.invariants import Broken
from tests.simulation.planted import PLANTED, Planted
from tests.simulation.rare_faults import RARE

ALL = {**PLANTED, **CLASSIC, **BESIDE, **RARE}


def test_there_are_at_least_twenty() -> None:
    assert len([planted for planted in ALL.values() if planted.run is run_seed]) >= 20
    assert all(1 <= len(planted.seeds) <= 10 for planted in ALL.values())


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_planted_bug_is_caught(name: str) -> None:
    planted = ALL[name]
    said = next((said for seed in planted.seeds if (said := what_broke(planted, seed))), "no invariant broke")
    assert said.startswith(planted.caught_by)


@pytest.mark.parametrize("name", sorted(RARE))
def test_the_story_of_a_rare_bug_ends_well_without_it(name: str) -> None:
    RARE[name].run(0)


@pytest.fixture(autouse=True, scope="module")
def sound_beginnings() -> None:
    """What every world begins with is made once a process: not while a bug is there, or all worlds after it have it."""
    for cast in CASTS:
        founding(cast)


def what_broke(planted: Planted, seed: int) -> str:
    """What the oracle says of the seed with the bug in place, empty when it sees nothing."""
    try:
        with planted.plant():
            planted.run(seed)
    except Broken as broken:
        return str(broken)
    return ""
