"""A simulated laptop: the shipped replica and machine over an unkeyed database in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.shapes import Row, RowKey
from contract.training.roles import Role
from desktop.storage import history, outbox, registration
from desktop.storage.database import Database
from desktop.storage.edit import Change, Moment, active_author, edit
from desktop.storage.replica import Replica
from desktop.storage.tables import op, records, writer
from desktop.sync.machine import Machine
from server.store import members
from server.store.centre import Centre
from server.store.members import Invitation
from tests.simulation.chance import Chance, Crash


@dataclass
class Seat:
    """A person on the laptop: the role and class with which they joined an office."""

    realm: int
    name: str
    role: Role
    class_group: int = 0


@dataclass
class Laptop:
    """One laptop with its wrong clock, and the ords of its edits in the order made."""

    number: int
    chance: Chance
    seats: list[Seat]
    skew: int
    replica: Replica
    run: int = 1
    watched: dict[int, tuple[RowKey, Row]] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)

    @property
    def moment(self) -> Moment:
        """Its clock, wrong by a constant; no two edits of the whole simulation share a wall time."""
        return Moment(self.chance.now + self.skew, self.run)

    @property
    def sees_everything(self) -> bool:
        """Whether every person on it reads the whole office."""
        return all(not seat.class_group for seat in self.seats)

    def machine(self) -> Machine:
        """A fresh machine, as after a start: all that it knows is in the replica."""
        return Machine(self.replica)

    def rows(self, record: int) -> list[RowKey]:
        """Keys of the visible rows of a record, in order."""
        table = records[record]
        query = sa.select(*table.keys).order_by(*table.keys)
        return [table.key_of(values) for values in self.replica.connection.execute(query)]

    def edit(self, seat: Seat, *changes: Change) -> bool:
        """Makes an edit as a person; False when the power went before it was saved."""
        self.chance.now += 1
        author = self.author(seat)
        before = self._last_ord()
        try:
            edit(self.replica, author, changes, self.moment)
        except Crash as crash:
            if str(crash) == "before commit":
                return False
        query = sa.select(op).where(op.c.ord > before).order_by(op.c.ord)
        for change, values in zip(changes, self.replica.connection.execute(query).all(), strict=True):
            self.watched[values.ord] = (RowKey(values.tbl, values.k1, values.k2, values.k3), change.patch)
        self.chance.counts["edit"] += 1
        return True

    def author(self, seat: Seat) -> int:
        """The number with which the person writes now."""
        query = sa.select(writer.c.id).where(writer.c.person_name == seat.name, writer.c.realm == seat.realm)
        return active_author(self.replica, seat.realm, self.replica.connection.execute(query).scalar_one())

    def _last_ord(self) -> int:
        return int(self.replica.connection.execute(sa.select(sa.func.coalesce(sa.func.max(op.c.ord), 0))).scalar_one())

    def centre(self) -> history.Centre:
        """The one centre of the simulation."""
        return history.centres(self.replica)[0]

    def segments(self, realm: int) -> list[outbox.Segment]:
        """What a stick takes from here."""
        self.machine().request(self.centre(), self.moment)
        return outbox.carried_segments(self.replica, realm)


def join(
    centre: Centre, chance: Chance, number: int, seats: list[Seat], skew: int, genesis: dict[int, bytes]
) -> Laptop:
    """A laptop on which every seat has joined its office."""
    replica = Replica(Database(None, failpoint=chance.failpoint))
    laptop = Laptop(number, chance, seats, skew, replica)
    secret = chance.random.randbytes(32)
    with centre.writing() as connection:
        device = members.add_device(connection, f"laptop {number}", secret)
    for seat in seats:
        key = Ed25519PrivateKey.from_private_bytes(chance.random.randbytes(32))
        invitation = Invitation(seat.realm, seat.name, seat.role, seat.class_group)
        public = key.public_key().public_bytes_raw()
        with centre.writing() as connection:
            member, first = members.add_member(connection, invitation, device, public)
        laptop.members.append(member)
        new = registration.Registration(
            url="http://centre",
            insecure=True,
            device=device,
            secret=secret,
            realm=seat.realm,
            code=str(seat.realm),
            name="",
            genesis=genesis[seat.realm],
            person_name=seat.name,
            role=seat.role.value,
            private_key=key.private_bytes_raw(),
            first=first,
            count=members.BLOCK,
        )
        registration.register(replica, new)
    return laptop
