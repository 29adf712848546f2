"""How long this laptop has not met its centres, by its own clock, right or wrong."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import realm

DAY_S = 86_400
PAUSE_S = 240
"""Talks that begin so long after the last may ask for what is not the work: a receipt, the roll."""
_DAYS = "days worked since contact"
_MOST_DAYS = 400
_LAST_CONTACT = sa.select(realm.c.last_contact).where(realm.c.number == sa.bindparam("realm_"))


def has_met_lately(replica: Replica, number: int, now: int) -> bool:
    """Whether this office was met within the pause, or never yet: this talk is there for the work alone."""
    last = replica.connection.execute(_LAST_CONTACT, {"realm_": number}).scalar()
    return last is None or abs(now - last) < PAUSE_S


def longest_absence(replica: Replica, now: int) -> tuple[str, int] | None:
    """(office, whole days) of the office that was not met for longest; None before the first contact with any.

    A clock that was set back does not make the absence shorter than the days on which somebody worked here since.
    """
    lines = replica.connection.execute(sa.select(realm.c.name, realm.c.last_contact)).all()
    met = [(str(line.name), int(line.last_contact)) for line in lines if line.last_contact is not None]
    if not met:
        return None
    name, contact = min(met, key=lambda each: each[1])
    worked = recall(replica, _DAYS) or {}
    days = len(worked["days"]) - 1 if worked.get("contact") == contact else 0
    return name, max((now - contact) // DAY_S, days, 0)


def note_day(replica: Replica, now: int) -> None:
    """Somebody works here today, whatever day that is."""
    contact = replica.connection.execute(sa.select(sa.func.min(realm.c.last_contact))).scalar()
    if contact is None:
        return
    worked = recall(replica, _DAYS) or {}
    days = worked["days"] if worked.get("contact") == contact else []
    today = now // DAY_S
    if today not in days:
        remember(replica, _DAYS, {"contact": contact, "days": [*days, today][-_MOST_DAYS:]})
