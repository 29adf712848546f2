"""Make `.venv` from a lock file, once: later starts read one small file and go on.

Standard library only, and nothing newer than the oldest Python that may have to be told it is too old.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
# Written last and removed first: a .venv without it was interrupted and is made anew.
STAMP = VENV / "lontar.json"
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
PACKAGES = ("contract", "desktop", "server", "resources", "benchmarks")
OLDEST = (3, 11)
# The open lock file while a set-up is at work.
HELD: list[int] = []

Stamp = dict[str, object]


class SetupFailed(Exception):
    """Set-up cannot go on; str() says why, and `code` is the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def outcome(lock: str) -> int:
    """Set up for a command; its exit code, 0 when it can go on. What went wrong has been said by then."""
    try:
        prepare(lock)
    except SetupFailed as fault:
        print(f"{fault}\nThe next start goes on from here.", file=sys.stderr)
        return fault.code
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def prepare(lock: str) -> None:
    """Make sure that `.venv` holds what `lock` names; instant when it does. SetupFailed when it cannot.

    The development lock holds everything of the runtime lock, at the same versions.
    """
    if is_ready(lock):
        return
    started = time.monotonic()
    say("Lontar: setting up what is missing.")
    check_python()
    prepare_system()
    with one_at_a_time():
        if not is_ready(lock):  # another set-up may have done it while this one waited
            make(lock)
    say(f"Ready in {time.monotonic() - started:.0f} s.\n")


def is_ready(lock: str) -> bool:
    """Whether nothing changed since the last set-up that ran to its end."""
    stamp = read_stamp()
    return (
        stamp.get("root") == str(ROOT)
        and stamp.get("python") == python_version()
        and stamp.get(lock) == digest(lock)
        and stamp.get("project") == digest("pyproject.toml")
        and (bool(stamp.get("screen")) or not system_packages.has_screen())
        and PYTHON.exists()
    )


