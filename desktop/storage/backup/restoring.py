"""A copy takes the replica's place: prepared beside it, exchanged by renaming, finished by whoever opens next.

Until the copy has its second name nothing of the profile has changed. From then on every opening of the profile first
finishes the exchange, so that after a kill or a power cut there is the old replica or the new one, whole. The replaced
one is kept.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.storage.backup.container import Kind, NotOurs, extract, read_head
from desktop.storage.backup.copying import prove_copy
from desktop.storage.backup.leftovers import Leftovers, fold_log_in, is_whole
from desktop.storage.backup.takeover import Taken, take_over
from desktop.storage.database import Database, Failpoint, no_failpoint
from desktop.storage.profile import Profile, alone, sync_directory, translated, write_durably
from desktop.storage.replica import Replica

_LOGS = ("", "-wal", "-shm", "-journal")
BUSY = "Data profil ini sedang terbuka. Tutup jendela dan perintah Lontar yang lain lalu ulangi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did. made_at: of the copy. kept: where the replaced replica lies, None when there was none."""

    made_at: int
    taken: Taken
    kept: Path | None


def restore(place: Profile, key: bytes, source: Path, left: Leftovers, failpoint: Failpoint = no_failpoint) -> Restored:
    """Puts the copy in `source` in the replica's place, with what the leftovers tell. Nobody may have the profile open.

    The caller holds `place.use_lock` alone, and has written the leftovers' work into a rescue file.
    """
    head = read_head(source)
    if head.kind is not Kind.BACKUP:
        raise NotOurs(f"{source.name} berkas penyelamatan, bukan salinan cadangan. Pakai lontar rescue read.")
    draft = place.restoring
    _remove(draft)
    extract(source, key, draft)
    failpoint("copy taken out")
    prove_copy(draft, key, head.rows)
    database = Database(draft, key)
    try:
        taken = database.call(take_over, Replica(database), left).result()
    finally:
        database.close()
    fold_log_in(draft, key)
    failpoint("copy prepared")
    try:
        kept = _make_aside(place, whole=left.whole) if _is_anything(place) else None
        if not place.key_file.exists():
            write_durably(place.key_file, head.locks)
        _sync_file(draft)
        os.replace(draft, place.restored)
        sync_directory(place.directory)
    except OSError as error:
        raise translated(error, draft) from error
    failpoint("copy named")
    finish(place, failpoint)
    return Restored(made_at=head.made_at, taken=taken, kept=kept)


def prepare_old(place: Profile, key: bytes) -> bool:
    """Whether the replica is whole; then it lies in one file, with its log folded in. Raises Busy."""
    if not is_whole(place.replica, key):
        return False
    fold_log_in(place.replica, key)
    return True


def finish(place: Profile, failpoint: Failpoint = no_failpoint) -> bool:
    """Ends an exchange that has begun; whether there was one. The caller holds `place.use_lock` alone."""
    if not place.restored.exists():
        return False
    try:
        _put_aside(place, failpoint)
        place.doubt.unlink(missing_ok=True)
        os.replace(place.restored, place.replica)
        sync_directory(place.directory)
    except OSError as error:
        raise translated(error, place.replica) from error
    failpoint("exchanged")
    return True


def _put_aside(place: Profile, failpoint: Failpoint) -> None:
    """The logs before the file: a log beside a file that is not its own would be read into it."""
    if not _is_anything(place):
        return
    aside = _aside_under_way(place)
    for ending in reversed(_LOGS):
        old = place.replica.with_name(place.replica.name + ending)
        if old.exists():
            os.replace(old, aside / old.name)
            failpoint(f"old{ending} aside")
    sync_directory(aside)


def finish_if_begun(place: Profile) -> None:
    """What every opening does first. Raises InUse while somebody is at it."""
    if place.restored.exists():
        with alone(place.use_lock, told=BUSY):
            finish(place)


def _is_anything(place: Profile) -> bool:
    """A file cut to nothing may still have its log beside it."""
    files = (place.replica.with_name(place.replica.name + ending) for ending in _LOGS)
    return any(file.exists() and file.stat().st_size > 0 for file in files)


def _make_aside(place: Profile, *, whole: bool) -> Path:
    """The folder into which the replaced replica will go; its name is newer than all others."""
    place.set_aside.mkdir(mode=0o700, exist_ok=True)
    number = 1 + max((_number(folder) for folder in place.set_aside.iterdir()), default=0)
    folder = place.set_aside / f"{'whole' if whole else 'damaged'}-{number}"
    folder.mkdir(mode=0o700)
    sync_directory(place.set_aside)
    return folder


def _number(folder: Path) -> int:
    with suppress(ValueError):
        return int(folder.name.rpartition("-")[2])
    return 0


def _aside_under_way(place: Profile) -> Path:
    """The newest folder is the one that was made for this exchange."""
    folders = sorted(place.set_aside.iterdir(), key=_number) if place.set_aside.is_dir() else []
    return folders[-1] if folders else _make_aside(place, whole=False)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(draft: Path) -> None:
    """A draft of an earlier restore that was cut off: nothing was ever worked in it."""
    for ending in _LOGS:
        draft.with_name(draft.name + ending).unlink(missing_ok=True)
