"""The oracle sees: each planted bug is caught by the invariant meant for it on one of at most ten pinned seeds."""

from __future__ import annotations

import pytest

from tests.simulation.__main__ import run_seed
from tests.simulation.invariants import Broken
from tests.simulation.planted import PLANTED, Planted


def test_there_are_at_least_six() -> None:
    assert len(PLANTED) >= 6
    assert all(1 <= len(planted.seeds) <= 10 for planted in PLANTED.values())


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_bug_is_caught(name: str) -> None:
    planted = PLANTED[name]
    said = next((said for seed in planted.seeds if (said := what_broke(planted, seed))), "no invariant broke")
    assert said.startswith(planted.caught_by)


def what_broke(planted: Planted, seed: int) -> str:
    """What the oracle says of the seed with the bug in place, empty when it sees nothing."""
    try:
        with planted.plant():
            run_seed(seed)
    except Broken as broken:
        return str(broken)
    return ""
