"""What `./test` does: set up, then lint, types, layers and tests, and one summary of all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import setup_environment
import system_packages
from setup_environment import BIN, PYTHON, ROOT, say

MEMORY = 3 << 30
"""Bytes that must be free in memory for the tests to write there: a whole run writes less than one GB."""
DEEP_MEMORY = 8 << 30
DEEP = "requirements-deep.lock"
RESULTS = ROOT / ".work" / "tests.xml"


class Part(NamedTuple):
    """One part of the checks, done: what it counted and how long it took, in seconds."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float


def main(arguments: list[str]) -> int:
    """Run every check; 0 only when all passed. `--deep` adds the long tests, anything else goes to pytest."""
    code = setup_environment.outcome(setup_environment.DEVELOPMENT)
    if code:
        return code
    if "--setup" in arguments:
        return 0
    add_postgresql()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if "--deep" in arguments:
        os.environ["LONTAR_DEEP"] = "1"
        add_fuzzer()
    parts = [
        shown(*check("lint", [str(BIN / "ruff"), "check", "--output-format", "concise", "."])),
        shown(*check("format", [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."])),
    ]
    with ThreadPoolExecutor(1) as beside:  # types take half a minute of one processor, and the tests leave gaps
        types = beside.submit(check, "types", [str(PYTHON), "-m", "mypy"])
        layers = beside.submit(check, "layers", [str(BIN / "lint-imports")])
        tested = tests([argument for argument in arguments if argument != "--deep"])
        parts += [shown(*types.result()), shown(*layers.result()), tested]
    return summary(parts)


def add_postgresql() -> None:
    """Install PostgreSQL for the tests where that is allowed; without it they say so and skip."""
    missing = system_packages.missing_for_tests()
    if not missing:
        return
    try:
        with setup_environment.step(f"for the tests: {' '.join(missing)}"):
            system_packages.install(missing)
    except system_packages.NotAllowed as fault:
        say(f"The tests on PostgreSQL will be skipped.\n{fault}")


def add_fuzzer() -> None:
    """Install what only the longest tests use, where it is built for this Python; without it they skip."""
    # A build and nothing else: to compile it takes a compiler that few machines have.
    how = [*setup_environment.PIP, "--quiet", "--only-binary", ":all:", "--require-hashes", "-r", DEEP]
    if subprocess.run(how, cwd=ROOT, check=False).returncode:
        say("There is no fuzzer for this machine: parsers are tried with drawn bytes only.")


def check(name: str, command: list[str]) -> tuple[Part, str]:
    """Run a check that passes or fails as one; what it says is kept, for others may be speaking."""
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    failed = int(done.returncode != 0)
    return Part(name, 1 - failed, failed, 0, time.monotonic() - started), done.stdout


def shown(part: Part, said: str) -> Part:
    """The part, once what it said has been shown."""
    say(f"== {part.name}\n{said}".rstrip())
    return part


def tests(arguments: list[str]) -> Part:
    """Run pytest on both cores and count from its own report: its exit code alone cannot tell how many."""
    say("== tests")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.unlink(missing_ok=True)
    started = time.monotonic()
    # Two more than the processors of a small machine: many tests wait for programs that they started.
    how = ["-q", "-n", "4", "--dist", "worksteal", f"--junitxml={RESULTS}"]
    with fast_folder() as settings:
        command = [str(PYTHON), "-m", "pytest", *how, *arguments]
        environment = compiling({**os.environ, **settings})
        compile_once(arguments, environment)
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    passed, failed, skipped = counted()
    if code != 0 and failed == 0:  # it broke down before it could report, or found nothing to run
        failed = 1
    return Part("tests", passed, failed, skipped, time.monotonic() - started)


def compiling(environment: dict[str, str]) -> dict[str, str]:
    """The environment with Python keeping what it has compiled, so that no other of hundreds of processes does it."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def compile_once(arguments: list[str], environment: dict[str, str]) -> None:
    """Have one process import the tests where none has yet: all that will run them begin at once, and each would.

    pytest rewrites each assert before Python compiles it, so that only pytest can do this. What is wrong with a test
    is told when the tests run.
    """
    if not any((ROOT / "tests" / "__pycache__").glob("conftest*")):
        command = [str(PYTHON), "-m", "pytest", "-q", "--collect-only", *arguments]
        nothing = subprocess.DEVNULL
        subprocess.run(command, cwd=ROOT, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, check=False)


@contextmanager
def fast_folder() -> Iterator[dict[str, str]]:
    """Settings that have the tests write to memory where there is plenty, gone afterwards: databases wait for disks.

    What a power cut leaves is tried on a file system of the tests' own, whatever lies below.
    """
    memory = Path("/dev/shm")
    needed = DEEP_MEMORY if "LONTAR_DEEP" in os.environ else MEMORY
    if "TMPDIR" in os.environ or not memory.is_dir() or shutil.disk_usage(memory).free < needed:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="lt-", dir=memory, ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)  # PostgreSQL runs as a user of its own
        yield {"TMPDIR": folder}


def counted() -> tuple[int, int, int]:
    """Tests passed, failed and skipped in pytest's report; zeros when there is none."""
    if not RESULTS.exists():
        return 0, 0, 0
    numbers = [0, 0, 0, 0]
    for suite in ElementTree.parse(RESULTS).getroot().iter("testsuite"):
        for index, name in enumerate(("tests", "failures", "errors", "skipped")):
            numbers[index] += int(suite.get(name, "0"))
    total, failures, errors, skipped = numbers
    return max(total - failures - errors - skipped, 0), failures + errors, skipped


def summary(parts: list[Part]) -> int:
    """One line a part, and last the counts of all alone on their line; 0 when nothing failed."""
    say("\n== summary")
    for part in parts:
        count = f"{part.passed} passed, {part.failed} failed, {part.skipped} skipped" if part.name == "tests" else ""
        say(f"{part.name:<8}{'FAILED' if part.failed else 'ok':<8}{part.seconds:7.1f} s  {count}".rstrip())
    passed = sum(part.passed for part in parts)
    failed = sum(part.failed for part in parts)
    skipped = sum(part.skipped for part in parts)
    say(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
