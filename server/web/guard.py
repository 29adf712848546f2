"""The guard at each connection: what is no body of a request stays small, comes in time and one request at a time."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.web import limits


class _Crowd(Exception):
    """More requests on one connection than wait their turn."""


class GuardedProtocol(HttpToolsProtocol):
    """Lets no connection send heads, chunk sizes or trailers without end, or slowly without end."""

    _beside_bodies = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes the connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > limits.MAX_CONNECTIONS:
            transport.abort()
            return
        # asyncio's own transports read 256 KiB at a time, whether or not anybody waits for them.
        if hasattr(transport, "max_size"):
            transport.max_size = limits.RECEIVED_AT_ONCE
        self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(limits.HEAD_S, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection, and what was to follow on it."""
        self._stop_waiting()
        self.pipeline.clear()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head is whole. An error raised here is answered with 400, and the connection ends."""
        self._stop_waiting()
        super().on_headers_complete()
        if len(self.pipeline) > limits.MAX_PIPELINED:
            raise _Crowd

    def on_body(self, body: bytes) -> None:
        """Bytes of a body: who asked for them limits them."""
        self._beside_bodies -= len(body)
        super().on_body(body)
        if len(self.cycle.body) >= limits.RECEIVED_AT_ONCE:
            self.flow.pause_reading()

    def on_message_complete(self) -> None:
        """A request is whole."""
        self._beside_bodies = 0
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Parses what came, and hangs up when too much of it is no body."""
        self._beside_bodies += len(data)
        super().data_received(data)
        if self._beside_bodies > limits.MAX_HEAD:
            self.transport.abort()
