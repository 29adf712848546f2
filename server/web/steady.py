"""An answer as it becomes ready, with signs of life while it is being made.

A laptop gives up a road on which nothing moves. Judging a long push, or a slow disk, must not look like that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from starlette.types import Message

from server.store.centre import NoDatabase
from server.store.members import OfficeFull
from server.web import limits
from server.web.bodies import CutOff

Step = tuple[bytes, bool]
"""Some frames, and whether they are the last."""


class SteadyAnswer:
    """The frames of one answer. `work` runs a step on a worker thread; `heartbeat` makes a frame without news."""

    def __init__(
        self,
        frames: Iterator[bytes],
        work: Callable[[Callable[[], Step]], Awaitable[Step]],
        heartbeat: Callable[[], bytes],
    ) -> None:
        self._frames = frames
        self._work = work
        self._heartbeat = heartbeat
        self._step = self._begin(limits.GATHERED)

    def _begin(self, enough: int) -> asyncio.Future[Step]:
        step = asyncio.ensure_future(self._work(lambda: _gather(self._frames, enough)))
        # When nobody waits for it any more, its failure is no news either.
        step.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        return step

    def when_judged(self, done: Callable[[], None]) -> None:
        """Calls `done` once what was brought is judged and the first frames are made, or have failed."""
        self._step.add_done_callback(lambda _: done())

    async def whole(self) -> bytes | None:
        """The answer if it is short and soon ready, else None: then it comes by `pieces`. Raises NoDatabase."""
        await asyncio.wait({self._step}, timeout=limits.HEARTBEAT_S)
        if not self._step.done():
            return None
        content, last = self._step.result()
        return content if last else None

    async def pieces(self, gone: asyncio.Future[Message]) -> AsyncIterator[bytes]:
        """The frames as they are ready, until `gone` is done. Raises CutOff."""
        while True:
            either: set[asyncio.Future[Any]] = {self._step, gone}
            await asyncio.wait(either, timeout=limits.HEARTBEAT_S, return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                raise CutOff("the laptop went away")
            if not self._step.done():
                yield self._heartbeat()
                continue
            try:
                content, last = self._step.result()
            except (NoDatabase, OfficeFull):
                raise CutOff("the answer can't be finished") from None
            if content:
                yield content
            if last:
                return
            self._step = self._begin(1)


def _gather(frames: Iterator[bytes], enough: int) -> Step:
    gathered = bytearray()
    for frame in frames:
        gathered += frame
        if len(gathered) >= enough:
            return bytes(gathered), False
    return bytes(gathered), True