def read_stamp() -> Stamp:
    """What the last finished set-up left; empty when there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def python_version() -> str:
    """The Python that runs this, major and minor: libraries are laid out by it."""
    return "{}.{}".format(*sys.version_info[:2])


def digest(name: str) -> str:
    """Fingerprint of a file of the project."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def check_python() -> None:
    """Go on with a newer Python of this machine when this one is too old; SetupFailed when there is none."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(OLDEST[1], OLDEST[1] + 10):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, "-S", "-E", *sys.argv])
    raise SetupFailed(f"Lontar needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")


def prepare_system() -> None:
    """Install the system packages that are missing, or say which."""
    missing = system_packages.missing_for_program()
    if not missing:
        return
    with step(f"system packages: {' '.join(missing)}"):
        try:
            system_packages.install(missing)
        except system_packages.NotAllowed as fault:
            raise SetupFailed(str(fault), code=5) from fault
    left = system_packages.missing_for_program()
    if left:
        raise SetupFailed(f"Still missing after installing: {' '.join(left)}")


def make(lock: str) -> None:
    """Bring `.venv` to what the lock says: from nothing, or only the part that changed."""
    stamp = read_stamp()
    if stamp.get("root") != str(ROOT) or stamp.get("python") != python_version() or not PYTHON.exists():
        make_empty()
        stamp = {"root": str(ROOT), "python": python_version()}
    if stamp.get(lock) != digest(lock):
        STAMP.unlink(missing_ok=True)
        with step(f"libraries of {lock}", measure=VENV):
            install_libraries(lock)
        # The development lock holds the other one; the runtime lock may have left the tools behind.
        stamp = {**stamp, DEVELOPMENT: None, **{name: digest(name) for name in {lock, RUNTIME}}}
        write_stamp(stamp)
    with step("Lontar itself"):
        install_project()
    check_qt()
    write_stamp({**stamp, "project": digest("pyproject.toml"), "screen": system_packages.has_screen()})


def write_stamp(stamp: Stamp) -> None:
    """Record what is done, whole or not at all."""
    written = STAMP.with_suffix(".new")
    written.write_text(json.dumps(stamp), encoding="utf-8")
    written.replace(STAMP)


def make_empty() -> None:
    """An environment with nothing in it but pip."""
    with step(f"environment .venv with Python {sys.version.split()[0]}"):
        if VENV.exists():
            STAMP.unlink(missing_ok=True)
            shutil.rmtree(VENV)
        # sys.executable may lie in the folder that has just gone.
        base = getattr(sys, "_base_executable", None) or sys.executable
        call([base, "-m", "venv", str(VENV)])


def install_libraries(lock: str) -> None:
    """Install every library of the lock, each checked against its hash: with uv when it is here, else with pip."""
    watched = sys.stdout.isatty()  # a person at a slow link wants to see it move
    how = [*([] if watched else ["--quiet"]), "--require-hashes", "-r", lock]
    uv = shutil.which("uv")
    if uv and succeeds([uv, "pip", "install", "--python", str(PYTHON), *how], watched):
        return
    # Ten tries a file: these libraries are fetched over satellite links too. What arrived stays in pip's cache.
    call([*PIP, "--retries", "10", *how], watched)


def install_project() -> None:
    """Install the project in place, without a network, and compile it for a quick first start."""
    call([*PIP, "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--editable", "."])
    call([str(PYTHON), "-m", "compileall", "-q", *(name for name in PACKAGES if (ROOT / name).is_dir())])


def check_qt() -> None:
    """Start Qt once: what it lacks is better named here than in a window that does not come."""
    code = (
        "from PySide6.QtCore import qVersion\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "QGuiApplication(['lontar', '-platform', 'offscreen'])\n"
        "print(qVersion())"
    )
    with step("Qt starts"):
        call([str(PYTHON), "-c", code])


def call(command: list[str], watched: bool = False) -> None:
    """Run one command of the set-up; SetupFailed when it does not work. Quiet until then, unless it is watched."""
    pipe = None if watched else subprocess.PIPE
    if watched:
        print()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        text=True,
        check=False,
        pass_fds=HELD,
    )
    if done.returncode != 0:
        said = f"{done.stdout or ''}{done.stderr or ''}".strip()
        raise SetupFailed(f"{said}\n\nThis did not work: {' '.join(command)}")


def succeeds(command: list[str], watched: bool) -> bool:
    """Run a command that may fail because there is another way; its words are shown then."""
    try:
        call(command, watched)
    except SetupFailed as fault:
        say(f"{fault}\nGoing on with pip.")
        return False
    return True


def environment() -> dict[str, str]:
    """The environment of the set-up's commands. Uncompiled libraries cost a second at each start."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**settings, "UV_COMPILE_BYTECODE": "1", "UV_PYTHON_DOWNLOADS": "never", "PIP_USER": "0"}


@contextmanager
def step(title: str, measure: Path | None = None) -> Iterator[None]:
    """Say what is being done and, when done, how long it took and how large `measure` became."""
    print(f"  {title} ...", end=" ", flush=True)
    started = time.monotonic()
    outcome = "not done"
    try:
        yield
        size = f", {size_mb(measure):.0f} MB" if measure else ""
        outcome = f"{time.monotonic() - started:.1f} s{size}"
    finally:
        print(outcome, flush=True)


def size_mb(folder: Path) -> float:
    """Size of all files below a folder, in MB."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1_000_000


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock, so that ./run and ./test started together do not pull .venv from under each other.

    The commands hold it too: of a set-up that was killed, pip may still be writing. Windows has no fcntl: there this
    holds nothing.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    place = ROOT / ".work"
    place.mkdir(exist_ok=True)
    with (place / "setup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another set-up is at work here: waiting for it to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        HELD.append(file.fileno())
        yield
        HELD.clear()


def say(text: str) -> None:
    """One line to the person, at once even when a pipe reads it."""
    print(text, flush=True)
