"""Runs seeds: python -m tests.simulation --seeds A..B"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections import Counter

from tests.simulation.chance import FAULTS
from tests.simulation.invariants import Broken
from tests.simulation.world import STEPS, World


def run_seed(seed: int, steps: int = STEPS) -> World:
    """One run. Raises Broken, or whatever the machines raise."""
    world = World(seed)
    world.run(steps)
    return world


def main() -> int:
    """The command; 0 when every seed ran clean and no fault was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0..100", help="A..B, B not included")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    first, last = (int(part) for part in options.seeds.split(".."))
    counts: Counter[str] = Counter()
    failed = []
    begun = time.process_time()
    trace = hashlib.blake2b(digest_size=8)
    for seed in range(first, last):
        try:
            world = run_seed(seed, options.steps)
        except Exception as error:  # noqa: BLE001  one bad seed must not hide the others
            failed.append(seed)
            print(f"seed {seed}: {str(error)[:1500]}")
            if not isinstance(error, Broken):
                traceback.print_exc()
            print(f"again: python -m tests.simulation --seeds {seed}..{seed + 1} --steps {options.steps}")
            continue
        counts += world.chance.counts
        trace.update(world.chance.trace().encode())
    for fault in FAULTS:
        print(f"{fault:28} {counts[fault]}")
    each = (time.process_time() - begun) / max(1, last - first)
    print(f"{last - first} seeds, {len(failed)} failed {failed[:20]}, {each:.2f} s CPU per seed")
    print("trace", trace.hexdigest())
    missing = [fault for fault in FAULTS if not counts[fault]] if last - first >= 50 else []
    print("never happened:", missing) if missing else None
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
