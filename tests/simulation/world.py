"""The simulated world: one centre, several laptops, and everything that goes wrong between them."""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import dataclass
from typing import Any

from desktop.storage import outbox
from server.store.centre import no_failpoint
from tests.simulation import invariants, reading, rest
from tests.simulation.chance import Chance, Crash
from tests.simulation.editing import Editor
from tests.simulation.founding import PROVINCE, founding, hall
from tests.simulation.laptop import Laptop, desk, image_of
from tests.simulation.memory import Chronicle
from tests.simulation.rounds import Road, quiet_round

MOST_ROUNDS_TO_REST = 14
STEPS = 80
_SKEWS = (0, 0, -900_000_000, 500_000_000, 3600, -40)
_JUMPS = (-86_400_000, 3_600_000, 7000, -94_608_000)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who lives in a world, and which of the rarest disasters may happen there."""

    cast: str = "everybody"
    server_restores: bool = False
    laptop_restores: bool = False
    clones: bool = False

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
        self.centre.failpoint = no_failpoint
        begin.centre.backup(self.far)
        self.memory = deepcopy(begin.memory)
        self.laptops = [self._settle(laptop, image) for laptop, image in begin.laptops]
        self.chronicle = Chronicle(sorted({seat.realm for laptop in self.laptops for seat in laptop.seats}))
        self.chronicle.observe(self.far)
        self.chance.now = begin.until
        self.editor = Editor(self, begin.classes)
        self.road = Road(self)
        self.restored = False
        self._saved: tuple[Any, int] | None = None
        self._images: dict[int, tuple[Any, set[int]]] = {}
        self._connect()

    @property
    def far(self) -> Any:
        """The bare connection of the centre."""
        return reading.far_driver(self.centre)

    def _settle(self, laptop: Laptop, image: Any) -> Laptop:
        """A laptop as it was at the beginning, with a clock of its own."""
        settled = copy(laptop)
        settled.saved = set(laptop.saved)
        settled.replica = desk(laptop.number - 1, image)
        settled.skew = self.chance.random.choice(_SKEWS)
        self.chance.counts["skewed clock"] += settled.skew != 0
        settled.skew += laptop.number * 10_000_000
        return settled

    def _connect(self) -> None:
        self.centre.failpoint = self.chance.failpoint("centre")
        for laptop in self.laptops:
            laptop.replica.database.failpoint = self.chance.failpoint("laptop")

    def run(self, steps: int = STEPS) -> None:
        """Random steps, each followed by the checks that must always hold, then quiet and the checks at rest."""
        self.chance.crashes_on = True
        for _ in range(steps):
            self.chance.now += self.chance.random.randint(1, 400)
            laptop = self.chance.random.choice(self.laptops)
            self._step(laptop)
            self.chronicle.observe(self.far)
            invariants.check_laptop(self, laptop)
        self.chance.crashes_on = False
        self.come_to_rest()
        rest.check_rest(self)

    def _step(self, laptop: Laptop) -> None:  # noqa: C901  one line a kind of event
        draw = self.chance.random.random()
        if draw < 0.50:
            for _ in range(self.chance.random.randint(1, 4)):
                self.editor.edit(laptop)
        elif draw < 0.80:
            self.road.travel(laptop)
        elif draw < 0.87:
            self._hand_stick(laptop)
        elif draw < 0.89:
            self.back_up()
        elif draw < 0.91:
            self.restore_centre()
        elif draw < 0.955:
            self._laptop_image(laptop)
        elif draw < 0.965:
            self._clone(laptop)
        elif draw < 0.975:
            self._set_clock(laptop)
        elif draw < 0.99:
            self._change_grant()
        else:
            self._revoke()

    def _hand_stick(self, laptop: Laptop) -> None:
        """One laptop's unacknowledged segments go to another that may see everything, now and then twice."""
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
                if self.chance.happens("stick twice", 0.1):
                    before = reading.near_digest(other.driver)
                    outbox.carry(other.replica, realm, segments)
                    after = reading.near_digest(other.driver)
                    invariants.check_same(before, after, "I12 a stick taken twice changes nothing")
        except Crash:
            pass
        invariants.check_laptop(self, other)

    def _sees_everything(self, laptop: Laptop) -> bool:
        return all(not seat.in_class for seat in laptop.seats)

    def back_up(self) -> None:
        """A backup of the centre is taken."""
        self.chance.counts["server backup"] += 1
        self._saved = image_of(self.far), self.chronicle.branch

    def restore_centre(self) -> None:
        """The centre goes back to its backup; whoever holds what is lost will bring it again."""
        if self._saved is None or not self.plan.server_restores:
            return
        self.chance.counts["server restored"] += 1
        self.restored = True
        image, branch = self._saved
        before = {op.wall for op in reading.judged(self.far)}
        image.backup(self.far)
        self.chronicle.restored(branch, self.far)
        left = {op.wall for op in reading.judged(self.far)}
        self.memory.excused |= before - left - self._on_laptops()

    def _on_laptops(self) -> set[int]:
        return {line.wall for laptop in self.laptops for line in reading.lines(laptop.driver, "own")}

    def _laptop_image(self, laptop: Laptop) -> None:
        """Takes an image of a laptop, or puts an old one back."""
        if not self.plan.laptop_restores:
            return
        if laptop.number not in self._images or self.chance.random.random() < 0.3:
            self.chance.counts["image taken"] += 1
            self._images[laptop.number] = image_of(laptop.driver), set(laptop.saved)
        else:
            self.chance.counts["laptop restored"] += 1
            self.overwrite(laptop, *self._images[laptop.number])

    def overwrite(self, laptop: Laptop, image: Any, saved: set[int]) -> None:
        """The laptop's disk becomes what it was when the image was taken."""
        gone = laptop.saved - saved
        image.backup(laptop.driver)
        self.road.forget(laptop)
        laptop.saved = set(saved)
        at_centre = {op.wall for op in reading.judged(self.far)}
        self.memory.excused |= gone - at_centre - self._on_laptops()

    def _clone(self, laptop: Laptop) -> None:
        """The disk of a laptop is copied to another laptop, and both live on."""
        if self.plan.clones and len(self.laptops) < 7:
            self.make_clone(laptop)

    def make_clone(self, laptop: Laptop) -> None:
        """The same disk in two laptops from now on."""
        self.chance.counts["clone made"] += 1
        clone = copy(laptop)
        clone.number = len(self.laptops) + 1
        clone.replica = desk(clone.number - 1, image_of(laptop.driver))
        clone.skew += 10_000_000 * (clone.number - laptop.number)
        clone.saved = set(laptop.saved)
        self.laptops.append(clone)
        self._connect()

    def _set_clock(self, laptop: Laptop) -> None:
        self.chance.counts["clock set"] += 1
        laptop.skew += self.chance.random.choice(_JUMPS)
        laptop.run += 1

    def _change_grant(self) -> None:
        """Someone who works for a class gets another one, for good or for a time, or loses one."""
        limited = [seat.member for laptop in self.laptops for seat in laptop.seats if seat.in_class]
        if not limited:
            return
        self.chance.counts["grant moved"] += 1
        member = self.chance.random.choice(limited)
        class_group = self.chance.random.choice(self.editor.classes[PROVINCE])
        ends = self.chance.now + self.chance.random.choice((1, 3000)) if self.chance.random.random() < 0.3 else 0
        query = 'SELECT id FROM "grant" WHERE member = ? AND class_group = ?'
        here = self.far.execute(query, (member, class_group)).fetchone()
        if here is None or self.chance.random.random() < 0.5:
            insert = 'INSERT INTO "grant"(member, role, class_group, starts, ends) VALUES (?, ?, ?, 0, ?)'
            self.far.execute(insert, (member, "facilitator", class_group, ends))
        else:
            self.far.execute('DELETE FROM "grant" WHERE id = ?', here)

    def _revoke(self) -> None:
        """A person may write and read no more, or may again."""
        seats = [seat for laptop in self.laptops for seat in laptop.seats]
        self.chance.counts["author revoked"] += 1
        member = self.chance.random.choice(seats).member
        self.far.execute("UPDATE member SET revoked = 1 - revoked WHERE id = ?", (member,))

    def come_to_rest(self) -> None:
        """Undisturbed rounds until two in a row move nothing; the bound on them is itself a promise."""
        quiet = 0
        for count in range(MOST_ROUNDS_TO_REST):
            moved = []
            for laptop in self.laptops:
                moved.append(quiet_round(laptop, self.centre, self.chance))
                self.chronicle.observe(self.far)
                invariants.check_laptop(self, laptop)
                if count == 0 and not self.plan.disasters:
                    invariants.check_delivered(laptop)
            quiet = 0 if any(moved) else quiet + 1
            if quiet == 2:
                return
        raise invariants.Broken(f"I11 everything comes to rest: still moving after {MOST_ROUNDS_TO_REST} quiet rounds")
