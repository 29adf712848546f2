"""A private PostgreSQL for the tests: made in a folder of its own, reached only by its socket, gone at the end."""

import glob
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

# The cluster is thrown away: waiting for the disk would only make the tests slow.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
}
START_S = 60


class Unavailable(Exception):
    """There is no PostgreSQL to test with; str() says what is missing."""


def given() -> URL | None:
    """The server that LONTAR_TEST_POSTGRES names, if it does."""
    named = os.environ.get("LONTAR_TEST_POSTGRES")
    return make_url(named).set(drivername="postgresql+psycopg") if named else None


def programs() -> Path:
    """Where initdb and postgres are; Unavailable when nowhere."""
    places = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda place: float(place.split("/")[4]))
    on_path = shutil.which("initdb")
    if on_path:
        places.append(str(Path(on_path).resolve().parent))
    for place in reversed(places):
        if (Path(place) / "initdb").exists() and (Path(place) / "postgres").exists():
            return Path(place)
    raise Unavailable("no PostgreSQL here: install it, or name a server in LONTAR_TEST_POSTGRES")


@contextmanager
def private_cluster() -> Iterator[URL]:
    """A server of our own while the block runs; the URL names its first database. Unavailable when none can be had."""
    bin_dir = programs()
    if shutil.which("setpriv") is None:
        raise Unavailable("setpriv is missing, which ends PostgreSQL together with the tests")
    folder = Path(tempfile.mkdtemp(prefix="lontar-pg-"))
    rights: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        rights = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
    # pdeathsig: tests that are killed take their server with them. SIGINT is PostgreSQL's quick end.
    before = ["setpriv", *rights, "--pdeathsig=INT", "--"]
    try:
        _make(folder, [*before, str(bin_dir / "initdb")])
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        serve = [*before, str(bin_dir / "postgres"), "-D", str(folder / "d"), "-k", str(folder), *options]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(serve, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield _when_ready(folder, server)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, initdb: list[str]) -> None:
    """The cluster's files. No password: the folder is closed to others, and there is no way in but its socket."""
    how = ["-D", str(folder / "d"), "-U", "lontar", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run([*initdb, *how], cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise Unavailable(f"PostgreSQL could not make a database: {made.stderr.strip()}")


def _when_ready(folder: Path, server: "subprocess.Popen[bytes]") -> URL:
    """The URL, once the server answers."""
    url = URL.create("postgresql+psycopg", username="lontar", database="postgres", query={"host": str(folder)})
    until = time.monotonic() + START_S
    while True:
        try:
            _connect(url).close()
        except psycopg.OperationalError as fault:
            if server.poll() is not None or time.monotonic() > until:
                log = (folder / "log").read_text(errors="replace")
                raise Unavailable(f"PostgreSQL did not start:\n{log}") from fault
            time.sleep(0.05)
        else:
            return url


@contextmanager
def fresh_database(server: URL) -> Iterator[URL]:
    """A new empty database on that server, dropped afterwards whoever is still connected."""
    name = f"lontar_{secrets.token_hex(6)}"
    with _connect(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    try:
        yield server.set(database=name)
    finally:
        with _connect(server) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _connect(server: URL) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        server.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True, connect_timeout=10
    )
