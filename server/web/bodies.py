"""Bodies as they come off the network: never longer, slower or quieter than a laptop's on a bad road."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from contract.faults import WorldFault
from server.web import limits

_DIGITS = 9
"""More of them than any length that would be read; int() would stumble over thousands."""


class TooLong(WorldFault):
    """The body is longer than any laptop of ours sends."""


class CutOff(Exception):
    """The other side went away, takes or sends nothing for too long, or the answer can't be finished."""


class TooSlow(CutOff):
    """The sender is still there, and sends nothing or hardly anything."""


class Body:
    """One request's body. Given out once, in chunks; whatever was not taken can be drained."""

    def __init__(self, scope: Scope, receive: Receive, most: int) -> None:
        self._told = Headers(scope=scope).get("content-length", "")
        self._receive = receive
        self._most = most
        self._more = True
        self._ends = _now() + limits.BODY_S
        self._left = asyncio.Event()

    def leave(self) -> None:
        """Its sender has begun anew: whoever reads it is told that it was cut off."""
        self._left.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises CutOff, TooSlow, and TooLong: at once when the length is told."""
        if self._told.isdigit() and (len(self._told) > _DIGITS or int(self._told) > self._most):
            raise TooLong(f"{self._told} bytes")
        size = 0
        while self._more:
            chunk = await self._next(self._ends)
            size += len(chunk)
            if size > self._most:
                raise TooLong(f"more than {self._most} bytes")
            if chunk:
                yield chunk

    async def drain(self, seconds: float = limits.DRAINED_S) -> None:
        """Takes the rest, which nobody wants, for a while: who is hung up on in mid-sending reads no answer."""
        ends = _now() + seconds
        size = 0
        try:
            while self._more and size <= limits.MAX_BODY:
                size += len(await self._next(ends))
        except CutOff:
            pass

    async def _next(self, ends: float) -> bytes:
        receiving, leaving = asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._left.wait())
        try:
            wait_s = max(0.0, min(limits.IDLE_S, ends - _now()))
            await asyncio.wait({receiving, leaving}, timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
            if not receiving.done():
                raise TooSlow("its sender has begun anew" if leaving.done() else "nothing came for too long")
            message = receiving.result()
        finally:
            receiving.cancel()
            leaving.cancel()
        if message["type"] == "http.disconnect":
            raise CutOff("the sender went away")
        self._more = message.get("more_body", False)
        return bytes(message.get("body", b""))


def _now() -> float:
    return asyncio.get_running_loop().time()
