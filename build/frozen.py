"""What `build/make` does: both programs in one folder that needs no Python, and a day's work with them as proof.

build/make             into dist/lontar
build/make --dist DIR  into DIR/lontar
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import setup_environment
import system_packages
from setup_environment import PYTHON, ROOT, SetupFailed, call, say, size_mb, step

WORK = ROOT / ".work" / "frozen"
DEBUG_SYMBOLS = ("_internal/sqlcipher3/_sqlite3*.so", "_internal/libpython3*.so*")
"""Files that come with what a debugger would want: a tenth of the whole. Qt's come without."""


def main(arguments: list[str]) -> int:
    """Freeze and try; 0 when the frozen programs did their day."""
    options = argparse.ArgumentParser(prog="build/make")
    options.add_argument("--dist", type=Path, default=ROOT / "dist")
    folder: Path = options.parse_args(arguments).dist.resolve()
    code = setup_environment.outcome(setup_environment.DEVELOPMENT)
    if code:
        return code
    try:
        prepare()
        freeze(folder)
    except (SetupFailed, system_packages.NotAllowed) as fault:
        print(fault, file=sys.stderr)
        return 5 if isinstance(fault, system_packages.NotAllowed) else 1
    say(f"{folder / 'lontar'}: {size_mb(folder / 'lontar'):.0f} MB")
    return subprocess.run([str(PYTHON), str(ROOT / "build" / "smoke_frozen.py"), str(folder / "lontar")]).returncode


def prepare() -> None:
    """Install what PyInstaller asks of the system."""
    missing = system_packages.missing_for_freezing()
    if missing:
        with step(f"for freezing: {' '.join(missing)}"):
            system_packages.install(missing)


def freeze(folder: Path) -> None:
    """Lay dist/lontar down."""
    with step("freezing both programs", folder / "lontar"):
        where = ["--workpath", str(WORK), "--distpath", str(folder)]
        # Without -S -E of this process: PyInstaller imports the project from .venv.
        call(
            [
                str(PYTHON),
                "-m",
                "PyInstaller",
                "--noconfirm",
                "--log-level",
                "ERROR",
                *where,
                str(ROOT / "build" / "lontar.spec"),
            ]
        )
        strip(folder / "lontar")


def strip(folder: Path) -> None:
    """Take out symbols that only a debugger reads."""
    if os.name == "nt":
        return
    for pattern in DEBUG_SYMBOLS:
        for file in folder.glob(pattern):
            call(["strip", "--strip-unneeded", str(file)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
