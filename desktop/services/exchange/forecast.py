"""How much the next talk with the centre moves and how long it takes, for people who pay for each megabyte."""

from __future__ import annotations

import time

from desktop.services.attachments import waiting_load
from desktop.storage.replica import Replica
from desktop.storage.status import visits
from desktop.sync.forecast import Forecast, forecast

_KEPT_S = 60
"""So long after a talk its connection is taken to stand, where one program makes both."""


def next_talk(replica: Replica, *, keeps: bool = False) -> Forecast | None:
    """Of what waits here, files too; None when nothing does.

    keeps: this program keeps its connections between talks.
    """
    with replica.database.reading():
        last = visits(replica, 1)
        stands = keeps and bool(last) and not last[0].outcome and 0 <= time.time() - last[0].at < _KEPT_S
        return forecast(replica, extra_up=waiting_load(replica).bytes, anew=not stands)
