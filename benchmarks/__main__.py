"""Measures the exchange: python -m benchmarks W1 W2 W4 [--database URL] [--json]"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from benchmarks.loads import LOADS


def main() -> int:
    """One line per workload: JSON, or for people."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("loads", nargs="*", default=list(LOADS), metavar="W", help=", ".join(LOADS))
    parser.add_argument(
        "--database", metavar="URL", help="the centre's empty database; default: SQLite in a new folder"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line per workload")
    options = parser.parse_args()
    unknown = [name for name in options.loads if name not in LOADS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(LOADS)}")
    for name in options.loads:
        measured = {"w": name, **dataclasses.asdict(LOADS[name](options.database))}
        if options.json:
            usable_s = measured.pop("usable_s")
            print(json.dumps(measured), flush=True)
            if usable_s is not None:
                print(f"{name}: a register could be opened after {usable_s} s", file=sys.stderr)
        else:
            print("  ".join(f"{key} {value}" for key, value in measured.items()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
