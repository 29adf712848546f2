"""Runs commands in this process, as the program would, and reads what they say."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.program import run
from desktop.cli.setting import Setting
from desktop.storage.database import Database
from desktop.storage.profile import open_profile
from desktop.storage.registration import register
from desktop.storage.replica import Replica
from desktop.sync import keys
from desktop.sync.key_file import Cost
from tests import ready
from tests.services.laptop import registration

PASSPHRASE = "kunci rahasia"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object."""
        lines = self.out.splitlines()
        assert len(lines) == 1, self
        found: dict[str, Any] = json.loads(lines[0])
        return found


class Terminal:
    """A person at the command line of one profile."""

    def __init__(self, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.directory = directory
        self._capsys = capsys

    def type(self, *words: str) -> Said:
        """Runs a command on the profile."""
        self._capsys.readouterr()
        hook = sys.excepthook
        try:
            code = run(["--profile", str(self.directory), *words], Setting())
        finally:
            sys.excepthook = hook
        said = self._capsys.readouterr()
        return Said(code=code, out=said.out, err=said.err)

    def ask(self, *words: str) -> dict[str, Any]:
        """Runs a command with --json that must go well; gives its answer."""
        said = self.type(*words, "--json")
        assert said.code == 0, said
        return said.answer

    def id(self, *words: str) -> str:
        """The id that a command answers."""
        found: str = self.ask(*words)["id"]
        return found


def make_profile(directory: Path) -> None:
    """A profile that has joined office 53 without a server."""
    place = open_profile(directory)
    key, _ = keys.create(place.directory, PASSPHRASE, CHEAP)
    ready.lay_replica(place.replica, key)
    database = Database(place.replica, key)
    database.call(register, Replica(database), registration(3, "53", 7)).result()
    database.close()
