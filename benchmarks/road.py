"""A bad road on loopback, in a process of its own: late, slow, and here and there a segment that comes later still.

python -m benchmarks.road PORT SEED RATE STALLED [CERTIFICATE KEY]      prints its port

RATE: bytes a second. STALLED: the share of segments that are late. With a certificate it speaks TLS at its end.

A connection is there one round trip after it was asked for, as TCP's is. TLS, where asked for, ends behind the road.
"""

from __future__ import annotations

import asyncio
import random
import ssl
import subprocess
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

ONE_WAY_S, BYTES_A_S = 0.3, 16_000
STALLED, STALL_S = 0.02, 0.4
"""Share of segments that are late, and how late."""
SEGMENT = 1460
_CHUNK = 1 << 16
Join = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """Bytes a second either way, and the share of segments that are late."""

    rate: int = BYTES_A_S
    stalled: float = STALLED


class _Way:
    """One direction of one connection: what is sent arrives in order, by and by."""

    def __init__(self, writer: asyncio.StreamWriter, chance: random.Random, opened: float, nature: Nature) -> None:
        self._writer, self._chance, self._nature = writer, chance, nature
        self._free = self._arrived = opened
        self._waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    def send(self, data: bytes) -> None:
        """Puts bytes on the road; none for the end."""
        now = asyncio.get_running_loop().time()
        for start in range(0, max(1, len(data)), SEGMENT):
            piece = data[start : start + SEGMENT]
            self._free = max(now, self._free) + len(piece) / self._nature.rate
            late = STALL_S if self._chance.random() < self._nature.stalled else 0.0
            # What was sent later can't be read earlier.
            self._arrived = max(self._arrived, self._free + ONE_WAY_S + late)
            self._waiting.put_nowait((self._arrived, piece))

    async def deliver(self) -> None:
        """Hands on what arrives until the end."""
        while True:
            at, piece = await self._waiting.get()
            await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
            if not piece:
                self._writer.close()
                return
            self._writer.write(piece)
            await self._writer.drain()


def _road_to(port: int, seed: int, nature: Nature) -> Join:
    chance = random.Random(seed)

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        now = asyncio.get_running_loop().time()
        up, down = _Way(far_writer, chance, now + 2 * ONE_WAY_S, nature), _Way(writer, chance, now, nature)

        async def read(source: asyncio.StreamReader, way: _Way) -> None:
            try:
                while data := await source.read(_CHUNK):
                    way.send(data)
            except ConnectionError:
                pass
            way.send(b"")

        await asyncio.gather(read(reader, up), read(far_reader, down), up.deliver(), down.deliver())

    return join


def _straight_to(port: int) -> Join:
    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)

        async def pipe(source: asyncio.StreamReader, drain: asyncio.StreamWriter) -> None:
            try:
                while data := await source.read(_CHUNK):
                    drain.write(data)
                    await drain.drain()
            except (ConnectionError, ssl.SSLError):
                pass
            finally:
                drain.close()

        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer))

    return join


async def _main(port: int, seed: int, nature: Nature, files: list[str]) -> None:
    if files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        context.num_tickets = 1
        inner = await asyncio.start_server(_straight_to(port), "127.0.0.1", 0, ssl=context)
        port = inner.sockets[0].getsockname()[1]
    server = await asyncio.start_server(_road_to(port, seed, nature), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Road:
    """The road as a child process."""

    def __init__(self, port: int, seed: int, *files: str, nature: Nature = Nature()) -> None:
        told = [str(port), str(seed), str(nature.rate), str(nature.stalled)]
        line = [sys.executable, "-m", "benchmarks.road", *told, *files]
        self._process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


if __name__ == "__main__":
    told = Nature(rate=int(sys.argv[3]), stalled=float(sys.argv[4]))
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), told, sys.argv[5:]))
