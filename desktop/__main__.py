"""The program `lontar`: a command when one is named, else the window."""

from __future__ import annotations

import sys


def leave_no_core() -> None:
    """Keeps a crash from writing memory, with keys and names in it, to the disk. Where the system can tell it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def main() -> None:
    """Runs it and leaves with its exit code."""
    from desktop.cli.program import run

    leave_no_core()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
