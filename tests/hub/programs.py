"""Laptops and hubs as processes of their own, driven through their command lines."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests import programs
from tests.cli.terminal import CHEAP, PASSPHRASE
from tests.roads.centre import Centre

PATIENCE_S = 60


class Program:
    """A person at the command line of one profile, each command a process."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.name = name
        keys.create(open_profile(self.folder).directory, PASSPHRASE, CHEAP)

    def run(self, *words: str, code: int | None = 0) -> dict[str, Any]:
        """Runs a command; its answer. code: which exit code it must have, None for any."""
        done = programs.run("desktop", *self.words(*words), env=surroundings())
        assert code is None or done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
        answer: dict[str, Any] = json.loads(done.stdout)
        return {**answer, "exit_code": done.returncode}

    def words(self, *words: str) -> list[str]:
        """The command as a process is started with it."""
        return ["--profile", str(self.folder), *words, "--json"]

    def join(self, centre: Centre, url: str = "") -> None:
        """Joins the office."""
        self.run("join", "--server", url or centre.url, "--code", centre.code(self.name.title()))

    def marks(self, class_id: str) -> dict[str, tuple[str, str]]:
        """Per person the status and the tick, as this laptop shows them."""
        rows = self.run("attendance", "export", "--class", class_id)["rows"]
        return {row["person"]: (row["status"], row["tick"]) for row in rows}


class HubProgram(Program):
    """`lontar hub serve`, killed and started again at will."""

    process: programs.Running | None = None
    url = ""
    port = 0
    digits = ""

    def serve(self) -> None:
        """Serves on loopback, on the port that it had before if it had one."""
        with (self.folder / "hub.log").open("a") as log:
            words = self.words("hub", "serve", "--host", "127.0.0.1", "--port", str(self.port))
            self.process = programs.serve("desktop", *words, stderr=log.fileno(), env=surroundings())
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        assert first, (self.folder / "hub.log").read_text()
        said = json.loads(first)
        self.digits, self.url = said["code"], said["addresses"][0]
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it in peace."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.communicate(timeout=PATIENCE_S)
            self.process = None

    def pair(self, guest: Program) -> None:
        """Pairs a laptop by the code that is shown now."""
        shown = self.run("hub", "code")["code"]
        guest.run("hub", "pair", "--address", self.url, "--code", shown)


def surroundings() -> dict[str, str]:
    """What processes find around them."""
    return {**os.environ, "LONTAR_PASSPHRASE": PASSPHRASE}
