"""Marks people in turn and prints each dot once it is saved, until killed: python -m tests.storage.writer FILE N"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.storage.joined import joined


def main() -> None:
    """The command: the file, and how many marks are in it already."""
    with joined(Path(sys.argv[1]), new=False) as profile:
        print("ready", flush=True)
        count = int(sys.argv[2])
        while True:
            dot = profile.mark(count)
            count += 1
            print(f"{dot.author}-{dot.n}", flush=True)


if __name__ == "__main__":
    main()
