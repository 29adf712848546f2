"""What simulated people do: register, enrol, mark, correct, delete, and now and then something senseless."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from contract.exchange.shapes import GONE, Patch, Record, RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    CLASS_GROUP,
    ENROLMENT,
    GROUP,
    MEMBERSHIP,
    NOTE,
    PERSON,
    SCHEMA,
    SESSION,
)
from desktop.storage import edit as editing_room
from desktop.storage.edit import Change
from tests.simulation import reading
from tests.simulation.laptop import Laptop, Seat

if TYPE_CHECKING:
    from tests.simulation.world import World

_STATUS = ("H", "H", "I", "S", "A", "DL")
_LINES = ("latar belakang", "tujuan", "kegiatan", "anggaran", "jadwal")
NOBODY = 98 << 32 | 3


def number(record: Record, name: str) -> int:
    """A field's number."""
    return record.by_name[name].number


@contextmanager
def newer_program() -> Iterator[None]:
    """Inside the block laptops write edits of a schema that nobody else knows yet."""
    editing_room.SCHEMA = SCHEMA + 1  # type: ignore[attr-defined]
    try:
        yield
    finally:
        editing_room.SCHEMA = SCHEMA  # type: ignore[attr-defined]


class Editor:
    """Random edits by the people of a world."""

    def __init__(self, world: World, classes: dict[int, list[int]]) -> None:
        self._world = world
        self._chance = world.chance
        self._random = world.chance.random
        self.classes = classes

    def edit(self, laptop: Laptop) -> None:
        """One random act of one random person of the laptop."""
        seat = self._random.choice(laptop.seats)
        changes = self._change(laptop, seat)
        if not changes:
            return
        self._chance.note("edit", laptop.number, seat.name, changes)
        self._chance.counts["edit"] += 1
        told = self._world.memory, self._world.chronicle
        if self._chance.happens("newer schema", 0.02):
            with newer_program():
                laptop.edit(seat, self._chance, told, *changes)
        else:
            laptop.edit(seat, self._chance, told, *changes)

    def _change(self, laptop: Laptop, seat: Seat) -> list[Change]:
        draw = self._random.randrange(12)
        if draw < 2:
            return self._mark(laptop, seat)
        if draw < 4:
            return self._register()
        if draw < 6:
            return self._correct(laptop, seat)
        acts = self._structure, self._enrol, self._plan, self._delete, self._join_group, self._senseless
        return acts[draw - 6](laptop, seat)

    def _pick(self, laptop: Laptop, seat: Seat, record: Record) -> RowKey | None:
        keys = reading.keys_in(laptop.driver, record.number, seat.realm)
        return self._random.choice(keys) if keys else None

    def _class(self, seat: Seat) -> int:
        """A class; people of one class now and then write in another, which they may not."""
        classes = self.classes[seat.realm]
        if not seat.in_class:
            return self._random.choice(classes)
        return classes[1] if self._chance.happens("out of grant", 0.1) else classes[0]

    def _mark(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """One mark, or the rest of the class at once."""
        session = self._pick(laptop, seat, SESSION)
        people = reading.keys_in(laptop.driver, PERSON.number, seat.realm)
        if session is None or not people:
            return []
        count = 1 if self._random.random() < 0.7 else min(len(people), 5)
        changes = []
        for person in sorted(self._random.sample(people, count)):
            patch: Patch = {number(ATTENDANCE, "status"): self._random.choice(_STATUS)}
            if self._random.random() < 0.5:
                patch[number(ATTENDANCE, "marked_at")] = laptop.moment(self._chance).wall
            changes.append(Change(RowKey(ATTENDANCE.number, session.k1, person.k1), patch))
        return changes

    def _register(self) -> list[Change]:
        patch: Patch = {number(PERSON, "name"): f"n{self._random.randrange(9)}"}
        if self._random.random() < 0.3:
            patch[number(PERSON, "employee_number")] = f"19800101200001100{self._random.randrange(10)}"
        if self._random.random() < 0.3:
            patch[number(PERSON, "phone")] = f"+62{self._random.randrange(5)}"
        return [Change(PERSON.number, patch)]

    def _enrol(self, laptop: Laptop, seat: Seat) -> list[Change]:
        person = self._pick(laptop, seat, PERSON)
        if person is None:
            return []
        self._chance.counts["enrolment moved"] += 1
        patch: Patch = {number(ENROLMENT, "status"): self._random.choice(("active", "withdrawn")), GONE: 0}
        return [Change(RowKey(ENROLMENT.number, self._class(seat), person.k1), patch)]

    def _join_group(self, laptop: Laptop, seat: Seat) -> list[Change]:
        group, person = self._pick(laptop, seat, GROUP), self._pick(laptop, seat, PERSON)
        if group is None or person is None:
            return []
        return [
            Change(
                RowKey(MEMBERSHIP.number, group.k1, person.k1), {number(MEMBERSHIP, "role"): self._random.choice("ab")}
            )
        ]

    def _structure(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record = self._random.choice((SESSION, GROUP, NOTE))
        if record is NOTE:
            group = self._pick(laptop, seat, GROUP)
            return [Change(NOTE.number, {2: group.k1, 3: "catatan"})] if group else []
        return [Change(record.number, {2: self._class(seat), number(record, "title"): "t"})]

    def _correct(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record, name = self._random.choice(
            (
                (PERSON, "name"),
                (PERSON, "phone"),
                (PERSON, "employee_number"),
                (GROUP, "theme"),
                (SESSION, "title"),
                (CLASS_GROUP, "place"),
            )
        )
        key = self._pick(laptop, seat, record)
        value = self._random.choice(("a", "b", "c", "x", None)) if name == "phone" else self._random.choice("abcx")
        return [Change(key, {number(record, name): value})] if key else []

    def _plan(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """A line more in a text that several people write."""
        key = self._pick(laptop, seat, GROUP)
        if key is None:
            return []
        held = laptop.replica.row(key)
        lines = str((held.content or {}).get(number(GROUP, "plan")) or "").split("\n") if held else []
        lines.insert(self._random.randint(0, len(lines)), self._random.choice(_LINES))
        return [Change(key, {number(GROUP, "plan"): "\n".join(lines[:8])})]

    def _delete(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record = self._random.choice((PERSON, ATTENDANCE, ENROLMENT, GROUP, NOTE))
        key = self._pick(laptop, seat, record)
        if key is None:
            return []
        self._chance.counts["enrolment moved"] += record is ENROLMENT
        return [Change(key, {GONE: self._random.choice((1, 1, 0))})]

    def _senseless(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """Poison: each of these must come back with a reason and delay nothing else."""
        if not self._chance.happens("poison", 0.5):
            return []
        foreign = next((ids[0] for realm, ids in self.classes.items() if realm != seat.realm), NOBODY)
        here = self.classes[seat.realm][0]
        return self._random.choice(
            (
                [Change(SESSION.number, {2: here, number(SESSION, "starts_at"): "besok"})],
                [Change(SESSION.number, {2: NOBODY})],
                [Change(SESSION.number, {2: foreign, number(SESSION, "title"): "x"})],
                [Change(PERSON.number, {number(PERSON, "name"): "n", GONE: 5})],
                [Change(RowKey(PERSON.number, NOBODY), {number(PERSON, "phone"): "1"})],
                [Change(PERSON.number, {number(PERSON, "name"): "n", 77: "unknown field"})],
            )
        )
