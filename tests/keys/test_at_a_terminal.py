"""Joining with a person at a real terminal and no key store: the passphrase twice, the recovery code off the paper."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.sync.keys import unlock, unlock_with_recovery
from tests.kill.programs import ENVIRONMENT
from tests.roads.centre import ROOT, Centre, centre

PATIENCE_S = 60
Answer = str | Callable[[str], str]
NO_KEYRING = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("LONTAR")}


def at_a_terminal(talk: list[tuple[str, Answer]], *arguments: str) -> tuple[int, str]:
    """Runs a command of the laptop; types each answer once what it waits for has been said. Gives code and screen."""
    process, screen = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, "-m", "desktop", *arguments], NO_KEYRING)
    said, heard = "", 0
    for awaited, answer in talk:
        until = time.monotonic() + PATIENCE_S
        while awaited not in said[heard:]:
            assert time.monotonic() < until, said
            said += _read(screen) or ""
        heard = len(said)
        os.write(screen, (answer(said) if callable(answer) else answer).encode() + b"\r")
    while (piece := _read(screen)) is not None:
        said += piece
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def _read(screen: int) -> str | None:
    """What was said within a moment, None at the end."""
    if not select.select([screen], [], [], 0.2)[0]:
        return ""
    try:
        return os.read(screen, 4096).decode() or None
    except OSError:
        return None


def off_the_paper(said: str) -> str:
    """The sign asked for last."""
    groups = re.findall(r"[2-9A-Z]{5}(?:-[2-9A-Z]{5}){6}", said)[-1].split("-")
    group, sign = re.findall(r"kelompok (\d), tanda (\d)", said)[-1]
    return str(groups[int(group) - 1][int(sign) - 1])


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


def joined(served: Centre, profile: Path) -> Path:
    """A profile whose passphrase is "satu"."""
    talk: list[tuple[str, Answer]] = [("Kata sandi: ", "satu"), ("Ulangi kata sandi: ", "satu"), ("Tekan Enter", "")]
    talk += [("tanda ", off_the_paper)] * 4
    arguments = ("join", "--server", served.url, "--code", served.code("Maria"), "--profile", str(profile))
    assert at_a_terminal(talk, *arguments)[0] == 0
    return profile


def test_a_new_passphrase_is_typed_twice_and_the_recovery_code_off_the_paper(served: Centre, tmp_path: Path) -> None:
    profile = tmp_path / "laptop"
    signs: list[tuple[str, Answer]] = [("tanda ", off_the_paper)] * 4
    wrong: list[tuple[str, Answer]] = [("tanda ", "-")] * 4
    talk: list[tuple[str, Answer]] = [
        ("Kata sandi: ", "satu"),
        ("Ulangi kata sandi: ", "dua"),
        ("Kata sandi: ", "satu"),
        ("Ulangi kata sandi: ", "satu"),
        ("Tekan Enter", ""),
        *wrong,
        ("Tekan Enter", ""),
        *signs,
    ]
    arguments = ("join", "--server", served.url, "--code", served.code("Maria"), "--profile", str(profile))
    code, said = at_a_terminal(talk, *arguments)
    assert code == 0, said
    assert "Kode di kertas cocok." in said
    shown = re.findall(r"[2-9A-Z]{5}(?:-[2-9A-Z]{5}){6}", said)
    assert unlock(profile, "satu") == unlock_with_recovery(profile, shown[-1])


def test_the_passphrase_is_asked_for_and_a_wrong_one_is_told(served: Centre, tmp_path: Path) -> None:
    profile = joined(served, tmp_path / "laptop")
    assert at_a_terminal([("Kata sandi: ", "satu")], "status", "--profile", str(profile))[0] == 0
    code, said = at_a_terminal([("Kata sandi: ", "dua")], "status", "--profile", str(profile))
    assert code == 5
    assert "Kata sandi salah" in said


def test_data_without_their_key_file_are_not_taken_for_a_new_profile(served: Centre, tmp_path: Path) -> None:
    profile = joined(served, tmp_path / "laptop")
    (profile / "key.json").rename(tmp_path / "elsewhere")
    code, said = at_a_terminal([], "status", "--profile", str(profile))
    assert code == 3
    assert "kembalikan dari salinan cadangan" in said.replace("\r\n", " ")
