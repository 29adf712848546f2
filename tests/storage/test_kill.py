"""The process is killed in the middle of edits: every dot that it printed is there."""

import random
import subprocess
import sys
import time
from pathlib import Path

from contract.exchange.dots import Dot, dot_of, parse_id
from desktop.storage.soundness import quick_look, whole_look
from tests.conftest import DEEP
from tests.storage.joined import PEOPLE, expected_statuses, joined

ROUNDS = 100 if DEEP else 6
BEFORE = 2 + len(PEOPLE)


def printed_until_killed(path: Path, marks: int, after_s: float) -> list[Dot]:
    """The dots that a process printed until it was killed, `after_s` after it was ready."""
    command = [sys.executable, "-m", "tests.storage.writer", str(path), str(marks)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(after_s)
        writer.kill()
        # What was printed lies in the pipe; the last line may be half a one.
        return [
            dot_of(parse_id(line)) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]


def test_every_printed_mark_survives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    with joined(path):
        pass
    chance = random.Random(53)
    marks = 0
    printed: set[Dot] = set()
    for _ in range(ROUNDS):
        printed |= set(printed_until_killed(path, marks, chance.uniform(0.02, 0.25)))
        with joined(path, new=False) as profile:
            profile.database.call(quick_look, profile.database).result()
            there = profile.dots()
            marks = len(there) - BEFORE
            assert printed <= there
            assert profile.statuses() == expected_statuses(marks)
            assert profile.database.call(whole_look, profile.database).result() == []
    assert printed
    print(f"{ROUNDS} kills, {len(printed)} printed, {marks} there")
