"""An office's first copy out of a file: fetched at any byte where it was cut, taken page by page while it comes.

A page is taken as soon as all of it is here and proven, so people are on the screen long before the end. Where the file
is gone or can't be read, pages are streamed from where this laptop stands by then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from contract.exchange.begun import Snapshot
from contract.exchange.frames import FrameType, read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Ahead, Rows, read_message, write_message
from contract.exchange.snapshots import MAGIC, MOST_COVER, Opening, is_whole, open_page, read_opening
from desktop.storage import first_copies, registration
from desktop.storage.replica import Replica
from desktop.sync.faults import RoadFault

UNFINISHED, WHOLE = ".part", ".snapshot"
_PIECE = 64 * 1024
Take = Callable[[int, bytes], None]
"""Takes one frame, as those of an answer are taken."""


class Taking:
    """The pages of one file that comes by and by, each given to `take` once. On any thread but the database's."""

    def __init__(self, replica: Replica, told: Snapshot, file: BinaryIO, take: Take) -> None:
        self._replica, self._told, self._file, self._take = replica, told, file, take
        self._opening: Opening | None = None
        self._since, self._reach = replica.database.call(first_copies.place, replica, told.realm).result()
        self._done = 0
        self._is_told = False

    def go_on(self) -> None:
        """Takes the pages that are whole by now. Raises Malformed for a file that is not the one told, or damaged."""
        size = self._file.seek(0, os.SEEK_END)
        if self._opening is None:
            self._opening = self._open()
        if self._opening is None:
            return
        pages = list(self._opening.places())
        for place, at, page in pages[self._done :]:
            if at + page.size > size:
                return
            self._file.seek(at)
            sealed = self._file.read(page.size)
            if not is_whole(page, sealed):
                raise Malformed("snapshot with a changed page")
            self._done += 1
            if page.seq > self._since:
                self._say_how_far()
                self._take_page(open_page(self._told.key, place, sealed))

    @property
    def is_over(self) -> bool:
        """Whether every page was taken."""
        return self._opening is not None and self._done == len(self._opening.cover.pages)

    def _open(self) -> Opening | None:
        self._file.seek(0)
        opening = read_opening(self._file.read(MOST_COVER + _PIECE))
        if opening is None:
            return None
        cover, told = opening.cover, self._told
        public = self._replica.database.call(registration.pinned_key, self._replica, told.realm).result()
        if opening.name != told.name or cover.realm != told.realm or not opening.is_of(public or b""):
            raise Malformed("snapshot that is not the one told")
        if cover.reach != self._reach or (cover.seq, cover.head) != (told.seq, told.head):
            raise Malformed("snapshot for somebody who sees something else")
        return opening

    def _say_how_far(self) -> None:
        """Before the first page: they pass over rows that changed behind them, as those of an answer."""
        if not self._is_told:
            ((kind, payload),) = read_frames(write_message(Ahead(self._told.realm, self._told.seq, self._told.head)))
            self._take(kind, payload)
            self._is_told = True

    def _take_page(self, frame: bytes) -> None:
        ((kind, payload),) = list(read_frames(frame))
        page = read_message(kind, payload) if kind == FrameType.ROWS else None
        if not isinstance(page, Rows) or page.realm != self._told.realm:
            raise Malformed("snapshot with something else than pages")
        self._take(kind, payload)


def fetch(
    replica: Replica, told: Snapshot, folder: Path, take: Take, bytes_from: Callable[[str, int], Iterator[bytes]]
) -> None:
    """Takes the file to its end; what is here of it already is not fetched again, and the whole file is kept.

    bytes_from: the bytes behind a path from a place on. Raises what that raises, Malformed, and OSError for the disk.
    """
    name = told.name.hex()
    part, whole = folder / f"{name}{UNFINISHED}", folder / f"{name}{WHOLE}"
    _keep_only(part)
    if whole.exists():
        whole.replace(part)
    with part.open("a+b") as file:
        taking = Taking(replica, told, file, take)
        try:
            taking.go_on()
            here = file.seek(0, os.SEEK_END)
            for piece in bytes_from(f"/snapshot/{name}", here) if here < told.size else ():
                file.seek(0, os.SEEK_END)
                file.write(piece)
                taking.go_on()
            if not taking.is_over:
                raise Malformed("snapshot that ends before its end")
        except RoadFault:
            if not taking.is_over:  # once all of it is here, how the road ends matters to nobody
                raise
        except Malformed:
            part.unlink(missing_ok=True)
            raise
    part.replace(whole)
    _keep_only(whole)


