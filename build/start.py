"""What `./run` does: set up what is missing, then hand over to `lontar demo`."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

import setup_environment
import system_packages


def main(arguments: list[str]) -> int:
    """Run with the arguments of `./run`; returns only when set-up was all that was wanted, or failed."""
    code = setup_environment.outcome(setup_environment.RUNTIME)
    if code:
        return code
    if "--setup" in arguments:
        print("Everything is set up: ./run starts Lontar, ./test tests it.")
        return 0
    return start(arguments)


def start(arguments: list[str]) -> NoReturn:
    """Become the program; without a screen it plays the day by itself."""
    if not system_packages.has_screen() and "--headless" not in arguments:
        arguments = ["--headless", *arguments]
    program = str(setup_environment.BIN / "lontar")
    command = [program, "demo", *arguments]
    if os.name == "nt":  # execv leaves the console before the program ends there
        sys.exit(subprocess.run([f"{program}.exe", *command[1:]], check=False).returncode)
    os.execv(program, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
