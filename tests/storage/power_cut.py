"""Power cuts: what a disk could hold when the current went, at any moment of real edits on the real encrypted file.

The program's own SQLite cannot be given a disk of ours. So the statements of real edits are taken down while they are
made, and run again by a second SQLite (apsw-sqlite3mc, which reads the same encrypted format) on a copy of the same
file, through a file system that notes each write, each sync and each answer. From these notes follows, for every
moment, what had to be on the disk, and what could be: any of the writes not yet synced, in any mixture, some torn.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
import sqlalchemy as sa

SECTOR = 512
_disks: list[NotedDisk] = []
"""Kept for ever: the layer that encrypts goes on pointing to the file system below it after its last file is closed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the program ran it; `parameters` is a list of tuples when `many`."""

    sql: str
    parameters: Any
    many: bool


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program said here that its `count`-th edit is saved."""

    count: int


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes handed to the system, not yet on the disk."""

    file: str
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncated:
    """A file cut to a size, not yet on the disk."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """All that was handed over for this file is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A file removed; SQLite syncs the folder where that matters."""

    file: str


Event = Written | Truncated | Synced | Deleted | Acknowledged


@contextmanager
def taken_down(only: Callable[[sa.Engine], bool] = lambda _: True) -> Iterator[list[Statement | Acknowledged]]:
    """Every statement that SQLAlchemy runs while the block runs, in order; the caller adds what was acknowledged.

    only: whose statements; all engines' when it is not given.
    """
    script: list[Statement | Acknowledged] = []

    def note(connection: sa.Connection, _: object, sql: str, parameters: Any, __: object, many: bool) -> None:
        if only(connection.engine):
            script.append(Statement(sql, parameters, many))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield script
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


class NotedFile(apsw.VFSFile):
    """A file whose changes are noted."""

    def __init__(self, disk: NotedDisk, name: apsw.URIFilename | str | None, flags: list[int]) -> None:
        self._disk = disk
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path or "").name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        """Notes and writes."""
        self._disk.events.append(Written(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        """Notes and cuts."""
        self._disk.events.append(Truncated(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """Notes and syncs."""
        super().xSync(flags)
        self._disk.events.append(Synced(self._name))


class NotedDisk(apsw.VFS):
    """A file system that notes what is done to its files."""

    def __init__(self, name: str) -> None:
        self.events: list[Event] = []
        super().__init__(name, "")

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> NotedFile:
        """A file that notes."""
        return NotedFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Notes and removes."""
        super().xDelete(filename, syncdir)
        self.events.append(Deleted(Path(filename).name))


def replayed(
    script: Sequence[Statement | Acknowledged],
    path: Path,
    key: bytes,
    first: Sequence[str] = (),
    committed: Callable[[Any], bool] = lambda _: False,
) -> list[Event]:
    """What running the script on the encrypted file at `path` does to the disk; `first` is run before it.

    committed: called behind each statement that leaves no transaction open; says whether this is one to acknowledge.
    """
    disk = NotedDisk(f"noted-{len(_disks)}")
    _disks.append(disk)
    connection = apsw.Connection(str(path), vfs=f"multipleciphers-noted-{len(_disks) - 1}")
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\"", "locking_mode = EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}")
    for sql in first:
        connection.execute(sql)
    promised = 0
    for step in script:
        if isinstance(step, Acknowledged):
            disk.events.append(step)
        elif step.many:
            connection.executemany(step.sql, step.parameters)
        else:
            connection.execute(step.sql, step.parameters).fetchall()
        if not connection.in_transaction and committed(connection):
            disk.events.append(Acknowledged(promised := promised + 1))
    events = list(disk.events)
    connection.close()
    return events


def disk_at(events: Sequence[Event], start: Mapping[str, bytes], chance: random.Random) -> tuple[dict[str, bytes], int]:
    """The files as a disk could hold them when the current goes after these events, and how many edits were promised.

    What was synced is there. Of what was not, each write came or did not, and of one in five only some sectors came.
    """
    durable = {name: bytearray(content) for name, content in start.items()}
    waiting: dict[str, list[Written | Truncated]] = {}
    promised = 0
    for event in events:
        match event:
            case Acknowledged(count):
                promised = count
            case Written(name) | Truncated(name):
                waiting.setdefault(name, []).append(event)
            case Synced(name):
                for change in waiting.pop(name, ()):
                    _apply(durable.setdefault(name, bytearray()), change)
            case Deleted(name):
                durable.pop(name, None)
                waiting.pop(name, None)
    for name, changes in waiting.items():
        for change in changes:
            if chance.random() < 0.5:
                torn = chance if isinstance(change, Written) and chance.random() < 0.2 else None
                _apply(durable.setdefault(name, bytearray()), change, torn)
    return {name: bytes(content) for name, content in durable.items()}, promised


def _apply(content: bytearray, change: Written | Truncated, torn: random.Random | None = None) -> None:
    if isinstance(change, Truncated):
        del content[change.size :]
        return
    end = change.offset + len(change.content)
    content.extend(bytes(max(0, end - len(content))))
    for start in range(0, len(change.content), SECTOR):
        if torn is None or torn.random() < 0.5:
            piece = change.content[start : start + SECTOR]
            content[change.offset + start : change.offset + start + len(piece)] = piece
