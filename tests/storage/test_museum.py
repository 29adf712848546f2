"""A replica that an older program left behind: opened by today's, upgraded, and nothing of it lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.storage.database import Database, keyed_connection
from desktop.storage.tables import ACTIVE, ROSTER, SPARE, lineage
from tests.storage.joined import AUTHOR, KEY, Joined, expected_statuses

ROOM = Path(__file__).parent / "museum"
MARKS = 7


def as_left_behind(path: Path, room: str) -> None:
    """Writes the replica as an older program kept it."""
    connection = keyed_connection(path, KEY, 5)
    connection.executescript((ROOM / room).read_text(encoding="utf-8"))
    connection.close()


@pytest.mark.parametrize("room", ["schema_2.sql", "schema_3.sql"])
def test_a_replica_of_an_older_program_is_taken_on_with_its_work_and_its_rows(room: str, tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    as_left_behind(path, room)
    profile = Joined(path)
    try:
        assert profile.statuses() == expected_statuses(MARKS)
        before = profile.dots()
        assert len(before) == 5 + MARKS
        made = profile.mark(MARKS)
        assert profile.dots() == before | {made}
        assert profile.statuses() == expected_statuses(MARKS + 1)
    finally:
        profile.database.close()
    copies = list(tmp_path.glob("replica.db.before-*"))
    assert len(copies) == 1
    kept = keyed_connection(copies[0], KEY, 5)
    assert kept.execute("SELECT count(*) FROM op").fetchone() == (5 + MARKS,)
    kept.close()
    Database(path, KEY).close()


def test_of_the_numbers_that_an_older_program_kept_for_second_lives_half_are_for_rosters_now(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    as_left_behind(path, "schema_2.sql")
    profile = Joined(path)
    try:
        query = sa.select(lineage.c.author, lineage.c.state)
        states = profile.database.call(lambda: profile.database.connection.execute(query).all()).result()
    finally:
        profile.database.close()
    assert {author - AUTHOR: state for author, state in states} == {0: ACTIVE, 1: SPARE, 2: ROSTER, 3: ROSTER}
