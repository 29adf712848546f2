"""What talks by themselves may cost: bytes a day, and nothing but own work where each byte is paid for.

A person's own press is never held back, and neither is work that was made here, as long as it is little.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from desktop.storage import history, outbox
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.status import VISITS_KEPT, visits

LITTLE = 64 * 1024
"""Bytes of own work that may always go."""
BRIEF_ROWS = 200
"""Rows of news that may come along with it, for what it settles is among them."""
_NAME = "spending"


class Restraint(StrEnum):
    """Why talks by themselves are held back."""

    BUDGET = "budget"
    METERED = "metered"


@dataclass(frozen=True, slots=True)
class Spending:
    """What the people of this laptop have chosen: bytes a day (None: as many as it takes), whether paid links count."""

    day_bytes: int | None = None
    minds_metered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The choice, what today has cost, and what that means for talks by themselves."""

    spending: Spending
    spent: int
    restraint: Restraint | None


def spending(replica: Replica) -> Spending:
    """The choice as it stands. Runs on the database thread."""
    kept: Any = recall(replica, _NAME)
    return Spending(kept["day_bytes"], bool(kept["minds_metered"])) if kept is not None else Spending()


def choose(replica: Replica, *, day_bytes: int | None = -1, minds_metered: bool | None = None) -> Spending:
    """Another choice, on disk when it returns; what is not given stays. Runs on the database thread."""
    chosen = spending(replica)
    if day_bytes is None or day_bytes >= 0:
        chosen = replace(chosen, day_bytes=day_bytes)
    if minds_metered is not None:
        chosen = replace(chosen, minds_metered=minds_metered)
    remember(replica, _NAME, {"day_bytes": chosen.day_bytes, "minds_metered": chosen.minds_metered})
    return chosen


def spent_on(replica: Replica, today: date) -> int:
    """Bytes of the talks of a day by this laptop's calendar.

    Counted back from the newest to the first of an earlier day: what was written down under a later date, before the
    clock was set back, is of today as well, or setting it back would give bytes.
    """
    spent = 0
    for visit in visits(replica, VISITS_KEPT):
        if _day_of(visit.at) < today:
            break
        spent += visit.bytes_up + visit.bytes_down
    return spent


def _day_of(at: float) -> date:
    """The day by this laptop's calendar."""
    return datetime.fromtimestamp(at, UTC).astimezone().date()


def account(replica: Replica, *, metered: bool = False, today: date | None = None) -> Account:
    """How it stands now. metered: the system says that this link is paid by the byte."""
    with replica.database.reading():
        chosen = spending(replica)
        spent = spent_on(replica, today or _day_of(time.time()))
    restraint = None
    if chosen.day_bytes is not None and spent >= chosen.day_bytes:
        restraint = Restraint.BUDGET
    elif metered and chosen.minds_metered:
        restraint = Restraint.METERED
    return Account(spending=chosen, spent=spent, restraint=restraint)


def has_own(replica: Replica, of_centre: int) -> bool:
    """Whether work that was made here waits to go to this server, and is little enough to go at any time."""
    sizes = [outbox.weight(replica, standing.realm)[0] for standing in history.standings(replica, of_centre)]
    return 0 < sum(sizes) <= LITTLE


def own_may_go(replica: Replica) -> bool:
    """The same for any server. Runs on the database thread."""
    with replica.database.reading():
        return any(has_own(replica, centre.id) for centre in history.centres(replica))
