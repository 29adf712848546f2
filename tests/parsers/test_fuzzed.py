"""What coverage leads to, for as long as the long tests allow: no parser raises anything but what it may."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.parsers.registry import PARSERS

SECONDS = 20
GROUP = 6
NAMES = list(PARSERS)
GROUPS = [NAMES[place : place + GROUP] for place in range(0, len(NAMES), GROUP)]


@pytest.mark.deep
@pytest.mark.skipif(find_spec("atheris") is None, reason="there is no atheris for this Python or platform")
@pytest.mark.parametrize("names", GROUPS, ids=lambda names: names[0])
def test_what_coverage_leads_to_is_read_or_refused(names: list[str], tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tests.parsers.fuzz", str(SECONDS), str(tmp_path), *names]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment,
        timeout=SECONDS * 20, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    print("\n".join(text for text in done.stdout.splitlines() if text.startswith(("stat::number", "Done"))))
