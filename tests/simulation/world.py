"""The simulated world: one centre, several laptops, and everything that goes wrong between them."""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from desktop.storage import outbox
from tests.simulation import invariants, reading, rest
from tests.simulation.chance import Chance, Crash
from tests.simulation.disasters import Disasters
from tests.simulation.editing import Editor, one_schema_later
from tests.simulation.files import SHARE, Files
from tests.simulation.founding import founding, hall
from tests.simulation.hubs import SHARE as HUB_SHARE
from tests.simulation.hubs import Hubs
from tests.simulation.laptop import Laptop, desk
from tests.simulation.memory import Chronicle
from tests.simulation.rounds import Road, quiet_round
from tests.simulation.sticks import Sticks

MOST_ROUNDS_TO_REST = 14
STEPS = 72
_SKEWS = (0, 0, -900_000_000, 500_000_000, 3600, -40)
_YEAR = 31_557_600
_BESIDE = 0.3
_ISLANDS = 3
"""In every third world one laptop never has a network: all it has is sticks."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who lives in a world, and which of the rarest disasters may happen there."""

    cast: str = "everybody"
    server_restores: bool = False
    laptop_restores: bool = False
    clones: bool = False
    hub: bool = False
    """Laptops have a hub beside them for certain, and go to it as often as to the centre."""

    @property
    def disasters(self) -> bool:
        """Whether anybody's history may go back in time."""
        return self.server_restores or self.laptop_restores or self.clones


PLANS = (
    Plan(),
    Plan(server_restores=True),
    Plan(laptop_restores=True),
    Plan(server_restores=True, laptop_restores=True),
    Plan(server_restores=True, laptop_restores=True, clones=True),
    Plan(cast="one laptop"),
    Plan(laptop_restores=True, clones=True),
    Plan(cast="one writer", server_restores=True),
)


