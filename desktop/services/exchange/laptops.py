"""The laptops of the offices here, as the centre last told of them."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.messages import LaptopHeard
from desktop.storage import roll
from desktop.storage.queries.offices import offices
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRoll:
    """An office's laptops, the longest silent first. told: when the centre said so (its clock), None for never."""

    code: str
    told: int | None
    laptops: tuple[LaptopHeard, ...]


def office_rolls(replica: Replica) -> tuple[OfficeRoll, ...]:
    """One roll for each office here."""
    with replica.database.reading():
        found = []
        for office in offices(replica):
            called = roll.called(replica, office.realm)
            told, laptops = (called.at, called.laptops) if called is not None else (None, ())
            found.append(OfficeRoll(code=office.code, told=told, laptops=laptops))
        return tuple(found)
