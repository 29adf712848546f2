"""Backup files: every table of the centre as of one moment, in sections that each prove themselves.

One form for SQLite and PostgreSQL, so that a copy is proven and put back without a tool of either, and also into the
other one. Sections have a line of ASCII before them (table, first row, bytes, check sum): what is damaged has a name.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import msgspec
from backports import zstd

from contract.faults import WorldFault

MAGIC = b"LONTAR CADANGAN 1\n"
MOST_ROWS, MOST_BYTES = 2000, 2**21
"""Of one section; a single row may be longer."""
_MOST_SECTION = 2**25
_MOST_LINE = 120
_HEAD, _END = "kepala", "akhir"
_encode = msgspec.msgpack.Encoder().encode
Line = Sequence[Any]
"""One row: the values of its table's columns."""


class DamagedBackup(WorldFault):
    """The file is no backup, or not as it was written; `part` names where."""

    def __init__(self, part: str) -> None:
        super().__init__(f"Salinan cadangan ini rusak pada bagian {part}. Pakai salinan lain; tidak ada yang diubah.")
        self.part = part


class OfficeMark(msgspec.Struct, frozen=True, array_like=True):
    """An office as a backup holds it: up to which commit, and the log's head there."""

    number: int
    code: str
    name: str
    epoch: str
    seq: int
    head: bytes


class Contents(msgspec.Struct, frozen=True, array_like=True):
    """What a backup holds: the schema's step, when it was made (seconds), its offices, the columns by table."""

    revision: str
    made_at: int
    offices: list[OfficeMark]
    columns: dict[str, list[str]]


class _End(msgspec.Struct, frozen=True, array_like=True):
    rows: dict[str, int]
    digest: bytes


class Writer:
    """Writes one backup into a file that is open for it: tables, then `finish`."""

    def __init__(self, file: BinaryIO, contents: Contents) -> None:
        self._file = file
        self._digest = hashlib.blake2b()
        self.rows = dict.fromkeys(contents.columns, 0)
        self._put(MAGIC)
        self._section(_HEAD, 0, _encode(contents))

    def table(self, name: str, lines: Iterable[Line]) -> None:
        """All rows of one table."""
        packed: list[bytes] = []
        size = 0
        for line in lines:
            packed.append(_encode(tuple(line)))
            size += len(packed[-1])
            if len(packed) == MOST_ROWS or size >= MOST_BYTES:
                self._rows(name, packed)
                packed, size = [], 0
        if packed:
            self._rows(name, packed)

    def _rows(self, name: str, packed: list[bytes]) -> None:
        self._section(name, self.rows[name] + 1, _encode([msgspec.Raw(line) for line in packed]))
        self.rows[name] += len(packed)

    def finish(self) -> None:
        """The end, without which a backup is none: the rows counted, and the hash of all that stands before."""
        self._section(_END, 0, _encode(_End(self.rows, self._digest.digest())))

    def _section(self, name: str, first: int, content: bytes) -> None:
        payload = zstd.compress(content, 6)
        about = f"{name} {first} {len(payload)}".encode("ascii")
        self._put(about + b" %08x\n" % zlib.crc32(payload, zlib.crc32(about)) + payload)

    def _put(self, data: bytes) -> None:
        self._digest.update(data)
        self._file.write(data)


class Reader:
    """Reads a backup from its beginning. Raises DamagedBackup, here and while rows are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.blake2b()
        self._place = f'"{_HEAD}"'
        if self._take(len(MAGIC)) != MAGIC:
            raise DamagedBackup(self._place)
        name, _, content = self._section()
        if name != _HEAD:
            raise DamagedBackup(self._place)
        self.contents: Contents = self._decoded(content, Contents)
        if not all(name.isidentifier() for pair in self.contents.columns.items() for name in (pair[0], *pair[1])):
            raise DamagedBackup(self._place)
        self.rows = dict.fromkeys(self.contents.columns, 0)

    def sections(self) -> Iterator[tuple[str, list[Line]]]:
        """(table, rows) one after the other, to the end, which is checked as well."""
        while True:
            before = self._digest.digest()
            name, first, content = self._section()
            if name == _END:
                end = self._decoded(content, _End)
                if end.digest != before or end.rows != self.rows or self._file.read(1):
                    raise DamagedBackup(self._place)
                return
            if self.rows.get(name) != first - 1:
                raise DamagedBackup(self._place)
            lines = self._decoded(content, list[list[Any]])
            width = len(self.contents.columns[name])
            if any(len(line) != width for line in lines):
                raise DamagedBackup(self._place)
            self.rows[name] += len(lines)
            yield name, lines

    def _section(self) -> tuple[str, int, bytes]:
        line = self._file.readline(_MOST_LINE)
        about, _, claimed = line.rstrip(b"\n").rpartition(b" ")
        try:
            name, first, size = about.decode("ascii").split(" ")
            length = int(size)
            place = f'"{name}"' if not int(first) else f'"{name}" mulai baris {int(first)}'
        except ValueError:
            behind = f"sesudah {self._place}"
            raise DamagedBackup(behind) from None
        self._digest.update(line)
        payload = self._take(length) if 0 <= length <= _MOST_SECTION else b""
        if len(payload) != length or b"%08x" % zlib.crc32(payload, zlib.crc32(about)) != claimed:
            raise DamagedBackup(place)
        self._place = place
        try:
            return name, int(first), zstd.decompress(payload)
        except zstd.ZstdError:
            raise DamagedBackup(place) from None

    def _take(self, size: int) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data

    def _decoded(self, content: bytes, kind: type[Any]) -> Any:
        try:
            return msgspec.msgpack.decode(content, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise DamagedBackup(self._place) from None
