"""POST /join: a code becomes a person on a laptop. JSON both ways, signed both ways."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import msgspec
from starlette.types import Receive, Scope, Send

from server.store.centre import Centre
from server.store.members import BadCode
from server.sync.joining import join
from server.web import limits, replies
from server.web.attending import attend
from server.web.bodies import Body
from server.web.doors import Doors


def _problem(refused: BadCode) -> bytes:
    told = {"problem": refused.problem.value}
    return msgspec.json.encode({**told, "person": refused.person} if refused.person else told)


class Joining:
    """The ASGI endpoint."""

    def __init__(self, centre: Centre, doors: Doors, now: Callable[[], int] = lambda: int(time.time())) -> None:
        self._centre = centre
        self._doors = doors
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one joining: 200 with the signed welcome, 403 with the reason as JSON."""
        body = Body(scope, receive, limits.MAX_JOIN_BODY)
        try:
            await attend(self._doors, body, send, partial(self._answer, body, send))
        except BadCode as refused:
            await replies.whole(send, 403, _problem(refused))

    async def _answer(self, body: Body, send: Send) -> None:
        asked = b"".join([chunk async for chunk in body.chunks()])
        await replies.whole(send, 200, await self._doors.work(lambda: join(self._centre, asked, self._now())))
