"""Kills laptops and the centre at random moments and counts: python -m tests.kill --rounds N --seed S"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.kill.day import Day
from tests.kill.programs import Unexpected
from tests.kill.verdict import problems_of


def played(rounds: int, seed: int, folder: Path) -> tuple[Day, list[str]]:
    """A day of so many rounds, and what was wrong at its end."""
    day = Day(folder, seed)
    try:
        day.set_up()
        for _ in range(rounds):
            day.play()
        day.settle()
        problems = problems_of(day)
    except Unexpected as fault:
        problems = [str(fault), *day.complaints]
    finally:
        day.close()
    return day, problems


def figures(day: Day, rounds: int, seconds: float) -> str:
    """The day in a few lines."""
    counts = day.counts
    marks = sum(mark.dot is not None for mark in day.marks)
    notes = sum(note.id is not None for note in day.notes)
    return (
        f"{rounds} rounds in {seconds:.1f} s; a mark usually takes {day.times.usual_load('mark'):.2f} s to load and "
        f"{day.times.usual_work('mark'):.2f} s of work, a sync {day.times.usual_work('sync'):.2f} s of work\n"
        f"killed: {counts['mark killed']} of {counts['mark']} marks and {counts['note killed']} of {counts['note']} "
        f"notes, {counts['killed at its word']} of them as soon as they had printed, "
        f"{counts['sync killed']} of {counts['sync']} syncs, the centre {day.centre.kills} times\n"
        f"printed: {marks} marks, {notes} notes; at the centre {counts['edits at the centre']} edits: the others were "
        "saved, and their processes killed before they could say so"
    )


def main() -> int:
    """The command; 0 only when nothing was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=53)
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lontar-kill-") as folder:
        day, problems = played(options.rounds, options.seed, Path(folder))
    print(figures(day, options.rounds, time.monotonic() - begun))
    for problem in problems[:40]:
        print(problem)
    print(f"{len(problems)} problems" if problems else "nothing lost, nothing doubled, both databases sound")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
