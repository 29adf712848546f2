"""Tests over real HTTP against a real server process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import ChaosProxy, chaos_proxy
from tests.roads.laptop import Laptop, laptop


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    """A centre with two offices, once on each kind of database. It may have no fault of its own to log."""
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def proxy(served: Centre) -> Iterator[ChaosProxy]:
    """The road to the centre, on which things can go wrong."""
    with chaos_proxy(served.port) as made:
        yield made


@pytest.fixture
def adi(served: Centre, proxy: ChaosProxy, tmp_path: Path) -> Iterator[Laptop]:
    """A laptop that reaches the server only through the proxy."""
    with laptop(tmp_path, "adi") as made:
        made.join(proxy.url, served.code("Adi"))
        yield made
