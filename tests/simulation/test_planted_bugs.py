"""The oracle sees: each planted bug is caught by an invariant on one of at most ten pinned seeds."""

from __future__ import annotations

import pytest

from tests.simulation.__main__ import run_seed
from tests.simulation.invariants import Broken
from tests.simulation.planted import PLANTED


def test_there_are_at_least_six() -> None:
    assert len(PLANTED) >= 6
    assert all(1 <= len(seeds) <= 10 for _, seeds in PLANTED.values())


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_bug_is_caught(name: str) -> None:
    plant, seeds = PLANTED[name]
    for seed in seeds:
        try:
            with plant():
                run_seed(seed)
        except Broken:
            return
    pytest.fail(f"{name}: no invariant broke on seeds {list(seeds)}")
