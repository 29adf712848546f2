"""What `./run` starts: the practice office with its window, or its day played without a screen."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import click
from platformdirs import user_data_path

from contract.faults import Fault
from desktop.practice.office import Say, practice_office
from resources import path

PICTURES = "lontar-demo"


def main(*, headless: bool, out: Path | None, roster: Path | None, seed: int | None, as_json: bool) -> int:
    """Gives the exit code: 0 when the day ended with both sides equal, or the window was closed."""
    begun = time.perf_counter() - _age()

    def say(step: str) -> None:
        click.echo(f"[{time.perf_counter() - begun:6.1f} s] {step}", err=as_json)

    chosen = roster or path("practice/roster_dla_ntt.xlsx")
    if headless:
        return _play(chosen, out or Path(PICTURES), seed, say, as_json)
    return _show(chosen, say)


def _age() -> float:
    """Seconds since `./run` was started: the interpreter and what it loads are part of a start. 0 untold."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError):
        return 0.0


def _show(roster: Path, say: Say) -> int:
    from desktop.app.program import show_desk
    from desktop.ui.application import application
    from desktop.ui.screens import Screens

    screens = Screens(application())
    with practice_office(user_data_path("lontar-latihan", appauthor=False), roster, say) as office:
        return show_desk(screens, office.profile, cable=office.cable, ready=lambda: say("jendela terbuka"))


def _play(roster: Path, pictures: Path, seed: int | None, say: Say, as_json: bool) -> int:
    """Plays the day in a fresh office, so that the same roster and seed tell the same story."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.practice.day import USUAL_SEED, Day

    directory = Path(tempfile.mkdtemp(prefix="lontar-latihan-"))
    difference: str | None = None
    verdict, rows = "TIDAK SAMA", 0
    try:
        with practice_office(directory, roster, say) as office:
            say(f"proses pusat: {office.centre.pid}")
            found = Day(office, pictures, USUAL_SEED if seed is None else seed, say).play()
            rows = found.rows
            if found.difference is not None:
                difference = found.difference.sentence()
    except Fault as fault:
        difference, verdict = str(fault), "TERHENTI"
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    if as_json:
        click.echo(json.dumps({"equal": difference is None, "rows": rows, "difference": difference}))
    if difference is not None:
        say(f"{verdict}: {difference}")
        return 1
    say(f"SAMA: {rows} baris di laptop dan pusat. Gambar layar di {pictures}/")
    return 0
