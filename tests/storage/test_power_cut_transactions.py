"""The current goes at any write of the larger transactions: each is there as a whole or not at all, in a sound file.

What a transaction is, the replayed statements say: behind each COMMIT everything in the file is noted. After a cut the
file must hold one of these states: the last one that was committed, or the one being committed.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DEEP
from tests.storage.joined import KEY, Joined
from tests.storage.power_cut import Acknowledged, Event, Statement, disk_at, replayed
from tests.storage.transactions import ONE_EACH, TOLD, Told, digest, found_in, opening

SMALL_LOG = ("PRAGMA wal_autocheckpoint = 40",)
STEP = {"a day": 4, "restored": 1, "upgraded": 1}
OPENED = {"a day": 25, "restored": 5, "upgraded": 3}
"""Every so many cuts the whole program opens what is left, and takes it to where the last transaction would have."""


class Replay:
    """The states of the file behind each transaction, and all that the disk was told."""

    def __init__(self, told: Told, folder: Path) -> None:
        folder.mkdir()
        path = folder / "replica.db"
        path.write_bytes(told.start)
        self.start = told.start
        self.states = [found_in(path)]
        path.write_bytes(told.start)
        first = [*SMALL_LOG, *opening(told)]
        self.events = replayed(told.script, path, KEY, first, self._note)

    def _note(self, connection: Any) -> bool:
        state = digest(connection)
        if state == self.states[-1]:
            return False
        self.states.append(state)
        return True

    def cut(self, moment: int, folder: Path) -> tuple[int, str]:
        """The number of transactions promised before a cut, and what the file holds after it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        files, promised = disk_at(self.events[:moment], {"replica.db": self.start}, random.Random(moment))
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return promised, found_in(folder / "replica.db")


def moments(events: list[Event], step: int) -> list[int]:
    """Right behind each answer and at every `step`-th event; at every one in the long tests."""
    return [
        moment
        for moment, event in enumerate(events, 1)
        if DEEP or isinstance(event, Acknowledged) or moment % step == 0
    ]


@pytest.fixture(scope="module", params=TOLD)
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Told]:
    name = str(request.param)
    return name, TOLD[name](tmp_path_factory.mktemp("real"))


def test_a_power_cut_leaves_each_transaction_whole_or_undone(named: tuple[str, Told], tmp_path: Path) -> None:
    name, told = named
    replay = Replay(told, tmp_path / "disk")
    cuts = moments(replay.events, STEP[name])
    later = 0
    for count, moment in enumerate(cuts):
        promised, state = replay.cut(moment, tmp_path / "left")
        assert state in replay.states[promised : promised + 2], f"cut behind event {moment}"
        later += state != replay.states[promised]
        if count % OPENED[name] == 0:
            Joined(tmp_path / "left" / "replica.db").database.close()
            opened = found_in(tmp_path / "left" / "replica.db")
            assert opened == (replay.states[-1] if name == "upgraded" else state)
    assert len(replay.states) > (10 if name == "a day" else 1)
    print(
        f"{name}: {len(replay.states) - 1} transactions, {len(replay.events)} events, {len(cuts)} cuts, {later} ahead"
    )


def test_what_belongs_together_is_one_transaction(named: tuple[str, Told]) -> None:
    name, told = named
    if name != "a day":
        assert sum(isinstance(each, Statement) and each.sql == "COMMIT" for each in told.script) == 1
        return
    assert {act: max(told.acts.get(act, [0])) for act in ONE_EACH} == dict.fromkeys(ONE_EACH, 1)
