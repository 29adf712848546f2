"""Who has not sent: laptops of a class that the centre has not heard from since a session whose marks are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from contract.exchange.messages import LaptopHeard
from contract.tables import queries
from desktop.services.named import class_line
from desktop.services.views import SessionCounts, Silent
from desktop.storage import history, roll
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_DAY_S = 86_400


def who_has_not_sent(replica: Replica, class_id: int, sessions: Iterable[SessionCounts]) -> tuple[Silent, ...]:
    """Of a class with these sessions, as of the moment when the centre last told of its laptops.

    Nobody, while it never did. A session that was closed, or whose laptop has spoken since, waits for nobody.
    """
    number = int(class_line(replica, class_id).realm)
    called = roll.called(replica, number)
    if called is None:
        return ()
    marked = Counter({line.marked_by: line.marks for line in fetch(replica, queries.markers_of(records, class_id))})
    here = {centre.device for centre in history.centres(replica) if _is_at(replica, centre.id, number)}
    likely = _likely([one for one in called.laptops if one.device not in here], marked, class_id)
    waiting: Counter[int] = Counter()
    for per in sessions:
        ended = per.session.ends_at or per.session.starts_at
        if per.empty and not per.session.closed and ended and ended < called.at:
            silent = next((one for one in likely if (one.at or 0) < ended), None)
            if silent is not None:
                waiting[silent.device] += per.empty
    return tuple(_silent(one, waiting[one.device], called.at) for one in likely if waiting[one.device])


def _is_at(replica: Replica, centre: int, number: int) -> bool:
    return any(standing.realm == number for standing in history.standings(replica, centre))


def _likely(laptops: Sequence[LaptopHeard], marked: Counter[int], class_id: int) -> list[LaptopHeard]:
    """The laptops that would mark this class, the likeliest first: by what they marked in it, then by their task."""

    def weight(one: LaptopHeard) -> tuple[int, bool]:
        return sum(marked[author] for author in one.authors), class_id in one.classes

    return sorted((one for one in laptops if any(weight(one))), key=weight, reverse=True)


def _silent(one: LaptopHeard, marks: int, now: int) -> Silent:
    days = max(0, now - one.at) // _DAY_S if one.at is not None else None
    return Silent(laptop=one.name, people=tuple(one.people), heard=one.at, days=days, marks=marks)
