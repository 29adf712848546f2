"""`lontar-server`, also as `python -m server`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs one command and ends with its exit code."""
    from server.cli.program import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
