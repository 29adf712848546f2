"""A simulated laptop: the shipped replica and machine over an unkeyed database in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as driver

from contract.exchange.dots import Dot, dot_of, is_roster_number
from contract.exchange.segments import Segment
from contract.exchange.shapes import RowKey, Type
from contract.training.catalogue import CATALOGUE
from contract.training.rights.roles import Role
from desktop.storage import history, outbox
from desktop.storage.database import Database, no_failpoint
from desktop.storage.edit import Change, Moment, Unfit, active_author, edit
from desktop.storage.replica import Replica
from desktop.sync.machine import Machine
from tests.simulation import reading
from tests.simulation.chance import Chance, Crash
from tests.simulation.memory import Chronicle, Made, Memory

_DESKS: list[Replica] = []
"""Replicas of this process, used by one world after another: making tables anew costs more than most steps."""


def desk(place: int, image: Any = None) -> Replica:
    """The replica that the `place`-th laptop of every world lives in, with the content of an image, else empty.

    Nothing crashes there yet: a world that broke may have left its faults on.
    """
    while len(_DESKS) <= place:
        _DESKS.append(Replica(Database(None)))
    replica = _DESKS[place]
    replica.database.failpoint = no_failpoint
    (image or _blank()).backup(reading.near_driver(replica))
    return replica


@cache
def _blank() -> Any:
    return image_of(reading.near_driver(Replica(Database(None))))


def image_of(connection: Any) -> Any:
    """A copy of a database, in memory."""
    copy = driver.connect(":memory:")
    connection.backup(copy)
    return copy


def _nothing_else(_made: list[Dot], _moment: Moment) -> None:
    return None


@dataclass
class Seat:
    """A person on the laptop: who they are in an office. `writer` and `member` are their ids on both sides."""

    realm: int
    name: str
    role: Role
    in_class: bool = False
    writer: int = 0
    member: int = 0


@dataclass(eq=False)
class Laptop:
    """One laptop with its clock. A clone has the device of another and a number of its own."""

    number: int
    device: int
    seats: list[Seat]
    replica: Replica
    skew: int = 0
    run: int = 1
    saved: set[int] = field(default_factory=set)
    """Walls of the edits made here that this disk must hold."""
    versions: dict[RowKey, tuple[int, int]] = field(default_factory=dict)
    """Per row its office's turn and its version when the oracle looked last; never changed, only put anew."""

    @property
    def driver(self) -> Any:
        """The bare connection."""
        return reading.near_driver(self.replica)

    def moment(self, chance: Chance) -> Moment:
        """Its clock now, right or wrong."""
        return Moment(chance.now + self.skew, self.run)

    def machine(self) -> Machine:
        """A fresh machine, as after a start: all that it knows is in the replica."""
        return Machine(self.replica)

    def centre(self) -> history.Centre:
        """The one server that it joined."""
        return history.centres(self.replica)[0]

    def author(self, seat: Seat) -> int:
        """The number with which the person writes now."""
        return active_author(self.replica, seat.realm, seat.writer)

    def segments(self, realm: int, chance: Chance) -> list[Segment]:
        """What a stick takes from here."""
        self.machine().request(self.centre(), self.moment(chance))
        return outbox.carried_segments(self.replica, realm)

    def edit(
        self,
        seat: Seat,
        chance: Chance,
        told: tuple[Memory, Chronicle],
        *changes: Change,
        roster: bool = False,
        along: Callable[[list[Dot], Moment], None] = _nothing_else,
    ) -> bool:
        """Makes an edit as a person; False when the power went before it was saved, or the laptop would not have it.

        roster: as one of many new people, who give way to marks. along: what is saved with it, in the same transaction.
        """
        memory, chronicle = told
        moment = Moment(chance.fresh_wall(self.skew), self.run)
        try:
            with self.replica.transaction():
                along(edit(self.replica, self.author(seat), changes, moment, roster=roster), moment)
        except Crash as crash:
            if not crash.saved:
                return False
        except Unfit:
            chance.counts["refused on the laptop"] += 1
            return False
        place = chronicle.place(seat.realm, reading.standings(self.driver)[seat.realm])
        for line in reading.lines(self.driver, "wall = ? AND own", moment.wall):
            memory.add(self._made(line, memory, chronicle, place))
            chance.counts["roster edit"] += is_roster_number(line.author)
        self.saved.add(moment.wall)
        return True

    def _made(self, line: reading.Line, memory: Memory, chronicle: Chronicle, place: Any) -> Made:
        driver = self.driver
        under = reading.shadows(driver).get(line.key)
        seen = chronicle.seen(line.key, place, under.v if under else 0)
        live = reading.lines(
            driver, "state = 0 AND tbl = ? AND k1 = ? AND k2 = ? AND k3 = ? AND ord < ?", *line.key, line.ord
        )
        seen |= {other.wall for other in live}
        meant = []
        for identifier in references(line.key, line.patch):
            author, n = dot_of(identifier)
            # Under that number another life may have made the row, and this one something else.
            here = reading.lines(driver, "author = ? AND n = ? AND k1 = ? AND k2 = 0", author, n, identifier)
            there = chronicle.judged(author, n, place)
            if here and there is not None and not _has_made(here[0], line, under, memory):
                here = []
            meant.append(here[0].wall if here else there.wall if there else None)
        return Made(line.wall, self.device, line.author, line.n, line.key, line.patch, frozenset(seen), tuple(meant))


def _has_made(here: reading.Line, line: reading.Line, under: reading.Held | None, memory: Memory) -> bool:
    """Whether the op made the row of its name here: not where another life had, and that row was on the screen.

    line: the edit that is being looked at now, with what the centre has under it.
    """
    if here == line:
        return under is None or under.row is None
    acts = [made for made in memory.made[here.wall] if made.key == RowKey(made.key.table, made.author << 32 | made.n)]
    return not acts or any(here.wall in made.meant for made in acts)


def references(key: RowKey, patch: dict[int, int | str | None]) -> list[int]:
    """Ids of minted rows that an edit names, in a fixed order."""
    if not CATALOGUE.knows(key.table):
        return []
    record = CATALOGUE.record(key.table)
    found = [part for part, name in zip(key[1:], record.key_refers_to, strict=False) if name is not None]
    found += [key.k1] if record.minted else []
    for number, value in sorted(patch.items()):
        shape = record.by_number.get(number)
        if shape is not None and shape.type is Type.REFERENCE and isinstance(value, int):
            found.append(value)
    return found
