"""Statements are compiled once a process, however many databases it opens."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.storage import database as near
from desktop.storage.clock import moment
from desktop.storage.replica import Replica
from server.store import centre as far
from server.store import members
from tests import ready

KEY = bytes(32)


def test_a_second_replica_finds_every_statement_of_the_first(tmp_path: Path) -> None:
    counts = []
    for name in ("one.db", "two.db"):
        ready.lay_replica(tmp_path / name, KEY)
        opened = near.Database(tmp_path / name, KEY)
        opened.call(moment, Replica(opened)).result()
        opened.close()
        counts.append(len(near._compiled))
    assert counts[0] == counts[1] > 0


def test_a_second_centre_finds_every_statement_of_the_first(database_url: str) -> None:
    ready.lay(database_url)
    counts = []
    for _ in range(2):
        with closing(far.Centre(database_url)) as centre, centre.snapshot() as connection:
            assert members.offices(connection) == []
        counts.append(len(far._compiled))
    assert counts[0] == counts[1] > 0
