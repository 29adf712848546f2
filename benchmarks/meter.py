"""Counts TCP payload between a client and the server: a relay in a process of its own, so that it costs neither's CPU.

python -m benchmarks.meter PORT      prints its own port, then on each line read from stdin the counts as JSON
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass

_CHUNK = 1 << 16


@dataclass(slots=True)
class Counts:
    """TCP payload in bytes, connections made, and HTTP requests seen on the wire."""

    up: int = 0
    down: int = 0
    connections: int = 0
    requests: int = 0


class _Relay:
    def __init__(self, port: int) -> None:
        self.port = port
        self.counts = Counts()

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.counts.connections += 1
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._pipe(reader, far_writer, "up"), self._pipe(far_reader, writer, "down"))

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        try:
            while data := await reader.read(_CHUNK):
                setattr(self.counts, way, getattr(self.counts, way) + len(data))
                if way == "up":
                    self.counts.requests += data.count(b" HTTP/1.1\r\n")
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


async def _main(port: int) -> None:
    relay = _Relay(port)
    server = await asyncio.start_server(relay.join, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        counts = relay.counts
        print(json.dumps([counts.up, counts.down, counts.connections, counts.requests]), flush=True)


class Meter:
    """The relay as a child process."""

    def __init__(self, server_port: int) -> None:
        line = [sys.executable, "-m", "benchmarks.meter", str(server_port)]
        self._process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def read(self) -> Counts:
        """What has passed so far."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return Counts(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Ends the relay."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
