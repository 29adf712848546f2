"""Rows that a disk or somebody changed past the program: found by their digest, put right by their bucket."""

from __future__ import annotations

import random

import pytest

from contract.exchange.frames import FrameType
from contract.training.catalogue import CATALOGUE, CONFLICT, PERSON
from desktop.storage import sameness, status
from tests.simulation import rest
from tests.simulation.laptop import Laptop
from tests.simulation.story import Story
from tests.simulation.world import PLANS, World

_LEFT_ALONE = {"author", CONFLICT.name}


class Spoiler:
    """Changes rows of a laptop by plain SQL, those over which no edit lies. Its chance is its own."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(f"spoilt rows of {seed}")
        self.changed = 0

    def flip(self, laptop: Laptop) -> None:
        """Some fields of one row are others now."""
        if self._draw.random() > 0.2:
            return
        records = [r for r in CATALOGUE.records if r.name not in _LEFT_ALONE]
        record = self._draw.choice(records)
        names = [field.name for field in record.fields if field.type.is_text]
        key = self._some_row(laptop, record.name, record.keys)
        if key is None or not names:
            return
        where = " AND ".join(f'"{name}" = ?' for name in record.keys)
        laptop.driver.execute(
            f'UPDATE "{record.name}" SET "{self._draw.choice(names)}" = ? WHERE {where}', ("rusak", *key)
        )
        self.changed += 1

    def remove_and_add(self, laptop: Laptop) -> None:
        """One row that nobody here has edited is gone, and one is there that nobody ever made."""
        key = self._some_row(laptop, "author", ("number",))
        if key is not None:
            laptop.driver.execute('DELETE FROM "author" WHERE number = ?', key)
            self.changed += 1
        realm = laptop.seats[0].realm
        laptop.driver.execute(
            "INSERT OR IGNORE INTO attendance (session, person, realm, v, status) VALUES (?, ?, ?, 1, 'H')",
            (self._draw.randint(1, 9), self._draw.randint(1, 9), realm),
        )
        self.changed += 1

    def _some_row(self, laptop: Laptop, table: str, keys: tuple[str, ...]) -> tuple[int, ...] | None:
        names = ", ".join(f'"{key}"' for key in keys)
        number = CATALOGUE.named(table).number
        found = laptop.driver.execute(f'SELECT {names} FROM "{table}" ORDER BY {names}').fetchall()
        query = "SELECT 1 FROM shadow WHERE tbl = ? AND k1 = ?"
        free = [tuple(key) for key in found if laptop.driver.execute(query, (number, key[0])).fetchone() is None]
        return self._draw.choice(free) if free else None


class SpoiltWorld(World):
    """A world in which rows of the laptops change by themselves, too."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, PLANS[seed % len(PLANS)])
        self.spoiler = Spoiler(seed)
        self.spoilt = True
        # A stick brings no digest: everybody has a network, however bad.
        self.island = None

    def _step(self, laptop: Laptop) -> None:
        self.spoiler.flip(laptop)
        super()._step(laptop)

    def come_to_rest(self) -> None:
        """Twice: the second time after rows were spoilt in the midst of quiet."""
        super().come_to_rest()
        rest.check_rest(self)
        for laptop in self.laptops:
            self.spoiler.flip(laptop)
            self.spoiler.remove_and_add(laptop)
        super().come_to_rest()


@pytest.mark.parametrize("seed", range(880_000, 880_008))
def test_a_row_spoilt_at_rest_is_put_right(seed: int) -> None:
    world = SpoiltWorld(seed)
    world.run()
    assert world.spoiler.changed > 1
    assert any(_mended(laptop) for laptop in world.laptops)


def _mended(laptop: Laptop) -> int:
    with laptop.replica.database.reading():
        return sum(rows for _, _, rows in sameness.mendings(laptop.replica))


def test_a_difference_that_others_overtook_keeps_no_laptop_from_rest() -> None:
    """Found at a commit behind which the office went on before the rows came: they come by the next digest, or never.

    A laptop that waited for them for ever would send no photograph any more.
    """
    story = Story()
    story.spoilt = True
    writer, reader = story.laptops[0], story.laptops[1]
    people = [story.edit(writer, PERSON, name=name) for name in ("Maria", "Yosef")]
    story.sync(writer, reader)
    reader.driver.execute("UPDATE person SET name = 'rusak' WHERE id = ?", (people[0].k1,))
    found = story.ask(reader)
    assert [frame for frame in found if frame[0] == FrameType.HEAL]
    story.deliver(reader, found)
    assert status.is_unfinished(reader.replica, reader.centre().id)
    story.edit(writer, people[0], name="Maria Goreti")
    story.sync(writer, reader)
    assert not status.is_unfinished(reader.replica, reader.centre().id)
    story.end()
    assert not _mended(reader)
