"""What simulated people do: found classes, register, enrol, mark, correct, delete, and now and then something senseless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.exchange.shapes import GONE, Patch, Record, RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    CLASS_GROUP,
    ENROLMENT,
    GROUP,
    NOTE,
    PERSON,
    SESSION,
)
from contract.training.roles import Role
from desktop.storage.edit import Change
from tests.simulation.laptop import Laptop, Seat

if TYPE_CHECKING:
    from tests.simulation.world import World

_STATUS = ("H", "H", "I", "S", "A", "DL")
_LINES = ("latar belakang", "tujuan", "kegiatan", "anggaran", "jadwal")


def number(record: Record, name: str) -> int:
    """A field's number."""
    return record.by_name[name].number


class Editor:
    """Random edits by the people of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._random = world.chance.random
        self.classes: dict[int, list[int]] = {}

    def found_classes(self) -> None:
        """Two classes in the province, one in the city; the facilitators' grants name the first."""
        for laptop, seat in ((self._world.laptops[0], 0), (self._world.laptops[1], 1)):
            place = laptop.seats[seat]
            for title in ("A", "B")[: 2 - seat]:
                laptop.edit(place, Change(CLASS_GROUP.number, {number(CLASS_GROUP, "title"): title}))
            self.classes[place.realm] = [key.k1 for key in laptop.rows(CLASS_GROUP.number)]
            self._world.sync(laptop, faults=False)
        first = self.classes[5300][0]
        for laptop in self._world.laptops:
            for seat in laptop.seats:
                if seat.class_group:
                    seat.class_group = first
        self._world.centre.engine.connect()
        from server.store.tables import grant

        with self._world.centre.engine.begin() as connection:
            connection.execute(grant.update().where(grant.c.class_group == -1).values(class_group=first))

    def edit(self, laptop: Laptop) -> None:
        """One random act of one random person of the laptop."""
        seat = self._random.choice(laptop.seats)
        acts = (self._mark, self._mark, self._person, self._person, self._correct, self._correct, self._structure)
        acts += (self._enrol, self._plan, self._delete, self._senseless)
        changes = self._random.choice(acts)(laptop, seat)
        if changes:
            self._world.chance.note("edit", laptop.number, seat.name, changes)
            laptop.edit(seat, *changes)

    def _pick(self, laptop: Laptop, seat: Seat, record: Record) -> RowKey | None:
        rows = [key for key in laptop.rows(record.number) if self._realm(laptop, key) == seat.realm]
        return self._random.choice(rows) if rows else None

    def _realm(self, laptop: Laptop, key: RowKey) -> int:
        held = laptop.replica.row(key)
        return held.realm if held else 0

    def _class(self, laptop: Laptop, seat: Seat) -> int:
        if seat.class_group and self._random.random() < 0.95:
            return seat.class_group
        return self._random.choice(self.classes[seat.realm])

    def _mark(self, laptop: Laptop, seat: Seat) -> list[Change]:
        session, person = self._pick(laptop, seat, SESSION), self._pick(laptop, seat, PERSON)
        if session is None or person is None:
            return []
        patch: Patch = {number(ATTENDANCE, "status"): self._random.choice(_STATUS)}
        if self._random.random() < 0.5:
            patch[number(ATTENDANCE, "marked_at")] = laptop.moment.wall
        return [Change(RowKey(ATTENDANCE.number, session.k1, person.k1), patch)]

    def _person(self, laptop: Laptop, seat: Seat) -> list[Change]:
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
        return [Change(RowKey(ENROLMENT.number, self._class(laptop, seat), person.k1), {2: "active", GONE: 0})]

    def _structure(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record = self._random.choice((SESSION, GROUP, NOTE))
        if record is NOTE:
            group = self._pick(laptop, seat, GROUP)
            return [Change(NOTE.number, {2: group.k1, 3: "catatan"})] if group else []
        return [Change(record.number, {2: self._class(laptop, seat), number(record, "title"): "t"})]

    def _correct(self, laptop: Laptop, seat: Seat) -> list[Change]:
        record, name = self._random.choice(
            ((PERSON, "name"), (PERSON, "phone"), (PERSON, "employee_number"), (GROUP, "theme"), (SESSION, "title"))
        )
        key = self._pick(laptop, seat, record)
        return [Change(key, {number(record, name): self._random.choice("abcxy")})] if key else []

    def _plan(self, laptop: Laptop, seat: Seat) -> list[Change]:
        key = self._pick(laptop, seat, GROUP)
        if key is None:
            return []
        held = laptop.replica.row(key)
        lines = str((held.content or {}).get(number(GROUP, "plan")) or "").split("\n") if held else []
        lines.insert(self._random.randint(0, len(lines)), self._random.choice(_LINES))
        return [Change(key, {number(GROUP, "plan"): "\n".join(lines[:8])})]

    def _delete(self, laptop: Laptop, seat: Seat) -> list[Change]:
        key = self._pick(laptop, seat, self._random.choice((PERSON, ATTENDANCE, ENROLMENT, GROUP, NOTE)))
        return [Change(key, {GONE: self._random.choice((1, 1, 0))})] if key else []

    def _senseless(self, laptop: Laptop, seat: Seat) -> list[Change]:
        """Poison: each of these must come back with a reason and delay nothing else."""
        if self._random.random() > 0.4:
            return []
        self._world.chance.counts["poison"] += 1
        group = self.classes[seat.realm][0]
        foreign = self.classes[5371 if seat.realm == 5300 else 5300][0]
        return self._random.choice(
            (
                [Change(SESSION.number, {2: group, number(SESSION, "starts_at"): "besok"})],
                [Change(SESSION.number, {2: 99 << 32 | 1})],
                [Change(SESSION.number, {2: foreign, number(SESSION, "title"): "x"})],
                [Change(PERSON.number, {number(PERSON, "name"): "n", GONE: 5})],
                [Change(RowKey(PERSON.number, 98 << 32 | 3), {number(PERSON, "phone"): "1"})],
            )
        )


__all__ = ["Editor", "Role"]
