"""Restores a profile in a process of its own, which dies at the failpoint named: as a power cut would end it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from desktop.app.safekeeping import restore
from desktop.sync import keys


def main() -> None:
    """Profile, copy, failpoint (empty: none)."""
    directory, copy, last = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

    def reached(name: str) -> None:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        if name == last:
            os.kill(os.getpid(), signal.SIGKILL)

    restore(directory, copy, keys.Sources(environment=os.environ), keys.MemoryKeyring(), failpoint=reached)


if __name__ == "__main__":
    main()
