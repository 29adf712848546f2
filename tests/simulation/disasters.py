"""What strikes at whole machines and at what people may do: disks put back and copied, clocks, grants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from tests.simulation import reading
from tests.simulation.founding import PROVINCE
from tests.simulation.laptop import Laptop, desk, image_of

if TYPE_CHECKING:
    from tests.simulation.world import World

Calendar = dict[int, list[Callable[[], None]]]
_JUMPS = (-86_400_000, 3_600_000, 7000, -94_608_000)
_EARLY, _LATE = (0.04, 0.3), (0.45, 0.95)
MOST_LAPTOPS = 7


class Disasters:
    """The disasters of one world, and the backups and images that they need."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._draw = world.chance.random
        self._backup: tuple[Any, int] | None = None
        self._images: dict[int, tuple[Any, set[int]]] = {}

    def calendar(self, steps: int) -> Calendar:
        """The rarest disasters of the plan come at least once a run, and have something to go back to."""
        world, dates = self._world, defaultdict[int, list[Callable[[], None]]](list)

        def on(span: tuple[float, float], event: Callable[[], None]) -> None:
            dates[int(steps * self._draw.uniform(*span))].append(event)

        if world.plan.server_restores:
            on(_EARLY, self.back_up)
            on(_LATE, self.restore_centre)
        if world.plan.laptop_restores:
            laptop = self._draw.choice(world.laptops)
            on(_EARLY, lambda: self.take_image(laptop))
            on(_LATE, lambda: self.put_image_back(laptop))
        if world.plan.disasters:
            on(_EARLY, lambda: self.use_up_numbers(self._draw.choice(world.laptops)))
        if world.plan.clones:
            on((0.3, 0.7), lambda: self.clone(self._draw.choice(world.laptops)))
        return dates

    def back_up(self) -> None:
        """A backup of the centre is taken."""
        self._chance.counts["server backup"] += 1
        self._backup = image_of(self._world.far), self._world.chronicle.branch

    def restore_centre(self) -> None:
        """The centre goes back to its backup; whoever holds what is lost will bring it again."""
        world = self._world
        if self._backup is None or not world.plan.server_restores:
            return
        self._chance.counts["server restored"] += 1
        world.restored = True
        image, branch = self._backup
        before = {op.wall for op in reading.judged(world.far)}
        image.backup(world.far)
        world.chronicle.restored(branch, world.far)
        world.memory.excused |= before - self._at_centre() - self._on_laptops()

    def _at_centre(self) -> set[int]:
        return self._whole(op.wall for op in reading.judged(self._world.far))

    def _on_laptops(self) -> set[int]:
        disks = (reading.lines(laptop.driver, "own") for laptop in self._world.laptops)
        return set().union(*(self._whole(line.wall for line in lines) for lines in disks))

    def _whole(self, walls: Iterable[int]) -> set[int]:
        """The acts of which a disk holds every edit: of several made in one act it may have the first ones only."""
        made = self._world.memory.made
        return {wall for wall, count in Counter(walls).items() if count >= len(made.get(wall, ()))}

    def image_or_restore(self, laptop: Laptop) -> None:
        """Takes an image of a laptop, or puts an old one back."""
        if not self._world.plan.laptop_restores:
            return
        if laptop.number not in self._images or self._draw.random() < 0.3:
            self.take_image(laptop)
        else:
            self.put_image_back(laptop)

    def take_image(self, laptop: Laptop) -> None:
        """The laptop's disk is copied."""
        self._chance.counts["laptop imaged"] += 1
        self._images[laptop.number] = image_of(laptop.driver), set(laptop.saved)

    def put_image_back(self, laptop: Laptop) -> None:
        """The laptop's disk becomes what it was when the image was taken: a second life from there."""
        self._chance.counts["laptop restored"] += 1
        image, saved = self._images[laptop.number]
        gone = laptop.saved - saved
        image.backup(laptop.driver)
        self._world.road.forget(laptop)
        laptop.saved, laptop.versions = set(saved), {}
        self._world.memory.excused |= gone - self._at_centre() - self._on_laptops()

    def clone(self, laptop: Laptop) -> None:
        """The disk of a laptop is copied to another laptop, and both live on, where the plan has such things."""
        if self._world.plan.clones and len(self._world.laptops) < MOST_LAPTOPS:
            self.make_clone(laptop)

    def make_clone(self, laptop: Laptop) -> Laptop:
        """The same disk in two laptops from now on; gives the second."""
        self._chance.counts["clone made"] += 1
        laptops = self._world.laptops
        twin = copy(laptop)
        twin.number = len(laptops) + 1
        twin.replica = desk(twin.number - 1, image_of(laptop.driver))
        twin.skew += 10_000_000 * (twin.number - laptop.number)
        twin.saved = set(laptop.saved)
        laptops.append(twin)
        self._world.connect()
        return twin

    def use_up_numbers(self, laptop: Laptop) -> None:
        """Few author numbers are left for second lives: the centre leases more, and may forget that it did."""
        self._chance.counts["numbers used up"] += 1
        query = "UPDATE lineage SET state = 'retired' WHERE state = 'spare' AND author % 16 > 3"
        laptop.driver.execute(query)

    def set_clock(self, laptop: Laptop) -> None:
        """Somebody sets the laptop's clock, right or wrong."""
        self._chance.counts["clock set"] += 1
        laptop.skew += self._draw.choice(_JUMPS)
        laptop.run += 1

    def change_grant(self) -> None:
        """Someone who works for a class gets another one, for good or for a time, or loses one."""
        limited = [seat.member for laptop in self._world.laptops for seat in laptop.seats if seat.in_class]
        if not limited:
            return
        self._chance.counts["grant moved"] += 1
        self._world.observe()  # what was judged until now was judged by the rights of until now
        far, member = self._world.far, self._draw.choice(limited)
        class_group = self._draw.choice(self._world.editor.classes[PROVINCE])
        ends = self._chance.now + self._draw.choice((1, 3000)) if self._draw.random() < 0.3 else 0
        query = 'SELECT id FROM "grant" WHERE member = ? AND class_group = ?'
        here = far.execute(query, (member, class_group)).fetchone()
        if here is None or self._draw.random() < 0.5:
            insert = 'INSERT INTO "grant"(member, role, class_group, starts, ends) VALUES (?, ?, ?, 0, ?)'
            far.execute(insert, (member, "facilitator", class_group, ends))
        else:
            far.execute('DELETE FROM "grant" WHERE id = ?', here)

    def revoke(self) -> None:
        """A person may write and read no more, or may again."""
        seats = [seat for laptop in self._world.laptops for seat in laptop.seats]
        self._chance.counts["author revoked"] += 1
        self._world.observe()
        member = self._draw.choice(seats).member
        self._world.far.execute("UPDATE member SET revoked = 1 - revoked WHERE id = ?", (member,))
