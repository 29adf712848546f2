"""How long a replica's database works for an answer, by CPU of its thread, and how many statements it is asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Lap:
    """What one answer took. database_s: within the driver, running statements and fetching lines; call_s: all of it."""

    database_s: float
    call_s: float
    statements: int
    lines: int


class Stopwatch:
    """Watches all statements of a database from now on. Started and read on the database thread."""

    def __init__(self, database: Database) -> None:
        self._database_s, self._statements, self._lines = 0.0, 0, 0
        self._begun = self._call = 0.0
        engine = database.connection.engine
        sa.event.listen(engine, "before_cursor_execute", self._before)
        sa.event.listen(engine, "after_cursor_execute", self._after)

    def start(self) -> None:
        """Forgets what was before."""
        self._database_s, self._statements, self._lines = 0.0, 0, 0
        self._call = time.thread_time()

    def read(self) -> Lap:
        """What was used since the start."""
        return Lap(self._database_s, time.thread_time() - self._call, self._statements, self._lines)

    def _before(self, *_: object) -> None:
        self._statements += 1
        self._begun = time.thread_time()

    def _after(self, _: object, cursor: Any, __: str, ___: object, context: Any, ____: bool) -> None:
        self._database_s += time.thread_time() - self._begun
        # SQLite does most of its work while lines are fetched.
        context.cursor = _TimedCursor(cursor, self)

    def fetched(self, begun: float, lines: int) -> None:
        """Lines were fetched since `begun`."""
        self._database_s += time.thread_time() - begun
        self._lines += lines


class _TimedCursor:
    """A cursor whose fetching is timed."""

    def __init__(self, cursor: Any, watch: Stopwatch) -> None:
        self._cursor, self._watch = cursor, watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchall(self) -> Any:
        begun = time.thread_time()
        found = self._cursor.fetchall()
        self._watch.fetched(begun, len(found))
        return found

    def fetchmany(self, *size: int) -> Any:
        begun = time.thread_time()
        found = self._cursor.fetchmany(*size)
        self._watch.fetched(begun, len(found))
        return found

    def fetchone(self) -> Any:
        begun = time.thread_time()
        found = self._cursor.fetchone()
        self._watch.fetched(begun, int(found is not None))
        return found
