"""No bytes from outside take much memory: a process that may hardly grow refuses every bomb and lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GROWTH = 112 * 2**20
"""More than any bomb needs, far less than any would take: the page's room of 32 MB is the largest, in a few copies."""
STARVED = f"""
import resource
from contract.exchange.malformed import Malformed
from tests.exchange.bombs import bombs

made = list(bombs())
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + {GROWTH}, size + {GROWTH}))
for name, explode in made:
    try:
        explode()
    except Malformed:
        print("refused:", name)
    else:
        print("TAKEN:", name)
print("alive", len(made))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="address space can be limited on Linux only")
def test_a_starved_process_refuses_every_bomb() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", STARVED], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.stderr == ""
    assert "TAKEN" not in ended.stdout
    assert ended.stdout.splitlines()[-1].startswith("alive")
    assert len(ended.stdout.splitlines()) > 25
