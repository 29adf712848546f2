"""A desk over a real encrypted replica on which the Digital Leadership Academy was played to its end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from desktop.app.desk import Desk
from desktop.app.opening import opened_with
from desktop.practice.programme.play import play_programme
from desktop.services.programmes.files import shipped_files
from desktop.storage.database import keyed_connection
from desktop.storage.profile import Profile
from desktop.sync import keys
from desktop.sync.key_file import Cost
from tests.practice.played_laptop import PlayedLaptop
from tests.services.laptop import KEY

PROGRAMME = "dla-ntt-2025"


@cache
def _played() -> bytes:
    """The replica after the whole training: made once a process, four seconds of it."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = PlayedLaptop(Path(folder))
        file = shipped_files()[PROGRAMME]
        play_programme(laptop, file, "53", Path(folder), lambda said: None)
        laptop.close()
        assert not Path(folder, "replica.db-wal").exists()
        return Path(folder, "replica.db").read_bytes()


@contextmanager
def played_desk(folder: Path) -> Iterator[Desk]:
    """A desk of this test's own: 46 people, schedule, marks, groups, plans, minutes, certificates, no centre."""
    Path(folder, "replica.db").write_bytes(_played())
    with opened_with(Profile(folder), KEY) as profile:
        desk = Desk(profile)
        try:
            yield desk
        finally:
            desk.close()


def lay_played(folder: Path, passphrase: str) -> Profile:
    """The same replica in a profile that this passphrase opens."""
    key, _ = keys.create(folder, passphrase, Cost(memory_kib=64, passes=1, lanes=1))
    place = Profile(folder)
    place.replica.write_bytes(_played())
    laid = keyed_connection(place.replica, KEY, 0)
    laid.execute("SELECT count(*) FROM sqlite_master").close()
    laid.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"").close()
    laid.close()
    return place
