"""POST /s: one request's frames in, the answer's frames out. Everything that can be wrong with a body is found here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from contract.exchange.frames import FrameReader
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Time, write_message
from contract.faults import WorldFault
from server.store.centre import Centre, NoDatabase
from server.sync.answer import PAGE_ROWS, Answer, Request, Stranger, read_greeting
from server.web import limits, replies
from server.web.steady import CutOff, SteadyAnswer

T = TypeVar("T")
_DIGITS = 9
"""More of them than any length that would be read; int() would stumble over thousands."""


class TooLong(WorldFault):
    """The body is longer than any laptop of ours sends."""


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
        with ExitStack() as reading:
            await self._doors.readers.acquire()
            reading.callback(self._doors.readers.release)
            await self._read_on(scope, request, behind, body, frames)
            answer = SteadyAnswer(self._answer_to(scope, request).frames(), self._doors.work, self._heartbeat)
            answer.when_judged(reading.pop_all().close)
        whole = await answer.whole()
        if whole is not None:
            await replies.whole(send, 200, whole)
            return
        gone = asyncio.ensure_future(receive())
        try:
            await replies.stream(send, answer.pieces(gone))
        finally:
            gone.cancel()

    async def _read_on(
        self,
        scope: Scope,
        request: Request,
        behind: Iterator[tuple[int, bytes]],
        body: AsyncIterator[bytes],
        frames: FrameReader,
    ) -> None:
        """The rest of the body. Of one that is cut on its way, what came whole is kept: it is signed."""
        try:
            _add(request, behind)
            async for chunk in body:
                _add(request, frames.feed(chunk))
        except CutOff:
            await self._doors.work(self._answer_to(scope, request).take)
            raise
        if frames.holds_part:
            raise Malformed("body ends inside a frame")

    def _heartbeat(self) -> bytes:
        return write_message(Time(self._now()))

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


def _add(request: Request, frames: Iterator[tuple[int, bytes]]) -> None:
    for kind, payload in frames:
        request.add(kind, payload)


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
