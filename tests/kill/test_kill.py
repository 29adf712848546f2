"""Twenty rounds of kills; `python -m tests.kill --rounds 200` plays more."""

from pathlib import Path

from tests.conftest import DEEP
from tests.kill.__main__ import figures, played
from tests.kill.day import Mark, Note
from tests.kill.verdict import problems_of

ROUNDS = 200 if DEEP else 20


def test_no_kill_loses_or_doubles_what_was_printed(tmp_path: Path) -> None:
    day, problems = played(ROUNDS, 53, tmp_path)
    print(figures(day, ROUNDS, 0))
    assert problems == []
    assert day.counts["mark killed"] > 0
    assert day.counts["sync killed"] > 0
    assert day.centre.kills > 0
    # The same eyes see a mark and a note that were promised and are not there.
    day.marks.append(Mark(laptop=0, session="1-1", person="1-2", status="H", dot=(1, 3)))
    day.notes.append(Note(laptop=0, text="hilang", id="1-4"))
    assert {problem.split(" (")[0] for problem in problems_of(day)} == {"lost mark", "lost dot", "lost note 1-4"}
