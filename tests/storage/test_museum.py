"""A replica that an older program left behind: opened by today's, upgraded, and nothing of it lost."""

from __future__ import annotations

from pathlib import Path

from desktop.storage.database import Database, keyed_connection
from tests.storage.joined import KEY, Joined, expected_statuses

ROOM = Path(__file__).parent / "museum"
MARKS = 7


def as_left_behind(path: Path, room: str) -> None:
    """Writes the replica as an older program kept it."""
    connection = keyed_connection(path, KEY, 5)
    connection.executescript((ROOM / room).read_text(encoding="utf-8"))
    connection.close()


def test_a_replica_of_schema_2_is_taken_on_with_its_work_and_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    as_left_behind(path, "schema_2.sql")
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
