"""Eight rounds of kills; `python -m tests.kill --rounds 200` plays more."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.conftest import DEEP
from tests.kill.__main__ import figures, played
from tests.kill.day import Day, Mark, Note
from tests.kill.verdict import unkept

ROUNDS = 200 if DEEP else 8


def test_no_kill_loses_or_doubles_what_was_printed(tmp_path: Path) -> None:
    day, problems = played(ROUNDS, 53, tmp_path)
    print(figures(day, ROUNDS, 0))
    assert problems == []
    assert day.counts["mark killed"] > 0
    assert day.counts["killed at its word"] > 0
    assert day.counts["sync killed"] > 0
    assert day.centre.kills > 0


def test_the_same_eyes_see_what_is_lost_and_what_is_doubled(tmp_path: Path) -> None:
    day = Day(tmp_path, 1)
    day.close()
    with closing(sqlite3.connect(day.centre.file)) as centre:
        centre.execute("CREATE TABLE op (author, n, tbl)")
        centre.execute("CREATE TABLE lease (author, got)")
        centre.executemany("INSERT INTO op VALUES (7, ?, 12)", [(1,), (3,)])
        centre.execute("INSERT INTO lease VALUES (7, 3)")
        centre.commit()
    day.marks += [mark("H", 1), mark("S", 2), mark("A", None)]
    day.notes += [Note(laptop=0, text="hilang", id="7-9"), Note(laptop=0, text="dua kali", id="7-3")]
    marks = [{"session": "7-1", "person": "7-2", "status": "H"}] * 2
    notes = [{"id": id_, "text": "dua kali"} for id_ in ("7-3", "7-4")]
    assert [problem.split(":")[0] for problem in unkept(day, marks, notes)] == [
        "doubled mark ('7-1', '7-2')",
        "lost mark ('7-1', '7-2')",
        "lost note 7-9",
        "doubled note 'dua kali'",
        "lost dot (7, 2)",
        "author 7",
    ]


def mark(status: str, n: int | None) -> Mark:
    return Mark(laptop=0, session="7-1", person="7-2", status=status, dot=(7, n) if n is not None else None)
