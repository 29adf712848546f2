"""Fixtures of the hub's tests: a real centre in a process of its own, on SQLite; it is the laptops that are tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.roads.centre import Centre, centre


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Centre]:
    """A centre with two offices. It may have no fault of its own to log."""
    with centre(f"sqlite:///{tmp_path / 'centre.db'}", tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""
