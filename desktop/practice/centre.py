"""The practice office's centre: the real server program in a process of its own, on SQLite, loopback only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contract.faults import WorldFault

_STOP_S = 10


class NoCentre(WorldFault):
    """The practice centre does not start or no longer runs."""


class CentreProcess:
    """`lontar-server serve` as a child process. Its database stays; the process ends with the practice."""

    def __init__(self, directory: Path) -> None:
        self.url = f"sqlite:///{directory / 'centre.db'}"
        self._process: subprocess.Popen[str] | None = None
        self._log = directory / "centre.log"
        self._pid_file = directory / "centre.pid"
        self.port = 0
        self.stopped = False

    def init(self, office: str, name: str) -> dict[str, Any]:
        """Makes the office."""
        return self._ask("init", "--office", office, "--name", name)

    def code(self, person: str, role: str, office: str) -> str:
        """A join code for a person."""
        return str(self._ask("code", "--person", person, "--role", role, "--office", office)["code"])

    def dump(self, tables: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """The judged rows of each record, as the server program prints them."""
        asked = [part for table in tables for part in ("--table", table)]
        found: dict[str, list[dict[str, Any]]] = {table: [] for table in tables}
        for line in self._run("dump", *asked).splitlines():
            row = json.loads(line)
            found[row.pop("table")].append(row)
        return found

    def _ask(self, *arguments: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._run(*arguments, "--json"))
        return answer

    def _run(self, command: str, *arguments: str) -> str:
        line = [*_program(), command, "--database", self.url, *arguments]
        done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise NoCentre(f"lontar-server {command} gagal: {done.stderr.strip() or done.returncode}")
        return done.stdout

    def start(self) -> None:
        """Starts the process; `wait` says when it accepts connections. One that a killed program left is ended."""
        self._end_leftover()
        with self._log.open("a", encoding="utf-8") as log:
            line = [*_program(), "serve", "--database", self.url, "--port", "0"]
            self._process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8")
        self._pid_file.write_text(f"{self._process.pid} {os.getpid()}")

    def _end_leftover(self) -> None:
        """Only what is certainly the centre of this folder, and only when nobody has it any more.

        Numbers are given again to other processes, and two windows may be open on one practice office.
        """
        try:
            pid, owner = (int(number) for number in self._pid_file.read_text().split())
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            if self.url.encode() in line.split(b"\0") and not Path(f"/proc/{owner}").exists():
                os.kill(pid, signal.SIGTERM)
        except (OSError, ValueError):
            return

    def wait(self) -> int:
        """The free port on which it serves, as soon as it accepts connections there. Raises NoCentre."""
        assert self._process is not None
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        if not said.startswith("listening on "):
            raise NoCentre(f"Pusat latihan tidak mulai; lihat {self._log}.")
        self.port = int(said.strip().rpartition(":")[2])
        return self.port

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process, 0 before it was started."""
        return self._process.pid if self._process is not None else 0

    def stop(self) -> None:
        """Ends the process."""
        self.stopped = True
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._pid_file.unlink(missing_ok=True)


def _program() -> list[str]:
    """The server program under its own name beside us, so that it is found among processes; else as a module."""
    name = "lontar-server.exe" if sys.platform == "win32" else "lontar-server"
    beside = Path(sys.executable).with_name(name)
    if getattr(sys, "frozen", False) or beside.exists():
        return [str(beside)]
    return [sys.executable, "-m", "server"]
