"""When to talk again after a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sync.faults import ServerBusy
from desktop.sync.status import Attempt

if TYPE_CHECKING:
    from desktop.sync.conversation import Report

FIRST_PAUSE_S, LONGEST_PAUSE_S = 5, 900
POLL_S = 300
"""Between talks while nothing waits here: the centre may have news."""


def attempt_after(before: Attempt | None, report: Report, now: int, draw: float) -> Attempt:
    """When to talk again: after POLL_S, or while work waits after a pause that doubles, drawn anew each time.

    `draw` is between 0 and 1: laptops that lost the network together do not come back together. At a turn that the
    server has told it is that time exactly: the server has drawn already.
    """
    if report.fault is None and not report.pending:
        return Attempt(now + POLL_S, 0)
    if isinstance(report.fault, ServerBusy) and report.fault.position:
        return Attempt(now + report.fault.wait_s, 0, report.fault.position)
    failures = before.failures + 1 if before is not None else 1
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(failures, 10))
    least = report.fault.wait_s if isinstance(report.fault, ServerBusy) else FIRST_PAUSE_S
    return Attempt(now + max(least, int(draw * longest)), failures)
