"""Opening the centre's database: a new one is made, an older one upgraded, a newer one left alone."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from pathlib import Path

from contract.faults import WorldFault
from server.store import complaints
from server.store.centre import Centre, NoDatabase, address
from server.store.migrations import OURS, State, Steps, state_of, upgrade


class NewerDatabase(WorldFault):
    """The database was made by a newer program; nothing was touched."""


class NotPrepared(NoDatabase):
    """There is no office in this database yet."""


def create_centre(url: str, steps: Steps = OURS) -> Centre:
    """The centre at this URL, its tables made if it has none. Raises BadAddress, NoDatabase, NewerDatabase."""
    place = _file_of(url)
    if place is not None and not place.exists():
        _make_closed(place)
    return _opened(url, steps, new=True)


def open_centre(url: str, steps: Steps = OURS) -> Centre:
    """The centre at this URL, which must have been made. Raises BadAddress, NoDatabase, NotPrepared, NewerDatabase."""
    place = _file_of(url)
    if place is not None and not place.exists():
        raise NotPrepared(f"Belum ada basis data di {place}. Buat dulu dengan lontar-server init.")
    return _opened(url, steps, new=False)


def _opened(url: str, steps: Steps, *, new: bool) -> Centre:
    with ExitStack() as on_refusal:
        centre = on_refusal.enter_context(closing(Centre(url)))
        with centre.snapshot() as connection:
            state = state_of(connection, steps)
        if state is State.NEWER:
            raise NewerDatabase("Basis data ini dibuat oleh Lontar yang lebih baru. Perbarui program lalu ulangi.")
        if state is State.EMPTY and not new:
            raise NotPrepared("Basis data ini belum berisi kantor. Buat dulu dengan lontar-server init.")
        if state is State.OLDER:
            _back_up(centre, steps)
        if state is not State.CURRENT:
            _upgrade(centre, steps)
        on_refusal.pop_all()
    return centre


def _upgrade(centre: Centre, steps: Steps) -> None:
    with centre.writing() as connection:
        # Another process may have been quicker.
        if state_of(connection, steps) in (State.EMPTY, State.OLDER):
            upgrade(connection, steps)


def _back_up(centre: Centre, steps: Steps) -> None:
    """A copy beside an SQLite file. PostgreSQL has its own ways, which README names."""
    if not centre.is_sqlite or centre.url.database is None:
        return
    with centre.snapshot() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    coming = steps.names[steps.names.index(str(version)) + 1]
    copy = Path(f"{centre.url.database}.before-{coming}")
    copy.unlink(missing_ok=True)
    _make_closed(copy)
    centre.copy_to(copy)


def _file_of(url: str) -> Path | None:
    found = address(url)
    if not found.drivername.startswith("sqlite") or not found.database:
        return None
    return Path(found.database)


def _make_closed(place: Path) -> None:
    """An empty file that only its owner may read: it will hold keys. SQLite gives -wal and -shm the same mode."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise NoDatabase(f"Berkas {place} tidak dapat dibuat: {complaints.of_system(error)}.") from None
