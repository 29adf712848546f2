"""Databases with the tables of today, made by the shipped migrations once a process and copied from then on."""

from __future__ import annotations

import atexit
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from desktop.storage.database import Database, keyed_connection
from server.store.opening import create_centre

_FIRST_KEY = b"first" * 6 + b"!!"


def lay(database: str) -> None:
    """Lays the tables where this URL has none yet; what is there stays as it is."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        place = Path(url.database or "")
        if not place.exists():
            with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(_sqlite())
    elif _is_empty(url):
        ready, name = sql.Identifier(_postgres(url.set(database="postgres"))), sql.Identifier(url.database or "")
        with _connect(url.set(database="postgres")) as connection:
            connection.execute(sql.SQL("DROP DATABASE {}").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, ready))


def lay_replica(path: Path, key: bytes) -> None:
    """Lays a laptop's tables where no replica is yet; what is there stays as it is."""
    if path.exists() and path.stat().st_size:
        return
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
        file.write(_replica())
    laid = keyed_connection(path, _FIRST_KEY, 0)
    laid.execute("SELECT count(*) FROM sqlite_master").close()
    laid.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"").close()
    laid.close()


@cache
def _replica() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        Database(Path(folder) / "replica.db", _FIRST_KEY).close()
        return (Path(folder) / "replica.db").read_bytes()


@cache
def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        create_centre(f"sqlite:///{folder}/central.db").close()
        return (Path(folder) / "central.db").read_bytes()


@cache
def _postgres(server: URL) -> str:
    name = f"lontar_ready_{os.getpid()}"
    with _connect(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    create_centre(server.set(database=name).render_as_string(hide_password=False)).close()
    atexit.register(_drop, server, name)
    return name


def _drop(server: URL, name: str) -> None:
    with suppress(psycopg.OperationalError), _connect(server) as connection:  # our own server has ended by then
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _is_empty(url: URL) -> bool:
    with _connect(url) as connection:
        found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    return found is None


def _connect(url: URL) -> psycopg.Connection[tuple[object, ...]]:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True, connect_timeout=10)
