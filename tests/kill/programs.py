"""The two programs as processes that can be killed: one centre, and laptops that are folders."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from tests import programs

PASSPHRASE = "kunci untuk latihan mati listrik"
PATIENCE_S = 120.0
SAID: Final = "said"
Kill = float | Literal["said"]
"""When a program is killed: so many seconds after it opened its database, or as soon as it has said its answer."""
ENVIRONMENT = {
    **os.environ,
    "LONTAR_PASSPHRASE": PASSPHRASE,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "PYTHONDONTWRITEBYTECODE": "",
}
OFFICE = "53"
OPEN_FILES = Path("/proc")
"""Where Linux tells which files a process has open."""


class Answer(NamedTuple):
    """How one process ended: its JSON when it printed some, its exit code, how long it ran, what it complained of.

    `at_work_s` is the part of its time since it had opened its database; the part before only loads Python.
    """

    said: dict[str, Any] | None
    code: int
    killed: bool
    seconds: float
    at_work_s: float
    complaint: str


class Unexpected(Exception):
    """A program did what it may never do."""


def run(
    command: list[str], kill: Kill | None = None, database: Path | None = None, temporary: Path | None = None
) -> Answer:
    """Runs a program to its end, or kills it with -9; what it printed until then counts.

    It is killed so many seconds after it opened the database, where that is named and the system can tell, or SAID: as
    soon as it has printed its answer, when nothing that it promises may still be on its way to the disk.
    """
    places = {name: str(temporary) for name in ("TMPDIR", "SQLITE_TMPDIR")} if temporary else {}
    begun = at_work = time.monotonic()
    with tempfile.TemporaryFile() as complaints:
        process = programs.serve(*command, stderr=complaints.fileno(), env={**ENVIRONMENT, **places})
        if database is not None and OPEN_FILES.exists():
            _wait_until_open(process, database)
            at_work = time.monotonic()
        said_first = _first_line(process) if kill == SAID else ""
        patience_s = kill if isinstance(kill, float) else PATIENCE_S
        try:
            out = process.communicate(timeout=patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            out = process.communicate()
        out = said_first + out
        complaints.seek(0)
        complaint = complaints.read().decode()
    killed = process.returncode == -signal.SIGKILL
    if killed and kill is None:
        raise Unexpected(f"{' '.join(command)} did not end within {PATIENCE_S:.0f} s: {complaint}")
    # A line without its end was not yet said.
    said = json.loads(out) if out.endswith("\n") and out.strip() else None
    ended = time.monotonic()
    return Answer(said, process.wait(), killed, ended - begun, ended - at_work, complaint.strip())


def _first_line(process: programs.Running) -> str:
    """What the process prints first; it is killed at that moment."""
    alarm = threading.Timer(PATIENCE_S, process.kill)
    alarm.start()
    assert process.stdout is not None
    line = process.stdout.readline()
    process.kill()
    alarm.cancel()
    return line


def _wait_until_open(process: programs.Running, file: Path) -> None:
    """Returns when the process has the file open, or has ended."""
    folder = OPEN_FILES / str(process.pid) / "fd"
    while process.poll() is None and str(file) not in _targets(folder):
        time.sleep(0.01)


def _targets(folder: Path) -> set[str]:
    found = set()
    try:
        for name in os.listdir(folder):
            found.add(os.readlink(folder / name))
    except OSError:  # a file closed, or the process ended, between two looks
        pass
    return found


class Laptop:
    """A profile, used by one process after another, or by two at once; `temporary` is where they may leave files."""

    def __init__(self, folder: Path, temporary: Path | None = None) -> None:
        self.folder = folder
        self._temporary = temporary

    def run(self, *arguments: str, kill: Kill | None = None) -> Answer:
        """Runs one command of the laptop's program."""
        command = ["desktop", *arguments, "--profile", str(self.folder), "--json"]
        return run(command, kill, self.folder.resolve() / "replica.db", self._temporary)

    def must(self, *arguments: str) -> dict[str, Any]:
        """What a command answers that has to succeed. Raises Unexpected."""
        answer = self.run(*arguments)
        if answer.code != 0 or answer.said is None:
            raise Unexpected(f"lontar {' '.join(arguments)} ended with {answer.code}: {answer.complaint}")
        return answer.said


class Centre:
    """A server on a port of its own, started anew after each kill."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "centre.db"
        self.kills = 0
        self._port = _free_port()
        self._process: programs.Running | None = None
        self._log = (folder / "centre.log").open("a")

    @property
    def url(self) -> str:
        """Where laptops find it."""
        return f"http://127.0.0.1:{self._port}"

    def _command(self, *arguments: str) -> list[str]:
        return ["server", *arguments, "--database", f"sqlite:///{self.file}"]

    def must(self, *arguments: str) -> dict[str, Any]:
        """What a command of the server's program answers that has to succeed. Raises Unexpected."""
        answer = run([*self._command(*arguments), "--json"])
        if answer.code != 0 or answer.said is None:
            raise Unexpected(f"lontar-server {' '.join(arguments)} ended with {answer.code}: {answer.complaint}")
        return answer.said

    def code(self, person: str, role: str) -> str:
        """A join code."""
        return str(self.must("code", "--person", person, "--role", role, "--office", OFFICE)["code"])

    def dump(self, table: str) -> list[dict[str, Any]]:
        """The judged rows of a table."""
        done = programs.run(*self._command("dump", "--table", table), env=ENVIRONMENT)
        if done.returncode != 0:
            raise Unexpected(f"lontar-server dump ended with {done.returncode}: {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self) -> None:
        """Starts it when it does not run; returns when it accepts connections. Raises Unexpected."""
        if self._process is not None:
            return
        command = self._command("serve", "--port", str(self._port))
        process = programs.serve(*command, stderr=self._log.fileno(), env=ENVIRONMENT)
        # A server that never says it is ready is killed, which ends the waiting.
        alarm = threading.Timer(PATIENCE_S, process.kill)
        alarm.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        alarm.cancel()
        if not re.match(r"listening on http://", line):
            process.kill()
            process.wait()
            raise Unexpected(f"lontar-server serve said {line!r}")
        self._process = process

    def kill(self) -> None:
        """Kills it with -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None
            self.kills += 1

    def close(self) -> None:
        """Ends everything that was started."""
        self.kill()
        self._log.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
