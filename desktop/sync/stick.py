"""Files on a stick: written whole or not at all, and read without ever being changed.

A stick is full, locked, pulled out or worn. Whatever happens, the files that lay on it before stay as they were, and
the laptop knows what did not work. `opened` in `write` is how a new file is opened; tests hand in one that breaks.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from contract.exchange.malformed import Malformed
from contract.exchange.parcels import MOST_FILE, Damaged, NewerFormat, NotAFile
from contract.faults import WorldFault
from desktop.storage.complaints import of_system

ENDING = ".lontar"
FIRST_COPY = "_salinan-pertama.snapshot"
_UNFINISHED = ".part"
_NAME_LENGTH = 40
"""Letters of an office's and of a laptop's name in a file's: FAT32 and old copying programs have little patience."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PULLED = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.EBADF, errno.ESTALE, errno.ENOTCONN)
_BLOCK = 64 * 1024


class NoStick(WorldFault):
    """The folder is not there."""


class StickFull(WorldFault):
    """There is no room; nothing was written."""


class StickLocked(WorldFault):
    """The stick can only be read."""


class StickPulled(WorldFault):
    """The stick went away while it was written or read."""


class StickWorn(WorldFault):
    """The stick gave back other bytes than were written."""


class UnfitFile(WorldFault):
    """The file is none of ours, damaged, or of a newer program. part: the damaged one, 0 the header, None for none."""

    def __init__(self, sentence: str, part: int | None = None) -> None:
        super().__init__(sentence)
        self.part = part


Opened = Callable[[Path], BinaryIO]
"""How a new file is opened."""


def _new_file(path: Path) -> BinaryIO:
    return path.open("xb")


def file_name(code: str, office: str, written: int, laptop: str, number: int) -> str:
    """A name that tells people what it is: office, day, laptop, running number; every file system takes it."""
    return f"{_beginning(code, office, written)}_{_plain(laptop) or 'laptop'}_{number:03}{ENDING}"


def first_copy_name(code: str, office: str, made: int) -> str:
    """The same for an office's first copy."""
    return f"{_beginning(code, office, made)}{FIRST_COPY}"


def _beginning(code: str, office: str, at: int) -> str:
    day = datetime.fromtimestamp(at, UTC).astimezone().strftime("%Y-%m-%d")
    place = "-".join(part for part in (_plain(code), _plain(office)) if part)
    return f"Lontar_{place}_{day}"


def _plain(text: str) -> str:
    """Letters, digits, dots and hyphens: what is left of a name on FAT32, in any country."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", ascii_).strip("-.")[:_NAME_LENGTH].strip("-.")


def write(folder: Path, name: str, content: bytes, opened: Opened = _new_file) -> Path:
    """A new file with this content in the folder, on the medium and read back; gives its place.

    Never over one that is there: then the name gets a further number. Raises NoStick, StickFull, StickLocked,
    StickPulled and StickWorn, and then nothing of it is left, as far as the stick can still be reached.
    """
    return _lay(folder, name, lambda: iter([content]), opened)


def copy(source: Path, folder: Path, name: str, opened: Opened = _new_file) -> Path:
    """The same for a file of any size that lies on this laptop: its bytes go by piece by piece."""

    def pieces() -> Iterator[bytes]:
        with source.open("rb") as file:
            yield from _pieces(file)

    return _lay(folder, name, pieces, opened)


def is_same(there: Path, here: Path) -> bool:
    """Whether a file on the stick holds the same bytes as one on this laptop; not where it can't be read."""
    try:
        return there.stat().st_size == here.stat().st_size and _read_back(there) == _read_back(here)
    except OSError:
        return False


