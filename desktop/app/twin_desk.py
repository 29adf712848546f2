"""What the screens ask about one person registered twice; a part of the desk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

from desktop.app.opening import OpenProfile
from desktop.services.people import merging
from desktop.services.people.twin_views import MergedView, TwinView, merged_view, twin_view
from desktop.services.people.twins import Twins, merged_people
from desktop.storage.edit import Moment
from desktop.storage.queries.people import identities
from desktop.storage.replica import Replica
from desktop.ui.port import Topic

T = TypeVar("T")
_MOST_SHOWN = 50
_DECIDED = (Topic.ATTENTION, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES)


class TwinDesk:
    """Needs of the desk: its profile, its worker, and its way to write."""

    _profile: OpenProfile
    _worker: ThreadPoolExecutor

    @abstractmethod
    def write(self, change: Callable[[Replica, Moment], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Makes a change and tells the screens of these topics."""

    @cached_property
    def _twins(self) -> Twins:
        return Twins()

    def twins(self) -> Future[tuple[TwinView, ...]]:
        """Records that may be one person; compared on the worker, for the register must not wait for it."""

        def work() -> tuple[TwinView, ...]:
            self._twins.compare(self._profile.read(lambda replica: list(identities(replica))).result())
            pairs = self._profile.read(self._twins.chosen, None, _MOST_SHOWN).result()
            return tuple(twin_view(pair) for pair in pairs)

        return self._worker.submit(work)

    def merged(self, person: int) -> Future[MergedView | None]:
        """The records of a person who has several."""

        def read(replica: Replica) -> MergedView | None:
            found = (one for one in merged_people(replica) if person in (one.stands.id, *(o.id for o in one.others)))
            return next((merged_view(one) for one in found), None)

        return self._profile.read(read)

    def merge_people(self, keep: int, other: int) -> Future[int]:
        """Makes one person of two records."""
        return self.write(lambda replica, moment: merging.merge(replica, keep, other, moment), *_DECIDED)

    def part_person(self, person: int) -> Future[int]:
        """Lets a record stand for itself again."""
        return self.write(lambda replica, moment: merging.unmerge(replica, person, moment), *_DECIDED)

    def tell_apart(self, one: int, other: int) -> Future[int]:
        """Says that two records are two persons."""
        return self.write(lambda replica, moment: merging.tell_apart(replica, one, other, moment), *_DECIDED)
