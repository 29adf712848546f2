"""Measures the exchange and a large office: python -m benchmarks W1 ... training [--database URL] [--json]"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.again import again
from benchmarks.bad_link import class_days
from benchmarks.both_sides import both_sides
from benchmarks.cuts import cuts
from benchmarks.forecasts import forecasts
from benchmarks.loads import class_day, new_laptop, nothing_new
from benchmarks.measured import Measured
from benchmarks.own_work import own_work
from benchmarks.rush import rush
from benchmarks.training import Training, training

LOADS: dict[str, Callable[[str | None], Measured | Training]] = {
    "W1": class_day,
    "W2": new_laptop,
    "W3": rush,
    "W4": nothing_new,
    "W5": both_sides,
    "W5-1k": partial(both_sides, changes=1_000),
    "W5-100k": partial(both_sides, changes=100_000),
    "own": own_work,
    "cuts": cuts,
    "forecast": forecasts,
    "again": again,
    "training": training,
}


def main() -> int:
    """One line per workload: JSON, or for people."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("loads", nargs="*", default=list(LOADS), metavar="W", help=", ".join(LOADS))
    parser.add_argument(
        "--database", metavar="URL", help="the centre's empty database; default: SQLite in a new folder"
    )
    parser.add_argument("--bad-link", action="store_true", help="W1 over 300 ms each way, 128 kbit/s, 2 %% stalled")
    parser.add_argument("--json", action="store_true", help="one JSON line per workload")
    options = parser.parse_args()
    unknown = [name for name in options.loads if name not in LOADS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(LOADS)}")
    for name in options.loads:
        load = class_days if name == "W1" and options.bad_link else LOADS[name]
        figures = load(options.database).told(name)
        print(json.dumps(figures) if options.json else _plainly(figures), flush=True)
    return 0


def _plainly(figures: dict[str, Any]) -> str:
    """For people: the figures in a line, and a line for each of what was measured one by one."""
    several = {key: value for key, value in figures.items() if isinstance(value, list) and value}
    lines = [{key: value for key, value in figures.items() if key not in several}]
    for key, found in several.items():
        lines += [one if isinstance(one, dict) else {key: one} for one in found]
    return "\n".join("  ".join(f"{key} {value}" for key, value in line.items()) for line in lines)


if __name__ == "__main__":
    sys.exit(main())
