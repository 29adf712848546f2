"""The current goes at any moment of real edits: what was said to be saved is there, whole, and the file is sound."""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.storage.soundness import whole_look
from tests.conftest import DEEP
from tests.storage.joined import AUTHOR, KEY, PEOPLE, Joined, expected_statuses, joined
from tests.storage.power_cut import Acknowledged, Event, Statement, disk_at, replayed, taken_down

EDITS = 24
BEFORE = 2 + len(PEOPLE)
SMALL_LOG = ("PRAGMA wal_autocheckpoint = 40",)
"""A log of 40 pages, so that copying it into the database happens every few edits, not every hundred."""
Script = Sequence[Statement | Acknowledged]


class Story(NamedTuple):
    """The file before the edits, and the statements of the edits with the answers between them."""

    start: bytes
    script: Script


class Outcome(NamedTuple):
    """What is found after one cut."""

    promised: int
    found: int


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    path = tmp_path_factory.mktemp("real") / "replica.db"
    with joined(path):
        pass
    start = path.read_bytes()
    with taken_down() as script, joined(path, new=False) as profile:
        for count in range(EDITS):
            profile.mark(count)
            script.append(Acknowledged(count + 1))
    return Story(start, script)


def with_synchronous(script: Script, word: str) -> Script:
    """The script of a program that had set `synchronous` to this."""
    return [
        replace(step, sql=f"PRAGMA synchronous={word}")
        if isinstance(step, Statement) and step.sql == "PRAGMA synchronous=FULL"
        else step
        for step in script
    ]


def events_of(story: Story, script: Script, folder: Path) -> list[Event]:
    folder.mkdir()
    path = folder / "replica.db"
    path.write_bytes(story.start)
    return replayed(script, path, KEY, SMALL_LOG)


def moments(events: Sequence[Event], step: int) -> Iterator[int]:
    """Moments to cut at: right after each answer, and every `step`-th event; every one in the long tests."""
    for moment, event in enumerate(events, 1):
        if DEEP or isinstance(event, Acknowledged) or moment % step == 0:
            yield moment


def after_cut(story: Story, events: Sequence[Event], moment: int, folder: Path) -> Outcome:
    """Cuts, opens what is left with the real storage, and counts the edits found: whole ones, in order, no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files, promised = disk_at(events[:moment], {"replica.db": story.start}, random.Random(moment))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with joined(folder / "replica.db", new=False) as profile:
        found = len(profile.dots()) - BEFORE
        assert profile.last_n() == found + BEFORE
        assert profile.statuses() == expected_statuses(found)
        assert profile.database.call(whole_look, profile.database).result() == []
        profile.mark(found)
        assert profile.statuses() == expected_statuses(found + 1), "it does not go on from there"
    return Outcome(promised, found)


def outcomes(story: Story, word: str, tmp_path: Path, step: int) -> list[Outcome]:
    events = events_of(story, with_synchronous(story.script, word), tmp_path / "disk")
    assert any(getattr(event, "file", "") == "replica.db" for event in events), "the log was never copied back"
    return [after_cut(story, events, moment, tmp_path / "left") for moment in moments(events, step)]


def test_the_second_sqlite_does_what_the_first_did(story: Story, tmp_path: Path) -> None:
    events_of(story, story.script, tmp_path / "disk")
    with joined(tmp_path / "disk" / "replica.db", new=False) as profile:
        assert profile.statuses() == expected_statuses(EDITS)
        assert {dot.n for dot in profile.dots()} == set(range(1, BEFORE + EDITS + 1))
        assert {dot.author for dot in profile.dots()} == {AUTHOR}


def test_no_power_cut_loses_what_was_said_to_be_saved(story: Story, tmp_path: Path) -> None:
    found = outcomes(story, "FULL", tmp_path, 3)
    assert [outcome for outcome in found if outcome.found < outcome.promised] == []
    assert all(outcome.found <= outcome.promised + 1 for outcome in found), "an edit from nowhere"
    print(f"{len(found)} cuts, none lost, {sum(o.found > o.promised for o in found)} with an edit not yet promised")


def test_this_harness_would_catch_a_program_that_syncs_less(story: Story, tmp_path: Path) -> None:
    found = outcomes(story, "NORMAL", tmp_path, 1000)
    losing = [outcome for outcome in found if outcome.found < outcome.promised]
    assert len(losing) > len(found) / 2
    print(f"{len(found)} cuts with synchronous=NORMAL, {len(losing)} lose promised edits")


def test_a_power_cut_in_the_first_minute_leaves_a_file_that_can_be_used(tmp_path: Path) -> None:
    with taken_down() as script:
        first = Joined(tmp_path / "replica.db")  # not joined(): its tables are to be made now
        first.settle_in()
        first.database.close()
    (tmp_path / "disk").mkdir()
    path = tmp_path / "disk" / "replica.db"
    path.touch()
    events = replayed(script, path, KEY)
    for moment in moments(events, 7):
        folder = tmp_path / "left"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in disk_at(events[:moment], {"replica.db": b""}, random.Random(moment))[0].items():
            (folder / name).write_bytes(content)
        profile = Joined(folder / "replica.db")
        assert profile.database.call(whole_look, profile.database).result() == []
        profile.database.close()
