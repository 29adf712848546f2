"""How many may be in each room of the server at once, altogether and of one laptop."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from contract.faults import WorldFault
from server.web import limits

T = TypeVar("T")


class Crowded(Exception):
    """Too many are in already; this one is to come again later."""


class _Failed:
    """What a task failed with."""

    def __init__(self, fault: WorldFault) -> None:
        self.fault = fault


def _outcome(task: Callable[[], T]) -> T | _Failed:
    try:
        return task()
    except WorldFault as fault:
        return _Failed(fault.with_traceback(None))


class Doors:
    """The rooms. For the event loop alone."""

    def __init__(self) -> None:
        self.readers = asyncio.Semaphore(limits.READERS)
        self.long_greetings = asyncio.Semaphore(limits.LONG_GREETINGS)
        self._workers = CapacityLimiter(limits.WORKERS)
        self._present = 0
        self._of_device: Counter[int] = Counter()

    async def work(self, task: Callable[[], T]) -> T:
        """Runs `task` on a worker thread.

        The world's faults come back as values: raised across threads they form a ring with what the task held, and a
        stranger's half megabyte would stay until the ring is collected.
        """
        done = await anyio.to_thread.run_sync(partial(_outcome, task), limiter=self._workers)
        del task
        if not isinstance(done, _Failed):
            return done
        try:
            raise done.fault
        finally:
            del done

    @contextmanager
    def present(self) -> Iterator[None]:
        """A request under way. Raises Crowded."""
        if self._present >= limits.MAX_PRESENT:
            raise Crowded
        self._present += 1
        try:
            yield
        finally:
            self._present -= 1

    @contextmanager
    def of_device(self, number: int) -> Iterator[None]:
        """A request of a laptop that is known. Raises Crowded: whoever stole a laptop keeps nobody else out."""
        if self._of_device[number] >= limits.PER_DEVICE:
            raise Crowded
        self._of_device[number] += 1
        try:
            yield
        finally:
            self._of_device[number] -= 1
            if not self._of_device[number]:
                del self._of_device[number]
