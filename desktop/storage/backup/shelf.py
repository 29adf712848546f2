"""The profile's own shelf of copies: one a day, the newest fourteen, never fewer than two however short the disk."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Final

from desktop.storage.backup.container import Head, Kind, NotOurs, read_head
from desktop.storage.profile import Profile

ENDING: Final = ".lontar-backup"
KEPT: Final = 14
"""Copies of as many days. Counted, not dated: a clock that jumps by years must not throw good copies away."""
FEWEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A copy on the shelf. It got its name after it was verified."""

    file: Path
    head: Head


def copies(place: Profile) -> list[Kept]:
    """The copies on the shelf, the newest first: by the order of making, whatever the clock said."""
    found: list[Kept] = []
    for file in place.backups.glob(f"*{ENDING}") if place.backups.is_dir() else ():
        with suppress(NotOurs):
            head = read_head(file)
            if head.kind is Kind.BACKUP:
                found.append(Kept(file=file, head=head))
    return sorted(found, key=lambda kept: kept.head.serial, reverse=True)


def salts(place: Profile) -> list[bytes]:
    """First bytes that this profile's replica had when copies were made, the newest first."""
    return [kept.head.salt for kept in copies(place) if kept.head.salt]


def next_serial(place: Profile) -> int:
    """The serial of the next copy."""
    return max((kept.head.serial for kept in copies(place)), default=0) + 1


def is_due(place: Profile, now: datetime) -> bool:
    """Whether this laptop's day has no copy yet. A clock set back or forward makes another day, and one more copy."""
    newest = next(iter(copies(place)), None)
    return newest is None or _day(newest.head.made_at, now.tzinfo) != now.date()


def _day(made_at: int, zone: tzinfo | None) -> date:
    return datetime.fromtimestamp(made_at, zone).date()


def prune(place: Profile, keep: int = KEPT) -> list[Path]:
    """Removes the oldest copies beyond `keep`, which is never less than FEWEST; gives what was removed."""
    removed = [kept.file for kept in copies(place)[max(keep, FEWEST) :]]
    for file in removed:
        with suppress(OSError):
            file.unlink()
    return removed


def drop_replaced(place: Profile) -> None:
    """A newer verified copy is there: replicas that a restore replaced while they were whole are needed no more.

    Their work was taken over before they were replaced. What was damaged stays.
    """
    for folder in place.set_aside.glob("whole-*") if place.set_aside.is_dir() else ():
        shutil.rmtree(folder, ignore_errors=True)
