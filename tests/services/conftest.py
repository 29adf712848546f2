"""Fixtures of the services' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.laptop import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """A laptop of office 53."""
    made = Laptop(tmp_path)
    yield made
    made.close()
