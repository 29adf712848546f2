"""The practice centre ends with the practice, also with one that was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.practice.centre import CentreProcess


@pytest.fixture
def centre(tmp_path: Path) -> CentreProcess:
    made = CentreProcess(tmp_path)
    made.init("53", "BPSDMD Provinsi NTT")
    return made


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="only Linux tells what a process is")
def test_a_centre_that_a_killed_program_left_is_ended_by_the_next(centre: CentreProcess, tmp_path: Path) -> None:
    centre.start()
    centre.wait()
    pid_file = tmp_path / "centre.pid"
    with subprocess.Popen([sys.executable, "-c", ""]) as killed:
        pass
    pid_file.write_text(f"{centre.pid} {killed.pid}")
    again = CentreProcess(tmp_path)
    again.start()
    try:
        again.wait()
        assert centre._process is not None
        assert centre._process.wait(20) is not None
        assert again.running
    finally:
        again.stop()
        centre.stop()
    assert not pid_file.exists()


def test_a_centre_that_another_window_uses_is_left_alone(centre: CentreProcess, tmp_path: Path) -> None:
    centre.start()
    centre.wait()
    again = CentreProcess(tmp_path)
    again.start()
    again.wait()
    try:
        assert centre.running
    finally:
        again.stop()
        centre.stop()


def test_a_number_that_now_belongs_to_another_process_is_left_alone(centre: CentreProcess, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        (tmp_path / "centre.pid").write_text(f"{other.pid} {2**22 + 1}")
        centre.start()
        centre.wait()
        centre.stop()
        assert other.poll() is None
        other.kill()
