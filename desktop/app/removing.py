"""A whole profile goes: because its people want that, or because its offices ordered it."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from contract.faults import WorldFault
from desktop.storage import profile
from desktop.storage.profile import InUse, Profile, alone
from desktop.sync import keys


class TakenAway(WorldFault):
    """The office revoked this laptop; its data is no longer here."""

    def __init__(self) -> None:
        super().__init__(
            "Kantor mencabut laptop ini, jadi datanya dihapus dari sini. Yang belum terkirim sudah diterima kantor dan "
            "ditahan di sana; tanyakan kepada pengelola."
        )


def remove(place: Profile, ring: keys.Keyring) -> None:
    """Removes the replica, copies, logs and key; rescue files stay. Whoever calls this has the profile alone.

    The key goes last: whatever a power cut leaves before can still be opened and removed again.
    """
    for ending in ("", "-wal", "-shm", "-journal"):
        place.replica.with_name(place.replica.name + ending).unlink(missing_ok=True)
    for file in place.directory.glob("replica.*"):
        file.unlink(missing_ok=True)
    for folder in (place.backups, place.logs, *place.set_aside.glob("whole-*")):
        shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        place.set_aside.rmdir()
    keys.forget(place.directory, ring)
    for file in (place.key_file, place.key_file.with_name("key.damaged.json"), place.keyring_mark):
        file.unlink(missing_ok=True)
    profile.sync_directory(place.directory)


def take_away(place: Profile, ring: keys.Keyring) -> None:
    """Destroys every key of the profile, here and in the key store, then removes everything that it opened.

    Copies and rescue files go first, for each travels with the locks of the key: the offices have all that waited here.
    A power cut before the key is gone leaves a profile that opens once more, sees the order and goes on with it; with
    the key goes whatever another program still has open.
    """
    for folder in (place.backups, place.rescued, place.set_aside):
        for file in folder.rglob("*"):
            _destroy(file)
        shutil.rmtree(folder, ignore_errors=True)
    for file in (place.key_file.with_name("key.damaged.json"), place.key_file):
        _destroy(file)
    keys.forget(place.directory, ring)
    with suppress(InUse), alone(place.use_lock):
        remove(place, ring)


def _destroy(file: Path) -> None:
    """Overwrites the beginning, where the locks are, and removes the file."""
    with suppress(OSError):
        if file.is_file():
            with file.open("r+b") as opened:
                opened.write(secrets.token_bytes(min(file.stat().st_size, 65536)))
                opened.flush()
                os.fsync(opened.fileno())
    with suppress(OSError):
        file.unlink()
