"""How every world begins: two offices, their people on laptops, and their first classes. Made once a process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as driver

from contract.training.catalogue import CLASS_GROUP
from contract.training.rights.roles import Role
from desktop.storage.edit import Change
from server.store.centre import IN_MEMORY, Centre, no_failpoint
from server.store.offices import OfficeKeys
from server.store.tables import grant
from server.sync import joining
from tests.simulation import reading
from tests.simulation.arriving import arrive, fixed_bytes, turn_away
from tests.simulation.chance import Chance
from tests.simulation.laptop import Laptop, Seat, image_of
from tests.simulation.memory import Chronicle, Memory
from tests.simulation.rounds import quiet_round

PROVINCE, CITY = 5300, 5371
_EPOCHS = {PROVINCE: "province", CITY: "city"}
_CODES = {PROVINCE: "53", CITY: "53.71"}
_TITLE = CLASS_GROUP.by_name["title"].number
BEGIN = 1_000_000


def _everybody() -> list[list[Seat]]:
    return [
        [Seat(PROVINCE, "Adriana", Role.ORGANISER)],
        [Seat(PROVINCE, "Benyamin", Role.ORGANISER), Seat(CITY, "Benyamin", Role.ORGANISER)],
        [Seat(PROVINCE, "Carolina", Role.FACILITATOR, in_class=True)],
        [
            Seat(PROVINCE, "Dominggus", Role.FACILITATOR, in_class=True),
            Seat(PROVINCE, "Ester", Role.FACILITATOR, in_class=True),
        ],
        [
            Seat(PROVINCE, "Frans", Role.ADMIN),
            Seat(PROVINCE, "Gaudensia", Role.FACILITATOR),
            Seat(CITY, "Frans", Role.ADMIN),
        ],
    ]


def _one_laptop() -> list[list[Seat]]:
    return [[Seat(PROVINCE, "Adriana", Role.ORGANISER), Seat(PROVINCE, "Benyamin", Role.FACILITATOR)]]


def _one_writer() -> list[list[Seat]]:
    return [[Seat(PROVINCE, "Adriana", Role.ORGANISER)]]


CASTS: dict[str, Callable[[], list[list[Seat]]]] = {
    "everybody": _everybody,
    "one laptop": _one_laptop,
    "one writer": _one_writer,
}


@dataclass(frozen=True)
class Founding:
    """A beginning: images of the centre and of every laptop, what was made so far, and the classes by realm."""

    centre: Any
    laptops: list[tuple[Laptop, Any]]
    memory: Memory
    classes: dict[int, list[int]]
    until: int


_HALLS: list[Centre] = []


def hall() -> Centre:
    """The centre that every world of this process lives in. Nothing crashes there until its world says so."""
    if not _HALLS:
        _HALLS.append(Centre(IN_MEMORY, driver=driver))
        _HALLS[0].create_tables()
    _HALLS[0].failpoint = no_failpoint
    return _HALLS[0]


@cache
def founding(cast: str) -> Founding:
    """The beginning with this cast."""
    chance = Chance(0)
    chance.now = BEGIN
    blank = Centre(IN_MEMORY, driver=driver)
    blank.create_tables()
    centre = hall()
    reading.far_driver(blank).backup(reading.far_driver(centre))
    blank.close()
    for realm, epoch in _EPOCHS.items():
        keys = OfficeKeys(fixed_bytes(f"sign {realm}"), fixed_bytes(f"seal {realm}"))
        joining.open_office(centre, _CODES[realm], _CODES[realm], keys, epoch, chance.now)
    turn_away(centre, Seat(PROVINCE, "Zakarias", Role.VIEWER), chance.now)
    laptops = [arrive(centre, number, seats, chance.now) for number, seats in enumerate(CASTS[cast](), 1)]
    memory, chronicle = Memory(), Chronicle(_EPOCHS)
    chronicle.observe(reading.far_driver(centre))
    classes = _found_classes(centre, laptops, chance, (memory, chronicle))
    kept = [(laptop, image_of(laptop.driver)) for laptop in laptops]
    return Founding(image_of(reading.far_driver(centre)), kept, memory, classes, chance.now + 1000)


def _found_classes(
    centre: Centre, laptops: list[Laptop], chance: Chance, told: tuple[Memory, Chronicle]
) -> dict[int, list[int]]:
    """Two classes in the province, one in the city; grants limited to a class name the province's first."""
    classes: dict[int, list[int]] = {}
    founders: list[tuple[Laptop, Seat, tuple[str, ...]]] = [(laptops[0], laptops[0].seats[0], ("A", "B"))]
    founders += [(laptop, seat, ("C",)) for laptop in laptops[1:2] for seat in laptop.seats if seat.realm == CITY]
    for laptop, seat, titles in founders:
        for title in titles:
            laptop.edit(seat, chance, told, Change(CLASS_GROUP.number, {_TITLE: title}))
        quiet_round(laptop, centre, chance)
        told[1].observe(reading.far_driver(centre))
        classes[seat.realm] = [key.k1 for key in reading.keys_in(laptop.driver, CLASS_GROUP.number, seat.realm)]
    with centre.writing() as connection:
        limited = grant.update().where(grant.c.class_group == -1)
        connection.execute(limited.values(class_group=classes[PROVINCE][0]))
    return classes
