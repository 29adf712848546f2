"""A profile: the folder with one laptop's replica, key file, lock and logs; and how its small files are written."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

import platformdirs

from contract.faults import WorldFault
from desktop.storage.complaints import of_system
from desktop.storage.faults import DiskFull, NotWritable

_CLOUDS: Final = (
    ("OneDrive", re.compile(r"onedrive([ -].*)?")),
    ("Dropbox", re.compile(r"dropbox([ (-].*)?")),
    ("Google Drive", re.compile(r"google ?drive([ (-].*)?|my drive|drive saya")),
    ("iCloud Drive", re.compile(r"icloud ?drive|mobile documents")),
)
"""What these programs call their folder, compared with each part of the path in lower case."""
_ONEDRIVE_TELLS: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Environment variables in which OneDrive names its folders on Windows, whatever they are called."""

_ROOM_BYTES: Final = 65536


class UnfitFolder(WorldFault):
    """This folder may not hold a profile; the sentence says why and what to choose."""


class InUse(WorldFault):
    """Another process does that now."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where things lie in a profile. Making one touches no disk; `open_profile` does."""

    directory: Path

    @property
    def replica(self) -> Path:
        """The encrypted database; SQLite keeps its -wal and -shm beside it."""
        return self.directory / "replica.db"

    @property
    def key_file(self) -> Path:
        """The replica's key, locked by passphrases and the recovery code."""
        return self.directory / "key.json"

    @property
    def keyring_mark(self) -> Path:
        """An empty file, there when the system's key store is worth asking: asking costs a third of a second."""
        return self.directory / "keyring"

    @property
    def sync_lock(self) -> Path:
        """Held by the one process that speaks with the centre."""
        return self.directory / "sync.lock"

    @property
    def hub_lock(self) -> Path:
        """Held by the one process in which this laptop is a hub."""
        return self.directory / "hub.lock"

    @property
    def use_lock(self) -> Path:
        """Held together by all who have the replica open; alone by who exchanges or removes it."""
        return self.directory / "use.lock"

    @property
    def backups(self) -> Path:
        """Verified copies of the replica, one a day."""
        return self.directory / "backups"

    @property
    def rescued(self) -> Path:
        """Rescue files: written before anything is removed, and never removed by the program."""
        return self.directory / "rescue"

    @property
    def set_aside(self) -> Path:
        """Replicas that were replaced, whole or damaged."""
        return self.directory / "replaced"

    @property
    def doubt(self) -> Path:
        """An empty file, there after a damaged page was met at work: the next start looks at every page."""
        return self.directory / "look-at-every-page"

    @property
    def restoring(self) -> Path:
        """The copy that a restore prepares; under this name it is not yet complete."""
        return self.directory / "replica.restoring"

    @property
    def restored(self) -> Path:
        """A complete copy that is to take the replica's place; whoever opens the profile next finishes that."""
        return self.directory / "replica.restored"

    @property
    def logs(self) -> Path:
        """Logs and what a crash leaves; nothing in them names a person."""
        return self.directory / "logs"

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept here: no key, and no database with anything in it."""
        return not self.key_file.exists() and not (self.replica.exists() and self.replica.stat().st_size)


def default_directory() -> Path:
    """The profile's folder when none is named: local to this machine, never in a roaming profile."""
    return platformdirs.user_data_path("lontar", appauthor=False)


def open_profile(directory: Path | None = None) -> Profile:
    """The profile in this folder, made if need be, readable by its owner only.

    Raises UnfitFolder for a folder that a cloud program copies or that lies on another machine, NotWritable, DiskFull.
    """
    chosen = Path(os.path.abspath(directory or default_directory()))
    for path in (chosen, chosen.resolve()):
        _refuse_elsewhere(path)
    try:
        chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
        # An empty folder is ours from now on. One with other things in it keeps its mode: it may be a shared one, and
        # every file of ours is closed to others by itself.
        if not any(chosen.iterdir()):
            chosen.chmod(0o700)
        (chosen / "logs").mkdir(mode=0o700, exist_ok=True)
        _prove_writable(chosen)
        _make_closed(Profile(chosen).replica)
    except FileExistsError:
        raise UnfitFolder(f"{chosen} adalah berkas, bukan map. Pilih map lain dengan --profile.") from None
    except OSError as error:
        raise translated(error, chosen) from error
    return Profile(chosen)


def cloud_over(directory: Path) -> str | None:
    """The cloud program that copies this folder elsewhere, by its name or by what the program leaves; None for none."""
    for path in (directory, directory.resolve()):
        cloud = cloud_of(path) or _cloud_by_its_marks(path)
        if cloud is not None:
            return cloud
    return None


