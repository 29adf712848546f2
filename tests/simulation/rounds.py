"""Rounds between a laptop and the centre, and everything that may happen to a request and its answer on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

from contract.exchange.begun import Torn
from contract.exchange.frames import FrameReader, FrameType, read_frames, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Rows, read_hello, read_message
from contract.exchange.pages import unpack_table
from contract.exchange.segments import MAX_OPS, read_segment, unpack_ops
from contract.exchange.torn import kept
from desktop.storage import history, torn
from desktop.sync.machine import MOST_BYTES, Machine
from desktop.sync.resume import Upload
from server.store.centre import Centre
from server.store.pages import MOST_TEXT
from server.store.unfinished import Unfinished
from server.sync.answer import PAGE_ROWS, Answer, Request, Stranger, read_greeting, read_request
from tests.simulation import invariants, reading
from tests.simulation.chance import Chance, Crash
from tests.simulation.laptop import Laptop

if TYPE_CHECKING:
    from tests.simulation.world import World

Frame = tuple[int, bytes]
_READINGS = 6
_ASKS = 0.8
_KEPT = 40
"""Frames of earlier answers that may come late."""
_NEW_GROUND = (FrameType.SCOPE, FrameType.REWIND)
"""What was said before one of these may not come any more: answers travel on the connection that asked.

