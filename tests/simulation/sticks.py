"""Sticks: files with sealed parcels and answers, written, carried, posted and read in any order, now and then twice."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.frames import read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.parcels import (
    SALT_BYTES,
    Label,
    header_of,
    open_answer,
    read_answer,
    read_file,
    read_parcel,
    write_file,
)
from contract.exchange.segments import MAX_OPS
from desktop.storage import cargo
from desktop.sync.courier import Courier, Taken
from server.sync import parcels
from tests.simulation import invariants, reading
from tests.simulation.arriving import fixed_bytes
from tests.simulation.chance import Crash
from tests.simulation.laptop import Laptop
from tests.simulation.rounds import spoilt

if TYPE_CHECKING:
    from tests.simulation.world import World

_KEPT = 14
"""Files that lie around: older ones are lost."""
_BOOKS = ("parcel", "cargo", "realm", "lineage")
"""What a journey writes down of itself, and numbers leased for later: none of it keeps a laptop from rest."""
_OFFICE = Ed25519PrivateKey.from_private_bytes(fixed_bytes("who writes at the centre"))


class Sticks:
    """All sticks of one world: who writes on which, and who reads which, is chance."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._draw = world.chance.random
        self.files: list[bytes] = []
        self._number = 0

    def hand(self, laptop: Laptop) -> None:
        """The laptop writes a file; then some of what people do with sticks happens."""
        with suppress(Crash):
            self._write(laptop)
        for _ in range(self._draw.randrange(1, 7)):
            with suppress(Crash):
                self._something()

    def _something(self) -> None:
        laptop = self._draw.choice(self._world.laptops)
        draw = self._draw.random()
        if draw < 0.5:
            self._read_any(laptop)
        elif draw < 0.7:
            self.post(laptop)
        elif draw < 0.85:
            self._boat()
        elif draw < 0.91:
            self._write(laptop)
        elif draw < 0.94:
            self._world.disasters.change_grant()
        elif laptop is not self._world.island:
            self._world.road.travel(laptop)
            self._world.observe()

    def visit(self, laptop: Laptop) -> None:
        """An island without network: its people write a stick, and read what came with the boat."""
        with suppress(Crash):
            self._write(laptop)
        with suppress(Crash):
            self._boat()
        if self._draw.random() < 0.7:
            with suppress(Crash):
                self._read_any(laptop)

    def courier(self, laptop: Laptop) -> Courier:
        """The laptop's courier, with the world's randomness."""
        return Courier(laptop.replica, self._draw.randbytes)

    def _write(self, laptop: Laptop) -> None:
        courier = self.courier(laptop)
        most = self._draw.choice((1, 3, MAX_OPS))
        packed = courier.pack(laptop.moment(self._chance), f"laptop {laptop.number}", most_ops=most)
        self._chance.note("file", laptop.number, packed.content)
        if self._chance.happens("parcel never written", 0.08):
            return
        self._lay(packed.content)
        self._chance.counts["parcel written"] += 1
        courier.wrote(packed)

    def _lay(self, content: bytes) -> None:
        self.files = [*self.files, content][-_KEPT:]

    def _read_any(self, laptop: Laptop) -> None:
        if not self.files:
            return
        content = self._draw.choice(self.files[-4:] if self._draw.random() < 0.6 else self.files)
        awaited = {read_answer(answer).label.device for answer in read_file(content).answers}
        at_home = [each for each in self._world.laptops if each.device in awaited]
        if at_home and self._draw.random() < 0.6:
            laptop = self._draw.choice(at_home)
        if self._chance.happens("parcel spoilt", 0.2):
            self._read_spoilt(laptop, content)
        self.read(laptop, content)
        if self._chance.happens("parcel read twice", 0.3):
            before = reading.near_digest(laptop.driver)
            self.read(laptop, content)
            invariants.check_same(before, reading.near_digest(laptop.driver), "I12 a file read twice changes nothing")

    def read(self, laptop: Laptop, content: bytes) -> Taken:
        """The laptop reads a file. What its own round had still on the way is not awaited any more."""
        self._chance.counts["parcel read"] += 1
        before = reading.standings(laptop.driver)
        try:
            taken = self.courier(laptop).unpack(content, laptop.moment(self._chance).wall)
        finally:
            if reading.standings(laptop.driver) != before:
                self._world.road.forget(laptop)
        self._chance.counts["parcel for another"] += taken.taken
        self._chance.counts["answer taken"] += taken.answers
        self._chance.counts["answer too late"] += taken.outdated
        invariants.check_laptop(self._world, laptop)
        return taken

    def _read_spoilt(self, laptop: Laptop, content: bytes) -> None:
        """Torn off, or a byte changed anywhere: refused, and nothing has changed."""
        place = self._draw.randrange(len(content))
        bad = content[:place] if self._draw.random() < 0.5 else spoilt(self._draw, content)
        if bad == content:
            return
        before = reading.near_digest(laptop.driver)
        try:
            self.courier(laptop).unpack(bad, self._chance.now)
        except Malformed:
            after = reading.near_digest(laptop.driver)
            invariants.check_same(before, after, "I12 a file that is not whole changes nothing")
        else:
            invariants.demand(False, "I12 a file that is not whole is refused", place)

    def post(self, laptop: Laptop) -> None:
        """The laptop has a network for a moment: what it carries goes to the centre, and answers come back."""
        for load in cargo.to_post(laptop.replica, laptop.moment(self._chance).wall):
            answer = self.answer(load.content)
            self._chance.counts["parcel posted"] += 1
            if self._chance.happens("parcel posted twice", 0.1):
                before = reading.far_digest(self._world.far)
                self.answer(load.content)
                invariants.check_same(before, reading.far_digest(self._world.far), "I12 a parcel twice changes nothing")
            if self._chance.happens("parcel answer lost", 0.1):
                continue
            self._take_answer(laptop, answer)
            invariants.check_laptop(self._world, laptop)

    def _take_answer(self, laptop: Laptop, answer: bytes) -> None:
        before = reading.standings(laptop.driver)
        try:
            self.courier(laptop).take_answer(answer, Taken(), laptop.moment(self._chance).wall)
        finally:
            if reading.standings(laptop.driver) != before:
                self._world.road.forget(laptop)

    def answer(self, content: bytes) -> bytes:
        """The centre's answer to a parcel; in it is nothing that its laptop may not read."""
        salt = self._draw.randbytes(SALT_BYTES)
        answer = parcels.answered(self._world.centre, content, self._chance.now, salt)
        self._world.observe()
        self._chance.note("parcel answer", answer)
        sealed = read_answer(answer)
        laptop = next(each for each in self._world.laptops if each.device == sealed.label.device)
        for frame in read_frames(open_answer(sealed, laptop.centre().secret)):
            invariants.check_frame(self._world, laptop, frame)
        return answer

    def _boat(self) -> None:
        """A stick comes to the office where the centre stands, and goes back with the answers."""
        if not self.files:
            return
        self._chance.counts["boat"] += 1
        first = self._draw.randrange(len(self.files))
        for content in self.files[first : first + 2]:
            self._lay(self.answered(content))

    def answered(self, content: bytes) -> bytes:
        """The file with the centre's answers to all parcels of another file."""
        file = read_file(content)
        self._number += 1
        answers = [self.answer(parcel) for parcel in file.parcels]
        about = Label(0, 0, "Pusat", self._number, self._chance.now, [])
        header = header_of(about, "53", [], answers, _OFFICE.public_key().public_bytes_raw())
        return write_file(header, [], answers, _OFFICE)

    def quiet_round(self, laptop: Laptop) -> bool:
        """A journey there and back in which nothing goes wrong; says whether it moved anything."""
        packed = self.courier(laptop).pack(laptop.moment(self._chance), "x")
        self.courier(laptop).wrote(packed)
        before = reading.near_digest(laptop.driver)
        mine = {read_parcel(parcel).label.device for parcel in read_file(packed.content).parcels}
        invariants.demand(laptop.device in mine, "I11 a laptop without network can ask", laptop.number)
        taken = self.read(laptop, self.answered(packed.content))
        invariants.demand(not taken.outdated, "I11 an answer that comes at once fits", laptop.number)
        after = reading.near_digest(laptop.driver)
        return any(before[name] != after[name] for name in before if name not in _BOOKS)
