"""Waiting for the turn to take what came: a running talk has things on its way that nothing may come in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.storage.profile import InUse, alone

_PATIENCE_S, _LOOK_S = 60.0, 0.2


@contextmanager
def turn(lock: Path | None) -> Iterator[None]:
    """Holds the profile's sync lock; None for a replica that no other process can open. Raises InUse after a minute."""
    if lock is None:
        yield
        return
    ends = time.monotonic() + _PATIENCE_S
    while True:
        try:
            with alone(lock):
                yield
            return
        except InUse:
            if time.monotonic() > ends:
                raise
            time.sleep(_LOOK_S)
