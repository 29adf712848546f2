"""Answers with as few bytes of head as HTTP allows: on a satellite link the head would be most of a quiet round."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Send

from server.web import limits


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
    await whole(send, status, sentence.encode(), close=close, extra={"content-type": "text/plain; charset=utf-8"})


async def busy(send: Send) -> None:
    """Asks to come again later."""
    extra = {"retry-after": str(limits.RETRY_AFTER_S), "content-type": "text/plain; charset=utf-8"}
    await whole(send, 503, b"Server sedang penuh. Coba lagi nanti.", close=True, extra=extra)


async def stream(send: Send, pieces: AsyncIterator[bytes]) -> None:
    """An answer in pieces as they come."""
    await _send(send, {"type": "http.response.start", "status": 200, "headers": []})
    async for piece in pieces:
        await _send(send, {"type": "http.response.body", "body": piece, "more_body": True})
    await _send(send, {"type": "http.response.body", "body": b""})


async def _send(send: Send, message: dict[str, object]) -> None:
    """A reader that takes nothing for too long is given up: the connection ends without the answer's end."""
    await asyncio.wait_for(send(message), limits.IDLE_S)
