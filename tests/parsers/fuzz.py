"""Tries parsers with what coverage leads to, for a while: python -m tests.parsers.fuzz SECONDS FOLDER NAME ...

Ends with 0 when none of them raised anything but what the registry lets it. Needs atheris, which only ./test --deep
installs, where there is a build of it; libFuzzer ends the process itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

MOST_BYTES = 4096
MEMORY_MB = 2048

with atheris.instrument_imports(include=["contract", "desktop", "server"]):
    from tests.parsers.registry import PARSERS


def main(seconds: str, folder: str, *names: str) -> None:
    """The command. The first byte says which of the parsers reads the rest."""
    parsers = [PARSERS[name] for name in names]
    refuses = [parser.refuses for parser in parsers]

    def try_one(content: bytes) -> None:
        place = content[0] % len(parsers) if content else 0
        try:
            parsers[place].read(content[1:])
        except refuses[place]:
            return

    place = Path(folder)
    for index, parser in enumerate(parsers):
        for number, sample in enumerate(parser.samples()):
            (place / f"{index}-{number}").write_bytes(bytes([index]) + sample[: MOST_BYTES - 1])
    limits = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-rss_limit_mb={MEMORY_MB}", "-timeout=20"]
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", f"-artifact_prefix={place}{os.sep}", folder], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
