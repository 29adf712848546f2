"""The keeper: makes the day's copy while the window is open, and brings back what waited for an exchange."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from contract.faults import Fault
from desktop.app import safekeeping
from desktop.app.opening import OpenProfile

_log = logging.getLogger(__name__)
_FIGURES = re.compile(r"\d+")


class Keeper:
    """Works on a thread of its own, with a connection of its own: neither an edit nor an exchange waits for it.

    is_talking: whether an exchange is under way; it is not disturbed by so much reading of the disk. warn: called, once
    for each new reason, when the day's copy could not be made.
    """

    def __init__(self, profile: OpenProfile, is_talking: Callable[[], bool], warn: Callable[[str], None]) -> None:
        self._profile, self._is_talking, self._warn = profile, is_talking, warn
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._busy = False
        self._told = ""

    def look(self) -> None:
        """Called now and then; begins nothing while the last is under way."""
        if not self._busy and not self._is_talking():
            self._busy = True
            self._worker.submit(self._work)

    def close(self) -> None:
        """Waits for a copy under way: seconds."""
        self._worker.shutdown()

    def _work(self) -> None:
        try:
            safekeeping.read_what_waited(self._profile)
            safekeeping.back_up_daily(self._profile)
            self._told = ""
        except Fault as fault:
            _log.warning("no copy today: %s", type(fault).__name__)
            # The room that is missing changes with every minute: that alone is no news.
            reason = _FIGURES.sub("", str(fault))
            if reason != self._told:
                self._told = reason
                self._warn(str(fault))
        finally:
            self._busy = False
