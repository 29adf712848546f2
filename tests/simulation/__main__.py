"""Runs seeds: python -m tests.simulation --seeds A..B [--steps N] [--coverage]"""

from __future__ import annotations

import argparse
import gc
import hashlib
import logging
import re
import sys
import time
import traceback
import warnings
from collections import Counter

from tests.simulation.chance import FAULTS
from tests.simulation.invariants import Broken
from tests.simulation.world import STEPS, World

ENOUGH = 80
"""So many seeds show every fault; a shorter run may lack one."""


def run_seed(seed: int, steps: int = STEPS) -> World:
    """One run. Raises Broken, or whatever the machines raise."""
    world = World(seed)
    world.run(steps)
    return world


def seeds_of(text: str) -> range:
    """The seeds A..B, B not among them. Raises ValueError with one sentence."""
    found = re.fullmatch(r"([0-9]{1,18})\.\.([0-9]{1,18})", text)
    if found is None:
        raise ValueError(f"--seeds is written A..B with two whole numbers, like 0..100; {text!r} is not.")
    seeds = range(int(found[1]), int(found[2]))
    if not seeds:
        raise ValueError(f"--seeds {text} names no seed: B is the first seed that is left out, so it must be above A.")
    return seeds


def main() -> int:
    """The command; 0 when every seed ran clean and no fault was left out, 2 for a range that is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0..100", help="A..B, B not included")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--coverage", action="store_true", help="measure how much of both machines the seeds run")
    options = parser.parse_args()
    try:
        seeds = seeds_of(options.seeds)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if options.steps < 1:
        print("--steps must be at least 1.", file=sys.stderr)
        return 2
    if options.coverage:
        from tests.simulation.covered import measure

        return measure(["--seeds", options.seeds, "--steps", str(options.steps)])
    warnings.simplefilter("error")
    logging.disable(logging.WARNING)  # the machines warn of what is done to them here
    # What lives as long as the process is not looked through again and again.
    gc.freeze()
    return _run(seeds, options.steps)


def _run(seeds: range, steps: int) -> int:
    counts: Counter[str] = Counter()
    failed = []
    begun = time.process_time()
    trace = hashlib.blake2b(digest_size=8)
    for seed in seeds:
        try:
            world = run_seed(seed, steps)
        except Exception as error:  # noqa: BLE001  one bad seed must not hide the others
            failed.append(seed)
            print(f"seed {seed}: {str(error)[:1500]}")
            if not isinstance(error, Broken):
                traceback.print_exc()
            print(f"again: python -m tests.simulation --seeds {seed}..{seed + 1} --steps {steps}")
            continue
        counts += world.chance.counts
        trace.update(world.chance.trace().encode())
    for fault in FAULTS:
        print(f"{fault:28} {counts[fault]}")
    each = (time.process_time() - begun) / len(seeds)
    print(f"{len(seeds)} seeds, {len(failed)} failed {failed[:20]}, {each:.2f} s CPU per seed")
    print("trace", trace.hexdigest())
    missing = [fault for fault in FAULTS if not counts[fault]]
    if missing:
        print("never happened:", ", ".join(missing))
    return 1 if failed or (missing and len(seeds) >= ENOUGH) else 0


if __name__ == "__main__":
    sys.exit(main())
