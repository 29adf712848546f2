"""The replica's file: encrypted, durable, and used from one thread only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver

from contract.faults import OwnFault
from contract.tables.compiled import compiled_statements, speak_alike
from desktop.storage import migrations
from desktop.storage.act_tables import metadata
from desktop.storage.faults import WrongKey, translated
from desktop.storage.search import keep_search
from desktop.storage.tables import touched

P = ParamSpec("P")
T = TypeVar("T")
Failpoint = Callable[[str], None]
WAIT_FOR_LOCK_MS = 10_000
STATEMENTS = 1000
"""Statements that the connection keeps prepared."""
_compiled = compiled_statements()


class WrongThread(OwnFault):
    """SQL was run outside the database thread."""


def no_failpoint(_: str) -> None:
    """Nothing fails here; tests and the simulator put something in its place."""


def keyed_connection(path: Path | None, key: bytes | None, wait_s: float, *, one_thread: bool = False) -> Any:
    """A bare connection to a replica or a copy of one. Only for this class, and for copies made and read beside it."""
    # Python keeps 128 by itself, fewer than there are: most would be prepared anew each time.
    connection = driver.connect(
        str(path or ":memory:"), wait_s, check_same_thread=one_thread, cached_statements=STATEMENTS
    )
    connection.isolation_level = None
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


class Database:
    """One connection to the replica and the one thread that may use it.

    `path` None is an unkeyed database in memory, for the simulator, used from the thread that made it.
    """

    def __init__(
        self,
        path: Path | None,
        key: bytes | None = None,
        failpoint: Failpoint = no_failpoint,
        steps: migrations.Steps = migrations.OURS,
    ) -> None:
        self.failpoint = failpoint
        self._path, self._steps = path, steps
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="database") if path else None
        self._home = 0 if path else threading.get_ident()
        self._engine = self._make_engine(path, key)
        self._depth = 0
        try:
            self.call(self._open).result()
        except BaseException:
            self.close()
            raise

    def _make_engine(self, path: Path | None, key: bytes | None) -> sa.Engine:
        def connect() -> Any:
            # Whoever takes the connection along to another thread is stopped by the driver.
            return keyed_connection(path, key, WAIT_FOR_LOCK_MS / 1000, one_thread=True)

        return sa.create_engine("sqlite://", creator=connect, module=driver, poolclass=sa.pool.StaticPool)

    def _open(self) -> None:
        self._home = threading.get_ident()
        try:
            self._connection = self._engine.connect().execution_options(
                isolation_level="AUTOCOMMIT", compiled_cache=_compiled
            )
            speak_alike(self._connection)
            run = self._connection.exec_driver_sql
            run("SELECT count(*) FROM sqlite_master")
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
                run(f"PRAGMA {pragma}")
            run(f"PRAGMA busy_timeout={WAIT_FOR_LOCK_MS}")
            if run("PRAGMA synchronous").scalar() != 2:
                raise OwnFault("Basis data tidak menulis sampai ke cakram (synchronous bukan FULL).")
        except sa.exc.DatabaseError as error:
            if "not a database" in str(error.orig):
                raise WrongKey("Kunci tidak cocok dengan data di profil ini, atau berkasnya rusak.") from None
            raise translated(error) from error
        self._bring_up_to_date()
        touched.create(self._connection, checkfirst=True)

    def _bring_up_to_date(self) -> None:
        """Makes or upgrades the tables where they need it. In memory nothing is older than the program."""
        if self._path is None:
            with self.transaction():
                metadata.create_all(self._connection)
                keep_search(self._connection)
            return
        state = migrations.state_of(self._connection, self._steps)
        if state is migrations.State.CURRENT:
            return
        if state is migrations.State.OLDER:
            migrations.back_up(self._connection, self._path, self._steps)
        with self.transaction():
            # Another process may have been quicker.
            if migrations.state_of(self._connection, self._steps) is not migrations.State.CURRENT:
                migrations.upgrade(self._connection, self._steps)
                keep_search(self._connection)

    def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs `work` on the database thread."""
        if self._executor is not None and threading.get_ident() != self._home:
            return self._executor.submit(work, *args, **kwargs)
        done: Future[T] = Future()
        try:
            done.set_result(work(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  handed to whoever asks for the result
            done.set_exception(error)
        return done

    @property
    def connection(self) -> sa.Connection:
        """The one connection; only for code that runs on the database thread, else WrongThread."""
        # Asked here, not by an event at each statement: with any listener SQLAlchemy asks for all kinds of them.
        if threading.get_ident() != self._home:
            raise WrongThread(f"SQL di utas {threading.current_thread().name}; hanya utas basis data yang boleh.")
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A write transaction, on disk when the block ends; inside another one it is part of that."""
        if self._depth:
            yield self.connection
            return
        try:
            self.connection.exec_driver_sql("BEGIN IMMEDIATE")
        except sa.exc.DBAPIError as error:
            raise translated(error) from error
        self._depth = 1
        try:
            yield self._connection
            self.failpoint("before commit")
            self._connection.exec_driver_sql("COMMIT")
        except sa.exc.DBAPIError as error:
            self._roll_back()
            raise translated(error) from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0
        self.failpoint("after commit")

    def _roll_back(self) -> None:
        driver_connection = self._connection.connection.driver_connection
        if driver_connection is not None and driver_connection.in_transaction:
            self._connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view for several reads; waits for nobody."""
        if self._depth:
            yield self.connection
            return
        self.connection.exec_driver_sql("BEGIN")
        self._depth = 1
        try:
            yield self._connection
        except sa.exc.DBAPIError as error:
            raise translated(error) from error
        finally:
            self._depth = 0
            self._connection.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        """Waits for running work, then closes the file."""
        if self._executor is not None:
            self._executor.submit(self._engine.dispose).result()
            self._executor.shutdown()
        else:
            self._engine.dispose()
