"""A hub beside the laptops: one of them, that judges nothing. Words are lost, spoilt and played again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from contract.exchange.links import GUEST, HUB
from contract.exchange.malformed import Malformed
from contract.training.catalogue import CATALOGUE
from desktop.storage import links
from desktop.storage.links import Link
from desktop.sync.guest import Guest
from desktop.sync.hub import Heard, Hub, NotPaired, Stale
from tests.simulation import invariants, reading
from tests.simulation.chance import Crash
from tests.simulation.laptop import Laptop
from tests.simulation.rounds import quiet_round, spoilt

if TYPE_CHECKING:
    from tests.simulation.world import World

SHARE = 0.15
"""Of the worlds of chance, those with a hub; drawn apart, so that the stories of all others stay as they are."""
_MOST_QUESTIONS = 12


class Hubs:
    """The hub of one world: the first laptop of those that may see everything; every other is its guest."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._draw = world.chance.random
        whole = [each for each in world.laptops if all(not seat.in_class for seat in each.seats)]
        self.host = (whole or world.laptops)[0]
        for laptop in world.laptops:
            if laptop is not self.host:
                self._pair(laptop)
        for laptop in world.laptops:
            quiet_round(laptop, world.centre, world.chance)  # each asks for its card
        self.restart()

    def _pair(self, laptop: Laptop) -> None:
        name, key = bytes([laptop.number]) * 8, self._draw.randbytes(32)
        for side, role, address in ((laptop, GUEST, "http://pos:1"), (self.host, HUB, "")):
            new = Link(id=name, role=role, name="x", address=address, key=key, paired_at=self._chance.now)
            links.add(side.replica, new)

    def restart(self) -> None:
        """The hub's program ends and begins anew."""
        self.hub = Hub(self.host.replica, "Pos", self._draw.randbytes)

    def visit(self, laptop: Laptop) -> None:
        """A laptop goes to the hub, or the hub has a network for a moment and brings what lies there."""
        if laptop is self.host or self._draw.random() < 0.2:
            with suppress(Crash):
                self._world.sticks.post(self.host)
            return
        self._chance.counts["hub visited"] += 1
        try:
            self._visit(laptop)
        except Crash:
            self._chance.counts["hub killed"] += 1
            self.restart()
        if self._chance.happens("hub begins anew", 0.1):
            self.restart()
        for each in (laptop, self.host):
            invariants.check_laptop(self._world, each)
            self._check_reach(each)

    def _visit(self, laptop: Laptop) -> None:
        by_hub = self._draw.random() < 0.7
        for link in links.links(laptop.replica, GUEST):
            guest = Guest(laptop.replica, link.id, f"laptop {laptop.number}", {}, self._draw.randbytes)
            for _ in range(self._draw.randint(1, _MOST_QUESTIONS)):
                heard = self._heard(laptop, guest, by_hub=by_hub)
                if heard is None or self._chance.happens("hub answer lost", 0.1):
                    return
                self._take(laptop, guest, heard)
                if not guest.more:
                    return

    def _heard(self, laptop: Laptop, guest: Guest, *, by_hub: bool) -> Heard | None:
        body = guest.ask(laptop.moment(self._chance), by_hub=by_hub)
        self._chance.note("hub", laptop.number, body)
        if self._chance.happens("hub question spoilt", 0.1):
            self._refuse(spoilt(self._draw, body), body)
        now = self.host.moment(self._chance).told
        try:
            heard = self.hub.answer(body, now)
        except Stale as stale:
            # A clone of the laptop, or itself before its disk was put back, has been here under a later number.
            self._chance.counts["hub number behind"] += 1
            guest.number_told(stale.number)
            heard = self.hub.answer(guest.ask(laptop.moment(self._chance), by_hub=by_hub), now)
        except NotPaired:
            return None  # the hub's disk is of a time before they were paired
        if self._chance.happens("hub question twice", 0.2):
            self._refuse(body, b"")
        return heard

    def _refuse(self, body: bytes, right: bytes) -> None:
        """What was changed or comes again is not answered, and changes nothing."""
        if body == right:
            return
        before = reading.near_digest(self.host.driver)
        try:
            self.hub.answer(body, self.host.moment(self._chance).told)
        except (Malformed, NotPaired, Stale):
            after = reading.near_digest(self.host.driver)
            invariants.check_same(before, after, "I12 a question that is not new and whole changes nothing")
        else:
            invariants.demand(False, "I12 a hub answers no question that is not new and whole")

    def _take(self, laptop: Laptop, guest: Guest, heard: Heard) -> None:
        before = reading.standings(laptop.driver)
        taken = guest.brought.news
        try:
            for _ in guest.answered(heard.body, laptop.moment(self._chance)):
                pass
        finally:
            if reading.standings(laptop.driver) != before:
                self._world.road.forget(laptop)
        self._chance.counts["hub showed"] += guest.brought.news > taken
        self._chance.counts["hub brought an answer"] += guest.brought.answers

    def _check_reach(self, laptop: Laptop) -> None:
        """I10: what a class's reader has of others holds no private field, and no person that it may not see."""
        if all(not seat.in_class for seat in laptop.seats):
            return
        limited = {seat.realm for seat in laptop.seats if seat.in_class}
        limited -= {seat.realm for seat in laptop.seats if not seat.in_class}
        for line in reading.lines(laptop.driver, "own = 0 AND tbl < 100"):
            if line.realm not in limited or not CATALOGUE.knows(line.key.table):
                continue
            shapes = CATALOGUE.record(line.key.table).by_number
            shown = [number for number in line.patch if number in shapes and shapes[number].private]
            invariants.demand(not shown, "I10 no private field is shown beside the centre", line.key, shown)
