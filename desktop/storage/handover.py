"""Classes that left this laptop because its people may not read them any more: told in short, to be handed over.

What was in them is gone from here, and only counted. Work on them that waits still goes to the centre.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from contract.exchange.scopes import SHARED, Reach
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, ENROLMENT, SESSION
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember

_KEPT = "handed over"
_MOST = 100
_TITLE = CLASS_GROUP.by_name["title"].number


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A class that left, and how much of it was here. waiting: rows with changes that were still on their way."""

    realm: int
    class_group: int
    title: str
    at: int
    people: int
    sessions: int
    marks: int
    waiting: int


def note(replica: Replica, number: int, left: Mapping[RowKey, int], waiting: Iterable[RowKey], at: int) -> None:
    """Writes down the classes to which the rows that leave belong. left: the class of each of them."""
    rows = Counter((of_class, key.table) for key, of_class in left.items())
    wait = Counter(left[key] for key in waiting if key in left)
    classes = sorted({of_class for of_class, _ in rows if of_class > SHARED})
    fresh = [
        HandedOver(
            realm=number,
            class_group=of_class,
            title=_title_of(replica, of_class),
            at=at,
            people=rows[of_class, ENROLMENT.number],
            sessions=rows[of_class, SESSION.number],
            marks=rows[of_class, ATTENDANCE.number],
            waiting=wait[of_class],
        )
        for of_class in classes
    ]
    if fresh:
        others = [one for one in handed_over(replica) if one.realm != number or one.class_group not in classes]
        _keep(replica, [*others, *fresh])


def take_back(replica: Replica, number: int, reach: Reach) -> None:
    """Classes that may be read again are here again."""
    kept = handed_over(replica)
    left = [one for one in kept if one.realm != number or not reach.sees(one.class_group)]
    if len(left) < len(kept):
        _keep(replica, left)


def handed_over(replica: Replica) -> list[HandedOver]:
    """All that left and has not come back, the newest last."""
    return [HandedOver(**one) for one in recall(replica, _KEPT) or ()]


def _keep(replica: Replica, lines: list[HandedOver]) -> None:
    remember(replica, _KEPT, [asdict(one) for one in lines[-_MOST:]])


def _title_of(replica: Replica, of_class: int) -> str:
    held = replica.row(RowKey(CLASS_GROUP.number, of_class))
    return str((held.content or {}).get(_TITLE) or "") if held is not None else ""
