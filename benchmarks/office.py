"""The place where the benchmarks happen: the real server as its own process, rows already judged, laptops that join."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa

from benchmarks.meter import Meter
from contract.exchange.dots import Dot, row_id
from contract.exchange.joining import RANDOM_BYTES
from contract.exchange.shapes import Patch, Record, RowKey
from contract.training.rights.roles import Role
from desktop.storage.database import Database
from desktop.storage.replica import Replica
from desktop.sync.conversation import Conversation
from desktop.sync.joining import join
from server.store import ledger, members
from server.store.centre import address
from server.store.opening import open_centre
from server.sync import joining, own

P = ParamSpec("P")
T = TypeVar("T")
OFFICE = "53"
_COMMIT = 1000
_TICKS = os.sysconf("SC_CLK_TCK")


def fields(record: Record, **values: int | str | None) -> Patch:
    """A patch by field names."""
    return {record.by_name[name].number: value for name, value in values.items()}


class TimedDatabase(Database):
    """A replica's database that notes its longest job: for so long the window waits when it asks for something."""

    longest_s = 0.0

    def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs `work` on the database thread."""

        def timed() -> T:
            begun = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.longest_s = max(self.longest_s, time.perf_counter() - begun)

        return super().call(timed)


class Office:
    """One office at one server, with a meter in front of it."""

    def __init__(self, url: str, directory: Path) -> None:
        self.url, self.directory = url, directory
        self._run("init", "--office", OFFICE, "--name", "Kantor ukur")
        self._process: subprocess.Popen[str] | None = None
        self.meter: Meter | None = None

    def _run(self, command: str, *arguments: str) -> dict[str, Any]:
        line = [sys.executable, "-m", "server", command, "--database", self.url, "--json", *arguments]
        answer: dict[str, Any] = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
        return answer

    def seed(self, rows: Sequence[tuple[RowKey | Record, Patch]]) -> list[int]:
        """Writes rows as the centre's own author, before the server serves; gives the first key of each."""
        keys: list[int] = []
        with closing(open_centre(self.url)) as centre:
            with centre.snapshot() as connection:
                office = members.office(connection, OFFICE)
                assert office is not None
                author = ledger.author_of(connection, office.own_author)
                assert author is not None
            edits: list[tuple[RowKey, Patch]] = []
            for place, (row, patch) in enumerate(rows, author.got + 1):
                key = row if isinstance(row, RowKey) else RowKey(row.number, row_id(Dot(author.number, place)))
                edits.append((key, patch))
                keys.append(key.k1)
            for start in range(0, len(edits), _COMMIT):
                with centre.writing() as connection:
                    own.write(centre, connection, office, edits[start : start + _COMMIT], int(time.time()))
        return keys

    def serve(self) -> None:
        """Starts the server and the meter."""
        line = [sys.executable, "-m", "server", "serve", "--database", self.url, "--port", "0"]
        self._process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.meter = Meter(int(self._process.stdout.readline().strip().rpartition(":")[2]))

    def server_cpu_s(self) -> float:
        """CPU seconds that the server's process has used."""
        assert self._process is not None
        parts = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / _TICKS

    def close(self) -> None:
        """Ends both processes."""
        if self.meter is not None:
            self.meter.close()
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()

    @contextmanager
    def laptop(self, name: str, *, class_group: int = 0, at: str | None = None) -> Iterator[Laptop]:
        """A laptop with an encrypted replica of its own that has joined: as an organiser, or for one class only.

        at: the server's address; the meter's by itself.
        """
        assert self.meter is not None
        database = TimedDatabase(self.directory / f"{name}.db", os.urandom(32))
        replica = Replica(database)
        server = at or f"http://127.0.0.1:{self.meter.port}"
        joined = join(replica, server, self._code(name, class_group), name)
        laptop = Laptop(replica, joined.author, Conversation(replica, None, folder=self.directory), database)
        try:
            yield laptop
        finally:
            laptop.conversation.close()
            database.close()

    def _code(self, name: str, class_group: int) -> str:
        role = Role.FACILITATOR if class_group else Role.ORGANISER
        with closing(open_centre(self.url)) as centre:
            with centre.snapshot() as connection:
                office = members.office(connection, OFFICE)
            assert office is not None
            opened = members.Invitation(office.number, name, role, class_group)
            expires = int(time.time()) + 86_400
            return joining.invite(centre, opened, secrets.token_bytes(RANDOM_BYTES), expires)


class Laptop:
    """A joined laptop and its conversation with the centre, whose connection stays open."""

    def __init__(self, replica: Replica, author: int, conversation: Conversation, database: TimedDatabase) -> None:
        self.replica, self.author, self.conversation, self.database = replica, author, conversation, database


@contextmanager
def an_office(url: str | None) -> Iterator[Office]:
    """An office in a new folder; in the database at `url`, which must be empty and is empty again afterwards."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        if url is not None and _tables(url).tables:
            raise RuntimeError(f"{url} is not empty: the benchmarks write and drop tables there")
        office = Office(url or f"sqlite:///{directory / 'centre.db'}", directory)
        try:
            yield office
        finally:
            office.close()
            if url is not None:
                engine = sa.create_engine(address(url))
                _tables(url).drop_all(engine)
                engine.dispose()


def _tables(url: str) -> sa.MetaData:
    engine, found = sa.create_engine(address(url)), sa.MetaData()
    found.reflect(engine)
    engine.dispose()
    return found
