"""An office's first copy on a stick: laid there for laptops that are new, found there and taken.

The file is the centre's, sealed and signed: whoever carries it reads nothing. A new laptop knows its key from an answer
of the centre, which may have come by the same stick. Blocks, on a thread of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from contract.exchange.begun import Snapshot
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from desktop.services.exchange.turn import turn
from desktop.storage import first_copies, history, registration
from desktop.storage.clock import moment
from desktop.storage.queries.offices import offices
from desktop.storage.replica import Replica
from desktop.sync import first_copy, first_copy_offer, stick
from desktop.sync.faults import Gone, RoadFault
from desktop.sync.machine import Machine
from desktop.sync.road import FEWEST_ROWS
from desktop.sync.stick import Opened, UnfitFile
from desktop.sync.transport import Patience, Transport


class NoFirstCopy(WorldFault):
    """There is no file to carry: none is here, and the centre can't be asked or has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The file of one office that lies on this laptop, and the name that people see on a stick."""

    name: str
    path: Path
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Files on sticks that were taken, the rows in them, and those that could not be, with the reason."""

    files: tuple[Path, ...] = ()
    received: int = 0
    problems: tuple[tuple[Path, UnfitFile], ...] = ()


def gather(replica: Replica, lock: Path, patience: Patience | None = None) -> tuple[Copy, ...]:
    """The first copies of the offices here, as this laptop may see them: asked of the centre, else those kept here.

    Raises NoFirstCopy when there is none at all.
    """
    folder = lock.parent
    fault: RoadFault | None = None
    found: list[Copy] = []
    with turn(lock):
        for centre, standing in replica.database.call(first_copy_offer.standings, replica).result():
            path: Path | None = None
            try:
                path = _from_centre(replica, (centre, standing), folder, patience)
            except (RoadFault, Malformed, Gone) as error:
                fault = error if isinstance(error, RoadFault) else fault
            path = path or _kept(replica, standing, folder)
            if path is not None:
                found.append(_copy(replica, standing.realm, path))
    if found:
        return tuple(found)
    if fault is not None:
        raise NoFirstCopy(
            "Salinan pertama belum ada di laptop ini dan pusat belum terjangkau. "
            "Sambungkan ke jaringan lalu ulangi, atau tulis tanpa salinan pertama."
        ) from fault
    raise NoFirstCopy(
        "Pusat belum punya salinan pertama untuk dibawa; untuk kantor dengan ribuan baris dibuatnya dalam beberapa "
        "menit. Ulangi nanti, atau tulis tanpa salinan pertama."
    )


def _from_centre(
    replica: Replica, whose: tuple[history.Centre, history.Standing], folder: Path, patience: Patience | None
) -> Path | None:
    centre, standing = whose
    body = replica.database.call(lambda: first_copy_offer.question(centre, standing, moment(replica))).result()
    road = Transport(centre.url, insecure=centre.insecure, patience=patience)
    try:
        told = first_copy_offer.offered(road, body, FEWEST_ROWS, partial(_on, replica))
        public = replica.database.call(registration.pinned_key, replica, standing.realm).result()
        if told is None or told.realm != standing.realm or public is None:
            return None
        return first_copy.bring(told, folder, public, road.fetch)
    finally:
        road.close()


def _on(replica: Replica, kind: int, payload: bytes) -> None:
    replica.database.call(Machine(replica).on, kind, payload).result()


def _kept(replica: Replica, standing: history.Standing, folder: Path) -> Path | None:
    """A whole file that lies here from this laptop's own beginning, if it may still see what is in it."""
    public = replica.database.call(registration.pinned_key, replica, standing.realm).result() or b""
    for path in sorted(folder.glob(f"*{first_copy.WHOLE}")):
        opening = first_copy.opening_of(path)
        if opening is None or (opening.cover.realm, opening.cover.reach) != (standing.realm, standing.scopes):
            continue
        with suppress(Malformed):
            first_copy.prove_signed(path, opening, public)
            return path
    return None


def _copy(replica: Replica, realm: int, path: Path) -> Copy:
    opening = first_copy.opening_of(path)
    assert opening is not None, "it was proven just now"
    lines = replica.database.call(offices, replica).result()
    code, name = next(((line.code, line.name) for line in lines if line.realm == realm), ("", ""))
    called = stick.first_copy_name(code, name, opening.cover.made)
    return Copy(name=called, path=path, size_bytes=opening.size)


def lay(copies: Sequence[Copy], folder: Path, opened: Opened | None = None) -> tuple[Path, ...]:
    """Puts them on the stick, read back; one that lies there already is left. Raises what stick.copy raises."""
    return tuple(_laid(copy, folder, opened) for copy in copies)


def _laid(copy: Copy, folder: Path, opened: Opened | None) -> Path:
    there = folder / copy.name
    if stick.is_same(there, copy.path):
        return there
    return stick.copy(copy.path, folder, copy.name, *([opened] if opened else []))


def read(replica: Replica, lock: Path | None, places: Sequence[Path]) -> Read:
    """Takes what lies in these folders of the first copies that this laptop was told of; nothing else is touched."""
    files: list[Path] = []
    problems: list[tuple[Path, UnfitFile]] = []
    received = 0
    for told in replica.database.call(first_copies.pending, replica).result():
        for path in _found(places, told):
            machine = Machine(replica)

            def take(kind: int, payload: bytes, on: Machine = machine) -> None:
                replica.database.call(on.on, kind, payload).result()

            try:
                with turn(lock):
                    first_copy.take_whole(replica, told, path, take)
            except Malformed:
                problems.append((path, _unfit(path)))
            except OSError as error:
                raise stick.translated(error, path) from error
            else:
                files.append(path)
                break
            finally:
                received += machine.tally.received
    return Read(files=tuple(files), received=received, problems=tuple(problems))


def lie_in(replica: Replica, places: Sequence[Path]) -> bool:
    """Whether there is one that this laptop was told of."""
    told = replica.database.call(first_copies.pending, replica).result()
    return any(path for each in told for path in _found(places, each))


def is_one(path: Path) -> bool:
    """Whether a file is some office's first copy, by how it begins."""
    with suppress(OSError):  # whoever reads it will say what is wrong
        return path.is_file() and first_copy.opening_of(path) is not None
    return False


def not_awaited(path: Path) -> UnfitFile:
    """For a first copy of which this laptop was not told."""
    return UnfitFile(
        f"{path.name} adalah salinan pertama kantor, dan laptop ini tidak menunggunya. "
        "Bila laptop ini baru, ambil dahulu jawaban pusat untuknya, lalu ulangi."
    )


def _found(places: Sequence[Path], told: Snapshot) -> Iterator[Path]:
    for place in places:
        try:
            path = first_copy.find(place, told)
        except OSError as error:
            raise stick.translated(error, place) from error
        if path is not None:
            yield path


def _unfit(path: Path) -> UnfitFile:
    return UnfitFile(f"{path.name} rusak atau bukan untuk laptop ini. Salin ulang dari asalnya, lalu ulangi.")
