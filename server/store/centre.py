"""The centre's database: SQLite or PostgreSQL by its URL, commits of one office in one order."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from contract.faults import OwnFault, WorldFault
from contract.tables.compiled import compiled_statements, speak_alike
from server.store import complaints, hot
from server.store.tables import metadata, realm

WAIT_FOR_LOCK_S = 60
STATEMENTS = 1000
"""Statements that a connection keeps prepared."""
POOL = 12
"""Connections kept open; as many again when needed."""
IN_MEMORY = "sqlite://"
_compiled = compiled_statements()
_TOUCH_CLOCK = (
    sa.update(realm)
    .where(realm.c.number == sa.bindparam("realm_"))
    .values(seq=realm.c.seq)
    .returning(realm.c.seq, realm.c.head)
)
Failpoint = Callable[[str], None]
Connection = sa.Connection
"""What the rooms above pass on without looking inside."""


class NoDatabase(WorldFault):
    """The database can't be opened or reached now."""


class NotADatabase(NoDatabase):
    """The file is no database of SQLite, or is damaged."""


class BadAddress(WorldFault):
    """The text is no URL of a database."""


class NoOffice(WorldFault):
    """There is no such office here."""


def no_failpoint(_: str) -> None:
    """Nothing fails here; tests and the simulator put something in its place."""


class Centre:
    """The engine and its transactions. Safe to use from several threads, except in memory."""

    def __init__(self, url: str, failpoint: Failpoint = no_failpoint, driver: Any = sqlite3) -> None:
        self.failpoint = failpoint
        self.url = address(url)
        self.is_sqlite = self.url.drivername.startswith("sqlite")
        self._driver = driver
        self._upserts: dict[str, Any] = {}
        self.digests: dict[tuple[int, bytes], tuple[bytes, int, int, int]] = {}
        """Per (office, reach) the digest of what such a reader sees: the log's head, the digest, rows, when counted."""
        self.told_safe: dict[tuple[int, int], tuple[int, int]] = {}
        """Per (device, office) the mark of safe work (commit, time) that this process told it last."""
        # Writers of this process take turns here: SQLite's own waiting is by sleeping and trying, fair to nobody.
        self._turn: AbstractContextManager[object] = threading.Lock() if self.is_sqlite else nullcontext()
        try:
            self.engine: sa.Engine = self._make_engine(url).execution_options(compiled_cache=_compiled)
            with self.engine.connect():
                speak_alike(self.engine)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError):
            raise _no_address(url) from None
        except sa.exc.DatabaseError as error:
            if not _is_of_the_world(error):
                raise
            raise _unavailable(error) from error

    def _make_engine(self, url: str) -> sa.Engine:
        # hide_parameters: names and numbers of people stay out of every message and log.
        if not self.is_sqlite:
            return sa.create_engine(
                self.url, pool_pre_ping=True, pool_size=POOL, max_overflow=POOL, hide_parameters=True
            )
        arguments: dict[str, Any] = {"timeout": WAIT_FOR_LOCK_S, "check_same_thread": False}
        # Python keeps 128 by itself, fewer than there are: most would be prepared anew each time.
        arguments["cached_statements"] = STATEMENTS
        options: dict[str, Any] = {"connect_args": arguments, "module": self._driver, "hide_parameters": True}
        if url == IN_MEMORY:
            options["poolclass"] = sa.pool.StaticPool
        else:
            options |= {"poolclass": sa.pool.QueuePool, "pool_size": POOL, "max_overflow": POOL}
        engine = sa.create_engine(self.url, **options)
        sa.event.listen(engine, "connect", _open_sqlite)
        return engine

    def create_tables(self) -> None:
        """Makes what is missing."""
        metadata.create_all(self.engine)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A write transaction, on disk when the block ends. Raises NoDatabase when it can't be had."""
        with self._turn, _translated(), self.engine.connect() as connection:
            if self.is_sqlite:
                hot.say(connection, "BEGIN IMMEDIATE")
            else:
                connection.begin()
            ended = False
            try:
                yield connection
                self.failpoint("before commit")
                self._end(connection, "COMMIT")
                ended = True
            finally:
                if not ended:
                    self._end(connection, "ROLLBACK")
        self.failpoint("after commit")

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """A consistent view for several reads. Raises NoDatabase when it can't be had."""
        with _translated(), self.engine.connect() as connection:
            if self.is_sqlite:
                hot.say(connection, "BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
                connection.begin()
            try:
                yield connection
            finally:
                self._end(connection, "ROLLBACK")

    def _end(self, connection: sa.Connection, how: str) -> None:
        if self.is_sqlite:
            driver_connection = connection.connection.driver_connection
            if driver_connection is not None and driver_connection.in_transaction:
                hot.say(connection, how)
        elif how == "COMMIT":
            connection.commit()
        else:
            connection.rollback()

    def upsert(self, table: sa.Table, keys: list[str], changed: list[str]) -> Any:
        """INSERT that writes the columns `changed` over a line with the same `keys`, which a table always has."""
        if table.name not in self._upserts:
            insert: Any = sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)
            written = {name: insert.excluded[name] for name in changed}
            self._upserts[table.name] = insert.on_conflict_do_update(index_elements=keys, set_=written)
        return self._upserts[table.name]

    def copy_to(self, file: Path) -> None:
        """A copy of an SQLite database as it is now, in a file that is empty or not there."""
        with _translated(), self.engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(file),))

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def address(text: str) -> sa.URL:
    """The URL of a database as people write it; PostgreSQL is spoken to through psycopg. Raises BadAddress."""
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise _no_address(text) from None
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise _no_address(text)
    return url


def _no_address(text: str) -> BadAddress:
    return BadAddress(
        f'"{text}" bukan alamat basis data. Tulis seperti sqlite:////srv/lontar/pusat.db atau postgresql://tuan/nama.'
    )


@contextmanager
def _translated() -> Iterator[None]:
    """What the world did to the database, in our words; an error of ours stays as it is."""
    try:
        yield
    except (sa.exc.DatabaseError, sa.exc.TimeoutError) as error:
        if isinstance(error, sa.exc.DatabaseError) and not _is_of_the_world(error):
            raise
        raise _unavailable(error) from error


def _is_of_the_world(error: sa.exc.DatabaseError) -> bool:
    """Whether the database can't be used; a statement of ours that it does not understand is another matter."""
    if isinstance(error, sa.exc.OperationalError):
        return "no such " not in str(error.orig)
    # What SQLite says of a file that is none of its own, or damaged, has no class of its own.
    return type(error) is sa.exc.DatabaseError


def _unavailable(error: sa.exc.SQLAlchemyError) -> NoDatabase:
    text = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    kind = NotADatabase if type(error) is sa.exc.DatabaseError else NoDatabase
    return kind(f"Basis data tidak dapat dipakai sekarang: {complaints.of_database(text)}.")


def _open_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").close()
    if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
        raise OwnFault("The database does not write through to the disk (synchronous is not FULL).")


def lock_realm(connection: sa.Connection, number: int) -> tuple[int, bytes]:
    """(seq, head) of the office, with its clock row locked until the transaction ends."""
    line = hot.first(connection, _TOUCH_CLOCK, realm_=number)
    if line is None:
        raise NoOffice(f"Kantor nomor {number} tidak ada di server ini.")
    return int(line[0]), bytes(line[1])
