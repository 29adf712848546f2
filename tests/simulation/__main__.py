"""Runs seeds: python -m tests.simulation --seeds A..B"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.simulation.invariants import Broken
from tests.simulation.world import World

STEPS = 80


def run_seed(seed: int, steps: int = STEPS) -> World:
    """One run; every third seed restores laptops from old images. Raises Broken."""
    world = World(seed, server_restores=seed % 5 != 4, laptop_restores=seed % 3 == 2)
    try:
        world.run(steps)
    finally:
        world.close()
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
    traces = []
    for seed in range(first, last):
        try:
            world = run_seed(seed, options.steps)
        except Broken as broken:
            failed.append(seed)
            print(f"seed {seed}: {str(broken)[:600]}")
            continue
        counts += world.chance.counts
        traces.append(world.chance.trace())
    for fault, count in sorted(counts.items()):
        print(f"{fault:24} {count}")
    each = (time.process_time() - begun) / max(1, last - first)
    print(f"{last - first} seeds, {len(failed)} failed {failed[:20]}, {each:.2f} s CPU per seed")
    print("trace", Counter(traces) and hash_of(traces))
    return 1 if failed else 0


def hash_of(traces: list[str]) -> str:
    """One hash over all runs."""
    import hashlib

    return hashlib.blake2b("".join(traces).encode(), digest_size=8).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
