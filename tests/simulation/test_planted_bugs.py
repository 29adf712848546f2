"""The oracle sees: each planted bug is caught by the invariant meant for it on one of at most ten pinned seeds."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.simulation.__main__ import run_seed
from tests.simulation.beside_faults import BESIDE
from tests.simulation.classic_faults import CLASSIC
from tests.simulation.founding import CASTS, founding
from tests.simulation.invariants import Broken
from tests.simulation.planted import PLANTED, Planted
from tests.simulation.rare_faults import RARE

ALL = {**PLANTED, **CLASSIC, **BESIDE, **RARE}
ONLY_DEEP = {
    "contents keep the old name",
    "nobody is told that a content came",
    "the want list is cleared",
    "what was seen is ignored",
}
"""The longest of those whose invariants other planted bugs prove as well; ./test --deep plants them too."""
EACH = [pytest.param(name, marks=[pytest.mark.deep] * (name in ONLY_DEEP)) for name in sorted(ALL)]


def test_there_are_at_least_twenty_in_every_run() -> None:
    assert len([name for name in ALL.keys() - ONLY_DEEP if ALL[name].run is run_seed]) >= 20
    assert all(1 <= len(planted.seeds) <= 10 for planted in ALL.values())
    assert invariants(ONLY_DEEP) <= invariants(ALL.keys() - ONLY_DEEP)


def invariants(names: Iterable[str]) -> set[str]:
    """Which invariants catch these bugs."""
    return {sign.split()[0] for name in names for sign in ALL[name].caught_by}


@pytest.mark.parametrize("name", EACH)
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
