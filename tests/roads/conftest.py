"""Tests over real HTTP against a real server process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.roads.centre import Centre, centre


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    """A centre with two offices, once on each kind of database. It may have no fault of its own to log."""
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""
