"""The two programs as processes of their own that begin where Python has already loaded them.

A fresh interpreter takes more than a second to import a program, and the tests start some five hundred. So one
process a program imports what it will need and forks at each start. What runs is a process like any other, with its own
id, arguments, environment and files, and can be killed. That the programs also start from nothing is shown by the tests
that call `sys.executable`.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
LOADED = {
    "server": (
        "alembic.command",
        "alembic.config",
        "anyio._backends._asyncio",
        "psycopg",
        "resource",
        "uvicorn.lifespan.off",
        "uvicorn.lifespan.on",
        "uvicorn.loops.asyncio",
        "uvicorn.loops.auto",
        "uvicorn.protocols.http.httptools_impl",
        "server.app",
        "server.web.application",
        "server.cli.program",
        "server.cli.work",
        "server.cli.safety",
        "server.cli.courier",
        "server.cli.rights",
    ),
    "desktop": (
        "alembic.command",
        "alembic.config",
        "desktop.app.opening",
        "desktop.app.safekeeping",
        "desktop.cli.attendance.marking",
        "desktop.cli.classes.creating",
        "desktop.cli.english",
        "desktop.cli.exchange.syncing",
        "desktop.cli.exit_codes",
        "desktop.cli.laptop.joining",
        "desktop.cli.laptop.backup",
        "desktop.cli.opened",
        "desktop.cli.program",
        "desktop.services.attachments",
        "desktop.services.attendance.sheet",
        "desktop.services.classes.views",
        "desktop.services.exchange.silent",
        "desktop.services.exchange.status",
        "desktop.services.roster.old_excel",
        "desktop.services.roster.workbook",
        "desktop.sync.conversation",
        "desktop.sync.queueing",
        "resource",
    ),
}
LOADED["tests.kill.at_place"] = (*LOADED["server"], *LOADED["desktop"])
LOADED["tests.backup.worker"] = ("alembic.command", "alembic.config", "desktop.app.safekeeping")
"""What each program imports for most that it is asked to do; the rest it imports by itself, as always."""
_MOST = 1 << 20


class Running:
    """A program at work; like subprocess.Popen as far as tests need it."""

    def __init__(self, pid: int, reports: int, stdout: IO[str] | None) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._reports = reports

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises subprocess.TimeoutExpired."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def communicate(self, timeout: float | None = None) -> str:
        """What else it said, once it has ended."""
        self.wait(timeout)
        if self.stdout is None:
            return ""
        with self.stdout:
            return self.stdout.read()

    def send_signal(self, which: signal.Signals) -> None:
        """Sends a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, which)

    def kill(self) -> None:
        """Ends it with -9."""
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._reports], [], [], timeout)[0]:
            self.returncode = int(os.read(self._reports, 16))
            os.close(self._reports)
        return self.returncode


def start(
    program: str,
    *arguments: str,
    stdout: int,
    stderr: int,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> Running:
    """Starts `server` or `desktop` with these arguments, saying what it says to these open files."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    reports, told = os.pipe()
    wish = {"argv": arguments, "cwd": str(cwd), "env": dict(os.environ if env is None else env)}
    socket.send_fds(_forker(program), [json.dumps(wish).encode()], [nothing, stdout, stderr, told])
    os.close(nothing)
    os.close(told)
    return Running(int(os.read(reports, 16)), reports, None)


def serve(program: str, *arguments: str, stderr: int, env: Mapping[str, str] | None = None) -> Running:
    """Starts a program whose first lines are read while it runs."""
    read, write = os.pipe()
    running = start(program, *arguments, stdout=write, stderr=stderr, env=env)
    os.close(write)
    running.stdout = open(read, encoding="utf-8")  # noqa: SIM115  closed by communicate
    return running


def run(
    program: str,
    *arguments: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end and gives what it said, like subprocess.run."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = start(program, *arguments, stdout=out.fileno(), stderr=err.fileno(), cwd=cwd, env=env)
        try:
            code = running.wait(timeout)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            raise
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8"))
        return subprocess.CompletedProcess([program, *arguments], code, *said)


@cache
def _forker(program: str) -> socket.socket:
    """The line to the process that has loaded the program; it ends with this one."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line = [sys.executable, "-m", "tests.programs", program, str(there.fileno())]
    loaded = subprocess.Popen(line, cwd=ROOT, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL)
    there.close()

    def end() -> None:
        here.close()
        loaded.wait()

    atexit.register(end)
    return here


# ---------------------------------------------------------------- in the process that forks


def main(program: str, number: str) -> None:
    """Loads the program, then becomes it once for each wish, until nobody can have one any more."""
    for name in LOADED[program]:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    wishes = socket.socket(fileno=int(number))
    while True:
        message, files, *_ = socket.recv_fds(wishes, _MOST, 4)
        if not message:
            return
        if os.fork() == 0:
            wishes.close()
            _watch(program, json.loads(message), files)
            return
        for file in files:
            os.close(file)
        _forget_ended()


def _forget_ended() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def _watch(program: str, wish: dict[str, Any], files: list[int]) -> None:
    """Forks once more: the parent tells the child's id and how it ended; the child is the program."""
    *streams, reports = files
    child = os.fork()
    if child == 0:
        os.close(reports)
        _become(program, wish, streams)
        return
    for stream in streams:
        os.close(stream)
    os.write(reports, f"{child}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.write(reports, f"{code}\n".encode())
    except BrokenPipeError:  # whoever started it has ended
        pass
    os._exit(0)


def _become(program: str, wish: dict[str, Any], streams: list[int]) -> None:
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.chdir(wish["cwd"])
    os.environ.clear()
    os.environ.update(wish["env"])
    time.tzset()
    tempfile.tempdir = None  # of another environment, if anybody asked already
    sys.argv = [program, *wish["argv"]]
    os._exit(_ran(program))


def _ran(program: str) -> int:
    """Runs the program as `python -m` would; its exit code, once its threads have ended and all that it said is out.

    Like multiprocessing, it leaves without taking the interpreter apart, which lasts longer than most commands.
    """
    code: object = 0
    try:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001  what the interpreter would do with it
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    main(*sys.argv[1:])
