"""The frozen programs: what `build/make` lays down works where there is no Python."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import smoke_frozen
from smoke_frozen import Amiss, Frozen, check_links

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.deep
def test_both_programs_frozen_join_mark_sync_and_show_the_window(tmp_path: Path) -> None:
    done = subprocess.run([str(ROOT / "build" / "make"), "--dist", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the window played its day" in done.stdout


@pytest.mark.parametrize("target", ["gone.so", "/usr/lib/os-release"])
def test_a_link_that_leads_nowhere_or_out_of_the_folder_is_amiss(tmp_path: Path, target: str) -> None:
    (tmp_path / "kept.so").touch()
    (tmp_path / "good.so").symlink_to("kept.so")
    check_links(tmp_path)
    (tmp_path / "bad.so").symlink_to(target)
    with pytest.raises(Amiss, match=r"bad\.so"):
        check_links(tmp_path)


@pytest.mark.parametrize(
    ("script", "amiss"),
    [
        ("echo '{}'", False),
        ("echo '{}'; echo 'Sidik kunci: hilang' >&2", True),
        ("echo '{}'; exit 3", True),
        ("echo '[]'", True),
    ],
)
def test_what_a_frozen_program_says_beside_its_answer_is_amiss(tmp_path: Path, script: str, amiss: bool) -> None:
    program = tmp_path / "lontar-server"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    frozen = Frozen(tmp_path, tmp_path)
    if amiss:
        with pytest.raises(Amiss):
            frozen.ask("status")
    else:
        assert frozen.ask("status") == {}


def test_a_folder_without_programs_is_not_taken_for_a_good_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        smoke_frozen.main([str(tmp_path)])
