"""A TCP proxy on loopback that behaves like a bad road: late, slow, cut after so many bytes, silent, or closed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PIECE = 1024
READ_S = 0.1


@dataclass(slots=True)
class Road:
    """How the road is now; may be changed while connections live. Bytes are counted per connection and direction.

    rate: bytes a second. cut_up, cut_down: the connection is reset after so many bytes to or from the server.
    stall_down: after so many bytes from the server nothing moves any more.
    """

    delay_s: float = 0.0
    rate: float | None = None
    cut_up: int | None = None
    cut_down: int | None = None
    stall_down: int | None = None
    connections: int = 0
    up: int = 0
    down: int = 0
    answer: bytes | None = None
    """What a hotspot's page would say in the server's place."""
    _open: set[asyncio.StreamWriter] = field(default_factory=set)


class ChaosProxy:
    """Runs on a thread of its own. `url` is where laptops go, `road` how they fare."""

    def __init__(self, port: int) -> None:
        self.road = Road()
        self.port = 0
        self._target = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    @property
    def url(self) -> str:
        """The address in the server's place."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Ends every connection."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def pull(self) -> None:
        """Pulls the cable: open connections die, nobody listens any more."""
        self._do(self._stop_listening())

    def plug(self) -> None:
        """Puts the cable back, at the same address."""
        self._do(self._listen())

    def _do(self, task: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop_listening(self) -> None:
        self._server.close()
        self._abort_all()

    def _abort_all(self) -> None:
        for writer in list(self.road._open):
            writer.transport.abort()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        self._server.close()
        self._abort_all()
        pending = asyncio.all_tasks(self._loop)
        for task in pending:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        self._loop.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        road = self.road
        road.connections += 1
        if road.answer is not None:
            await reader.read(PIECE)
            writer.write(road.answer)
            await writer.drain()
            writer.close()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        road._open |= both
        try:
            await asyncio.gather(self._pipe(reader, far_writer, "up"), self._pipe(far_reader, writer, "down"))
        except OSError:
            pass
        finally:
            road._open -= both
            for each in both:
                each.transport.abort()

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        passed = 0
        while data := await reader.read(PIECE):
            cut = self.road.cut_up if way == "up" else self.road.cut_down
            stall = self.road.stall_down if way == "down" else None
            if stall is not None and passed + len(data) > stall:
                await asyncio.sleep(3600)
            if cut is not None and passed + len(data) > cut:
                writer.write(data[: max(0, cut - passed)])
                await writer.drain()
                # What passed is there: a reset would take it from a reader who has not come to it yet.
                await asyncio.sleep(READ_S)
                raise ConnectionResetError("the road was cut")
            wait_s = self.road.delay_s + (len(data) / self.road.rate if self.road.rate else 0)
            if wait_s:
                await asyncio.sleep(wait_s)
            passed += len(data)
            setattr(self.road, way, getattr(self.road, way) + len(data))
            writer.write(data)
            await writer.drain()
        writer.write_eof()


@contextmanager
def chaos_proxy(port: int) -> Iterator[ChaosProxy]:
    """A proxy to a port of this machine while the block runs."""
    proxy = ChaosProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
