"""Carrying by stick: writing a file with what waits here, reading what came, and looking into a file of anybody.

Writing and reading block until the stick has answered, so they run on a thread of their own; the database thread does
its part in between.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.exchange.malformed import Malformed
from contract.exchange.parcels import AnswerLabel, File, Label, Range, office_code, read_answer, read_file, read_parcel
from contract.exchange.shapes import EARLIEST, LATEST
from contract.training.catalogue import AUTHOR
from desktop.services.exchange import first_copies
from desktop.services.exchange.turn import turn
from desktop.services.zones import iso_time, zone_of
from desktop.storage.cargo import DAY_S
from desktop.storage.clock import moment
from desktop.storage.queries.lines import fetch_among
from desktop.storage.queries.offices import offices, own_names
from desktop.storage.replica import Replica
from desktop.storage.status import counts
from desktop.sync import stick
from desktop.sync.courier import Courier, Packed, Taken
from desktop.sync.stick import Opened, UnfitFile

_END = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that lies on the stick. changes: in this laptop's own parcels; left: own ones that found no room.

    parcels, answers: all in the file, also those carried for others.
    """

    file: Path
    number: int
    authors: tuple[Range, ...]
    changes: int
    left: int
    parcels: int
    answers: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What reading did, of one file or of all in a folder; problems: files that could not be taken, with the reason."""

    files: tuple[Path, ...]
    authors: tuple[Range, ...]
    taken: int
    already: int
    answers: int
    outdated: int
    refused: int
    changes: int
    sent: int
    received: int
    more: bool
    problems: tuple[tuple[Path, UnfitFile], ...]
    first_copies: tuple[Path, ...] = ()
    """Whole offices that were taken out of files of their own."""


def write_stick(replica: Replica, folder: Path, opened: Opened | None = None) -> Written:
    """Writes a file into the folder; what is in it counts as carried from then on. Raises what stick.write raises."""
    courier = Courier(replica)

    def pack() -> tuple[Packed, str]:
        packed = courier.pack(moment(replica), laptop_name(replica))
        return packed, next((office.name for office in offices(replica) if office.code == packed.office), "")

    packed, office = replica.database.call(pack).result()
    name = stick.file_name(packed.office, office, packed.written, packed.laptop, packed.number)
    path = stick.write(folder, name, packed.content, *([opened] if opened else []))

    def wrote() -> int:
        courier.wrote(packed)
        now = counts(replica)
        return now.pending - now.carried

    return Written(
        file=path,
        number=packed.number,
        authors=packed.authors,
        changes=packed.changes,
        left=replica.database.call(wrote).result(),
        parcels=packed.parcels,
        answers=packed.answers,
        size_bytes=len(packed.content),
    )


def laptop_name(replica: Replica) -> str:
    """The name under which this laptop joined, as everybody sees it; the machine's own until that is known."""
    named = fetch_among(replica, AUTHOR, "number", sorted(own_names(replica)))
    return next((str(line.device_name) for line in named if line.device_name), platform.node() or "laptop")


def read_stick(replica: Replica, lock: Path | None, places: Sequence[Path]) -> Read:
    """Reads files, and all Lontar files of folders. A file that is not whole changes nothing; the others are taken.

    `lock`: the profile's sync lock, held meanwhile: what a running talk has still on its way may not come in between.
    Raises NoStick and other faults of the stick, and UnfitFile when nothing could be taken at all.
    """
    named = [file for place in places for file in stick.files_in(place)]
    files = [file for file in named if not first_copies.is_one(file)]
    if not named and not first_copies.lie_in(replica, places):
        raise stick.NoStick(f"Tidak ada berkas Lontar di {places[0]}. Pilih flashdisk yang lain.")
    done: list[Taken] = []
    problems: list[tuple[Path, UnfitFile]] = []
    for file in files:
        try:
            whole = read_file(stick.read(file))
            with turn(lock):
                done.append(_take(replica, whole))
        except Malformed as error:
            problems.append((file, stick.unfit(error, file)))
        except UnfitFile as fault:
            problems.append((file, fault))
    copied = first_copies.read(replica, lock, places)  # last: an answer may just have told the key
    problems += copied.problems
    told = {*files, *copied.files, *(file for file, _ in copied.problems)}
    problems += [(file, first_copies.not_awaited(file)) for file in named if file not in told]
    if not done and not copied.files:
        raise problems[0][1]
    return _together(files, done, copied, problems)


def _together(
    files: Sequence[Path], done: Sequence[Taken], copied: first_copies.Read, problems: Sequence[tuple[Path, UnfitFile]]
) -> Read:
    """What came of all files together."""
    return Read(
        files=tuple(files),
        authors=tuple(sorted({part for taken in done for part in taken.authors})),
        taken=sum(taken.taken for taken in done),
        already=sum(taken.already for taken in done),
        answers=sum(taken.answers for taken in done),
        outdated=sum(taken.outdated for taken in done),
        refused=sum(taken.refused for taken in done),
        changes=sum(taken.changes for taken in done),
        sent=sum(taken.sent for taken in done),
        received=sum(taken.received for taken in done) + copied.received,
        more=any(taken.more for taken in done),
        first_copies=copied.files,
        problems=tuple(problems),
    )


def _take(replica: Replica, whole: File) -> Taken:
    """Step by step, so that whoever marks meanwhile waits for one frame at most."""
    taken = Taken()
    steps = Courier(replica).steps(whole, taken, int(time.time()))
    while replica.database.call(next, steps, _END).result() is not _END:
        pass
    return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A parcel or an answer in a file, as its label tells; an answer has no authors."""

    office: str
    laptop: str
    device: int
    number: int
    written_at: str
    authors: tuple[Range, ...]
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a whole file tells everybody. Times are ISO in the zone of the office that wrote it."""

    office: str
    laptop: str
    number: int
    written_at: str
    authors: tuple[Range, ...]
    size_bytes: int
    parcels: tuple[Part, ...]
    answers: tuple[Part, ...]


def inspect_file(path: Path) -> Inspected:
    """What a file says of itself; every byte of it is proven. Needs no profile.

    Raises NoStick and UnfitFile, which names the damaged part.
    """
    content = stick.read(path)
    try:
        file = read_file(content)
    except Malformed as error:
        raise stick.unfit(error, path) from None
    header = file.header
    return Inspected(
        office=header.office,
        laptop=header.laptop,
        number=header.number,
        written_at=_moment(header.written, header.office),
        authors=tuple(header.authors),
        size_bytes=len(content),
        parcels=tuple(_part(read_parcel(one).label, len(one)) for one in file.parcels),
        answers=tuple(_part(read_answer(one).label, len(one)) for one in file.answers),
    )


def _part(label: Label | AnswerLabel, size: int) -> Part:
    office = office_code(label.office)
    return Part(
        office=office,
        laptop=label.laptop,
        device=label.device,
        number=label.number,
        written_at=_moment(label.made if isinstance(label, AnswerLabel) else label.written, office),
        authors=tuple(label.authors) if isinstance(label, Label) else (),
        size_bytes=size,
    )


def _moment(seconds: int, office: str) -> str:
    """A time as ISO; the very ends of the calendar have no zone to be told in."""
    return iso_time(max(EARLIEST + DAY_S, min(seconds, LATEST - DAY_S)), zone_of(office)) or ""
