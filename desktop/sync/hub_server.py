"""The hub's socket: plain HTTP on the local network, every body sealed, little that a stranger could make it hold."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from contract.exchange.links import HUB, ID_BYTES, MOST_ASK
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from desktop.storage import links
from desktop.storage.links import Code
from desktop.storage.replica import Replica
from desktop.sync.faults import Closed, WrongPairingCode
from desktop.sync.hub import Hub, NotPaired, Stale
from desktop.sync.hub_files import HubFiles
from desktop.sync.pairing import Doorkeeper
from desktop.sync.visits import ASK_PATH, ENTER_PATH, KNOCK_PATH

_log = logging.getLogger(__name__)
MOST_WORD = 1024
"""Bytes of a pairing's word: all that a stranger may send."""
MOST_CONNECTIONS = 128
BODIES = 4
"""Bodies of guests being read at once, at most MOST_ASK each; the others wait their turn."""
HEAD_S, BODY_S = 10.0, 120.0
KEEP_ALIVE_S = 60
START_S = 20.0
_BEFORE_LINK, _HEAD_BYTES = 3, 3 + ID_BYTES
"""Where a question says under which link it is: behind the heads of a list and of its first bytes."""


class NoSocket(WorldFault):
    """Nothing can listen at the address asked for."""


class HubServer:
    """Listens for guests in a thread of its own. `on_news` is called there when one brought something new.

    folder: the profile's, where first copies lie; without it none are given.
    """

    def __init__(
        self, replica: Replica, name: str, on_news: Callable[[], None] = lambda: None, folder: Path | None = None
    ) -> None:
        self._files = HubFiles(replica, folder) if folder is not None else None
        self._replica = replica
        self._name = name
        self._hub = Hub(replica, name)
        self._door = Doorkeeper(replica)
        self._on_news = on_news
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._here: set[bytes] = set()
        self.host, self.port = "", 0

    def start(self, host: str, port: int) -> None:
        """Begins to listen; port 0 takes any. Raises NoSocket."""
        bound = _bound(host, port)
        self.host, self.port = bound.getsockname()[:2]
        config = uvicorn.Config(
            self._application(),
            http=_Guarded,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=2,
            server_header=False,
            date_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [bound]}, name="lontar-hub", daemon=True
        )
        self._thread.start()
        until = time.monotonic() + START_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise NoSocket(f"Pos tidak dapat dibuka di {host}:{port}.")
            time.sleep(0.01)

    def stop(self) -> None:
        """Ends it: a few seconds at most."""
        if self._server is not None and self._thread is not None:
            if self._files is not None:
                self._files.close()
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None

    def code(self, *, fresh: bool = False) -> Code:
        """The pairing code to show now."""
        return self._replica.database.call(self._door.code, int(time.time()), fresh=fresh).result()

    def _application(self) -> Starlette:
        turns = asyncio.Semaphore(BODIES)
        web = Starlette(
            routes=[
                Route(ASK_PATH, partial(self._answer, turns), methods=["POST"]),
                Route(KNOCK_PATH, self._knock, methods=["POST"]),
                Route(ENTER_PATH, self._enter, methods=["POST"]),
                *([Route("/snapshot/{name}", self._files, methods=["GET"])] if self._files is not None else []),
            ]
        )
        web.router.redirect_slashes = False
        return web

    async def _answer(self, turns: asyncio.Semaphore, request: Request) -> Response:
        """Of a question only its head is read before its link is known: strangers hold no place among the guests."""
        try:
            async with asyncio.timeout(BODY_S), contextlib.aclosing(request.stream()) as pieces:
                head = await _head(pieces)
                name = bytes(head[_BEFORE_LINK:_HEAD_BYTES])
                if not await asyncio.wrap_future(self._replica.database.call(self._is_guest, name)):
                    return PlainTextResponse("", 410, headers={"Connection": "close"})
                if name in self._here:
                    return PlainTextResponse("", 503, headers={"Retry-After": "5", "Connection": "close"})
                self._here.add(name)
                try:
                    async with turns:
                        body = await _whole(head, pieces, MOST_ASK)
                finally:
                    self._here.discard(name)
        except (TimeoutError, ClientDisconnect):
            return _nobody()
        return await self._respond(body, self._heard)

    def _is_guest(self, name: bytes) -> bool:
        found = links.link_named(self._replica, name)
        return found is not None and found.role == HUB

    def _heard(self, body: bytes, now: int) -> bytes:
        heard = self._hub.answer(body, now)
        if heard.news:
            self._on_news()
        return heard.body

    async def _knock(self, request: Request) -> Response:
        return await self._heard_word(request, self._door.knock)

    async def _enter(self, request: Request) -> Response:
        return await self._heard_word(request, self._entered)

    def _entered(self, body: bytes, now: int) -> bytes:
        """Whoever has a guest needs a card of its own: the centre is asked soon."""
        answer = self._door.enter(body, now, self._name)
        self._on_news()
        return answer

    async def _heard_word(self, request: Request, work: Callable[[bytes, int], bytes]) -> Response:
        try:
            async with asyncio.timeout(HEAD_S), contextlib.aclosing(request.stream()) as pieces:
                body = await _whole(bytearray(), pieces, MOST_WORD)
        except (TimeoutError, ClientDisconnect):
            return _nobody()
        return await self._respond(body, work)

    async def _respond(self, body: bytes | None, work: Callable[[bytes, int], bytes]) -> Response:
        """Never an error of ours for what others sent."""
        if body is None:
            return PlainTextResponse("", 413, headers={"Connection": "close"})
        try:
            answer = await asyncio.wrap_future(self._replica.database.call(work, body, int(time.time())))
        except Malformed:
            return PlainTextResponse("", 400)
        except NotPaired:
            return PlainTextResponse("", 410)
        except Stale as fault:
            return PlainTextResponse(str(fault.number), 409)
        except WrongPairingCode:
            return PlainTextResponse("", 403)
        except Closed as fault:
            return PlainTextResponse("", 429, headers={"Retry-After": str(fault.wait_s)})
        except WorldFault as fault:
            _log.warning("a question was not answered: %s", fault)
            return PlainTextResponse("", 503, headers={"Retry-After": "15"})
        return Response(answer, media_type="application/octet-stream")