def _keep_only(path: Path) -> None:
    """Of its kind of file none else stays in its folder."""
    for other in path.parent.glob(f"*{path.suffix}"):
        if other != path:
            other.unlink(missing_ok=True)


def leave(replica: Replica, told: Snapshot) -> None:
    """The file is of no use. On the database thread."""
    with replica.transaction():
        first_copies.drop(replica, told.realm)


def find(place: Path, told: Snapshot) -> Path | None:
    """The file that is the one told, whatever people have called it: this one, or of those in a folder.

    One that was cut short is found only where none is whole. Raises OSError.
    """
    files = [path for path in (sorted(place.iterdir()) if place.is_dir() else [place]) if path.is_file()]
    whole = [path for path in files if path.stat().st_size == told.size]
    return next((path for path in whole if _is(path, told)), None) or next(_cut_short(files, told), None)


def _is(path: Path, told: Snapshot) -> bool:
    opening = opening_of(path)
    return opening is not None and opening.name == told.name


def _cut_short(files: Sequence[Path], told: Snapshot) -> Iterator[Path]:
    for path in files:
        with suppress(OSError):  # a file of somebody else's, that nobody may read
            if path.stat().st_size < told.size and _is(path, told):
                yield path


def opening_of(path: Path) -> Opening | None:
    """How a file begins; None for one that is no snapshot, or damaged there. Raises OSError."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return None
        file.seek(0)
        try:
            return read_opening(file.read(MOST_COVER + _PIECE))
        except Malformed:
            return None


def take_whole(replica: Replica, told: Snapshot, path: Path, take: Take) -> None:
    """Takes a file that is here to its end, from wherever it lies. Raises Malformed, and OSError for the disk."""
    with path.open("rb") as file:
        taking = Taking(replica, told, file, take)
        taking.go_on()
        if not taking.is_over:
            raise Malformed("snapshot that ends before its end")


def bring(told: Snapshot, folder: Path, public: bytes, bytes_from: Callable[[str, int], Iterator[bytes]]) -> Path:
    """The file that is told, whole in the folder, for others: nothing of it is taken here. Goes on where it was cut.

    Raises what bytes_from raises, Malformed when it is not the office's or changed, and OSError for the disk.
    """
    name = told.name.hex()
    part, whole = folder / f"{name}{UNFINISHED}", folder / f"{name}{WHOLE}"
    if not whole.exists():
        with part.open("ab") as file:
            here = file.seek(0, os.SEEK_END)
            for piece in bytes_from(f"/snapshot/{name}", here) if here < told.size else ():
                file.write(piece)
    try:
        prove(whole if whole.exists() else part, told.name, lambda _: public)
    except Malformed:
        whole.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        raise
    if part.exists():
        part.replace(whole)
    return whole


def prove(path: Path, name: bytes, public_of: Callable[[int], bytes]) -> None:
    """Reads the file to its end. public_of: an office's public key.

    Raises Malformed when it is not the one of this name, or not an office's, or some of it has changed.
    """
    opening = opening_of(path)
    if opening is None or opening.name != name:
        raise Malformed("snapshot that is not the one asked for")
    prove_signed(path, opening, public_of(opening.cover.realm))


def prove_signed(path: Path, opening: Opening, public: bytes) -> None:
    """The same for a file of which nobody told: it is whole, and the office's."""
    if not opening.is_of(public) or opening.size != path.stat().st_size:
        raise Malformed("snapshot of somebody else, or cut off")
    with path.open("rb") as file:
        for _, at, page in opening.places():
            file.seek(at)
            if not is_whole(page, file.read(page.size)):
                raise Malformed("snapshot with a changed page")
