"""I13: a class day's round cut at every byte, on its way up and on its way down, ends as if it had not been cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from contract.exchange.begun import Torn
from contract.exchange.frames import FrameReader
from contract.exchange.shapes import RowKey
from contract.exchange.torn import kept
from contract.training.catalogue import ATTENDANCE, GROUP, NOTE, PERSON, SESSION
from desktop.storage.edit import Change
from desktop.sync.machine import Machine
from desktop.sync.resume import Upload
from server.store.unfinished import Unfinished
from server.sync.answer import Answer, Request, read_greeting
from tests.simulation import reading
from tests.simulation.laptop import Laptop, image_of
from tests.simulation.story import Story, class_a, patch_of
from tests.simulation.world import Plan

PEOPLE, GROUPS = 46, 9
STRIDE = 11
"""Every so many bytes, and another one each row of tests, where the run is not the long one."""
MOST_ROUNDS = 8


@dataclass
class Wire:
    """Bytes between one laptop and the centre, cut where it is told; both sides remember as the real ones do."""

    story: Story
    laptop: Laptop
    unfinished: Unfinished = field(default_factory=Unfinished)
    cut_up: Upload | None = None
    far: Torn | None = None
    up: int = 0
    down: int = 0

    def round(self, cut_up: int | None = None, cut_down: int | None = None) -> bool:
        """One round; says whether anything is left to do."""
        machine, moment = self.laptop.machine(), self.laptop.moment(self.story.chance)
        centre = self.laptop.centre()
        asking = self.cut_up is not None
        if self.cut_up is not None:
            body = machine.question(centre, moment, self.cut_up)
        else:
            body = machine.request(centre, moment, far=self.far)
        self.far = None
        self.up += len(body) if cut_up is None else cut_up
        if cut_up is not None and cut_up < len(body):
            self._lose(body[:cut_up])
            self.cut_up = machine.upload
            return True
        answer = self._answer(body)
        arrived = answer if cut_down is None else answer[:cut_down]
        self.down += len(arrived)
        reader = FrameReader()
        for frame in reader.feed(arrived):
            machine.on(*frame)
        if len(arrived) < len(answer):
            machine.cut(reader.held)
            return True
        machine.forget_torn()
        self.cut_up, self.far = None, machine.upload.torn if asking else None
        return asking or machine.tally.moved

    def rest(self) -> None:
        """Rounds until nothing moves."""
        rounds = 0
        while self.round():
            rounds += 1
            assert rounds < MOST_ROUNDS

    def _read(self, reader: FrameReader, body: bytes) -> Request | None:
        frames = reader.feed(body)
        first = next(frames, None)
        if first is None:
            return None
        request = read_greeting(self.story.centre, *first)
        request.kept = self.unfinished.of(request.hello.device, 0.0)
        for frame in frames:
            request.add(*frame)
        return request

    def _lose(self, part: bytes) -> None:
        reader = FrameReader()
        request = self._read(reader, part)
        if request is not None:
            self.unfinished.keep(request.hello.device, kept(request.kept, reader.held), 0.0)
            Answer(self.story.centre, request, lambda: self.story.chance.now).take()

    def _answer(self, body: bytes) -> bytes:
        request = self._read(FrameReader(), body)
        assert request is not None
        if request.shown is None:
            self.unfinished.drop(request.hello.device)
        return b"".join(Answer(self.story.centre, request, lambda: self.story.chance.now).frames())


class ClassDay:
    """A laptop with 46 marks and 9 notes that the centre has not got, as often as it is wanted."""

    def __init__(self) -> None:
        self.story = Story(Plan(cast="one writer"))
        (self.laptop,) = self.story.laptops
        session = self._add(SESSION, class_group=class_a(self.story), title="Sesi 1")
        people = [self._add(PERSON, name=f"Orang {n}") for n in range(PEOPLE)]
        groups = [self._add(GROUP, class_group=class_a(self.story), title=f"Kelompok {n}") for n in range(GROUPS)]
        Wire(self.story, self.laptop).rest()
        self.story.look()
        marks = [Change(RowKey(ATTENDANCE.number, session, p), patch_of(ATTENDANCE, status="H")) for p in people]
        notes = [
            Change(NOTE.number, patch_of(NOTE, group=g, text=f"Kelompok {g} sudah selesai latihan {g % 97}"))
            for g in groups
        ]
        for change in (*marks, *notes):
            self._edit(change)
        self._near, self._far = image_of(self.laptop.driver), image_of(self.story.far)

    def _edit(self, change: Change) -> None:
        self.story.chance.now += 7
        told = self.story.memory, self.story.chronicle
        assert self.laptop.edit(self.laptop.seats[0], self.story.chance, told, change)

    def _add(self, record: Any, **fields: Any) -> int:
        self._edit(Change(record.number, patch_of(record, **fields)))
        return reading.lines(self.laptop.driver)[-1].key.k1

    def wire(self) -> Wire:
        """The morning of that day again."""
        self._near.backup(self.laptop.driver)
        self._far.backup(self.story.far)
        return Wire(self.story, self.laptop)

    def state(self) -> tuple[object, ...]:
        """What both sides hold in the end: rows, what waits, and every op with its fate, whatever commits they took."""
        near = {key: (held.realm, held.row) for key, held in reading.rows(self.laptop.driver).items()}
        waiting = reading.lines(self.laptop.driver, "state = 0")
        far = self.story.far.execute("SELECT author, n, tbl, k1, k2, k3, patch, fate FROM op ORDER BY author, n")
        return near, waiting, reading.shadows(self.laptop.driver), far.fetchall()


@pytest.fixture(scope="module")
def day() -> ClassDay:
    return ClassDay()


@pytest.fixture(scope="module")
def uncut(day: ClassDay) -> tuple[int, int, tuple[object, ...]]:
    """Bytes up and down of the first round, and the state behind it."""
    wire = day.wire()
    wire.round()
    up, down = wire.up, wire.down
    wire.rest()
    return up, down, day.state()


def check(day: ClassDay, uncut: tuple[int, int, tuple[object, ...]], *, step: int) -> None:
    up, down, state = uncut
    for place in range(0, up, step):
        wire = day.wire()
        assert wire.round(cut_up=place)
        wire.rest()
        assert day.state() == state, f"cut behind {place} bytes up"
    for place in range(0, down, step):
        wire = day.wire()
        assert wire.round(cut_down=place)
        wire.rest()
        assert day.state() == state, f"cut behind {place} bytes down"


def test_a_class_day_cut_at_many_bytes_ends_as_if_it_had_not_been_cut(
    day: ClassDay, uncut: tuple[int, int, tuple[object, ...]]
) -> None:
    assert uncut[0] > 400, "all of a class day went up"
    check(day, uncut, step=STRIDE)


@pytest.mark.deep
def test_a_class_day_cut_at_every_byte_ends_as_if_it_had_not_been_cut(
    day: ClassDay, uncut: tuple[int, int, tuple[object, ...]]
) -> None:
    check(day, uncut, step=1)


def test_a_class_day_cut_again_and_again_comes_through_with_each_byte_sent_once(day: ClassDay) -> None:
    wire = day.wire()
    machine = Machine(wire.laptop.replica)
    body = machine.request(wire.laptop.centre(), wire.laptop.moment(day.story.chance))
    greeting = len(machine.question(wire.laptop.centre(), wire.laptop.moment(day.story.chance), machine.upload))
    assert wire.round(cut_up=len(body) - 20)
    assert wire.round(), "how far did it come?"
    before = wire.up
    wire.round()
    assert wire.up - before < greeting + 20 + 40, "the greeting, and what was missing"