Nor behind anything that the centre said since it was put back: a laptop that stands before what was lost is told of no
rewind, and an answer that comes by file is taken only where the laptop stands as it asked.
"""


def quiet_round(laptop: Laptop, centre: Centre, chance: Chance) -> bool:
    """A round in which nothing goes wrong; says whether it moved anything.

    That history went on is movement also where it brought no row: what differs is told only to who stands at its end.
    """
    machine = laptop.machine()
    stood = history.standings(laptop.replica, laptop.centre().id)
    body = machine.request(laptop.centre(), laptop.moment(chance))
    chance.note("request", laptop.number, body)
    request = read_request(centre, read_frames(body))
    for data in Answer(centre, request, lambda: chance.now).frames():
        chance.note("answer", data)
        for kind, payload in read_frames(data):
            machine.on(kind, payload)
    return machine.tally.moved or stood != history.standings(laptop.replica, laptop.centre().id)


class _Undone(Exception):
    """What a spoilt frame did is taken back: it was no part of the story."""


def spoilt(draw: Random, payload: bytes) -> bytes:
    """The payload with some bytes changed, cut off or put in."""
    place = draw.randrange(len(payload) + 1)
    some = draw.choice((b"", b"\0", b"\xff", bytes((draw.randrange(256),)), draw.randbytes(9)))
    return payload[:place] + some + payload[place + draw.choice((0, 1, len(some))) :]


class Road:
    """The bad road of one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._draw = world.chance.random
        self._kept: dict[int, list[Frame]] = defaultdict(list)
        self._branch: dict[int, int] = {}
        self._unfinished = Unfinished()
        self._asks = Random(0)
        self._cut_up: dict[int, Upload] = {}
        self._far: dict[int, Torn] = {}

    def travel(self, laptop: Laptop) -> None:
        """One round; anything may cut, repeat, delay or mix it."""
        try:
            for _ in self._round(laptop):
                if self._chance.happens("rounds interleaved", 0.04):
                    self._meet(laptop)
        except Crash as crash:
            if crash.side == "laptop":
                laptop.run += self._draw.randrange(2)
        self._come_late(laptop)

    def _meet(self, laptop: Laptop) -> None:
        """Another laptop's round comes between two frames. A crash of the centre ends both."""
        others = [other for other in self._world.laptops if other is not laptop]
        if not others:
            return
        try:
            for _ in self._round(self._draw.choice(others)):
                pass
        except Crash as crash:
            if crash.side == "centre":
                raise

    def _round(self, laptop: Laptop) -> Iterator[None]:
        """One round, stopping after each frame so that another laptop may come in between."""
        chance, draw = self._chance, self._draw
        machine = laptop.machine()
        most, size = draw.choice((1, 3, 50, MAX_OPS)), draw.choice((1, 1, MOST_BYTES))
        chance.counts["odd batch size"] += (most, size) != (MAX_OPS, MOST_BYTES)
        if laptop.number in self._cut_up and self._asks.random() < _ASKS:
            chance.counts["asked behind a cut"] += 1
            yield from self._ask(laptop, machine)
            machine = laptop.machine()
        far = self._far.pop(laptop.number, None)
        body = machine.request(laptop.centre(), laptop.moment(chance), most_ops=most, most_bytes=size, far=far)
        chance.note("request", laptop.number, body)
        if chance.happens("request lost", 0.08):
            return
        if chance.happens("request cut", 0.05):
            self._take(body[: draw.randrange(len(body))])
            self._cut_up[laptop.number] = machine.upload
            return
        if chance.happens("request spoilt", 0.08):
            self._take_spoilt(body)
        if chance.happens("request twice", 0.05):
            self._ask_twice(body)
        if chance.happens("answer lost", 0.06):
            list(self._answer(body))
            return
        yield from self._listen(laptop, machine, body)

    def _listen(self, laptop: Laptop, machine: Machine, body: bytes) -> Iterator[None]:
        """The answer, frame by frame; true to its name, the road may be cut anywhere in it."""
        chance, reader = self._chance, FrameReader()
        for data in self._answer(body):
            if chance.happens("cut inside a frame", 0.04):
                list(reader.feed(data[: self._draw.randrange(len(data))]))
                machine.cut(reader.held)
                return
            for frame in reader.feed(data):
                self._deliver(laptop, machine, frame)
            yield
            if chance.happens("cut between frames", 0.12):
                return
        machine.forget_torn()

    def _ask(self, laptop: Laptop, machine: Machine) -> Iterator[None]:
        """A round that only asks how much came of a request that was cut."""
        upload = self._cut_up.pop(laptop.number)
        body = machine.question(laptop.centre(), laptop.moment(self._chance), upload)
        self._chance.note("request", laptop.number, body)
        yield from self._listen(laptop, machine, body)
        if machine.upload.torn is not None:
            self._far[laptop.number] = machine.upload.torn

    def _deliver(self, laptop: Laptop, machine: Machine, frame: Frame) -> None:
        if frame[0] == FrameType.REST:
            self._chance.counts["rest of an answer"] += 1
            beginning = torn.of(laptop.replica, laptop.centre().id)
            (whole,) = read_frames(beginning + frame[1])
            invariants.check_frame(self._world, laptop, whole)
            machine.on(*frame)
            return
        self.keep(laptop, frame)
        invariants.check_frame(self._world, laptop, frame)
        if self._chance.happens("frame spoilt", 0.08):
            self._deliver_spoilt(laptop, frame)
        machine.on(*frame)
        if self._chance.happens("frame twice", 0.05):
            state = reading.near_digest(laptop.driver)
            machine.on(*frame)
            invariants.check_same(state, reading.near_digest(laptop.driver), "I12 a frame taken twice changes nothing")

    def keep(self, laptop: Laptop, frame: Frame) -> None:
        """The frame may come again, late; what may not come behind it is forgotten."""
        branch = self._world.chronicle.branch
        is_new_ground = frame[0] in _NEW_GROUND or self._branch.get(laptop.number) != branch
        before = [] if is_new_ground else self._kept[laptop.number]
        self._branch[laptop.number] = branch
        self._kept[laptop.number] = [*before, frame][-_KEPT:]

    def may_come_late(self, laptop: Laptop) -> list[Frame]:
        """Frames of earlier answers that may come again."""
        return self._kept[laptop.number]

    def _answer(self, body: bytes) -> Iterator[bytes]:
        request = self._read(FrameReader(), body)
        assert request is not None
        if request.shown is None:
            self._unfinished.drop(request.hello.device)
        page = self._draw.choice((1, 1, 3, 9, PAGE_ROWS))
        self._chance.counts["odd page size"] += page != PAGE_ROWS
        text = 60 if page == 3 else MOST_TEXT
        for data in Answer(self._world.centre, request, lambda: self._chance.now, page, text).frames():
            self._chance.note("answer", data)
            yield data

    def _ask_twice(self, body: bytes) -> None:
        """The first answer is lost, the request comes again: the centre is as after the first."""
        list(self._answer(body))
        before = reading.far_digest(self._world.far)
        list(self._answer(body))
        invariants.check_same(before, reading.far_digest(self._world.far), "I12 a request twice changes nothing")

    def _take(self, part: bytes) -> None:
        """The connection broke while the laptop sent: what came whole is judged, nothing is answered."""
        reader = FrameReader()
        request = self._read(reader, part)
        if request is None:
            return
        self._unfinished.keep(request.hello.device, kept(request.kept, reader.held), self._chance.now)
        Answer(self._world.centre, request, lambda: self._chance.now).take()

    def _read(self, reader: FrameReader, body: bytes) -> Request | None:
        frames = reader.feed(body)
        first = next(frames, None)
        if first is None:
            return None
        request = read_greeting(self._world.centre, *first)
        request.kept = self._unfinished.of(request.hello.device, self._chance.now)
        for kind, payload in frames:
            brought = len(request.segments)
            request.add(kind, payload)
            self._chance.counts["rest of a request"] += kind == FrameType.REST and len(request.segments) > brought
        return request

    def _take_spoilt(self, body: bytes) -> None:
        """Bytes that no laptop of ours would send: refused in our own words, or judged like any other."""
        frames = list(read_frames(body))
        place = self._draw.randrange(len(frames))
        kind, payload = frames[place]
        self._parse_spoilt(kind, payload)
        frames[place] = kind, spoilt(self._draw, payload)
        try:
            list(self._answer(b"".join(write_frame(FrameType(kind), payload) for kind, payload in frames)))
        except (Malformed, Stranger):
            pass

    def _deliver_spoilt(self, laptop: Laptop, frame: Frame) -> None:
        """Bytes that no centre of ours would send: whatever they do, it is all of a frame or nothing."""
        self._parse_spoilt(*frame)
        with suppress(Malformed, _Undone), laptop.replica.transaction():
            laptop.machine().on(frame[0], spoilt(self._draw, frame[1]))
            raise _Undone

    def _parse_spoilt(self, kind: int, payload: bytes) -> None:
        """Whatever the bytes, they are read or they are Malformed; nothing else comes of it."""
        for _ in range(_READINGS):
            bad = spoilt(self._draw, payload)
            with suppress(Malformed):
                if kind == FrameType.SEGMENT:
                    unpack_ops(read_segment(bad).body)
                elif kind == FrameType.HELLO:
                    read_hello(bad)
                elif isinstance(page := read_message(kind, bad), Rows):
                    for table in page.tables:
                        unpack_table(table)

    def forget(self, laptop: Laptop) -> None:
        """The laptop's disk was overwritten: nothing is on its way to this life, and it knows of no cut."""
        self._kept[laptop.number].clear()
        self._cut_up.pop(laptop.number, None)
        self._far.pop(laptop.number, None)

    def _come_late(self, laptop: Laptop) -> None:
        """Frames of earlier answers come again, as from a stick that went a long way."""
        earlier = self.may_come_late(laptop)
        if not earlier or not self._chance.happens("frame late", 0.08):
            return
        first = self._draw.randrange(len(earlier))
        machine = laptop.machine()
        try:
            for frame in earlier[first : first + 3]:
                machine.on(*frame)
        except Crash:
            pass
