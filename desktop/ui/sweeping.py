"""Python looks for rubbish on the UI thread only.

By itself it does so on whatever thread has just made an object. A closed page that is rubbish holds timers, and Qt lets
a timer be stopped only on its own thread: swept away by the database thread, it takes the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class Sweeper(QObject):
    """Made on the UI thread; sweeps there from now on until stop()."""

    def __init__(self) -> None:
        super().__init__()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._sweep)
        self._timer.start(_EVERY_MS)

    def _sweep(self) -> None:
        """The oldest generation that is due by Python's own numbers, as Python would."""
        counts = gc.get_count()
        due = [n for n, (count, most) in enumerate(zip(counts, self._thresholds, strict=True)) if most and count > most]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Sweep once more, and leave it to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
