"""Whether the replica's file is sound: a look that fits into every start, and the whole look that does not."""

from __future__ import annotations

import time

import sqlalchemy as sa

from desktop.storage.database import Database
from desktop.storage.faults import Damaged, damaged, translated
from desktop.storage.tables import op

_UNSENT = sa.select(sa.func.count(), sa.func.sum(sa.func.length(op.c.patch))).where(op.c.at.is_(None))
LONGEST_S = 0.25
"""How long the look at every start may go on through the rest of the pages."""
_STEPS = 20_000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def quick_look(database: Database, longest_s: float = LONGEST_S) -> None:
    """Raises Damaged when a table cannot be entered or work that the centre lacks cannot be read.

    SQLite's own quick_check decrypts every page: 0.3 s for 19 MB on a fast machine. Years of marks are ten times that,
    a cheap laptop is ten times slower, and it would stand between the officer and the register at every start. This
    look takes milliseconds whatever the size, and reads the only pages that exist nowhere else; then quick_check runs
    as far as it comes in LONGEST_S. The rest needs no look to be safe: each page carries a keyed hash, so a damaged one
    is an error when it is read, never a wrong row; and a file cut short is refused already when it is opened.
    Runs on the database thread.
    """
    with database.reading() as connection:
        run = connection.exec_driver_sql
        # One statement that enters them all: there are some eighty, and one each takes ten times as long.
        entered = (f'(SELECT 1 FROM "{name}" LIMIT 1)' for name in run(_TABLES).scalars())
        run(f"SELECT {', '.join(entered)}").all()
        connection.execute(_UNSENT).all()
    wrong = [line for line in _bounded_check(database, longest_s) if line != "ok"]
    if wrong:
        raise damaged()


def _bounded_check(database: Database, longest_s: float) -> list[str]:
    """What quick_check finds in the time allowed; nothing when it does not come to an end."""
    until = time.monotonic() + longest_s
    driver = database.connection.connection.driver_connection
    if driver is None:
        return []
    driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        return [str(line) for line in database.connection.exec_driver_sql("PRAGMA quick_check(1)").scalars()]
    except sa.exc.DBAPIError as error:
        if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            return []
        raise translated(error) from error
    finally:
        driver.set_progress_handler(None, 0)


def whole_look(database: Database) -> list[str]:
    """Everything that is wrong with the file, in SQLite's words; empty when each page and each index is right.

    Takes seconds on a large file. Runs on the database thread.
    """
    run = database.connection.exec_driver_sql
    try:
        found = [str(line) for line in run("PRAGMA integrity_check").scalars() if line != "ok"]
        if not found and _is_in_one_file(database):
            found = [str(line) for line in run("PRAGMA cipher_integrity_check").scalars()]
    except sa.exc.DBAPIError as error:
        fault = translated(error)
        if isinstance(fault, Damaged):
            return [str(error.orig)]
        raise fault from error
    return found


def _is_in_one_file(database: Database) -> bool:
    """Copies the write-ahead log into the file; whether nothing remains, as when another process still reads.

    The check of the pages' keyed hashes sees the file alone. After a power cut a page may be torn there and whole in
    the log, where reading finds it.
    """
    _, in_log, copied = database.connection.exec_driver_sql("PRAGMA wal_checkpoint").one()
    return bool(in_log == copied)
