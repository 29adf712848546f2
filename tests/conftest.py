"""What every test may ask for, and the rules that hold for all of them."""

import gc
import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.engine import URL

from tests import postgres

# Before anything imports Qt: no test needs a screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

DEEP = os.environ.get("LONTAR_DEEP") == "1"
CI = os.environ.get("LONTAR_CI") == "1"

# Each run plays seeds of the simulation that no run has seen; the processes of one run must agree on them.
_FIRST = int(time.time())
os.environ.setdefault("LONTAR_SEEDS", f"{_FIRST}..{_FIRST + (2000 if DEEP else 150)}")

# No deadline: a shared machine is slow at odd moments, and a slow example is no wrong one.
# The ordinary run draws the same examples each time: when it is red, what changed is wrong. The deep run draws anew.
settings.register_profile("usual", deadline=None, print_blob=True, max_examples=60, derandomize=True)
settings.register_profile("deep", deadline=None, print_blob=True, max_examples=2000)
settings.load_profile("deep" if DEEP else "usual")


LONGEST = (
    "tests/practice/",
    "tests/hub/test_story.py",
    "tests/kill/test_kill.py",
    "tests/roads/test_deadline_night.py",
)
"""Tests of many seconds each: one of them left to the end would keep every other process waiting."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest first, whatever order was drawn.

    Leave out what is marked deep, unless LONTAR_DEEP=1: left out, not skipped, for a skip is a failure in CI.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if DEEP:
        return
    left_out = [item for item in items if item.get_closest_marker("deep")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


def pytest_collection_finish() -> None:
    """What was imported stays: Python need not look through it again and again, nor at its every thousandth object."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which seeds ran, so that any run can be repeated."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    if any("test_a_seed_keeps_every_invariant" in report.nodeid for report in reports):
        terminalreporter.write_line(f"seeds of the simulation: LONTAR_SEEDS={os.environ['LONTAR_SEEDS']}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under LONTAR_CI=1 a skipped test has failed: there everything is installed."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and LONTAR_CI=1 allows no skip: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself as a whole."""
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and LONTAR_CI=1 allows no skip: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server: the one LONTAR_TEST_POSTGRES names, else our own. Skips when there is none."""
    named = postgres.given()
    if named is not None:
        yield named
        return
    try:
        with postgres.private_cluster() as url:
            yield url
    except postgres.Unavailable as fault:
        pytest.skip(str(fault))


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, this test's alone."""
    with postgres.fresh_database(postgres_server) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet, this test's alone."""
    return f"sqlite:///{tmp_path / 'central.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)])
def usual_database_url(request: pytest.FixtureRequest) -> str:
    """An empty database on SQLite; with ./test --deep on PostgreSQL too, for what does not touch how rows are kept."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, once on SQLite and once on PostgreSQL, as `lontar-server --database` takes it."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url
