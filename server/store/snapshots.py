"""The shelf of snapshots: first copies made once, in files that hubs, sticks and caches may carry.

One is made beside the answers, page by page, when somebody begins an office that has many rows. Until it is there
pages are streamed: nobody waits for it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange import snapshots
from contract.exchange.begun import Snapshot
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Rows, write_message
from contract.exchange.scopes import Reach
from contract.faults import WorldFault
from contract.training.catalogue import SCHEMA
from server.store import offices, pages
from server.store.centre import Centre
from server.store.ledger import knows_head, top

LARGE = 5000
"""Rows, as pages count them, from which a first copy is worth a file."""
KEPT_S = 7 * 86_400
MOST_FILES = 64
_BEHIND = 10
"""One part in so many of a file's rows may have changed since it was made; beyond that another is made."""
_LEVEL = 19
_PAUSE_S = 600
"""After a making that failed."""
_SUFFIX, _UNFINISHED = ".snapshot", ".new"
_log = logging.getLogger("lontar.snapshots")

_Whose = tuple[int, bytes]
"""(office, fingerprint of the reach)."""


@dataclass(frozen=True, slots=True)
class _Kept:
    opening: snapshots.Opening
    path: Path


class Shelf:
    """The snapshots of one server. Safe to use from several threads.

    page_rows: rows of a page. begin: runs the making of one, by itself on a thread of its own.
    """

    def __init__(
        self,
        centre: Centre,
        folder: Path,
        now: Callable[[], int],
        page_rows: int,
        begin: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self._centre, self._folder, self._now, self._page_rows = centre, folder, now, page_rows
        self._begin = begin or _on_a_thread
        self._lock = threading.Lock()
        self._making: set[_Whose] = set()
        self._failed: dict[_Whose, int] = {}
        self._kept: dict[_Whose, _Kept] = {}
        for kept in self._look():
            self._put(kept)

    def offer(self, realm: int, reach: Reach, since: int, begun: Sequence[bytes] = ()) -> Snapshot | None:
        """What holds the pages behind the commit `since` for somebody with this reach; None for who gets them streamed.

        When there is none yet, or that is far behind, one begins to be made. begun: the files of which they have some;
        who has some pages but none of this file would fetch those twice.
        """
        reader = pages.Reader(realm, reach)
        with self._centre.snapshot() as connection:
            if not pages.is_beyond(connection, reader, since, LARGE):
                return None
            kept = self._usable((realm, reach.fingerprint()))
            cover = kept.opening.cover if kept is not None else None
            if cover is not None and not knows_head(connection, realm, (cover.seq, cover.head)):
                kept = cover = None
            most = max(LARGE, len(cover.pages) * self._page_rows // _BEHIND) if cover is not None else 0
            behind = cover is None or pages.is_beyond(connection, reader, cover.seq, most)
            keys = offices.keys_of(connection, realm)
        if keys is None:
            return None
        if behind:
            self._make_once(realm, reach, keys)
        if kept is None or cover is None or cover.seq <= since or (since and kept.opening.name not in begun):
            return None
        key = snapshots.key_of(keys.sealing, cover.salt)
        return Snapshot(realm, kept.opening.name, key, kept.opening.size, cover.seq, cover.head)

    def path(self, name: str) -> Path | None:
        """The file with this name in hex, None when it is not here."""
        is_name = len(name) == 2 * snapshots.NAME_BYTES and all(digit in "0123456789abcdef" for digit in name)
        path = self._folder / f"{name}{_SUFFIX}"
        return path if is_name and path.is_file() else None

    def _usable(self, whose: _Whose) -> _Kept | None:
        kept = self._kept.get(whose)
        if kept is None or not kept.path.is_file() or self._now() - kept.opening.cover.made > KEPT_S:
            return None
        return kept

    def _make_once(self, realm: int, reach: Reach, keys: offices.OfficeKeys) -> None:
        whose = (realm, reach.fingerprint())
        with self._lock:
            if whose in self._making or self._now() - self._failed.get(whose, -_PAUSE_S) < _PAUSE_S:
                return
            self._making.add(whose)
        self._begin(lambda: self._make(realm, reach, keys))

    def _make(self, realm: int, reach: Reach, keys: offices.OfficeKeys) -> None:
        whose = (realm, reach.fingerprint())
        try:
            kept = self._write(realm, reach, keys)
        except (OSError, WorldFault) as fault:
            self._failed[whose] = self._now()
            _log.warning("no snapshot of office %d could be made: %s", realm, type(fault).__name__)
        else:
            self._put(kept)
            self._tidy()
        finally:
            with self._lock:
                self._making.discard(whose)

    def _write(self, realm: int, reach: Reach, keys: offices.OfficeKeys) -> _Kept:
        """Memory holds one page at a time: the sealed pages wait in a file until the cover that names them is known."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        salt = secrets.token_bytes(snapshots.SALT_BYTES)
        inside = self._folder / f"{salt.hex()}{_UNFINISHED}"
        whole = inside.with_suffix(".whole" + _UNFINISHED)
        try:
            with inside.open("xb") as file:
                named: list[snapshots.Page] = []
                seq, head = 0, b""
                for page in self._pages(realm, reach):
                    frame = write_message(msgspec.structs.replace(page, last=False))
                    sealed = snapshots.seal_page(snapshots.key_of(keys.sealing, salt), len(named), frame)
                    file.write(sealed)
                    named.append(snapshots.page_of(sealed, page.seq))
                    seq, head = page.seq, page.head
            made = self._now()
            cover = snapshots.Cover(snapshots.FORMAT, realm, reach.fingerprint(), SCHEMA, seq, head, made, salt, named)
            beginning = snapshots.write_cover(cover, Ed25519PrivateKey.from_private_bytes(keys.signing))
            opening = snapshots.read_opening(beginning)
            assert opening is not None
            with whole.open("xb") as file, inside.open("rb") as source:
                file.write(beginning)
                shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())
            path = self._folder / f"{opening.name.hex()}{_SUFFIX}"
            whole.replace(path)
            return _Kept(opening, path)
        finally:
            inside.unlink(missing_ok=True)
            whole.unlink(missing_ok=True)

    def _pages(self, realm: int, reach: Reach) -> Iterator[Rows]:
        """The pages that somebody new with this reach is streamed, up to the commit that is the last one now."""
        reader, since = pages.Reader(realm, reach, level=_LEVEL), 0
        with self._centre.snapshot() as connection:
            newest = top(connection, realm)
        while since < newest:
            with self._centre.snapshot() as connection:
                page = pages.next_page(connection, reader, since, self._page_rows)
            if page is None:
                return
            yield page
            since = page.seq

    def _put(self, kept: _Kept) -> None:
        cover = kept.opening.cover
        self._kept[cover.realm, cover.reach] = kept

    def _look(self) -> Iterator[_Kept]:
        """What an earlier run left: whole files that this server's offices have signed, the newest last."""
        for leftover in self._folder.glob(f"*{_UNFINISHED}"):
            leftover.unlink(missing_ok=True)
        found = [kept for path in self._folder.glob(f"*{_SUFFIX}") if (kept := self._read(path)) is not None]
        yield from sorted(found, key=lambda kept: kept.opening.cover.made)

    def _read(self, path: Path) -> _Kept | None:
        try:
            with path.open("rb") as file:
                opening = snapshots.read_opening(file.read(2 * snapshots.MOST_COVER))
            if opening is None or opening.cover.schema != SCHEMA or path.stat().st_size != opening.size:
                return None
        except (OSError, Malformed):
            return None
        with self._centre.snapshot() as connection:
            keys = offices.keys_of(connection, opening.cover.realm)
        if keys is None:
            return None
        public = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key().public_bytes_raw()
        return _Kept(opening, path) if opening.is_of(public) else None

    def _tidy(self) -> None:
        """Old files go. One that was replaced stays for a day: somebody may be in the middle of it."""
        current = {kept.path for kept in self._kept.values()}
        files = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for place, path in enumerate(files):
            age_s = self._now() - path.stat().st_mtime
            if place >= MOST_FILES or age_s > KEPT_S or (path not in current and age_s > KEPT_S // 7):
                path.unlink(missing_ok=True)


def _on_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="lontar-snapshot", daemon=True).start()


def folder_of(centre: Centre) -> Path:
    """Where the snapshots of a centre lie when nobody says: beside an SQLite file, else with what is temporary."""
    place = centre.url.database
    if centre.is_sqlite and place:
        return Path(f"{place}.snapshots")
    whose = hashlib.blake2b(centre.url.render_as_string(hide_password=True).encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"lontar-snapshots-{whose}"
