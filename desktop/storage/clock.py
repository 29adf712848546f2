"""The laptop's clock as evidence: its time, right or wrong, and the stretch in which it ran without a jump.

Within one stretch a constant error cancels out at the centre. A stretch ends when the wall clock and the clock that
only runs forward drift apart: someone set the time, or the laptop was started anew.
"""

from __future__ import annotations

import time

from desktop.storage.acts import new_press
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

JUMP_S = 2.0
_NAME = "clock"


def moment(replica: Replica, press: int | None = None) -> Moment:
    """The moment now, of a new press or of one that goes on. Runs on the database thread."""
    press = new_press() if press is None else press
    wall = time.time()
    offset = wall - time.monotonic()
    kept = recall(replica, _NAME)
    if kept is not None and abs(offset - kept["offset"]) <= JUMP_S:
        return Moment(int(wall), int(kept["run"]), press)
    run = int(kept["run"]) + 1 if kept is not None else 1
    remember(replica, _NAME, {"run": run, "offset": offset})
    return Moment(int(wall), run, press)
