"""Numbers of certificates under every fault: blocks never overlap, and who asked gets one.

Where no disk was ever put back and nobody was copied, no number stands on two certificates.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import CERTIFICATE, NUMBER_BLOCK, NUMBER_REQUEST, PERSON
from desktop.services.certificates.numbers import highest_known, own_blocks
from desktop.storage.edit import Change, Moment
from desktop.storage.settings import NUMBERS_ASKED, recall, remember
from tests.simulation import invariants, reading
from tests.simulation.laptop import Laptop
from tests.simulation.poison import number
from tests.simulation.world import Plan, World

PLANS = (
    Plan(),
    Plan(server_restores=True),
    Plan(server_restores=True, laptop_restores=True, clones=True),
    Plan(cast="one laptop"),
)
SERIES = "BKPSDM/2026"


class NumberedWorld(World):
    """People ask for numbers and put them onto certificates, in place of other steps."""

    def __init__(self, seed: int, plan: Plan) -> None:
        super().__init__(seed, plan)
        self.draw = Random(f"numbers {seed}")

    def _step(self, laptop: Laptop) -> None:
        draw = self.draw.random()
        if draw < 0.15:
            self._ask(laptop)
        elif draw < 0.4:
            self._issue(laptop)
        else:
            super()._step(laptop)
        self.check_blocks()

    def _ask(self, laptop: Laptop) -> None:
        seat = self.draw.choice(laptop.seats)
        asked: Patch = {
            number(NUMBER_REQUEST, "series"): SERIES,
            number(NUMBER_REQUEST, "size"): self.draw.randint(1, 4),
        }
        behind = highest_known(laptop.replica, seat.realm, SERIES)

        def note(dots: list[Dot], _: Moment) -> None:
            remember(laptop.replica, NUMBERS_ASKED, [*(recall(laptop.replica, NUMBERS_ASKED) or []), row_id(dots[0])])

        patch: Patch = {**asked, number(NUMBER_REQUEST, "behind"): behind}
        if laptop.edit(
            seat, self.chance, (self.memory, self.chronicle), Change(NUMBER_REQUEST.number, patch), along=note
        ):
            self.chance.counts["block asked for"] += 1

    def _issue(self, laptop: Laptop) -> None:
        seat = laptop.seats[0]
        people = reading.keys_in(laptop.driver, PERSON.number, seat.realm)
        used = {row.get(number(CERTIFICATE, "sequence")) for _, _, row in _rows(laptop.driver, CERTIFICATE.number)}
        free = [
            (block.request, at)
            for block in own_blocks(laptop.replica, seat.realm, SERIES)
            for at in range(block.first, block.last + 1)
            if at not in used
        ]
        if free and people:
            request, at = free[0]
            values: dict[str, int | str] = {
                "class_group": self.editor.classes[seat.realm][0],
                "person": self.draw.choice(people).k1,
                "body": "{}",
                "series": SERIES,
                "sequence": at,
                "block": request,
            }
            given: Patch = {number(CERTIFICATE, name): value for name, value in values.items()}
            change = Change(CERTIFICATE.number, given)
            if laptop.edit(seat, self.chance, (self.memory, self.chronicle), change):
                self.chance.counts["number given out"] += 1

    def check_blocks(self) -> None:
        """At the centre no two blocks of an office overlap, at any time."""
        taken: Counter[tuple[int, int]] = Counter()
        for _, realm, row in _rows(self.far, NUMBER_BLOCK.number):
            first, last = row[number(NUMBER_BLOCK, "first")], row[number(NUMBER_BLOCK, "last")]
            taken.update((realm, at) for at in range(first, last + 1))
        twice = [at for at, count in taken.items() if count > 1]
        invariants.demand(not twice, "numbers are set apart once", twice)


def _rows(driver: Any, record: int) -> list[tuple[RowKey, int, Any]]:
    return [(key, held[0], held[2]) for key, held in reading.rows(driver).items() if key.table == record]


def lived(seed: int) -> NumberedWorld:
    world = NumberedWorld(seed, PLANS[seed % len(PLANS)])
    world.run()
    world.check_blocks()
    asked = {key.k1 for key, _, _ in _rows(world.far, NUMBER_REQUEST.number)}
    assert asked == {key.k1 for key, _, _ in _rows(world.far, NUMBER_BLOCK.number)}
    if not world.plan.disasters:
        given = Counter(
            (realm, row[number(CERTIFICATE, "sequence")]) for _, realm, row in _rows(world.far, CERTIFICATE.number)
        )
        assert not [one for one, count in given.items() if count > 1]
    return world


@pytest.mark.parametrize("seed", range(1_301_000, 1_301_003))
def test_in_a_world_that_numbers_certificates_no_block_overlaps_and_every_request_is_answered(seed: int) -> None:
    world = lived(seed)
    assert world.chance.counts["block asked for"] > 0
