"""A verified copy of the replica while the program works: beside it, without holding up an edit or an exchange."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from contract.faults import WorldFault
from desktop.storage.backup.carving import SALT_BYTES
from desktop.storage.backup.container import Head, Kind, file_name, free_name, write_container
from desktop.storage.backup.shelf import drop_replaced, next_serial
from desktop.storage.database import keyed_connection
from desktop.storage.faults import Damaged, DiskFull, sentence_of
from desktop.storage.profile import Profile, translated

_WAIT_S = 10
_SPARE_BYTES = 32 * 2**20
"""Room that a copy leaves to the work itself."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_WAITING = "SELECT count(*) FROM op WHERE at IS NULL"
_OFFICES = "SELECT code FROM realm ORDER BY code LIMIT 1"


class NotVerified(WorldFault):
    """The copy did not hold what the replica holds; it was thrown away and earlier ones stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A verified copy. made_at in seconds by this laptop's clock; changes: not acknowledged by the centre in it."""

    file: Path
    bytes: int
    changes: int
    made_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the name of a copy tells: when (seconds, and as `2026-11-22_1405`), and on which laptop."""

    now: int
    day: str
    laptop: str


def make_backup(place: Profile, key: bytes, label: Label, folder: Path | None = None) -> Copy:
    """Copies the replica into one verified file in the folder (default: the profile's own).

    From any thread but the database's: it uses a connection of its own and waits for nobody. Raises DiskFull before it
    begins when the disk is short, NotVerified, NotWritable, Damaged.
    """
    target = folder or place.backups
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.backups.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise translated(error, target) from error
    check_room(place, target)
    draft = place.backups / f".draft-{os.getpid()}"
    draft.unlink(missing_ok=True)
    try:
        rows, changes, office = _vacuum(place, key, draft)
        _verify(draft, key, rows)
        head = _head(place, label, office, rows, changes, draft.stat().st_size)
        file = free_name(target, file_name(head, label.day, "lontar-backup"))
        with draft.open("rb") as payload:
            write_container(file, key, head, payload)
    except driver.DatabaseError as error:
        raise sentence_of(error) from error
    except OSError as error:
        raise translated(error, draft) from error
    finally:
        draft.unlink(missing_ok=True)
    drop_replaced(place)
    return Copy(file=file, bytes=file.stat().st_size, changes=changes, made_at=label.now)


def _head(place: Profile, label: Label, office: str, rows: dict[str, int], changes: int, size: int) -> Head:
    return Head(
        kind=Kind.BACKUP,
        serial=next_serial(place),
        made_at=label.now,
        laptop=label.laptop,
        office=office,
        changes=changes,
        payload_bytes=size,
        locks=place.key_file.read_bytes(),
        rows=rows,
        salt=_first_bytes(place.replica),
    )


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(SALT_BYTES)


def check_room(place: Profile, target: Path) -> None:
    """Raises DiskFull when a copy would leave less than the work itself needs."""
    size = sum(file.stat().st_size for file in (place.replica, _log_of(place.replica)) if file.exists())
    needed = {place.backups: size, target: size} if not _same_disk(place.backups, target) else {target: 2 * size}
    for folder, amount in needed.items():
        free = shutil.disk_usage(folder).free
        if free < amount + _SPARE_BYTES:
            missing = (amount + _SPARE_BYTES - free) // 2**20 + 1
            raise DiskFull(f"Cakram {folder} kurang {missing} MB untuk salinan cadangan. Kosongkan ruang lalu ulangi.")


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _log_of(replica: Path) -> Path:
    return replica.with_name(replica.name + "-wal")


def _vacuum(place: Profile, key: bytes, draft: Path) -> tuple[dict[str, int], int, str]:
    """Writes the copy; gives the rows of each table, how many changes wait in it, and the first office.

    They are counted before and after: nobody else wrote in between when the version stands still, else it is tried
    again, and at last counted in the copy alone, for work goes before counting.
    """
    with _opened(place.replica, key) as live:
        for _ in range(3):
            draft.unlink(missing_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            before, rows = _version(live), count_rows(live)
            live.execute("VACUUM INTO ?", (str(draft),))
            if _version(live) == before:
                break
        else:
            with _opened(draft, key) as copy:
                rows = count_rows(copy)
    with _opened(draft, key) as copy:
        office = copy.execute(_OFFICES).fetchone()
        return rows, int(copy.execute(_WAITING).fetchone()[0]), str(office[0]) if office else ""


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def count_rows(connection: Any) -> dict[str, int]:
    """Rows per table, as one look at the database."""
    connection.execute("BEGIN")
    try:
        names = [str(name) for (name,) in connection.execute(_TABLES).fetchall()]
        return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}
    finally:
        connection.execute("ROLLBACK")


def _verify(draft: Path, key: bytes, rows: dict[str, int]) -> None:
    """The copy opens with the key, is sound page by page, and holds what was counted. Raises NotVerified."""
    with _opened(draft, key) as copy:
        wrong = [line for (line,) in copy.execute("PRAGMA integrity_check").fetchall() if line != "ok"]
        wrong += copy.execute("PRAGMA cipher_integrity_check").fetchall()
        if wrong or count_rows(copy) != rows:
            raise NotVerified(
                "Salinan cadangan tidak sama dengan datanya dan dibuang. Ulangi; data Anda tidak berubah."
            )


def prove_copy(file: Path, key: bytes, rows: dict[str, int]) -> None:
    """Proves a database taken out of a container as it was proven when it was made. Raises NotVerified, Damaged."""
    try:
        _verify(file, key, rows)
    except driver.DatabaseError as error:
        raise Damaged(f"{file.name} bukan salinan yang utuh. Pakai salinan yang lain.") from error


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[Any]:
    connection = keyed_connection(path, key, _WAIT_S)
    try:
        yield connection
    finally:
        connection.close()
