"""A whole programme played on a fresh laptop, sent to a fresh centre, and read again on a second laptop."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from contract.training.catalogue import CATALOGUE
from contract.training.programmes.file import ProgrammeFile
from desktop.app.opening import join_office, open_profile
from desktop.practice.centre import CentreProcess
from desktop.practice.compare import Comparison, Rows, compare
from desktop.practice.programme.example_parts import with_example
from desktop.practice.programme.play import ProgrammePlay, play_programme
from desktop.practice.programme.seats import ProfileSeat
from desktop.services.programmes.outcome import ProgrammeOutcome, programme_outcome
from desktop.storage.queries.plain import plain_rows
from desktop.sync.keys import MemoryKeyring, Sources

Say = Callable[[str], None]
_PASSPHRASE = "program contoh lontar"
_FIRST, _SECOND = "Penyelenggara Contoh", "Pembaca Contoh"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRun:
    """What a run showed. again: the same read on the second laptop; laptops, centre: all rows of both held against
    those of the first laptop.
    """

    file: ProgrammeFile
    office: str
    played: ProgrammePlay
    first: ProgrammeOutcome
    again: ProgrammeOutcome
    laptops: Comparison
    centre: Comparison
    sent: int
    received: int


def run_programme(file: ProgrammeFile, threshold: Decimal | None, say: Say, papers: Path | None = None) -> ProgrammeRun:
    """Plays the example of a programme in a folder of its own, which is gone afterwards.

    papers: where the printed forms stay; None: nowhere.
    """
    office = office_of(file)
    with tempfile.TemporaryDirectory(prefix="lontar-programme-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        centre = CentreProcess(directory)
        centre.init(office, f"Kantor contoh {office}")
        centre.start()
        try:
            centre.wait()
            return _run(directory, centre, file, threshold, say, papers or directory / "papers")
        finally:
            centre.stop()


def office_of(file: ProgrammeFile) -> str:
    """The province in which a programme is played: where its training, its people or its figures are."""
    places = [file.training.district if file.training else None]
    places += [one.district for one in file.classes]
    places += [district for group in (file.example.people if file.example else ()) for district in group.districts]
    places += [one.district for one in file.figures]
    places += [one.district for one in file.activities]
    places += [one.district for one in file.villages]
    return next((place[:2] for place in places if place), "53")


def _run(
    directory: Path, centre: CentreProcess, file: ProgrammeFile, threshold: Decimal | None, say: Say, papers: Path
) -> ProgrammeRun:
    office = office_of(file)
    today = datetime.now().astimezone().date().isoformat()
    with _joined(directory / "first", centre, _FIRST, office) as seat:
        played = play_programme(seat, file, office, papers, say)
        say(f"{seat.sent} perubahan sampai di pusat")
        first = seat.read(lambda r: programme_outcome(r, file.key, today, threshold))
        rows = _rows(seat)
    with _joined(directory / "second", centre, _SECOND, office) as other:
        other.talk()
        say(f"laptop kedua menerima {other.received} baris")
        again = other.read(lambda r: programme_outcome(r, file.key, today, threshold))
        there = _rows(other)
    held = centre.dump([record.name for record in CATALOGUE.records])
    return ProgrammeRun(
        file=with_example(file),
        office=office,
        played=played,
        first=first,
        again=again,
        laptops=compare(_but_authors(rows), _but_authors(there)),
        centre=compare(there.__getitem__, held.__getitem__),
        sent=seat.sent,
        received=other.received,
    )


def _rows(seat: ProfileSeat) -> dict[str, Rows]:
    """Every row of every record."""
    return {record.name: seat.read(lambda r, name=record.name: plain_rows(r, name)) for record in CATALOGUE.records}  # type: ignore[misc]


def _but_authors(rows: dict[str, Rows]) -> Callable[[str], Rows]:
    """Without who writes: the second laptop joined after the first one had talked for the last time."""
    return lambda name: () if name == "author" else rows[name]


@contextmanager
def _joined(place: Path, centre: CentreProcess, person: str, office: str) -> Iterator[ProfileSeat]:
    ring = MemoryKeyring()
    sources = Sources(file=None, environment={}, prompt=lambda *_: _PASSPHRASE)
    code = centre.code(person, "organiser", office)
    join_office(place, sources, f"http://127.0.0.1:{centre.port}", code, ring=ring)
    with open_profile(place, sources, ring) as profile:
        yield ProfileSeat(profile)
