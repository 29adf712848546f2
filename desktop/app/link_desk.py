"""What the screens ask about the road to the centre; a part of the desk."""

from __future__ import annotations

from abc import abstractmethod
from concurrent.futures import Future

from desktop.app.opening import OpenProfile
from desktop.services.exchange.forecast import next_talk
from desktop.services.exchange.spending import spending_now
from desktop.storage.replica import Replica
from desktop.sync.budget import Account, choose
from desktop.sync.forecast import Forecast
from desktop.sync.runner import Runner
from desktop.ui.port import Topic


class LinkDesk:
    """Needs of the desk: its profile, its runner, and its way to tell the screens."""

    _profile: OpenProfile
    runner: Runner

    @abstractmethod
    def _tell(self, *topics: Topic, class_id: int | None = None) -> None:
        """Tells the screens that something of these topics changed."""

    def forecast(self) -> Future[Forecast | None]:
        """What the next talk moves and how long it takes."""
        return self._profile.read(next_talk, keeps=True)

    def spending(self) -> Future[Account]:
        """What talks by themselves may cost, and have cost today."""
        return self._profile.read(spending_now, metered=self.runner.metered)

    def choose_spending(self, day_bytes: int | None, minds_metered: bool) -> Future[Account]:
        """Another choice; answers how it stands then."""

        def change(replica: Replica) -> Account:
            choose(replica, day_bytes=day_bytes, minds_metered=minds_metered)
            return spending_now(replica, metered=self.runner.metered)

        done = self._profile.read(change)
        done.add_done_callback(lambda _: self._chosen())
        return done

    def _chosen(self) -> None:
        self._tell(Topic.SYNC)
        self.runner.poke()

    def note_metered(self, metered: bool) -> None:
        """The system says whether bytes are paid for on this link."""
        self.runner.note_metered(metered)
        self._tell(Topic.SYNC)
