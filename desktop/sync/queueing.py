"""Waiting for the turn that a server has told, for somebody who wants the talk now and has time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from desktop.sync.conversation import Conversation, Progress, Report
from desktop.sync.faults import ServerBusy

_MOST_TURNS = 20


def talk_in_turn(
    conversation: Conversation,
    until: float,
    progress: Callable[[Progress], None],
    waiting: Callable[[ServerBusy], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Report:
    """A talk, and another one at each turn told, as long as that comes before `until` (a time.monotonic()).

    Counts all of them together. `waiting` is told of each turn. Raises what Conversation.talk raises.
    """
    report = conversation.talk(until=until, progress=progress)
    for _ in range(_MOST_TURNS):
        fault = report.fault
        if not isinstance(fault, ServerBusy) or not fault.position or time.monotonic() + fault.wait_s > until:
            break
        waiting(fault)
        sleep(fault.wait_s)
        after = conversation.talk(until=until, progress=progress)
        report = replace(
            after,
            sent=report.sent + after.sent,
            received=report.received + after.received,
            requests=report.requests + after.requests,
            bytes_up=report.bytes_up + after.bytes_up,
            bytes_down=report.bytes_down + after.bytes_down,
        )
    return report