def _lay(folder: Path, name: str, pieces: Callable[[], Iterator[bytes]], opened: Opened) -> Path:
    if not folder.is_dir():
        raise NoStick(f"Map {folder} tidak ditemukan. Tancapkan flashdisk, lalu pilih mapnya dan ulangi.")
    try:
        _sweep(folder, name)
        path = _free_place(folder, name)
        new = path.with_name(path.name + _UNFINISHED)
    except OSError as error:
        raise translated(error, folder) from error
    written = hashlib.sha256()
    try:
        with opened(new) as file:
            for piece in pieces():
                written.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.rename(new, path)
        _sync_folder(folder)
        came_back = _read_back(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise translated(error, folder) from error
    if came_back != written.digest():
        with suppress(OSError):
            path.unlink()
        raise StickWorn(
            f"Flashdisk di {folder} tidak menyimpan data dengan benar, mungkin sudah aus. Pakai flashdisk lain."
        )
    return path


def _sweep(folder: Path, name: str) -> None:
    """Removes what an earlier writing of this laptop left unfinished when the stick was pulled."""
    beginning = name.rpartition("_")[0]
    if name.endswith(FIRST_COPY):
        for left in folder.glob(f"Lontar_*{FIRST_COPY}{_UNFINISHED}"):
            left.unlink(missing_ok=True)
        return
    for left in folder.glob(f"*{ENDING}{_UNFINISHED}"):
        if left.name.startswith("Lontar_") and left.name.rpartition("_")[0].split("_")[3:] == beginning.split("_")[3:]:
            left.unlink(missing_ok=True)


def _free_place(folder: Path, name: str) -> Path:
    path, again = folder / name, 2
    beginning, dot, ending = name.rpartition(".")
    while path.exists():
        path = folder / f"{beginning}-{again}{dot}{ending}"
        again += 1
    return path


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder can't be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems know no such thing for folders
            raise
    finally:
        os.close(descriptor)


def _read_back(path: Path) -> bytes:
    """The digest of what the medium gives."""
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            # Else the system would give back what it still has in memory, and tell nothing of the stick.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        read = hashlib.sha256()
        for piece in _pieces(file):
            read.update(piece)
        return read.digest()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_BLOCK):
        yield piece


def _whole(file: BinaryIO) -> bytes:
    gathered = bytearray()
    while piece := file.read(_BLOCK):
        gathered += piece
        if len(gathered) > MOST_FILE + _BLOCK:
            raise UnfitFile(f"{file.name} terlalu besar untuk berkas Lontar. Pilih berkas lain.")
    return bytes(gathered)


def translated(error: OSError, folder: Path) -> WorldFault:
    """What a stick's complaint means for whoever holds it."""
    if error.errno in _FULL:
        return StickFull(f"Flashdisk di {folder} penuh; tidak ada yang ditulis. Kosongkan ruang, lalu ulangi.")
    if error.errno == errno.EROFS:
        return StickLocked(
            f"Flashdisk di {folder} terkunci: hanya dapat dibaca. Geser kuncinya atau pakai flashdisk lain."
        )
    if error.errno in _PULLED:
        return StickPulled(
            f"Flashdisk di {folder} tercabut atau tidak menjawab. Tancapkan lagi, lalu ulangi; data di laptop aman."
        )
    return StickLocked(f"Map {folder} tidak dapat dipakai ({of_system(error)}). Periksa izinnya atau pilih map lain.")


def read(path: Path) -> bytes:
    """The bytes of a file on a stick. Raises NoStick, StickPulled, StickLocked and UnfitFile."""
    try:
        with path.open("rb", buffering=0) as file:
            return _whole(file)
    except FileNotFoundError:
        raise NoStick(f"Berkas {path} tidak ditemukan. Tancapkan flashdisk, lalu pilih berkasnya.") from None
    except OSError as error:
        raise translated(error, path) from error


def files_in(place: Path) -> list[Path]:
    """The Lontar files that a path names: itself, or those in a folder, in the order of their names.

    A Mac leaves "._NAME" beside each file that it copies to a stick: what begins with a dot is no file of ours.
    """
    if not place.is_dir():
        return [place]
    try:
        return sorted(
            file
            for file in place.iterdir()
            if file.name.endswith(ENDING) and not file.name.startswith(".") and file.is_file()
        )
    except OSError as error:
        raise translated(error, place) from error


def unfit(error: Malformed, path: Path) -> UnfitFile:
    """Why a file can't be taken, in words for a person."""
    if isinstance(error, NotAFile):
        return UnfitFile(f"{path.name} bukan berkas Lontar. Pilih berkas yang namanya berakhir {ENDING}.")
    if isinstance(error, NewerFormat):
        return UnfitFile(f"{path.name} ditulis Lontar yang lebih baru. Perbarui Lontar di laptop ini, lalu ulangi.")
    if isinstance(error, Damaged):
        which = "kepala berkas" if error.part == 0 else f"bagian {error.part}"
        return UnfitFile(
            f"{path.name} rusak atau tidak lengkap ({which}); tidak ada yang diambil. Salin ulang dari asalnya.",
            error.part,
        )
    return UnfitFile(f"Isi {path.name} tidak dipahami. Perbarui Lontar di laptop ini, lalu ulangi.")
