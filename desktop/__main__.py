"""The program `lontar`: a command when one is named, else the window."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs it and leaves with its exit code."""
    from desktop.cli.program import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