class World:
    """One seed's world."""

    def __init__(self, seed: int, plan: Plan | None = None) -> None:
        self.plan = plan or PLANS[seed % len(PLANS)]
        self.chance = Chance(seed)
        begin = founding(self.plan.cast)
        self.centre = hall()
        self.far: Any = reading.far_driver(self.centre)
        """The bare connection of the centre."""
        begin.centre.backup(self.far)
        self.memory = deepcopy(begin.memory)
        self.laptops = [self._settle(laptop, image) for laptop, image in begin.laptops]
        self.chronicle = Chronicle(sorted({seat.realm for laptop in self.laptops for seat in laptop.seats}))
        self.chronicle.observe(self.far)
        self.chance.now = begin.until
        self.editor = Editor(self, begin.classes)
        self.road = Road(self)
        self.sticks = Sticks(self)
        self.island = self.laptops[seed // _ISLANDS % len(self.laptops)] if seed % _ISLANDS == 0 else None
        self.chance.counts["island"] += self.island is not None
        self.disasters = Disasters(self)
        beside = plan is None and Random(f"hub {seed}").random() < HUB_SHARE and len(self.laptops) > 1
        self.hubs = Hubs(self) if self.plan.hub or beside else None
        of_files = Random(f"signed lists {seed}")
        self.files = Files(self, of_files) if of_files.random() < SHARE else None
        self.restored = False
        self.spoilt = False
        self.connect()

    def observe(self) -> None:
        """Looks at what the centre did since the last look."""
        invariants.check_judged(self, self.chronicle.observe(self.far))

    def _settle(self, laptop: Laptop, image: Any) -> Laptop:
        """A laptop as it was at the beginning, with a clock of its own."""
        settled = copy(laptop)
        settled.saved = set(laptop.saved)
        settled.replica = desk(laptop.number - 1, image)
        settled.skew = self.chance.random.choice(_SKEWS)
        self.chance.counts["clock years wrong"] += abs(settled.skew) > _YEAR
        self.chance.counts["clock hours wrong"] += 0 < abs(settled.skew) < _YEAR
        settled.skew += laptop.number * 10_000_000
        return settled

    def connect(self) -> None:
        """From now on the power may go at any commit of any machine."""
        self.centre.failpoint = self.chance.failpoint("centre")
        for laptop in self.laptops:
            laptop.replica.database.failpoint = self.chance.failpoint("laptop")

    def run(self, steps: int = STEPS) -> None:
        """Random steps, each followed by the checks that must always hold, then quiet and the checks at rest."""
        with one_schema_later():
            self._run(steps)

    def _run(self, steps: int) -> None:
        self.chance.crashes_on = True
        dates = self.disasters.calendar(steps)
        for step in range(steps):
            for disaster in dates.get(step, ()):
                disaster()
            self.chance.now += self.chance.random.randint(1, 400)
            laptop = self.chance.random.choice(self.laptops)
            if self.files is None or not self.files.step(laptop):
                self._step(laptop)
            self.observe()
            invariants.check_laptop(self, laptop)
        self.chance.crashes_on = False
        self.come_to_rest()
        rest.check_rest(self)

    def _step(self, laptop: Laptop) -> None:
        if self.hubs is not None and self.chance.random.random() < _BESIDE:
            self.hubs.visit(laptop)
            return
        draw = self.chance.random.random()
        if draw < 0.50:
            for _ in range(self.chance.random.randint(1, 4)):
                self.editor.edit(laptop)
        elif draw < 0.74:
            self._travel(laptop)
        elif draw < 0.78:
            self._hand_segments(laptop)
        elif draw < 0.87:
            self.sticks.hand(laptop)
        else:
            self._strike(draw, laptop)

    def _strike(self, draw: float, laptop: Laptop) -> None:
        if draw < 0.885:
            self.disasters.back_up()
        elif draw < 0.91:
            self.disasters.restore_centre()
        elif draw < 0.955:
            self.disasters.image_or_restore(laptop)
        elif draw < 0.965:
            self.disasters.clone(laptop)
        elif draw < 0.975:
            self.disasters.set_clock(laptop)
        elif draw < 0.985:
            self.disasters.change_grant()
        else:
            self.disasters.revoke()
        if self.hubs is not None:
            self.hubs.restart()  # whatever befell its disk, its program was not running meanwhile

    def _travel(self, laptop: Laptop) -> None:
        if laptop is self.island:
            self.sticks.visit(laptop)
        else:
            self.road.travel(laptop)

    def _hand_segments(self, laptop: Laptop) -> None:
        """One laptop's unacknowledged segments go, open, to another that may see everything, now and then twice."""
        others = [other for other in self.laptops if other is not laptop and self._sees_everything(other)]
        if not others:
            return
        other = self.chance.random.choice(others)
        realms = {seat.realm for seat in laptop.seats} & {seat.realm for seat in other.seats}
        self.chance.counts["stick"] += 1
        try:
            for realm in sorted(realms):
                segments = laptop.segments(realm, self.chance)
                outbox.carry(other.replica, realm, segments)
                if self.chance.happens("stick twice", 0.25):
                    before = reading.near_digest(other.driver)
                    outbox.carry(other.replica, realm, segments)
                    after = reading.near_digest(other.driver)
                    invariants.check_same(before, after, "I12 a stick taken twice changes nothing")
        except Crash:
            pass
        invariants.check_laptop(self, other)

    def _quiet_round(self, laptop: Laptop) -> bool:
        if laptop is self.island:
            return self.sticks.quiet_round(laptop)
        return quiet_round(laptop, self.centre, self.chance)

    def _sees_everything(self, laptop: Laptop) -> bool:
        return all(not seat.in_class for seat in laptop.seats)

    def come_to_rest(self) -> None:
        """Quiet until no row moves, and then no byte of a photograph."""
        if self.files is not None:
            self.files.next_day()
        self.rest_of_rows()
        if self.files is not None:
            self.files.come_to_rest()

    def rest_of_rows(self) -> None:
        """Undisturbed rounds until nobody's moves anything; the bound on them is itself a promise."""
        still = 0
        for count in range(MOST_ROUNDS_TO_REST):
            for laptop in self.laptops:
                still = 0 if self._quiet_round(laptop) else still + 1
                self.observe()
                invariants.check_laptop(self, laptop)
                if count == 0 and not self.plan.disasters:
                    invariants.check_delivered(laptop)
                if still == len(self.laptops):
                    return
        raise invariants.Broken(f"I11 everything comes to rest: still moving after {MOST_ROUNDS_TO_REST} quiet rounds")
