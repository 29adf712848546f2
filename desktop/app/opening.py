"""Opening a profile: its key, its database and its replica, built in order and closed in order."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from contract.faults import Fault, WorldFault
from desktop.app.removing import TakenAway, take_away
from desktop.storage import clock, lease, newer, profile, revoked, settings, soundness
from desktop.storage.backup import restoring, shelf
from desktop.storage.database import Database
from desktop.storage.edit import Moment
from desktop.storage.faults import Damaged, WrongKey, damaged
from desktop.storage.replica import Replica
from desktop.sync import keys

P = ParamSpec("P")
T = TypeVar("T")
_CODE_SHOWN = "recovery code shown"


class NoProfile(WorldFault):
    """There is nothing in this folder yet."""


class OpenProfile:
    """An unlocked profile. Services run through `read` and `write`, on the database thread."""

    def __init__(self, place: profile.Profile, key: bytes) -> None:
        self.place = place
        self.key = key
        self._use = _in_use(place)
        try:
            _miss_replica(place)
            self.database = Database(place.replica, key)
        except BaseException:
            profile.let_go(self._use)
            raise
        self.replica = Replica(self.database)

    def read(self, service: Callable[Concatenate[Replica, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What a service answers about the replica."""
        return self._watched(self.database.call(lambda: service(self.replica, *args, **kwargs)))

    def write(self, change: Callable[[Replica, Moment], T]) -> Future[T]:
        """What a change made now answers: everything in it is one transaction, on disk when the future is done."""

        def work() -> T:
            with self.replica.transaction():
                return change(self.replica, clock.moment(self.replica))

        return self._watched(self.database.call(work))

    def _watched(self, answer: Future[T]) -> Future[T]:
        """A damaged page that is met in the midst of work is looked for at the next start, and mended there."""

        def look(done: Future[T]) -> None:
            if not done.cancelled() and isinstance(done.exception(), Damaged):
                with suppress(OSError):
                    self.place.doubt.touch(mode=0o600)

        answer.add_done_callback(look)
        return answer

    def close(self) -> None:
        """Waits for running work, then closes the file."""
        self.database.close()
        profile.let_go(self._use)

    def __enter__(self) -> OpenProfile:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _in_use(place: profile.Profile) -> int:
    """Holds the profile beside others who have it open; a restore that was cut off is finished before. Raises InUse."""
    while True:
        restoring.finish_if_begun(place)
        held = profile.hold_together(place.use_lock)
        if not place.restored.exists():
            return held
        profile.let_go(held)


def _miss_replica(place: profile.Profile) -> None:
    """A file that is gone or empty would be made anew, and nobody would know that all their work is not in it.

    Only copies tell that there was one. Raises Damaged.
    """
    there = place.replica.exists() and place.replica.stat().st_size
    if not there and shelf.copies(place):
        raise Damaged(
            "Berkas data hilang atau kosong. Jangan hapus apa pun. Pulihkan dari salinan cadangan: "
            "lontar restore --newest, atau hubungi pengelola."
        )


def open_profile(directory: Path | None, sources: keys.Sources, ring: keys.Keyring | None = None) -> OpenProfile:
    """The profile in this folder, its key from the key store or by the passphrase that the sources give.

    Raises NoProfile for a folder without one, KeyFileMissing for one that lost its key file, Locked, Damaged.
    """
    place = place_of(directory)
    if place.is_new:
        raise NoProfile(
            f"Belum ada data Lontar di {place.directory}. Bergabunglah dahulu: lontar join --server URL --code KODE."
        )
    return opened_with(place, keys.obtain(place.directory, ring or keys.SystemKeyring(), sources))


def place_of(directory: Path | None) -> profile.Profile:
    """Where the profile's things lie; nothing on disk is touched."""
    return profile.Profile((directory or profile.default_directory()).absolute())


def warning_about(place: profile.Profile) -> str:
    """What is wrong with where an existing profile lies, in a sentence; empty when nothing is.

    It may have come there later, as when a cloud program began to copy the desktop; its work must still be opened.
    """
    cloud = profile.cloud_over(place.directory)
    if cloud is None:
        return ""
    return (
        f"Map {place.directory} disalin oleh {cloud}, dan itu dapat merusak data Anda. "
        f"Sinkronkan, tutup Lontar, lalu pindahkan map itu ke luar {cloud}."
    )


