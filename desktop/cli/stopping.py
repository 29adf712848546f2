"""Ctrl+C during an act of many batches: the batch that is being written is finished, and no further one is begun."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.cli.setting import Setting

_EVERY_S = 1.0
Words = tuple[str, str]
"""A word in Indonesian and in English."""


@contextmanager
def stoppable(setting: Setting, what: Words) -> Iterator[Callable[[int, int], bool]]:
    """Gives a progress that is told on stderr once a second, and that says no after Ctrl+C."""
    asked = False

    def stop(*_: object) -> None:
        nonlocal asked
        asked = True

    before = signal.signal(signal.SIGINT, stop)
    last = time.monotonic()

    def progress(done: int, total: int) -> bool:
        nonlocal last
        if time.monotonic() - last > _EVERY_S:
            last = time.monotonic()
            if total:
                setting.progress(f"{done} dari {total} {what[0]}", f"{done} of {total} {what[1]}")
            else:
                setting.progress("Membaca data", "Reading")
        return not asked

    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
