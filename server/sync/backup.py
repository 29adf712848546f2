"""Backups that are proven: written, put back into a scratch database, audited there, and only then called safe."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contract.faults import WorldFault
from server.store import backup_rows, complaints, migrations
from server.store.backup_file import Contents, OfficeMark, Reader
from server.store.centre import Centre, NoDatabase
from server.store.opening import NewerDatabase
from server.sync.audit import audit


class NotWritten(WorldFault):
    """The backup could not be written or proven; nothing half-made remains."""


class NotProven(WorldFault):
    """The backup is kept, but what it holds is not what the log says."""


class WrongOffice(WorldFault):
    """The backup is of other offices, or of another history, than the database."""


class NotAgreed(WorldFault):
    """There is work in the database, and nobody has said that it may be replaced."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: its file, its size, and where its offices stand."""

    file: Path
    size: int
    offices: list[OfficeMark]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. kept: a copy of what was there before, None for an empty database.

    joined, revoked: people of whom nothing here knows any more that they joined, or that they were revoked.
    """

    offices: list[OfficeMark]
    made_at: int
    kept: Path | None
    joined: list[str]
    revoked: list[str]


def back_up(centre: Centre, target: Path, now: int) -> Backup:
    """Makes a backup in a folder, or under a file's name that is not taken, while the centre serves.

    Raises NotWritten, NotProven, and NoDatabase when the centre can't be read.
    """
    place, contents, rows = _write(centre, target, now, "lontar-pusat")
    with _in_words(place), _scratch(place) as scratch:
        findings = audit(scratch, place.parent)
        with scratch.snapshot() as connection:
            right = backup_rows.rows_by_table(connection) == rows
            right = right and backup_rows.offices_held(connection) == contents.offices
    if not right or not findings.ok:
        raise NotProven(
            f"Salinan {place} ditulis, tetapi isi basis data tidak sama dengan catatannya "
            f"({findings.count} perbedaan). Lihat lontar-server audit; pakai salinan yang lebih lama bila perlu."
        )
    with centre.writing() as connection:
        backup_rows.mark_safe(centre, connection, contents)
    return Backup(place, place.stat().st_size, contents.offices)


def restore(centre: Centre, file: Path, now: int, *, agreed: bool) -> Restored:
    """Puts a backup in place of all that the database holds, in one commit; of what was there a copy is kept first.

    Laptops find out by themselves and send again what the backup lacks. Raises DamagedBackup, WrongOffice, NotAgreed,
    NotWritten, NewerDatabase.
    """
    with _in_words(file), _scratch(file) as scratch:
        with file.open("rb") as source:
            contents = Reader(source).contents
        with centre.snapshot() as connection:
            held, people = backup_rows.offices_held(connection), backup_rows.people_of(connection)
        _check_offices(held, contents.offices)
        kept = None
        if held:
            if not agreed:
                raise NotAgreed(
                    f"Basis data ini sudah berisi kantor {_codes(held)}. Ulangi dengan --yes untuk menggantinya dengan "
                    f"salinan dari {_day(contents.made_at)}; isi yang sekarang disimpan dulu sebagai salinan."
                )
            kept, _, _ = _write(centre, file.resolve().parent, now, "lontar-pusat-sebelum-dipulihkan")
        with scratch.snapshot() as connection:
            old = backup_rows.people_of(connection)
            if backup_rows.replace_all(centre, connection, contents):
                people = {}
    joined = sorted(name for key, (name, _) in people.items() if key not in old)
    revoked = sorted(name for key, (name, gone) in people.items() if gone and key in old and not old[key][1])
    return Restored(contents.offices, contents.made_at, kept, joined, revoked)


def _check_offices(held: list[OfficeMark], coming: list[OfficeMark]) -> None:
    """An office may not vanish, nor its history become another."""
    epochs = {office.code: office.epoch for office in coming}
    strange = [office for office in held if epochs.get(office.code) != office.epoch]
    if strange or not coming:
        raise WrongOffice(
            f"Salinan ini berisi kantor {_codes(coming) or '-'}, bukan kantor {_codes(strange)} dari basis data ini. "
            "Tidak ada yang diubah; pulihkan ke basis data yang kosong atau pakai salinan yang lain."
        )


def _codes(offices: list[OfficeMark]) -> str:
    return ", ".join(office.code for office in offices)


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"


def _write(centre: Centre, target: Path, now: int, title: str) -> tuple[Path, Contents, dict[str, int]]:
    with _in_words(target), centre.snapshot() as connection:
        offices = backup_rows.offices_held(connection)
        place = _place(target, title, offices, now)
        beside = place.with_name(f".{place.name}.baru")
        try:
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
                contents, rows = backup_rows.write_backup(connection, file, now)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, place)
            _sync_folder(place.parent)
        finally:
            beside.unlink(missing_ok=True)
    return place, contents, rows


def _place(target: Path, title: str, offices: list[OfficeMark], now: int) -> Path:
    """A name that people can tell apart, and that every kind of disk can hold."""
    if not target.is_dir():
        if target.exists():
            raise NotWritten(f"Berkas {target} sudah ada. Pilih nama lain atau sebuah map.")
        return target
    day = datetime.fromtimestamp(now).astimezone()
    named = f"{title}-{'-'.join(office.code for office in offices[:3])}-{day:%Y-%m-%d-%H%M}"
    tries = (target / f"{named}{again}.lontar" for again in ("", *(f"-{number}" for number in range(2, 100))))
    return next(place for place in tries if not place.exists())


def _sync_folder(folder: Path) -> None:
    """The new name is on the disk as well."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _scratch(file: Path) -> Iterator[Centre]:
    """A database beside the file, filled from it, gone when the block ends. Raises DamagedBackup, NewerDatabase."""
    with (
        file.open("rb") as source,
        tempfile.TemporaryDirectory(prefix=".lontar-", dir=file.resolve().parent) as folder,
    ):
        reader = Reader(source)
        with closing(Centre(f"sqlite:///{Path(folder) / 'scratch.db'}")) as scratch:
            if reader.contents.revision not in migrations.OURS.names:
                raise NewerDatabase(
                    "Salinan ini dibuat oleh Lontar yang lebih baru. Perbarui program lalu ulangi; "
                    "tidak ada yang diubah."
                )
            backup_rows.read_into(scratch, reader)
            yield scratch


@contextmanager
def _in_words(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = complaints.of_system(error)
        raise NotWritten(f"Salinan cadangan {place} belum dapat ditulis atau dibaca: {reason}.") from error
    except NoDatabase as error:
        raise NotWritten(f"Salinan cadangan {place} belum selesai. {error}") from error