def opened_with(place: profile.Profile, key: bytes) -> OpenProfile:
    """The profile, by its key, which its key file has proved to be the right one. Raises Damaged, TakenAway."""
    try:
        opened = OpenProfile(place, key)
    except WrongKey:
        raise Damaged(
            "Kata sandi benar, tetapi berkas data tidak terbuka: awalnya rusak, atau berkas itu dari profil lain. "
            "Jangan hapus apa pun. Pulihkan dari salinan cadangan: lontar restore --newest, atau hubungi pengelola."
        ) from None
    try:
        opened.database.call(_look_at, opened).result()
        taken_away = opened.read(revoked.is_due).result()
    except BaseException:
        opened.close()
        raise
    if taken_away:
        opened.close()
        take_away(place, keys.SystemKeyring())
        raise TakenAway
    return opened


def _look_at(opened: OpenProfile) -> None:
    soundness.quick_look(opened.database)
    newer.pull_again(opened.replica)
    lease.note_day(opened.replica, int(time.time()))
    if opened.place.doubt.exists():
        if soundness.whole_look(opened.database):
            raise damaged()
        opened.place.doubt.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What joining gave. recovery_code: shown once, with the first office; None later."""

    device: int
    author: int
    person: str
    office: str
    offices: tuple[str, ...]
    recovery_code: str | None


def join_office(
    directory: Path | None,
    sources: keys.Sources,
    server: str,
    code: str,
    *,
    insecure: bool = False,
    ring: keys.Keyring | None = None,
) -> Membership:
    """Joins an office; in a folder without a profile that is made first. Raises what desktop.sync.joining.join raises.

    A new profile that could not even ask leaves nothing behind. One whose answer was lost stays: the same code, asked
    again, gives the same answer.
    """
    from contract.exchange.joining import read_code
    from desktop.sync.joining import join

    read_code(code)
    store = ring or keys.SystemKeyring()
    fresh = not place_of(directory).key_file.exists()
    place, key, recovery = _made(directory, sources, store) if fresh else _found(directory, sources, store)
    try:
        with opened_with(place, key) as opened:
            joined = join(opened.replica, server, code, platform.node() or "laptop", insecure=insecure)
            told = opened.database.call(settings.recall, opened.replica, _CODE_SHOWN).result()
            if told is None:
                recovery = recovery or keys.renew_recovery_code(place.directory, key)
                opened.database.call(settings.remember, opened.replica, _CODE_SHOWN, True).result()
    except Fault as fault:
        if fresh and _was_never_asked(fault):
            _discard(place)
        raise
    return Membership(
        device=joined.device,
        author=joined.author,
        person=joined.person,
        office=joined.office,
        offices=joined.offices,
        recovery_code=recovery,
    )


def _made(
    directory: Path | None, sources: keys.Sources, store: keys.Keyring
) -> tuple[profile.Profile, bytes, str | None]:
    """A new profile with its key and recovery code."""
    place = profile.open_profile(directory)
    passphrase, typed = keys.given_passphrase(sources)
    key, recovery = keys.create(place.directory, passphrase)
    if typed:
        keys.remember(place.directory, key, store)
    return place, key, recovery


def _found(
    directory: Path | None, sources: keys.Sources, store: keys.Keyring
) -> tuple[profile.Profile, bytes, str | None]:
    """The profile that is there, opened; its recovery code was shown before."""
    place = place_of(directory)
    return place, keys.obtain(place.directory, store, sources), None


def _was_never_asked(fault: Fault) -> bool:
    """Whether the centre certainly gave nothing to this laptop, so that its keys are worth nothing."""
    from desktop.sync.faults import BadServer, NotReachable, PlainRoad
    from desktop.sync.joining import CodeRefused

    return isinstance(fault, (BadServer, NotReachable, PlainRoad, CodeRefused))


def _discard(place: profile.Profile) -> None:
    """Removes a profile that was just made and holds nothing."""
    replica = place.replica
    beside = [replica.with_name(replica.name + ending) for ending in ("-wal", "-shm")]
    locks = (place.use_lock, place.key_file.with_suffix(".lock"))
    for file in (place.key_file, replica, *beside, place.keyring_mark, *locks):
        file.unlink(missing_ok=True)
