"""The courier: what a file on a stick holds, and what reading one does. No folder and no file here: bytes in and out.

Writing gives one file with this laptop's own requests, sealed each to its office, and with what it carries for others.
Reading takes the answers that are for this laptop, where they fit, and keeps everything else as cargo.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.frames import FrameType, read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Fork, Refusal, Rows, read_message
from contract.exchange.parcels import (
    KEY_BYTES,
    MOST_FILE,
    File,
    Label,
    Range,
    header_of,
    office_code,
    parcel_id,
    read_answer,
    read_file,
    read_parcel,
    seal_parcel,
    write_file,
)
from contract.exchange.segments import MAX_OPS, Segment
from contract.faults import WorldFault
from desktop.storage import cargo, forks, history, parcels, status, trail
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.sync.machine import Machine, Tally

MOST_CARGO = MOST_FILE // 2


class NothingJoined(WorldFault):
    """This laptop belongs to no office to which a parcel could go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file to be written on a stick. authors: own and carried ops in this laptop's own parcels; changes: how many."""

    content: bytes
    number: int
    office: str
    laptop: str
    written: int
    authors: tuple[Range, ...]
    changes: int
    parcels: int
    answers: int


@dataclass(slots=True, kw_only=True)
class Taken:
    """What reading a file did: taken along for others, known before, answers of ours taken and not fitting any more.

    changes: ops in the parcels taken along. refused: found no room, or no answer of our centre. sent, received: own
    ops acknowledged and rows taken.
    """

    office: str = ""
    laptop: str = ""
    authors: tuple[Range, ...] = ()
    taken: int = 0
    already: int = 0
    answers: int = 0
    outdated: int = 0
    refused: int = 0
    changes: int = 0
    sent: int = 0
    received: int = 0
    more: bool = field(default=False)
    """The centre has more for this laptop than one answer holds."""


