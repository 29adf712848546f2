"""A road on loopback that is cut at any byte, in a process of its own. It counts what it carried.

python -m benchmarks.cutter PORT SEED     prints its port; on each line read from stdin, the mean number of bytes
between two cuts (0: none from now on), it prints as JSON the bytes carried both ways and the cuts since the last line

A connection carries so many bytes, drawn anew for each with that mean, both ways counted together: then both its ends
are closed, whatever was under way.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys

_CHUNK = 1 << 14


class _Cutter:
    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.mean = 0
        self.carried = self.cuts = 0
        self._chance = random.Random(seed)

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        left = [round(self._chance.expovariate(1 / self.mean)) if self.mean else None]
        both = (writer, far_writer)
        pipes = (self._pipe(reader, far_writer, left), self._pipe(far_reader, writer, left))
        done, pending = await asyncio.wait(
            [asyncio.ensure_future(pipe) for pipe in pipes], return_when=asyncio.FIRST_COMPLETED
        )
        for pipe in pending:
            pipe.cancel()
        for each in both:
            each.close()
        for pipe in done:
            pipe.exception()

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: list[int | None]) -> None:
        while data := await reader.read(_CHUNK):
            room = left[0]
            passing = data if room is None else data[:room]
            self.carried += len(passing)
            writer.write(passing)
            await writer.drain()
            if room is not None:
                left[0] = room - len(passing)
                if len(passing) < len(data):
                    self.cuts += 1
                    return


async def _main(port: int, seed: int) -> None:
    cutter = _Cutter(port, seed)
    server = await asyncio.start_server(cutter.join, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps([cutter.carried, cutter.cuts]), flush=True)
        cutter.mean, cutter.carried, cutter.cuts = int(line), 0, 0


class Cutter:
    """The road as a child process."""

    def __init__(self, server_port: int, seed: int) -> None:
        line = [sys.executable, "-m", "benchmarks.cutter", str(server_port), str(seed)]
        self._process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def count(self, mean: int = 0) -> tuple[int, int]:
        """(bytes carried, cuts) since the last call; from now on connections carry `mean` bytes on average, 0: all."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{mean}\n")
        self._process.stdin.flush()
        carried, cuts = json.loads(self._process.stdout.readline())
        return carried, cuts

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2])))
