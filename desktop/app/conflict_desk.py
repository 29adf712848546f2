"""What the screens ask about conflicts and what others changed; a part of the desk."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from desktop.app.opening import OpenProfile
from desktop.services.conflicts import resolving
from desktop.services.conflicts import views as conflict_views
from desktop.services.exchange import digest
from desktop.services.exchange.journey import ConflictView, Digest
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.ui.port import Topic

T = TypeVar("T")
_NEWS_SHOWN = 50
_DECIDED = (Topic.ATTENTION, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES)


class ConflictDesk:
    """Needs of the desk: its profile, its worker for files, and its way to write."""

    _profile: OpenProfile
    _worker: ThreadPoolExecutor

    @abstractmethod
    def write(self, change: Callable[[Replica, Moment], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Makes a change and tells the screens of these topics."""

    def conflicts(self) -> Future[tuple[ConflictView, ...]]:
        """What two people set differently."""
        return self._profile.read(conflict_views.conflict_views)

    def decided(self) -> Future[tuple[ConflictView, ...]]:
        """What was decided lately."""
        return self._profile.read(conflict_views.decided_views, int(time.time()))

    def resolve(self, conflict: int, take: str) -> Future[tuple[int, ...]]:
        """Decides a conflict for one side."""

        def change(replica: Replica, moment: Moment) -> tuple[int, ...]:
            return (resolving.resolve(replica, conflict, take, moment).id,)

        return self.write(change, *_DECIDED)

    def resolve_session(self, session: int, authors: frozenset[int]) -> Future[tuple[int, ...]]:
        """Takes one person's side in all conflicts of a session."""

        def change(replica: Replica, moment: Moment) -> tuple[int, ...]:
            return tuple(each.id for each in resolving.resolve_session(replica, session, authors, moment))

        return self.write(change, *_DECIDED)

    def undo_decisions(self, conflicts: Sequence[int]) -> Future[None]:
        """Opens decided conflicts again."""

        def change(replica: Replica, moment: Moment) -> None:
            resolving.undo_all(replica, conflicts, moment)

        return self.write(change, *_DECIDED)

    def export_conflicts(self, conflicts: Sequence[int], target: Path) -> Future[int]:
        """Writes conflicts to a file; gives their number."""

        from desktop.documents.conflict_list import write_conflict_list

        def rows(replica: Replica) -> list[tuple[str, ...]]:
            found = conflict_views.chosen_conflicts(replica, conflicts, int(time.time()))
            return conflict_views.export_rows(replica, found)

        def work() -> int:
            lines = self._profile.read(rows).result()
            write_conflict_list(target, lines)
            return len(lines)

        return self._worker.submit(work)

    def digest(self) -> Future[Digest]:
        """What others changed since the last exchange."""
        return self._profile.read(digest.digest, _NEWS_SHOWN)

    def undo_news(self, line: int) -> Future[None]:
        """Puts back what stood before one change of others."""

        def change(replica: Replica, moment: Moment) -> None:
            digest.undo_line(replica, line, moment)

        return self.write(change, *Topic)
