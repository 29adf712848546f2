"""Copies, rescue files and restores of a profile: what the command line and the window do with them."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from contract.faults import WorldFault
from desktop.app.opening import OpenProfile, place_of
from desktop.storage import settings
from desktop.storage.backup import bring_back, copying, leftovers, rescue, restoring, shelf
from desktop.storage.backup.container import Head, Kind, NotOurs, read_head
from desktop.storage.backup.copying import Copy, Label
from desktop.storage.backup.leftovers import Leftovers
from desktop.storage.backup.rescue import Rescue
from desktop.storage.backup.takeover import Taken
from desktop.storage.faults import DiskFull
from desktop.storage.profile import Profile, alone, write_durably
from desktop.storage.profile import open_profile as made_profile
from desktop.storage.status import visits
from desktop.sync import key_file, keys

_TO_READ = "rescue to read"
"""(name, last visit before) of rescue files that are read after the next exchange."""


class OtherProfile(WorldFault):
    """The copy is of another profile than the one in this folder."""


class NoCopy(WorldFault):
    """There is no copy to restore from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueFile:
    """A rescue file that was written: where, and which changes that the centre lacks are in it."""

    file: Path
    dots: frozenset[tuple[int, int]]

    @property
    def changes(self) -> int:
        """How many they are."""
        return len(self.dots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a restore did. rescued: None when nothing waited. later: changes that come back after the next exchange.

    only_key: nothing but the key file was brought back, for the replica itself was whole.
    """

    source: Path
    made_at: int
    rescued: RescueFile | None = None
    kept: Path | None = None
    taken: Taken | None = None
    later: int = 0
    only_key: bool = False
    whole: bool = True


def label_now() -> Label:
    """When and on which laptop, by this laptop's clock, right or wrong."""
    now = datetime.now().astimezone()
    return Label(now=int(time.time()), day=now.strftime("%Y-%m-%d_%H%M"), laptop=platform.node() or "laptop")


def back_up(profile: OpenProfile, folder: Path | None = None) -> Copy:
    """A verified copy of the replica in one file. From any thread but the database's; nobody waits for it."""
    copy = copying.make_backup(profile.place, profile.key, label_now(), folder)
    if folder is None:
        shelf.prune(profile.place)
    return copy


def back_up_daily(profile: OpenProfile) -> Copy | None:
    """The copy of this laptop's day, None when there is one. Raises DiskFull after making what room it may."""
    if not shelf.is_due(profile.place, datetime.now().astimezone()):
        return None
    try:
        return back_up(profile)
    except DiskFull:
        if not shelf.prune(profile.place, shelf.FEWEST):
            raise
        return back_up(profile)


# ---------------------------------------------------------------------------- keys


def key_for(place: Profile, source: Path, head: Head, sources: keys.Sources, ring: keys.Keyring) -> bytes:
    """The key of a file, by what opens this profile, else by the passphrase or recovery code given.

    Raises Locked and its kinds.
    """
    if place.key_file.exists():
        try:
            key = keys.recall(place.directory, ring)
        except key_file.KeyFileDamaged:
            key = None
        if key is not None and keys.fits(head.locks, source, key):
            return key
    secret, _ = keys.given_passphrase(sources)
    return keys.unlock_travelling(head.locks, source, secret)


# ---------------------------------------------------------------------------- rescue files


def write_rescue(profile: OpenProfile, reason: str, folder: Path | None = None) -> RescueFile:
    """All work here that the centre has not acknowledged, in one encrypted file; it is on disk when this returns."""
    left = leftovers.read_leftovers(profile.place.replica, profile.key)
    return _written(profile.place, profile.key, rescue.rescue_of(left, label_now(), reason), folder)


def rescue_closed(place: Profile, key: bytes, reason: str, folder: Path | None) -> RescueFile:
    """The same of a profile that nobody has open, whole or damaged. The caller holds `place.use_lock` alone."""
    return _written(place, key, rescue.rescue_of(_left(place, key), label_now(), reason), folder)


def _written(place: Profile, key: bytes, content: Rescue, folder: Path | None, locks: bytes = b"") -> RescueFile:
    locks = locks or place.key_file.read_bytes()
    file = rescue.write_rescue(key, locks, content, label_now(), folder or place.rescued)
    return RescueFile(file=file, dots=frozenset((each.author, each.n) for each in content.waiting))


def inspect(place: Profile, source: Path, sources: keys.Sources, ring: keys.Keyring) -> tuple[Head, Rescue]:
    """What a rescue file says of itself and holds."""
    head = read_head(source)
    if head.kind is not Kind.RESCUE:
        raise NotOurs(f"{source.name} salinan cadangan, bukan berkas penyelamatan. Pakai lontar restore.")
    return head, rescue.read_rescue(source, key_for(place, source, head, sources, ring))


def read_rescue(profile: OpenProfile, content: Rescue, *, anew: bool) -> bring_back.Brought:
    """Brings the work of a rescue file into an open profile, each change once."""
    return profile.database.call(bring_back.bring_back, profile.replica, content, anew=anew).result()


def read_what_waited(profile: OpenProfile) -> int:
    """Reads the rescue files that wait for an exchange that went well, once there was one; gives the changes made anew.

    Before it nobody knows which of these changes the centre has already.
    """
    newest = profile.read(visits, 1).result()
    asked: list[tuple[str, int]] = profile.read(settings.recall, _TO_READ).result() or []
    came, left = 0, []
    for name, visit in asked:
        if newest and newest[0].id > visit and not newest[0].outcome:
            content = rescue.read_rescue(profile.place.rescued / name, profile.key)
            brought = read_rescue(profile, content, anew=True)
            came += brought.total - brought.known - len(brought.left)
        else:
            left.append((name, visit))
    if len(left) < len(asked):
        profile.read(settings.remember, _TO_READ, left).result()
    return came


# ---------------------------------------------------------------------------- restore


def newest_copy(place: Profile) -> Path:
    """The newest verified copy on the shelf. Raises NoCopy."""
    found = shelf.copies(place)
    if not found:
        raise NoCopy(f"Belum ada salinan cadangan di {place.backups}. Jangan hapus apa pun; hubungi pengelola.")
    return found[0].file


def restore(
    directory: Path | None,
    source: Path,
    sources: keys.Sources,
    ring: keys.Keyring,
    *,
    key: bytes | None = None,
    confirm: Callable[[int], None] = lambda _: None,
    failpoint: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Puts a copy in the replica's place, with all work that can still be read. Nobody may have the profile open.

    key: of the profile, where it is known already. confirm: called with the number of changes here that the centre has
    not acknowledged, before anything is written; it raises to stop.

    Raises NotOurs, OtherKey, Locked, OtherProfile, InUse, Damaged, DiskFull.
    """
    head = read_head(source)
    if head.kind is not Kind.BACKUP:
        raise NotOurs(f"{source.name} berkas penyelamatan, bukan salinan cadangan. Pakai lontar rescue read.")
    place = made_profile(place_of(directory).directory)
    key = key or key_for(place, source, head, sources, ring)
    with alone(place.use_lock, told=restoring.BUSY):
        restoring.finish(place)
        _refuse_other(place, source, key)
        left = _left(place, key)
        confirm(len(left.waiting))
        return _restored(place, key, source, head, left, failpoint)


def _refuse_other(place: Profile, source: Path, key: bytes) -> None:
    """A replica under another key is another profile's: its work would be unreadable to whoever opens this one."""
    try:
        held = key_file.read(place.key_file)
    except (key_file.KeyFileMissing, key_file.KeyFileDamaged):
        return
    if held.check != key_file.check_of(key):
        raise OtherProfile(
            f"{source.name} milik profil lain, sedangkan {place.directory} sudah berisi data. "
            "Pulihkan ke map lain dengan --profile."
        )


def _left(place: Profile, key: bytes) -> Leftovers:
    if place.replica.exists() and place.replica.stat().st_size and restoring.prepare_old(place, key):
        return leftovers.read_leftovers(place.replica, key)
    left = leftovers.read_leftovers(place.replica, key, shelf.salts(place))
    if left.whole:
        left.spoilt.append("?")  # every line could be read, yet the file as a whole is not sound
    return left


def _restored(
    place: Profile, key: bytes, source: Path, head: Head, left: Leftovers, failpoint: Callable[[str], None]
) -> Outcome:
    content = rescue.rescue_of(left, label_now(), "restore")
    rescued = _written(place, key, content, None, head.locks) if content.ops or content.cargo or content.files else None
    failpoint("rescue written")
    _mend_key_file(place, head)
    failpoint("key file mended")
    done = restoring.restore(place, key, source, left, failpoint)
    later = 0
    if done.taken.adrift:
        later = _keep_for_later(place, key, content, done.taken)
    return Outcome(
        source=source,
        made_at=done.made_at,
        rescued=rescued,
        kept=done.kept,
        taken=done.taken,
        later=later,
        whole=left.whole,
    )


def _mend_key_file(place: Profile, head: Head) -> None:
    """A key file that is missing or damaged comes back as it was when the copy was made; a damaged one is kept."""
    try:
        key_file.read(place.key_file)
    except key_file.KeyFileMissing:
        write_durably(place.key_file, head.locks)
    except key_file.KeyFileDamaged:
        write_durably(place.key_file.with_name("key.damaged.json"), place.key_file.read_bytes())
        write_durably(place.key_file, head.locks)


def _keep_for_later(place: Profile, key: bytes, content: Rescue, taken: Taken) -> int:
    """Own changes behind a hole: whether the centre has them already is known only after an exchange."""
    adrift = {(line["author"], line["n"]) for line in taken.adrift}
    ops = [each for each in content.ops if (each.author, each.n) in adrift]
    later = _written(place, key, msgspec.structs.replace(content, ops=ops, segments=[], cargo=[], files=[]), None)
    with OpenProfile(place, key) as profile:
        asked = profile.read(settings.recall, _TO_READ).result() or []
        newest = profile.read(visits, 1).result()
        mine = (later.file.name, newest[0].id if newest else 0)
        profile.read(settings.remember, _TO_READ, [*asked, mine]).result()
    return later.changes


def bring_key_back(directory: Path | None, source: Path, sources: keys.Sources, ring: keys.Keyring) -> Outcome | None:
    """Brings back only the key file, where it alone is missing or damaged; None when the replica needs the copy too."""
    place = place_of(directory)
    if not place.replica.exists() or not place.replica.stat().st_size:
        return None
    try:
        key_file.read(place.key_file)
        return None
    except (key_file.KeyFileMissing, key_file.KeyFileDamaged):
        pass
    head = read_head(source)
    key = key_for(place, source, head, sources, ring)
    with alone(place.use_lock, told=restoring.BUSY):
        restoring.finish(place)
        if not restoring.prepare_old(place, key):
            return None
        _mend_key_file(place, head)
    return Outcome(source=source, made_at=head.made_at, only_key=True)