def _refuse_elsewhere(path: Path) -> None:
    cloud = cloud_over(path)
    if cloud is not None:
        raise UnfitFolder(
            f"Map {path} disalin oleh {cloud}, dan itu merusak basis data. Pilih map di luar {cloud} dengan --profile."
        )
    if is_on_another_machine(path):
        raise UnfitFolder(
            f"Map {path} terletak di komputer lain, dan basis data di sana mudah rusak. Pilih map di laptop ini."
        )


def cloud_of(path: PurePath) -> str | None:
    """The cloud program that by the folders' names copies this path elsewhere; None when no name tells of one."""
    for part in path.parts:
        for cloud, pattern in _CLOUDS:
            if pattern.fullmatch(part.casefold()):
                return cloud
    return None


def is_on_another_machine(path: PurePath) -> bool:
    """Whether a Windows path begins with a machine's name: SQLite's write-ahead log needs memory that is shared."""
    return path.drive.startswith("\\\\")


def _cloud_by_its_marks(path: Path) -> str | None:
    """A cloud's folder under a name of the owner's choice, known by what the cloud's program leaves."""
    for tell in _ONEDRIVE_TELLS:
        named = os.environ.get(tell)
        if named and path.is_relative_to(named):
            return "OneDrive"
    for folder in (path, *path.parents):
        # In the home folder .dropbox is a folder, the program's own; in the copied folder it is a file.
        if (folder / ".dropbox.cache").is_dir() or (folder / ".dropbox").is_file():
            return "Dropbox"
    return None


def _prove_writable(directory: Path) -> None:
    """Writes a file and removes it: rights alone tell too little on Windows, on a read-only disk and on a full one.

    SQLite needs this room merely to read, for the index of its log, and calls a full disk an I/O error there.
    """
    probe = directory / f".probe-{os.getpid()}"
    try:
        probe.unlink(missing_ok=True)
        with os.fdopen(_made_anew(probe), "wb", buffering=0) as file:
            for _ in range(_ROOM_BYTES // 4096):
                file.write(bytes(4096))
    finally:
        probe.unlink(missing_ok=True)


def _made_anew(path: Path) -> int:
    """A new file that only its owner may read; never one that somebody laid there as a link to another."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)


def _make_closed(path: Path) -> None:
    """Makes an empty file that only its owner may read. SQLite gives -wal and -shm the mode of the database."""
    try:
        os.close(_made_anew(path))
    except FileExistsError:
        pass


def translated(error: OSError, place: Path) -> WorldFault:
    """Our own fault for what the system refused to do with a file or folder of a profile."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(f"Cakram penuh: {place} tidak dapat ditulis. Kosongkan ruang lalu ulangi.")
    return NotWritable(f"{place} tidak dapat ditulis ({of_system(error)}). Periksa izinnya, atau pilih tempat lain.")


def write_durably(path: Path, content: bytes) -> None:
    """Replaces a small file whole: after a power cut at any moment it holds the old content or the new.

    Only its owner may read it. Raises NotWritable or DiskFull, and then the old content stands.
    """
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(_made_anew(new), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        sync_directory(path.parent)
        came_back = path.read_bytes()
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise translated(error, path) from error
    if came_back != content:
        raise NotWritable(f"Cakram tidak menyimpan {path} dengan benar. Pindahkan profil ke cakram lain.")


def sync_directory(directory: Path) -> None:
    """Brings the names in a folder to the disk: a file renamed there keeps its new name after a power cut."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there, and NTFS logs the renaming
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(lock: Path, *, told: str = "") -> Iterator[None]:
    """Holds a lock file while the block runs. Raises InUse at once when another process holds it.

    The system lets go when the process ends, in whatever way, so a lock never outlives its holder. told: the sentence
    of the fault.
    """
    descriptor = _opened_lock(lock)
    try:
        if not _taken(descriptor):
            raise InUse(told or "Lontar yang lain sedang melakukannya. Tunggu sampai selesai lalu ulangi.")
        yield
    finally:
        os.close(descriptor)


def hold_together(lock: Path) -> int:
    """Holds a lock file beside others who do the same, until `let_go`. Raises InUse while one holds it `alone`.

    Windows has no such lock for us, nor needs it: a file that anybody has open can be neither renamed nor removed.
    """
    descriptor = _opened_lock(lock)
    if not _taken(descriptor, together=True):
        os.close(descriptor)
        raise InUse("Data profil ini sedang dipulihkan atau dipindahkan. Tunggu sampai selesai lalu ulangi.")
    return descriptor


def let_go(descriptor: int) -> None:
    """Ends `hold_together`."""
    os.close(descriptor)


def _opened_lock(lock: Path) -> int:
    try:
        return os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise translated(error, lock) from error


def _taken(descriptor: int, *, together: bool = False) -> bool:
    if together and sys.platform == "win32":
        return True
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if together else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