class Courier:
    """Packs and unpacks files for one replica, on the database thread. `random` gives so many random bytes."""

    def __init__(self, replica: Replica, random: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self.replica = replica
        self._random = random

    def pack(self, moment: Moment, laptop: str, *, most_ops: int = MAX_OPS) -> Packed:
        """The next file. Raises NothingJoined. `wrote` is to be called when it lies safely on the stick."""
        with self.replica.transaction():
            standings = [
                (centre, standing)
                for centre in history.centres(self.replica)
                for standing in history.standings(self.replica, centre.id)
                if parcels.sealing_key(self.replica, standing.realm)
            ]
            if not standings:
                raise NothingJoined(
                    "Laptop ini belum bergabung dengan kantor yang menerima flashdisk. Bergabunglah dahulu dengan kode."
                )
            number = parcels.next_number(self.replica)
            cargo.forget_old(self.replica, moment.wall)
            mine = [
                self._letter(centre, standing, moment, (laptop, number), most_ops) for centre, standing in standings
            ]
            others, answers = cargo.loads(self.replica, MOST_CARGO)
            key = Ed25519PrivateKey.from_private_bytes(parcels.signing_key(self.replica, standings[0][1].realm))
        about = read_parcel(mine[0]).label
        office = office_code(about.office)
        header = header_of(about, office, [*mine, *others], answers, key.public_key().public_bytes_raw())
        authors = tuple(sorted({part for content in mine for part in read_parcel(content).label.authors}))
        return Packed(
            content=write_file(header, [*mine, *others], answers, key),
            number=number,
            office=office,
            laptop=about.laptop,
            written=moment.told,
            authors=authors,
            changes=count(authors),
            parcels=len(mine) + len(others),
            answers=len(answers),
        )

    def wrote(self, packed: Packed) -> None:
        """The file lies on the stick: what is in it is on its way."""
        parcels.mark_carried(self.replica, packed.number, packed.authors)

    def letters(self, moment: Moment, laptop: str, realms: Iterable[int]) -> list[bytes]:
        """A parcel to each of these offices that takes any, for a hub. `left` is to be called when it has them."""
        wanted = set(realms)
        with self.replica.transaction():
            standings = [
                (centre, standing)
                for centre in history.centres(self.replica)
                for standing in history.standings(self.replica, centre.id)
                if standing.realm in wanted and parcels.sealing_key(self.replica, standing.realm)
            ]
            number = parcels.next_number(self.replica) if standings else 0
            return [self._letter(centre, standing, moment, (laptop, number), MAX_OPS) for centre, standing in standings]

    def left(self, content: bytes) -> None:
        """A hub has this parcel: what is in it is on its way."""
        label = read_parcel(content).label
        parcels.mark_carried(self.replica, -label.number, label.authors)

    def take_parcel(self, content: bytes, now: int) -> Taken:
        """A parcel of another laptop is taken along, if there is room. Raises Malformed."""
        taken = Taken()
        self._take_parcel(content, taken, now)
        return taken

    def _letter(
        self, centre: history.Centre, standing: history.Standing, moment: Moment, whose: tuple[str, int], most_ops: int
    ) -> bytes:
        laptop, number = whose
        body, segments = Machine(self.replica).letter(centre, standing, moment, most_ops=most_ops)
        label = Label(
            office=standing.realm,
            device=centre.device,
            laptop=laptop[:60],
            number=number,
            written=moment.told,
            authors=ranges_of(segments),
        )
        office_key = parcels.sealing_key(self.replica, standing.realm)
        content = seal_parcel(label, body, office_key, self._random(KEY_BYTES))
        parcels.ask(self.replica, parcel_id(content), standing.realm, number)
        return content

    def unpack(self, content: bytes, now: int) -> Taken:
        """Reads a whole file; one that is not whole changes nothing. Raises what read_file raises, and Malformed."""
        file, taken = read_file(content), Taken()
        for _ in self.steps(file, taken, now):
            pass
        return taken

    def steps(self, file: File, taken: Taken, now: int) -> Iterator[None]:
        """Reads a file step by step, so that whoever edits meanwhile waits for one step at most. Raises Malformed."""
        taken.office, taken.laptop = file.header.office, file.header.laptop
        taken.authors = tuple(file.header.authors)
        for parcel in file.parcels:
            self._take_parcel(parcel, taken, now)
            yield
        for answer in _in_order(file):
            yield from self.answer_steps(answer, taken, now)

    def _take_parcel(self, content: bytes, taken: Taken, now: int) -> None:
        identifier = parcel_id(content)
        with self.replica.transaction():
            if parcels.is_asked(self.replica, identifier) or cargo.knows(self.replica, identifier):
                taken.already += 1
            elif cargo.take_parcel(self.replica, content, now):
                taken.taken += 1
                taken.changes += count(read_parcel(content).label.authors)
            else:
                taken.refused += 1

    def take_answer(self, content: bytes, taken: Taken, now: int) -> None:
        """An answer: its frames where it is for this laptop and fits, else it is carried on. Raises Malformed."""
        for _ in self.answer_steps(content, taken, now):
            pass

    def answer_steps(self, content: bytes, taken: Taken, now: int, road: int = trail.STICK) -> Iterator[None]:
        """The same step by step. road: by which it came."""
        with self.replica.transaction():
            identifier, label = parcel_id(content), read_answer(content).label
            ours = cargo.addressee(history.centres(self.replica), content)
            if ours is None or not parcels.is_asked(self.replica, label.about):
                if cargo.knows(self.replica, identifier):
                    taken.already += 1
                elif cargo.take_answer(self.replica, content, now):
                    taken.taken += 1
                else:
                    taken.refused += 1
                return
        centre, frames = ours
        reading = _Reading(self.replica, label.about, identifier, label.office, (now, road))
        yield from reading.take(list(read_frames(frames)), taken)
        status.note_contact(self.replica, centre.id, now)


class _Reading:
    """One answer being taken, frame by frame, each in a transaction of its own."""

    def __init__(self, replica: Replica, about: bytes, answer: bytes, office: int, came: tuple[int, int]) -> None:
        self._replica = replica
        self._about = about
        self._answer = answer
        self._office = office
        self._came = came

    def take(self, frames: list[tuple[int, bytes]], taken: Taken) -> Iterator[None]:
        """Goes on where it was left, to its end, or to the first frame that does not fit any more."""
        with self._replica.database.reading():
            begin = parcels.frames_taken(self._replica, self._about, self._answer)
            ended = parcels.has_ended(self._replica, self._about)
        if begin is None or begin >= len(frames):
            taken.already += ended
            taken.outdated += not ended
            return
        tally = Tally()
        for place in range(begin, len(frames)):
            if not self._take_one(frames[place], place, tally, last=place == len(frames) - 1):
                taken.outdated += 1
                break
            yield
        else:
            taken.answers += 1
            taken.more = not _is_last(frames)
        taken.sent += tally.sent
        taken.received += tally.received

    def _take_one(self, frame: tuple[int, bytes], place: int, tally: Tally, *, last: bool) -> bool:
        with self._replica.transaction():
            if parcels.frames_taken(self._replica, self._about, self._answer) != place:
                return False
            if self._may_be_taken(frame):
                machine = Machine(self._replica)
                machine.tally = tally
                before = trail.last(self._replica)
                machine.on(*frame)
                trail.stamp(self._replica, *self._came, before)
            parcels.went_on(self._replica, self._about, self._answer, place + 1, ended=last)
        return True

    def _may_be_taken(self, frame: tuple[int, bytes]) -> bool:
        """Not what would give own ops other names though the centre has them by now, by another road."""
        message = read_message(*frame)
        if getattr(message, "realm", self._office) != self._office:
            raise Malformed("answer about another office")
        if isinstance(message, Fork):
            return not parcels.has_arrived(self._replica, message.author, message.n)
        if isinstance(message, Refusal) and forks.is_own(self._replica, message.author):
            return not parcels.has_arrived(self._replica, message.author, message.n0)
        return True


def _in_order(file: File) -> Iterator[bytes]:
    """The answers in the order of the parcels that they answer: each may lead on to the next."""

    def order(content: bytes) -> tuple[int, int]:
        label = read_answer(content).label
        return label.number, label.made

    return iter(sorted(file.answers, key=order))


def _is_last(frames: list[tuple[int, bytes]]) -> bool:
    """Whether the centre had nothing more when it made the answer."""
    pages = [read_message(*frame) for frame in frames if frame[0] == FrameType.ROWS]
    return not pages or (isinstance(pages[-1], Rows) and pages[-1].last)


def ranges_of(segments: list[Segment]) -> list[Range]:
    """The ops of segments as ranges, those that follow each other joined."""
    found: list[Range] = []
    for author, n0, n1 in sorted((one.author, one.n0, one.n1) for one in segments):
        if found and found[-1][0] == author and found[-1][2] >= n0 - 1:
            found[-1] = (author, found[-1][1], max(n1, found[-1][2]))
        else:
            found.append((author, n0, n1))
    return found


def count(ranges: tuple[Range, ...] | list[Range]) -> int:
    """How many ops ranges hold."""
    return sum(n1 - n0 + 1 for _, n0, n1 in ranges)
