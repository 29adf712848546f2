"""Floors: what the same rows cost with nothing around them, measured in the same run on the same machine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from backports import zstd

from server.store.centre import Centre, address
from server.store.tables import metadata

_LEVEL = 19
Lines = Mapping[str, Sequence[dict[str, Any]]]
"""Lines by the name of their table."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Seconds on the wall, and of this process's CPU."""

    wall_s: float
    cpu_s: float


def floor_bytes(rows: Sequence[dict[str, Any]]) -> int:
    """zstd -19 of the rows as MessagePack, in bytes."""
    encoder = msgspec.msgpack.Encoder()
    return len(zstd.compress(b"".join(encoder.encode(row) for row in rows), level=_LEVEL))


def floor_seconds(url: str, rows: Sequence[dict[str, Any]]) -> float:
    """One executemany of the rows, per kind of row, into an empty database of the same kind, with a durable commit."""
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=FULL"))
    return _timed(engine, rows).wall_s


def floor_encrypted(path: Path, rows: Sequence[dict[str, Any]]) -> Floor:
    """The same into an encrypted SQLite file in WAL with synchronous=FULL, as the replica is."""

    def connect() -> Any:
        connection = sqlcipher.connect(str(path))
        connection.execute(f"PRAGMA key=\"x'{'00' * 32}'\"")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    return _timed(sa.create_engine("sqlite://", creator=connect, module=sqlcipher), rows)


def _timed(engine: sa.Engine, rows: Sequence[dict[str, Any]]) -> Floor:
    metadata = sa.MetaData()
    by_shape: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_shape.setdefault(tuple(row), []).append(row)
    tables = [
        sa.Table(f"floor_{index}", metadata, *_columns(members[0])) for index, members in enumerate(by_shape.values())
    ]
    metadata.drop_all(engine)
    metadata.create_all(engine)
    begun = time.perf_counter(), time.process_time()
    with engine.begin() as connection:
        for table, members in zip(tables, by_shape.values(), strict=True):
            connection.execute(sa.insert(table), members)
    took = Floor(time.perf_counter() - begun[0], time.process_time() - begun[1])
    metadata.drop_all(engine)
    engine.dispose()
    return took


def _columns(row: dict[str, Any]) -> list[sa.Column[Any]]:
    kind: Callable[[Any], Any] = lambda value: sa.BigInteger() if isinstance(value, int) else sa.Text()  # noqa: E731
    return [sa.Column(name, kind(value), primary_key=name == "id") for name, value in row.items()]


def floor_of_lines(url: str, lines: Lines, directory: Path, *, by_driver: bool) -> Floor:
    """One executemany per table of the centre's own lines into tables like its own, in one durable transaction.

    By SQLAlchemy as the floors above, or by the driver alone. SQLite in a new file, PostgreSQL in a schema of its own.
    """
    found = address(url)
    put = partial(_put_by_driver if by_driver else _put_lines, lines)
    if found.get_backend_name() == "sqlite":
        with tempfile.TemporaryDirectory(dir=directory) as new, closing(Centre(f"sqlite:///{new}/floor.db")) as centre:
            centre.create_tables()
            begun = time.perf_counter(), time.process_time()
            with centre.writing() as connection:
                put(connection)
            return Floor(time.perf_counter() - begun[0], time.process_time() - begun[1])
    engine = sa.create_engine(found, connect_args={"options": "-c search_path=floor"})
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA floor")
    try:
        metadata.create_all(engine)
        begun = time.perf_counter(), time.process_time()
        with engine.begin() as connection:
            put(connection)
        return Floor(time.perf_counter() - begun[0], time.process_time() - begun[1])
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA floor CASCADE")
        engine.dispose()


def _put_lines(lines: Lines, connection: sa.Connection) -> None:
    for name, members in lines.items():
        connection.execute(sa.insert(metadata.tables[name]), list(members))


def _put_by_driver(lines: Lines, connection: sa.Connection) -> None:
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    for name, members in lines.items():
        signs, values = ", ".join([sign] * len(members[0])), [tuple(line.values()) for line in members]
        connection.exec_driver_sql(f"INSERT INTO {name} ({', '.join(members[0])}) VALUES ({signs})", values)
