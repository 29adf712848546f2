"""A tick is a promise: what showed one is there after kill -9, and the window comes back to the cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.services.laptop import Laptop


@pytest.fixture
def class_of_five(tmp_path: Path) -> tuple[Path, int, int, list[int]]:
    """A profile with a class of five people and two sessions: (folder, class, second session, people)."""
    laptop = Laptop(tmp_path)
    class_id, sessions, people = laptop.class_with(people=5, sessions=2)
    laptop.close()
    return tmp_path, class_id, sessions[1], people


def window(directory: Path, act: str, class_id: int, session: int) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "tests.app.window", str(directory), act, str(class_id), str(session)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment)


def test_what_showed_a_tick_survives_a_kill_and_the_window_returns_to_the_cell(
    class_of_five: tuple[Path, int, int, list[int]],
) -> None:
    directory, class_id, session, people = class_of_five
    with window(directory, "mark", class_id, session) as process:
        assert process.stdout is not None
        said: dict[str, Any] = json.loads(process.stdout.readline())
        process.kill()
    assert list(said["ticked"].values()) == ["H", "S", "DL"]
    with window(directory, "look", class_id, session) as process:
        seen: dict[str, Any] = json.loads(process.communicate(timeout=120)[0])
    assert process.returncode == 0
    assert seen["ticked"] == said["ticked"]
    assert (seen["page"], seen["session"], seen["person"]) == ("class", session, people[3])
    assert seen["person"] == said["person"]
