"""A real centre: `lontar-server` as a process of its own, killed and started again at will.

What its other commands do is done here in this process, through the functions that they call: tests of the commands
themselves are in tests/server.
"""

from __future__ import annotations

import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from contract.exchange.dots import parse_id
from contract.exchange.joining import RANDOM_BYTES
from contract.training.catalogue import CATALOGUE
from contract.training.plain_rows import plain_row
from contract.training.rights.roles import Role
from server.store import members, reports
from server.store.centre import Connection
from server.store.offices import OfficeKeys
from server.store.opening import create_centre, open_centre
from server.sync import joining
from tests import programs, ready

ROOT = Path(__file__).resolve().parents[2]
START_S = 60
DAY_S = 86_400


class Centre:
    """A database with offices, and the process that serves it."""

    def __init__(self, database: str, log: Path) -> None:
        self.database = database
        self.url = ""
        self.port = 0
        self._log = log
        self.snapshots = log.with_name("snapshots")
        self.process: programs.Running | None = None

    def init(self, code: str = "53", name: str = "Provinsi NTT") -> str:
        """Makes an office; gives its fingerprint."""
        keys = OfficeKeys(secrets.token_bytes(32), secrets.token_bytes(32))
        ready.lay(self.database)
        with closing(create_centre(self.database)) as store:
            return joining.open_office(store, code, name, keys, secrets.token_hex(8), int(time.time()))

    def start(self, *options: str) -> None:
        """Serves, on the port it had before if it had one."""
        place = ("--database", self.database, "--port", str(self.port), "--snapshots", str(self.snapshots))
        with self._log.open("a") as log:
            self.process = programs.serve("server", "serve", *place, *options, stderr=log.fileno())
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), self.errors
        self.url = line.removeprefix("listening on ").strip()
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """Ends the process as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends the process in peace."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.communicate(timeout=START_S)
            self.process = None

    @property
    def errors(self) -> str:
        """What the server logged."""
        return self._log.read_text()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction on the database itself, past all commands."""
        with closing(open_centre(self.database)) as store, store.writing() as connection:
            yield connection

    def code(
        self,
        person: str,
        role: str = "organiser",
        office: str = "53",
        class_id: str | None = None,
        valid_s: int = DAY_S,
    ) -> str:
        """A join code."""
        with closing(open_centre(self.database)) as store:
            with store.snapshot() as connection:
                found = members.office(connection, office)
            assert found is not None
            opened = members.Invitation(found.number, person, Role(role), parse_id(class_id) if class_id else 0)
            return joining.invite(store, opened, secrets.token_bytes(RANDOM_BYTES), int(time.time()) + valid_s)

    def status(self, office: str = "53") -> reports.OfficeReport:
        """Where an office stands."""
        with closing(open_centre(self.database)) as store, store.snapshot() as connection:
            found = members.office(connection, office)
            assert found is not None
            return reports.office_report(connection, found)

    def dump(self, *tables: str) -> list[dict[str, Any]]:
        """The judged rows of these tables, one after the other."""
        with closing(open_centre(self.database)) as store, store.snapshot() as connection:
            return [
                dict(plain_row(record, key, v, row, office.code))
                for record in map(CATALOGUE.named, tables)
                for office in members.offices(connection)
                for key, v, row in reports.judged_rows(connection, record.number, office.number)
            ]

    def everything(self, office: str = "53") -> dict[str, list[dict[str, Any]]]:
        """All judged rows of one office by table."""
        return {
            record.name: [row for row in self.dump(record.name) if row["office"] == office]
            for record in CATALOGUE.records
        }

    def peak_memory_mb(self) -> float:
        """The most resident memory that the process ever had."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


@contextmanager
def centre(database: str, folder: Path, *offices: str) -> Iterator[Centre]:
    """A centre that serves these offices (default: 53) while the block runs."""
    made = Centre(database, folder / "server.log")
    for code in offices or ("53",):
        made.init(code, f"Kantor {code}")
    made.start()
    try:
        yield made
    finally:
        made.stop()
