"""What a replica holds of work and of membership, read out of a file that is whole or damaged.

A damaged file is read as far as its pages go: each page carries a keyed hash, so what can be read is right. Tables are
walked from both ends up to the damage; ops and segments, of which nothing may be left behind, are then looked for on
every single page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlcipher3.dbapi2 as driver

from contract.exchange.blobs import digest_of
from contract.exchange.operations import Op, Sight, unpack_row
from contract.exchange.shapes import RowKey
from desktop.storage.backup.carving import carve
from desktop.storage.database import keyed_connection
from desktop.storage.faults import Busy, sentence_of

Line = dict[str, Any]
"""One row by the names of its columns."""
KEPT: Final = (
    "centre", "realm", "mark", "writer", "lineage", "segment", "op", "setting", "visit", "parcel", "cargo", "receipt",
    "moved_op", "blob", "blob_piece",
)  # fmt: skip
"""Everything of a replica that no centre can give back. Segments come before ops: they tell of authors."""
_YOUNGER: Final = ("parcel", "cargo", "receipt", "moved_op", "blob", "blob_piece")
"""Tables that an older replica does not have."""
_OWING: Final = "b.own = 1 AND b.sent_at IS NULL AND b.got = b.size"
_ONLY: Final = {
    "blob": f"SELECT b.* FROM blob b WHERE {_OWING}",
    "blob_piece": f"SELECT p.* FROM blob_piece p JOIN blob b USING (realm, digest, size) WHERE {_OWING}",
}
"""Of contents of attachments only those that the centre has not: the others can be fetched again."""
_WAIT_S: Final = 10
_BROKEN: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")


@dataclass(slots=True)
class Leftovers:
    """Lines per table. spoilt: tables of which something could not be read; empty for a whole file."""

    tables: dict[str, list[Line]] = field(default_factory=dict)
    spoilt: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was missing."""
        return not self.spoilt

    def of(self, table: str) -> list[Line]:
        """The lines of a table that were there."""
        return self.tables.get(table, [])

    @property
    def waiting(self) -> list[Line]:
        """Ops that the centre had not acknowledged, in the order known."""
        return sorted((op for op in self.of("op") if op["at"] is None), key=lambda op: int(op["ord"]))

    def files(self) -> Iterator[tuple[Line, bytes]]:
        """Contents of attachments that the centre has not said it has, each with its line: those that are whole."""
        pieces: dict[tuple[Any, ...], list[tuple[int, bytes]]] = {}
        for piece in self.of("blob_piece"):
            pieces.setdefault(_content_of(piece), []).append((piece["start"], bytes(piece["content"])))
        for line in self.of("blob"):
            content = b"".join(part for _, part in sorted(pieces.get(_content_of(line), [])))
            if line["own"] and line["sent_at"] is None and digest_of(content) == bytes(line["digest"]):
                yield line, content


def _content_of(line: Line) -> tuple[Any, ...]:
    return line["realm"], bytes(line["digest"]), line["size"]


def read_leftovers(path: Path, key: bytes, salts: Sequence[bytes] = ()) -> Leftovers:
    """Whatever can be read. A file that is not there, or empty, gives nothing and is as good as damaged.

    salts: first bytes that the file may have had, as backups remember them. Raises Busy.
    """
    found = Leftovers()
    if path.exists() and path.stat().st_size:
        connection = _open(path, key)
        try:
            found = lines_of(connection)
        finally:
            connection.close()
    else:
        found.spoilt = list(KEPT)
    if found.spoilt:
        _fill_up(found, carve(path, key, salts))
    return found


def lines_of(connection: Any) -> Leftovers:
    """What the tables of an open database give."""
    found = Leftovers()
    for table in KEPT:
        _read_table(connection, table, found)
    return found


def _fill_up(found: Leftovers, carved: dict[str, list[Line]]) -> None:
    """Lines that no way through the tables led to any more."""
    for table, number in (("segment", "n0"), ("op", "n")):
        known = {(line["author"], line[number]) for line in found.of(table)}
        fresh = [line for line in carved[table] if (line["author"], line[number]) not in known]
        found.tables[table] = found.of(table) + fresh


def _open(path: Path, key: bytes) -> Any:
    connection = keyed_connection(path, key, _WAIT_S)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except driver.DatabaseError as error:
        if not _is_damage(error):
            connection.close()
            raise sentence_of(error) from error
    return connection


def _is_damage(error: BaseException) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(_BROKEN)


def _read_table(connection: Any, table: str, found: Leftovers) -> None:
    try:
        columns = [line[1] for line in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
        if not columns and table not in _YOUNGER:
            found.spoilt.append(table)
        if not columns:
            return
        asked = _ONLY.get(table, f'SELECT * FROM "{table}"')
        lines = [tuple(line) for line in connection.execute(asked).fetchall()]
    except driver.DatabaseError as error:
        if not _is_damage(error):
            raise sentence_of(error) from error
        found.spoilt.append(table)
        lines = list(_each_way(connection, table))
        columns = _columns(connection, table)
    found.tables[table] = [dict(zip(columns, line, strict=True)) for line in lines]


def _columns(connection: Any, table: str) -> list[str]:
    try:
        return [line[1] for line in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
    except driver.DatabaseError:
        return []


def _each_way(connection: Any, table: str) -> Iterator[tuple[Any, ...]]:
    """Lines from the front until the damage, and from the back until it."""
    seen: set[tuple[Any, ...]] = set()
    way = "author {0}, n {0}" if table == "op" else "rowid {0}"
    for order in ("ASC", "DESC"):
        try:
            for line in connection.execute(f'SELECT * FROM "{table}" ORDER BY {way.format(order)}'):
                if tuple(line) not in seen:
                    seen.add(tuple(line))
                    yield tuple(line)
        except driver.DatabaseError:
            continue


def is_whole(path: Path, key: bytes) -> bool:
    """Whether every page and index of a file is right. Raises Busy when another program holds it."""
    if not path.exists() or not path.stat().st_size:
        return False
    connection = keyed_connection(path, key, _WAIT_S)
    try:
        found = [line for (line,) in connection.execute("PRAGMA integrity_check").fetchall()]
    except driver.DatabaseError as error:
        if not _is_damage(error):
            raise sentence_of(error) from error
        return False
    finally:
        connection.close()
    return found == ["ok"]


def fold_log_in(path: Path, key: bytes) -> None:
    """Brings the write-ahead log into the file, which then stands alone. Raises Busy while anybody else has it open."""
    connection = keyed_connection(path, key, _WAIT_S)
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except driver.DatabaseError as error:
        raise sentence_of(error) from error
    finally:
        connection.close()
    if mode != "delete":
        raise Busy("Data sedang dipakai program lain. Tutup jendela Lontar yang lain lalu ulangi.")


_saw = msgspec.msgpack.Decoder(tuple[Sight, ...]).decode


def op_of(line: Line) -> Op:
    """The op of a line of the table op."""
    return Op(
        author=line["author"],
        n=line["n"],
        key=RowKey(line["tbl"], line["k1"], line["k2"], line["k3"]),
        patch=unpack_row(line["patch"]),
        base=line["base"],
        wall=line["wall"],
        run=line["run"],
        saw=_saw(line["saw"]) if line["saw"] is not None else (),
        schema=line["schema"],
    )
