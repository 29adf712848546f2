"""The replica in use and after a kill: no file of the profile shows a name, a number or a key."""

import os
import subprocess
import sys
import time
from pathlib import Path

from desktop.storage.profile import open_profile
from tests.leaks.scan import leaks, words_of
from tests.storage.joined import KEY, PEOPLE, joined

NAMES = {f"name {place}": person[0] for place, person in enumerate(PEOPLE)}
NUMBERS = {f"number {number}": number for person in PEOPLE for number in person[1:]}
OTHERS: dict[str, str | bytes] = {"writer": "Petrus Tallo", "office": "Nusa Tenggara Timur", "class": "Kelas A"}
KEYS: dict[str, str | bytes] = {"replica key": KEY, "signing key": b"p" * 32, "greeting secret": b"s" * 32}
SECRETS = {**words_of(NAMES), **NUMBERS, **OTHERS, **KEYS}


def test_an_open_replica_shows_nothing(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "profil")
    with joined(profile.replica) as opened:
        for count in range(20):
            opened.mark(count)
        files = {file.name for file in profile.directory.iterdir()}
        assert {"replica.db", "replica.db-wal", "replica.db-shm"} <= files
        assert leaks(profile.directory, SECRETS) == []
    assert leaks(profile.directory, SECRETS) == []


def test_a_killed_process_leaves_nothing(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "profil")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with joined(profile.replica):
        pass
    command = [sys.executable, "-m", "tests.storage.writer", str(profile.replica), "0"]
    environment = {**os.environ, "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        assert [writer.stdout.readline()[-1:] for _ in range(10)] == [b"\n"] * 10
        time.sleep(0.05)
        writer.kill()
    assert (profile.directory / "replica.db-wal").stat().st_size > 0
    assert leaks(tmp_path, SECRETS) == []
