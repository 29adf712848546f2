"""POST /join: a code becomes a person on a laptop. JSON both ways, signed both ways."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
from starlette.types import Receive, Scope, Send

from contract.exchange.malformed import Malformed
from server.store.centre import Centre, NoDatabase
from server.store.members import BadCode, OfficeFull
from server.sync.joining import join
from server.web import limits, replies
from server.web.bodies import Body, CutOff, TooLong, TooSlow
from server.web.doors import Crowded, Doors


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
            with self._doors.present():
                asked = b"".join([chunk async for chunk in body.chunks()])
                welcome = await self._doors.work(lambda: join(self._centre, asked, self._now()))
                await replies.whole(send, 200, welcome)
        except TooLong:
            await replies.refuse(body, send, 413, "Terlalu panjang.")
        except Malformed:
            await replies.refuse(body, send, 400, "Bukan permintaan Lontar.")
        except BadCode as refused:
            await replies.whole(send, 403, _problem(refused))
        except Crowded:
            await replies.crowded(send)
        except (NoDatabase, OfficeFull):
            await replies.busy(send)
        except TooSlow:
            await replies.text(send, 408, "Terlalu lambat.", close=True)
        except (CutOff, TimeoutError):
            pass  # nobody is there to answer to
