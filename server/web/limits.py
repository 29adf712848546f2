"""What a request may cost: sizes, times and how many at once. Beyond it the answer is short and costs nothing."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_BODY = 2 * 2**20
"""Bytes of one body: a megabyte of segments, the greeting and the rows asked for, with room to spare."""
MAX_REQUEST_FRAME = 2**19
"""Bytes of one frame that a laptop may send. A greeting can be long after the centre lost history."""
MAX_JOIN_BODY = 8192
MAX_HEAD = 16 * 1024
"""Bytes of a request's head, which the parser itself does not limit."""
MAX_CONNECTIONS = 1000
MAX_PRESENT = 400
"""Requests under way; each further one is asked to come again later."""
READERS = 32
"""Known laptops whose body is being read, at most MAX_BODY each."""
WORKERS = 8
"""Threads that judge and make pages."""
HEAD_S = 30.0
IDLE_S = 60.0
"""Seconds without one byte after which a sender or reader is given up."""
HEARTBEAT_S = 2.0
"""While an answer is being made, how often the laptop is told that it is."""
KEEP_ALIVE_S = 75
RETRY_AFTER_S = 15
GATHERED = 64 * 1024
"""Answers up to this many bytes are sent whole, with their length; longer ones as they are made."""


class GuardedProtocol(HttpToolsProtocol):
    """Lets no connection send a head without end, or slowly without end."""

    _head = 0
    _in_head = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes the connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()
        else:
            self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(HEAD_S, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._head, self._in_head = 0, True
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head is whole."""
        self._in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Parses what came, and hangs up when the head has grown too long."""
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > MAX_HEAD:
                self.transport.abort()
