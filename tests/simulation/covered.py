"""How much of both machines a range of seeds runs, measured in a process of its own so that imports count too."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST_PERCENT = 90
LAPTOP = (
    "arrivals",
    "edit",
    "forks",
    "history",
    "moved",
    "naming",
    "outbox",
    "receipts",
    "registration",
    "replica",
    "status",
)
CENTRE = ("bench", "ledger", "members", "offices", "pages", "tables")
MACHINES = (
    "contract/exchange/*.py",
    "desktop/sync/machine.py",
    "desktop/storage/tables.py",
    *(f"desktop/storage/{name}.py" for name in LAPTOP),
    "server/sync/*.py",
    *(f"server/store/{name}.py" for name in CENTRE),
)
"""What decides. What opens files, asks for screens, migrates or reports is not theirs and has tests of its own."""


def measure(arguments: Sequence[str]) -> int:
    """Runs the seeds under coverage and prints the report per file; 0 when they ran clean and enough was covered."""
    with tempfile.TemporaryDirectory() as folder:
        measured = f"--data-file={folder}/measured"
        tool = [sys.executable, "-m", "coverage"]
        run = subprocess.run(
            [*tool, "run", "--branch", measured, "-m", "tests.simulation", *arguments], cwd=ROOT, check=False
        )
        subprocess.run([*tool, "combine", "-q", measured, folder], cwd=ROOT, check=True)
        include = ",".join(MACHINES)
        report = [*tool, "report", measured, "-m", f"--include={include}", f"--fail-under={LEAST_PERCENT}"]
        return subprocess.run(report, cwd=ROOT, check=False).returncode or run.returncode
