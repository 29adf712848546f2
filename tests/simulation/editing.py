"""What simulated people do: register, enrol, mark, correct, delete, and now and then something senseless."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from msgspec import structs

from contract.exchange.operations import Op
from contract.exchange.shapes import GONE, Patch, Record, RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    BATCH,
    CATALOGUE,
    CLASS_GROUP,
    CONFLICT,
    ENROLMENT,
    GROUP,
    LOOKALIKE,
    MEMBERSHIP,
    NOTE,
    PERSON,
    PROGRAMME,
    SCHEMA,
    SESSION,
    STAGE,
    TRAINING,
)
from desktop.services.conflicts import decisions
from desktop.storage import edit as editing_room
from desktop.storage.edit import Change
from server.sync import apply
from tests.simulation import reading
from tests.simulation.laptop import Laptop, Seat
from tests.simulation.poison import NOBODY, careless_program, number, senseless

if TYPE_CHECKING:
    from tests.simulation.world import World

_STATUS = ("H", "H", "I", "S", "A", "DL")
_LINES = ("latar belakang", "tujuan", "kegiatan", "anggaran", "jadwal")
LATER = SCHEMA + 1
"""The schema in which a world lives: the one before it is still in use, the one behind it is not known yet."""


@contextmanager
def program_of(schema: int) -> Iterator[None]:
    """Inside the block laptops write edits of another schema."""
    before = editing_room.SCHEMA  # type: ignore[attr-defined]
    editing_room.SCHEMA = schema  # type: ignore[attr-defined]
    try:
        yield
    finally:
        editing_room.SCHEMA = before  # type: ignore[attr-defined]


@contextmanager
def one_schema_later() -> Iterator[None]:
    """Inside the block everybody has the next schema, and knows how to read an edit of this one."""
    before = apply.UPCASTERS  # type: ignore[attr-defined]
    apply.SCHEMA = LATER  # type: ignore[attr-defined]
    apply.UPCASTERS = {**before, SCHEMA: _raised}  # type: ignore[attr-defined]
    try:
        with program_of(LATER):
            yield
    finally:
        apply.SCHEMA, apply.UPCASTERS = SCHEMA, before  # type: ignore[attr-defined]


def _raised(op: Op) -> Op:
    return structs.replace(op, schema=LATER)


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
        poisoned = self._chance.happens("poison", 0.06)
        changes = [self._senseless(laptop, seat)] if poisoned else self._change(laptop, seat)
        if not changes:
            return
        self._chance.note("edit", laptop.number, seat.name, changes)
        self._chance.counts["edit"] += 1
        with self._program(careless=poisoned and self._random.random() < 0.8):
            told = (self._world.memory, self._world.chronicle)
            laptop.edit(seat, self._chance, told, *changes, roster=self._chance.writes_roster())

    def _program(self, *, careless: bool) -> AbstractContextManager[None]:
        if careless:
            return careless_program()
        if self._chance.happens("newer schema", 0.02):
            return program_of(LATER + 1)
        if self._chance.happens("older schema", 0.04):
            return program_of(SCHEMA)
        return nullcontext()

    def _change(self, laptop: Laptop, seat: Seat) -> list[Change]:
        acts = (
            *(self._mark, self._mark, self._register, self._register, self._correct, self._correct),
            *(self._structure, self._enrol, self._plan, self._delete, self._join_group, self._decide, self._merge),
        )
        return self._random.choice(acts)(laptop, seat)

    def _pick(self, laptop: Laptop, seat: Seat, record: Record) -> RowKey | None:
        """A row that the laptop shows, more often than not one of the few that everybody is busy with."""
        keys = reading.keys_in(laptop.driver, record.number, seat.realm)
        busy = keys[:3] if self._random.random() < 0.6 else keys
        return self._random.choice(busy) if busy else None

    def _class(self, seat: Seat) -> int:
        """A class; people of one class now and then write in another, which they may not."""
        classes = self.classes[seat.realm]
        if not seat.in_class:
            return self._random.choice(classes)
        return classes[1] if self._chance.happens("out of grant", 0.3) else classes[0]

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

    def _register(self, _laptop: Laptop, _seat: Seat) -> list[Change]:
        patch: Patch = {number(PERSON, "name"): f"n{self._random.randrange(9)}"}
        if self._random.random() < 0.3:
            patch[number(PERSON, "employee_number")] = f"19800101200001100{self._random.randrange(10)}"
        if self._random.random() < 0.3:
            patch[number(PERSON, "phone")] = f"+62{self._random.randrange(5)}"
            patch[number(PERSON, "birth_date")] = f"198{self._random.randrange(10)}-01-31"
        return [Change(PERSON.number, patch)]

    def _enrol(self, laptop: Laptop, seat: Seat) -> list[Change]:
        person = self._pick(laptop, seat, PERSON)
        if person is None:
            return []
        self._chance.counts["enrolment moved"] += 1
        patch: Patch = {number(ENROLMENT, "status"): self._random.choice(("active", "withdrawn")), GONE: 0}
        left = self._class(seat)
        to = self._chance.moves_to(self.classes[seat.realm])
        came = []
        if to not in (None, left) and patch[number(ENROLMENT, "status")] == "withdrawn":
            # As the services write it: two who move one person to different classes are in conflict.
            patch[number(ENROLMENT, "transferred_to")] = to
            arrived: Patch = {number(ENROLMENT, "status"): "active", number(ENROLMENT, "transferred_from"): left}
            came = [Change(RowKey(ENROLMENT.number, to or 0, person.k1), arrived)]
        return [Change(RowKey(ENROLMENT.number, left, person.k1), patch), *came]

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
        record = self._random.choice((SESSION, SESSION, GROUP, GROUP, NOTE, STAGE, PROGRAMME, TRAINING, BATCH))
        if record in (PROGRAMME, TRAINING, BATCH):
            return [Change(record.number, {number(record, "title"): "t"})]
        if record is NOTE:
            group = self._pick(laptop, seat, GROUP)
            return [Change(NOTE.number, {2: group.k1, 3: "catatan"})] if group else []
        stage = self._pick(laptop, seat, STAGE)
        placed: Patch = {number(SESSION, "stage"): stage.k1} if record is SESSION and stage else {}
        return [Change(record.number, {2: self._class(seat), number(record, "title"): "t", **placed})]

    def _correct(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record, name = self._random.choice(
            (
                (PERSON, "name"),
                (PERSON, "phone"),
                (PERSON, "employee_number"),
                (GROUP, "theme"),
                (SESSION, "title"),
                (CLASS_GROUP, "place"),
                (PERSON, "birth_place"),
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

    def _decide(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """Somebody looks at a conflict and says what holds, as the services write it; now and then it is taken back."""
        key = self._pick(laptop, seat, CONFLICT)
        if key is None:
            return []
        held = laptop.replica.row(key)
        line = {CONFLICT.by_number[n].name: value for n, value in (held.content or {}).items()} if held else {}
        name = self._random.choice(("first_value", "second_value"))
        record = CATALOGUE.named(str(line.get("record") or CONFLICT.name))
        field = record.by_name.get(str(line.get("field")))
        if field is None or line.get("kind") == "twin":
            return [Change(key, {number(CONFLICT, "open"): 0, number(CONFLICT, "taken"): "a"})]
        row = RowKey(record.number, *(int(line.get(k) or 0) for k in ("row_k1", "row_k2", "row_k3")))
        place = decisions.Place(row, field.number)
        put = Change(row, {field.number: decisions.typed(place, line.get(name))})  # type: ignore[arg-type]
        moment = laptop.moment(self._chance)
        closing = decisions.closings(laptop.replica, laptop.author(seat), [put], moment)
        self._chance.counts["conflict decided" if closing else "conflict opened again"] += 1
        return [*closing, put] if closing else [Change(key, {number(CONFLICT, "open"): 1}), put]

    def _merge(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """Somebody says that two records are one person, that they are not any more, or that they never were."""
        one, other = self._pick(laptop, seat, PERSON), self._pick(laptop, seat, PERSON)
        if one is None or other is None:
            return []
        self._chance.counts["merge"] += 1
        if self._random.random() < 0.2:
            pair = RowKey(LOOKALIKE.number, self._class(seat), *sorted((one.k1, other.k1)))
            return [Change(pair, {number(LOOKALIKE, "apart"): self._random.choice((1, 1, 0))})]
        into = other.k1 if self._random.random() < 0.7 else None
        return [Change(one, {number(PERSON, "same_as"): into})]

    def _senseless(self, laptop: Laptop, seat: Seat) -> Change:
        foreign = next((ids[0] for realm, ids in self.classes.items() if realm != seat.realm), NOBODY)
        here, author = self.classes[seat.realm][0], laptop.author(seat)
        return senseless(self._random, here, foreign, self._pick(laptop, seat, SESSION), author)
