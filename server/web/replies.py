"""Answers with as few bytes of head as HTTP allows: on a satellite link the head would be most of a quiet round."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Send

from server.web import limits
from server.web.bodies import Body

_PLAIN = "text/plain; charset=utf-8"


async def whole(
    send: Send, status: int, body: bytes, *, close: bool = False, extra: dict[str, str] | None = None
) -> None:
    """An answer of known length; `close` hangs up behind it."""
    headers = [(b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode()) for name, value in (extra or {}).items()]
    if close:
        headers.append((b"connection", b"close"))
    await _send(send, {"type": "http.response.start", "status": status, "headers": headers})
    await _send(send, {"type": "http.response.body", "body": body})


async def text(send: Send, status: int, sentence: str, *, close: bool = False) -> None:
    """A short plain sentence."""
    await whole(send, status, sentence.encode(), close=close, extra={"content-type": _PLAIN})


async def begin(send: Send, status: int, headers: dict[str, str]) -> None:
    """The head of an answer of which the body follows by `more`."""
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await _send(send, {"type": "http.response.start", "status": status, "headers": encoded})


async def more(send: Send, piece: bytes, *, last: bool) -> None:
    """A piece of the body."""
    await _send(send, {"type": "http.response.body", "body": piece, "more_body": not last})


async def refuse(body: Body, send: Send, status: int, sentence: str) -> None:
    """A short plain sentence to somebody who may still be sending, so that it is read; then it hangs up."""
    await _interrupt(body, send, status, sentence.encode(), {"content-type": _PLAIN})


async def later(body: Body, send: Send, wait_s: int, content: bytes) -> None:
    """Too many at once: asks somebody who may still be sending to come again in `wait_s`; then it hangs up."""
    await _interrupt(body, send, 429, content, {"retry-after": str(wait_s)}, limits.TURN_DRAINED_S)


async def _interrupt(
    body: Body, send: Send, status: int, content: bytes, extra: dict[str, str], drained_s: float = limits.DRAINED_S
) -> None:
    headers = {"content-length": str(len(content)), "connection": "close", **extra}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await _send(send, {"type": "http.response.start", "status": status, "headers": encoded})
    await _send(send, {"type": "http.response.body", "body": content, "more_body": True})
    await body.drain(drained_s)
    await _send(send, {"type": "http.response.body", "body": b""})


async def crowded(send: Send) -> None:
    """Too many at once: asks to come again later."""
    await _later(send, 429)


async def busy(send: Send) -> None:
    """The database can't be used now: asks to come again later."""
    await _later(send, 503)


async def _later(send: Send, status: int) -> None:
    extra = {"retry-after": str(limits.RETRY_AFTER_S), "content-type": _PLAIN}
    await whole(send, status, b"Server sedang penuh. Coba lagi nanti.", close=True, extra=extra)


async def stream(send: Send, pieces: AsyncIterator[bytes]) -> None:
    """An answer in pieces as they come."""
    await _send(send, {"type": "http.response.start", "status": 200, "headers": []})
    async for piece in pieces:
        await _send(send, {"type": "http.response.body", "body": piece, "more_body": True})
    await _send(send, {"type": "http.response.body", "body": b""})


async def _send(send: Send, message: dict[str, object]) -> None:
    """A reader that takes nothing for too long is given up: the connection ends without the answer's end."""
    await asyncio.wait_for(send(message), limits.IDLE_S)
