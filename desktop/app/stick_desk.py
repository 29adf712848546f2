"""What the screens ask about carrying by stick; a part of the desk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from desktop.app.opening import OpenProfile
from desktop.services.exchange import courier
from desktop.services.exchange.courier import Read, Written
from desktop.sync.runner import Runner
from desktop.ui.port import Topic


class StickDesk:
    """Needs of the desk: its profile, its worker for files, its runner, and its way to tell the screens."""

    _profile: OpenProfile
    _worker: ThreadPoolExecutor
    runner: Runner

    @abstractmethod
    def _tell(self, *topics: Topic, class_id: int | None = None) -> None:
        """Tells the screens that something of these topics changed."""

    def write_stick(self, folder: Path) -> Future[Written]:
        """Writes a file with all that waits here; the future is done when it lies on the stick, read back."""

        def work() -> Written:
            made = courier.write_stick(self._profile.replica, folder)
            self._tell(Topic.SYNC, Topic.MARKS)
            return made

        return self._worker.submit(work)

    def read_stick(self, places: Sequence[Path]) -> Future[Read]:
        """Takes files, or all of a stick; what is for others goes on with the next talk."""

        def work() -> Read:
            done = courier.read_stick(self._profile.replica, self._profile.place.sync_lock, places)
            self._tell(*Topic)
            if done.taken:
                self.runner.poke()
            return done

        return self._worker.submit(work)
