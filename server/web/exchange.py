"""POST /s: one request's frames in, the answer's frames out. Everything that can be wrong with a body is found here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from contract.exchange.frames import FrameReader
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from server.store.centre import Centre, NoDatabase
from server.sync.answer import PAGE_ROWS, Answer, Request, Stranger, read_greeting
from server.web import limits, replies

T = TypeVar("T")
_DIGITS = 9
"""More of them than any length that would be read; int() would stumble over thousands."""


class TooLong(WorldFault):
    """The body is longer than any laptop of ours sends."""


class CutOff(WorldFault):
    """The sender went away, or sent nothing for too long."""


@dataclass(slots=True)
class Doors:
    """How many may be in each room of the server at once."""

    readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(limits.READERS))
    workers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(limits.WORKERS))
    present: int = 0

    async def work(self, task: Callable[[], T]) -> T:
        """Runs `task` on a worker thread."""
        return await anyio.to_thread.run_sync(task, limiter=self.workers)


class Exchange:
    """The ASGI endpoint. A body is read in two steps: the greeting, then, of a laptop that is known, the rest."""

    def __init__(self, centre: Centre, doors: Doors, now: Callable[[], int] = lambda: int(time.time())) -> None:
        self._centre = centre
        self._doors = doors
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; never with an error of ours for what others sent."""
        if self._doors.present >= limits.MAX_PRESENT:
            await replies.busy(send)
            return
        self._doors.present += 1
        try:
            await self._answer(scope, receive, send)
        except TooLong:
            await replies.text(send, 413, "Terlalu panjang.", close=True)
        except Malformed:
            await replies.text(send, 400, "Bukan permintaan Lontar.", close=True)
        except Stranger:
            await replies.text(send, 403, "Laptop ini tidak dikenal.", close=True)
        except NoDatabase:
            await replies.busy(send)
        except (CutOff, TimeoutError):
            pass  # nobody is there to answer to, or nobody reads
        finally:
            self._doors.present -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = chunks(scope, receive, limits.MAX_BODY)
        frames = FrameReader(limits.MAX_REQUEST_FRAME)
        request, behind = await self._read_greeting(body, frames)
        async with self._doors.readers:
            try:
                _add(request, behind)
                async for chunk in body:
                    _add(request, frames.feed(chunk))
                if frames.holds_part:
                    raise Malformed("body ends inside a frame")
            except CutOff:
                # What came whole is signed and worth keeping: a bad road delivers a little each time.
                await self._doors.work(self._answer_to(scope, request).take)
                raise
            first, done = await self._begin(answer := self._answer_to(scope, request).frames())
        await replies.stream(send, first, None if done else self._rest(answer))

    def _answer_to(self, scope: Scope, request: Request) -> Answer:
        rows = scope.get("path_params", {}).get("rows", PAGE_ROWS)
        return Answer(self._centre, request, self._now, max(1, min(rows, PAGE_ROWS)))

    async def _read_greeting(
        self, body: AsyncIterator[bytes], frames: FrameReader
    ) -> tuple[Request, Iterator[tuple[int, bytes]]]:
        """The request as far as its greeting says, and the frames that came behind it in the same chunk."""
        async for chunk in body:
            behind = frames.feed(chunk)
            first = next(behind, None)
            if first is not None:
                return await self._doors.work(partial(read_greeting, self._centre, *first)), behind
        raise Malformed("body without a greeting")

    async def _begin(self, answer: Iterator[bytes]) -> tuple[bytes, bool]:
        """The answer's first bytes, and whether they are all."""
        return await self._doors.work(lambda: _gather(answer, limits.GATHERED))

    async def _rest(self, answer: Iterator[bytes]) -> AsyncIterator[bytes]:
        """The frames that follow, each made when the one before is on its way."""
        while True:
            try:
                frame = await self._doors.work(lambda: next(answer, b""))
            except NoDatabase:
                raise CutOff("the answer can't be finished") from None
            if not frame:
                return
            yield frame


def _add(request: Request, frames: Iterator[tuple[int, bytes]]) -> None:
    for kind, payload in frames:
        request.add(kind, payload)


def _gather(frames: Iterator[bytes], enough: int) -> tuple[bytes, bool]:
    gathered = bytearray()
    for frame in frames:
        gathered += frame
        if len(gathered) > enough:
            return bytes(gathered), False
    return bytes(gathered), True


async def chunks(scope: Scope, receive: Receive, most: int) -> AsyncIterator[bytes]:
    """The body as it comes. Raises CutOff, and TooLong beyond `most` bytes: at once when the length is told."""
    told = Headers(scope=scope).get("content-length", "")
    if told.isdigit() and (len(told) > _DIGITS or int(told) > most):
        raise TooLong(f"{told} bytes")
    size = 0
    more = True
    while more:
        try:
            message = await asyncio.wait_for(receive(), limits.IDLE_S)
        except TimeoutError:
            raise CutOff("nothing came for too long") from None
        if message["type"] == "http.disconnect":
            raise CutOff("the sender went away")
        chunk = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(chunk)
        if size > most:
            raise TooLong(f"more than {most} bytes")
        if chunk:
            yield chunk
