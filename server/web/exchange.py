"""POST /s: one request's frames in, the answer's frames out. Everything that can be wrong with a body is found here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import chain

from starlette.types import Receive, Scope, Send

from contract.exchange.frames import FrameReader
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Time, write_message
from contract.exchange.torn import kept
from contract.exchange.turns import Turn, write_turn
from server.store.centre import Centre, NoDatabase
from server.store.members import note_seen
from server.store.snapshots import Shelf
from server.store.unfinished import Unfinished
from server.sync import parcels
from server.sync.answer import PAGE_ROWS, Answer, Request, read_greeting
from server.web import limits, replies
from server.web.attending import attend
from server.web.bodies import Body, CutOff, TooSlow
from server.web.doors import Doors
from server.web.steady import SteadyAnswer
from server.web.turns import NotYet, Turns, Wait

_DIGITS = 9
"""More of them than any number of rows."""


class Exchange:
    """The ASGI endpoint. A body is read in two steps: the greeting, then, of a laptop that is known, the rest."""

    def __init__(
        self,
        centre: Centre,
        doors: Doors,
        turns: Turns,
        now: Callable[[], int] = lambda: int(time.time()),
        shelf: Shelf | None = None,
    ) -> None:
        self._shelf = shelf
        self._centre = centre
        self._doors = doors
        self._turns = turns
        self._now = now
        self._seen: dict[int, int] = {}
        self._unfinished = Unfinished()
        self._reading: dict[int, tuple[Body, asyncio.Event]] = {}
        """Per laptop the body that is being read, and what is set when it is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or tells when to come again."""
        body = Body(scope, receive, limits.MAX_BODY)
        try:
            await attend(self._doors, body, send, partial(self._answer, scope, body, receive, send))
            return
        except NotYet as told:
            wait = told.wait
        await replies.later(body, send, wait.seconds, self._turn(wait))

    def _turn(self, wait: Wait) -> bytes:
        """What the laptop is told besides when to come again."""
        now = self._now()
        return write_turn(now, Turn(now + wait.seconds, wait.position)) if wait.position else b""

    async def _answer(self, scope: Scope, body: Body, receive: Receive, send: Send) -> None:
        rows = _asked_rows(scope)
        chunks = body.chunks()
        frames = FrameReader(limits.MAX_REQUEST_FRAME)
        request, behind = await self._read_greeting(chunks, frames)
        device = request.hello.device
        with self._doors.of_device(device), self._turns.served(device), ExitStack() as reading:
            await self._doors.readers.acquire()
            reading.callback(self._doors.readers.release)
            request.kept = self._unfinished.of(request.hello.device, time.monotonic())
            made = Answer(self._centre, request, self._now, rows, shelf=self._shelf)
            with self._noted(request.hello.device, body):
                await self._read_on(made, request, behind, chunks, frames)
            if request.shown is None:
                self._unfinished.drop(request.hello.device)
            else:
                await self._end_former(request)
            frames_down = chain(made.frames(), parcels.frames(self._centre, request.parcel, self._now, self._shelf))
            answer = SteadyAnswer(frames_down, self._doors.work, self._heartbeat)
            answer.when_judged(reading.pop_all().close)
            await self._send(answer, receive, send)
        await self._note_seen(device)

    @contextmanager
    def _noted(self, device: int, body: Body) -> Iterator[None]:
        """The body of this laptop is being read meanwhile."""
        mine = body, asyncio.Event()
        former = self._reading.setdefault(device, mine)
        try:
            yield
        finally:
            mine[1].set()
            if former is mine:
                del self._reading[device]

    async def _end_former(self, request: Request) -> None:
        """A laptop asks how much came of a request of which nobody here has noticed yet that it was cut."""
        device = request.hello.device
        if device in self._reading:
            former, judged = self._reading[device]
            former.leave()
            with suppress(TimeoutError):
                await asyncio.wait_for(judged.wait(), limits.IDLE_S)
            request.kept = self._unfinished.of(device, time.monotonic())

    async def _note_seen(self, device: int) -> None:
        """Writes down now and then that a laptop was here; it has its answer by now."""
        now = self._now()
        if abs(now - self._seen.get(device, 0)) < limits.SEEN_EVERY_S:
            return
        self._seen[device] = now
        try:
            await self._doors.work(partial(_write_seen, self._centre, device, now))
        except NoDatabase:
            del self._seen[device]

    async def _send(self, answer: SteadyAnswer, receive: Receive, send: Send) -> None:
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
        made: Answer,
        request: Request,
        behind: Iterator[tuple[int, bytes]],
        chunks: AsyncIterator[bytes],
        frames: FrameReader,
    ) -> None:
        """The rest of the body. Of one that is cut on its way, what came whole is judged: it is signed.

        What came of the frame under way is kept too, for a while, and only the rest of it needs to come.
        """
        try:
            _add(request, behind)
            async for chunk in chunks:
                _add(request, frames.feed(chunk))
        except CutOff:
            beginning = kept(request.kept, frames.held)
            self._unfinished.keep(request.hello.device, beginning, time.monotonic())
            await self._doors.work(made.take)
            raise
        if frames.holds_part:
            raise Malformed("body ends inside a frame")

    def _heartbeat(self) -> bytes:
        return write_message(Time(self._now()))

    async def _read_greeting(
        self, chunks: AsyncIterator[bytes], frames: FrameReader
    ) -> tuple[Request, Iterator[tuple[int, bytes]]]:
        """The request as far as its greeting says, and the frames that came behind it in the same chunk."""
        try:
            async with asyncio.timeout(limits.GREETING_S):
                return await self._await_greeting(chunks, frames)
        except TimeoutError:
            raise TooSlow("no greeting for too long") from None

    async def _await_greeting(
        self, chunks: AsyncIterator[bytes], frames: FrameReader
    ) -> tuple[Request, Iterator[tuple[int, bytes]]]:
        size = 0
        with ExitStack() as place:
            async for chunk in chunks:
                if size <= limits.SHORT_GREETING < size + len(chunk):
                    # What strangers may make the server hold is little each: they may be many.
                    await self._doors.long_greetings.acquire()
                    place.callback(self._doors.long_greetings.release)
                size += len(chunk)
                behind = frames.feed(chunk)
                first = next(behind, None)
                if first is not None:
                    return await self._doors.work(partial(read_greeting, self._centre, *first)), behind
        raise Malformed("body without a greeting")


def _asked_rows(scope: Scope) -> int:
    """Rows of a page as the path asks for them. Raises Malformed."""
    asked = str(scope.get("path_params", {}).get("rows", PAGE_ROWS))
    if not asked.isdecimal() or len(asked) > _DIGITS:
        raise Malformed("path without a number")
    return max(limits.FEWEST_ROWS, min(int(asked), PAGE_ROWS))


def _write_seen(centre: Centre, device: int, now: int) -> None:
    with centre.writing() as connection:
        note_seen(connection, device, now)


def _add(request: Request, frames: Iterator[tuple[int, bytes]]) -> None:
    for kind, payload in frames:
        request.add(kind, payload)