async def _head(pieces: AsyncIterator[bytes]) -> bytearray:
    """As much of a question as says under which link it is."""
    head = bytearray()
    async for piece in pieces:
        head += piece
        if len(head) >= _HEAD_BYTES:
            break
    return head


async def _whole(begun: bytearray, pieces: AsyncIterator[bytes], most: int) -> bytes | None:
    """The body that began so; None for one that is longer than it may be."""
    async for piece in pieces:
        begun += piece
        if len(begun) > most:
            return None
    return bytes(begun) if len(begun) <= most else None


def _nobody() -> Response:
    """To whom sends too slowly, or has gone."""
    return PlainTextResponse("", 408, headers={"Connection": "close"})


def _bound(host: str, port: int) -> socket.socket:
    with contextlib.ExitStack() as unless_bound:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            found = unless_bound.enter_context(socket.socket(family, socket.SOCK_STREAM))
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((host, port))
        except OSError as error:
            raise NoSocket(f"Pos tidak dapat dibuka di {host}:{port} ({error.strerror}). Pilih port lain.") from None
        unless_bound.pop_all()
    return found


class _Guarded(H11Protocol):
    """Hangs up on who sends no whole head for too long: such a connection counts as nothing else."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes the connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Every piece begins the waiting anew; while a question is read or answered nobody is hung up on."""
        self._wait_for_head()
        super().data_received(data)

    def _wait_for_head(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_later(HEAD_S, self._give_up)

    def _give_up(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)
