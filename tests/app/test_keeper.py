"""The keeper makes one copy a day beside the work, and says once why it could not."""

from __future__ import annotations

import shutil
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.app.keeper import Keeper
from desktop.app.opening import open_profile
from desktop.storage.backup import shelf
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, make_profile

SOURCES = keys.Sources(environment={keys.ENVIRONMENT: PASSPHRASE})


def look(keeper: Keeper) -> None:
    """One look, to its end."""
    keeper.look()
    while keeper._busy:
        time.sleep(0.01)


def test_one_copy_a_day_and_none_during_a_talk(tmp_path: Path) -> None:
    make_profile(tmp_path)
    talking, warned = [True], list[str]()
    with open_profile(tmp_path, SOURCES, keys.MemoryKeyring()) as profile:
        keeper = Keeper(profile, lambda: talking[0], warned.append)
        look(keeper)
        assert shelf.copies(profile.place) == []
        talking[0] = False
        look(keeper)
        look(keeper)
        assert len(shelf.copies(profile.place)) == 1
        keeper.close()
    assert warned == []


def test_a_short_disk_is_said_once_though_it_fills_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_profile(tmp_path)
    warned: list[str] = []
    free = count(20 * 2**20, -(2**20))
    with open_profile(tmp_path, SOURCES, keys.MemoryKeyring()) as profile:
        keeper = Keeper(profile, lambda: False, warned.append)
        with monkeypatch.context() as full:
            full.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=next(free)))
            look(keeper)
            look(keeper)
        assert len(warned) == 1
        assert "kurang" in warned[0]
        look(keeper)
        assert len(shelf.copies(profile.place)) == 1
        keeper.close()
