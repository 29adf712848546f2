"""The simulated world: one centre, several laptops, and everything that goes wrong between them."""

from __future__ import annotations

from collections.abc import Iterator

import sqlcipher3.dbapi2 as driver

from contract.exchange.frames import FrameReader, read_frames
from contract.exchange.seals import genesis
from contract.training.roles import Role
from desktop.storage import outbox
from desktop.sync.machine import Machine
from server.store import offices
from server.store.centre import IN_MEMORY, Centre
from server.store.tables import grant
from server.sync.answer import Answer, read_request
from tests.simulation import invariants
from tests.simulation.chance import Chance, Crash
from tests.simulation.editing import Editor
from tests.simulation.laptop import Laptop, Seat, join

PROVINCE, CITY = 5300, 5371
MOST_ROUNDS_TO_REST = 14
_SKEWS = (0, 0, -900_000_000, 500_000_000, 3600, -40)


class World:
    """One seed's world. `restores` lets the centre and laptops be restored from old copies."""

    def __init__(self, seed: int, *, server_restores: bool = True, laptop_restores: bool = False) -> None:
        self.chance = Chance(seed)
        self.server_restores, self.laptop_restores = server_restores, laptop_restores
        self.centre = Centre(IN_MEMORY, failpoint=self.chance.failpoint, driver=driver)
        self.centre.create_tables()
        self._saved_centre: Centre | None = None
        self._saved_laptops: dict[int, object] = {}
        self.was_restored = False
        self.laptops = self._people()
        self.editor = Editor(self)

    def close(self) -> None:
        """Frees every database of the run."""
        for laptop in self.laptops:
            laptop.replica.database.close()
        for centre in (self.centre, self._saved_centre):
            if centre is not None:
                centre.close()

    def _people(self) -> list[Laptop]:
        epochs = {PROVINCE: "province", CITY: "city"}
        with self.centre.writing() as connection:
            offices.prepare(connection)
            for code, epoch in (("53", epochs[PROVINCE]), ("53.71", epochs[CITY])):
                offices.open_office(connection, code, code, epoch, bytes(32), self.chance.now)
        heads = {number: genesis(epoch) for number, epoch in epochs.items()}
        seats = [
            [Seat(PROVINCE, "Adriana", Role.ORGANISER)],
            [Seat(PROVINCE, "Benyamin", Role.ORGANISER), Seat(CITY, "Benyamin", Role.ORGANISER)],
            [Seat(PROVINCE, "Carolina", Role.FACILITATOR, -1)],
            [Seat(PROVINCE, "Dominggus", Role.FACILITATOR, -1), Seat(PROVINCE, "Ester", Role.FACILITATOR, -1)],
            [Seat(PROVINCE, "Frans", Role.ADMIN), Seat(PROVINCE, "Gaudensia", Role.FACILITATOR), Seat(CITY, "Frans", Role.ADMIN)],
        ]
        laptops = []
        for number, people in enumerate(seats, 1):
            skew = self.chance.random.choice(_SKEWS) + number * 10_000_000
            laptops.append(join(self.centre, self.chance, number, people, skew, heads))
        return laptops

    def run(self, steps: int) -> None:
        """Random steps, each followed by the checks that must always hold, then quiet and the checks at rest."""
        self.editor.found_classes()
        self.chance.crashes_on = True
        for _ in range(steps):
            self.chance.now += self.chance.random.randint(1, 400)
            laptop = self.chance.random.choice(self.laptops)
            self._step(laptop)
            invariants.check_laptop(self, laptop)
        self.chance.crashes_on = False
        self._come_to_rest()
        invariants.check_rest(self)

    def _step(self, laptop: Laptop) -> None:
        draw = self.chance.random.random()
        if draw < 0.50:
            for _ in range(self.chance.random.randint(1, 4)):
                self.editor.edit(laptop)
        elif draw < 0.84:
            self.sync(laptop)
        elif draw < 0.92:
            self._hand_stick(laptop)
        elif draw < 0.94:
            self._back_up()
        elif draw < 0.955 and self.server_restores:
            self._restore_centre()
        elif draw < 0.975:
            self._laptop_image(laptop)
        elif draw < 0.985:
            self._set_clock(laptop)
        else:
            self._change_grant(laptop)

    def sync(self, laptop: Laptop, *, faults: bool = True) -> bool:
        """One round; with faults anything may cut, repeat or mix it. Says whether it moved anything."""
        machine = laptop.machine()
        try:
            for _ in self._round(laptop, machine, faults):
                if faults and self.chance.happens("interleaved", 0.03):
                    other = self.chance.random.choice([x for x in self.laptops if x is not laptop])
                    for _ in self._round(other, other.machine(), faults):
                        pass
        except Crash:
            laptop.run += int(self.chance.random.random() < 0.3)
        return machine.tally.moved

    def _round(self, laptop: Laptop, machine: Machine, faults: bool) -> Iterator[None]:
        """One round, stopping after each frame so that another laptop may come in between."""
        chance, draw = self.chance, self.chance.random
        most = draw.choice((1, 3, 50, 1000)) if faults else 1000
        size = draw.choice((1, 1, 2**20)) if faults else 2**20
        body = machine.request(laptop.centre(), laptop.moment, most_ops=most, most_bytes=size)
        chance.note("request", laptop.number, body)
        if faults and chance.happens("lost request", 0.12):
            return
        if faults and chance.happens("request twice", 0.05):
            list(self._answer(body, faults))
        reader = FrameReader()
        for data in self._answer(body, faults):
            if faults and chance.happens("cut inside a frame", 0.04):
                list(reader.feed(data[: draw.randrange(len(data))]))
                return
            for kind, payload in reader.feed(data):
                machine.on(kind, payload)
                if faults and chance.happens("frame twice", 0.05):
                    invariants.check_twice(laptop, lambda k=kind, p=payload: machine.on(k, p))
            yield
            if faults and chance.happens("cut between frames", 0.08):
                return

    def _answer(self, body: bytes, faults: bool) -> Iterator[bytes]:
        draw = self.chance.random
        request = read_request(self.centre, read_frames(body))
        page = draw.choice((1, 3, 9, 50)) if faults else 4000
        for data in Answer(self.centre, request, lambda: self.chance.now, page).frames():
            self.chance.note("answer", data)
            yield data

    def _hand_stick(self, laptop: Laptop) -> None:
        """One laptop's unacknowledged segments go to another that may see everything."""
        others = [x for x in self.laptops if x is not laptop and x.sees_everything]
        other = self.chance.random.choice(others)
        realms = {seat.realm for seat in laptop.seats} & {seat.realm for seat in other.seats}
        self.chance.counts["stick"] += 1
        try:
            for realm in sorted(realms):
                outbox.carry(other.replica, realm, laptop.segments(realm))
        except Crash:
            pass
        invariants.check_laptop(self, other)

    def _back_up(self) -> None:
        self.chance.counts["backup"] += 1
        if self._saved_centre is not None:
            self._saved_centre.close()
        self._saved_centre = self._copy_centre(self.centre)

    def _copy_centre(self, source: Centre) -> Centre:
        copy = Centre(IN_MEMORY, failpoint=self.chance.failpoint, driver=driver)
        _copy_database(source.engine, copy.engine)
        return copy

    def _restore_centre(self) -> None:
        if self._saved_centre is None:
            return
        self.chance.counts["server restored"] += 1
        self.was_restored = True
        self.centre.close()
        self.centre = self._copy_centre(self._saved_centre)

    def _laptop_image(self, laptop: Laptop) -> None:
        """Takes an image of a laptop, or puts an old one back."""
        if not self.laptop_restores:
            return
        if laptop.number not in self._saved_laptops or self.chance.random.random() < 0.4:
            self.chance.counts["laptop image"] += 1
            self._saved_laptops[laptop.number] = (_image(laptop), dict(laptop.watched))
        else:
            self.chance.counts["laptop restored"] += 1
            image, watched = self._saved_laptops[laptop.number]  # type: ignore[misc]
            _put_back(laptop, image)
            laptop.watched = dict(watched)

    def _set_clock(self, laptop: Laptop) -> None:
        self.chance.counts["clock set"] += 1
        laptop.skew += self.chance.random.choice((-86_400, 3600, 7)) * 1000
        laptop.run += 1

    def _change_grant(self, laptop: Laptop) -> None:
        """A facilitator gets another class, or loses one."""
        limited = [m for m, seat in zip(laptop.members, laptop.seats, strict=True) if seat.class_group]
        if not limited:
            return
        self.chance.counts["scope moved"] += 1
        member = self.chance.random.choice(limited)
        class_group = self.chance.random.choice(self.editor.classes[PROVINCE])
        with self.centre.engine.begin() as connection:
            here = (grant.c.member == member) & (grant.c.class_group == class_group)
            if connection.execute(grant.select().where(here)).first() is None:
                values = {"member": member, "role": "facilitator", "class_group": class_group, "starts": 0, "ends": 0}
                connection.execute(grant.insert().values(values))
            elif len(connection.execute(grant.select().where(grant.c.member == member)).all()) > 1:
                connection.execute(grant.delete().where(here))

    def _come_to_rest(self) -> None:
        """Undisturbed rounds until two in a row move nothing; the bound on them is itself a promise."""
        quiet = 0
        for _ in range(MOST_ROUNDS_TO_REST):
            moved = [self.sync(laptop, faults=False) for laptop in self.laptops]
            quiet = 0 if any(moved) else quiet + 1
            if quiet == 2:
                return
        raise invariants.Broken(f"I11: still moving after {MOST_ROUNDS_TO_REST} undisturbed rounds")


def _driver(engine: object) -> object:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        return connection.connection.driver_connection


def _copy_database(source: object, target: object) -> None:
    _driver(source).backup(_driver(target))  # type: ignore[attr-defined]


def _image(laptop: Laptop) -> object:
    copy = driver.connect(":memory:")
    laptop.replica.connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
    return copy


def _put_back(laptop: Laptop, image: object) -> None:
    image.backup(laptop.replica.connection.connection.driver_connection)  # type: ignore[attr-defined]
