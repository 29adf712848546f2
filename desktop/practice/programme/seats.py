"""Where somebody works while a programme is played: a replica, its reads and writes, and the road to the centre."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from desktop.app.opening import OpenProfile
from desktop.storage import clock
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.sync.conversation import Conversation

T = TypeVar("T")


class Seat(Protocol):
    """A laptop as those who play need it."""

    @property
    def replica(self) -> Replica:
        """For services that run on any thread but the database's."""

    def read(self, work: Callable[[Replica], T]) -> T:
        """A question."""

    def write(self, work: Callable[[Replica, Moment], T]) -> T:
        """A change: everything in it is one transaction."""

    def talk(self) -> None:
        """Brings everything to the centre and what it says back."""


class ReplicaSeat:
    """A replica on any thread, the database's too; its talks are whatever the caller says."""

    def __init__(self, replica: Replica, talk: Callable[[], None] = lambda: None) -> None:
        self.replica = replica
        self._talk = talk

    def read(self, work: Callable[[Replica], T]) -> T:
        """A question."""
        return self.replica.database.call(work, self.replica).result()

    def write(self, work: Callable[[Replica, Moment], T]) -> T:
        """A change, made now."""

        def whole() -> T:
            with self.replica.transaction():
                return work(self.replica, clock.moment(self.replica))

        return self.replica.database.call(whole).result()

    def talk(self) -> None:
        """As the caller said."""
        self._talk()


class ProfileSeat:
    """An open profile. sent, received: edits and rows of all its talks."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self.sent = 0
        self.received = 0

    @property
    def replica(self) -> Replica:
        """The profile's."""
        return self._profile.replica

    def read(self, work: Callable[[Replica], T]) -> T:
        """A question."""
        return self._profile.read(work).result()

    def write(self, work: Callable[[Replica, Moment], T]) -> T:
        """A change, made now."""
        return self._profile.write(work).result()

    def talk(self) -> None:
        """Talks until nothing more goes or comes."""
        conversation = Conversation(self._profile.replica, self._profile.place.sync_lock)
        try:
            while True:
                report = conversation.talk()
                self.sent += report.sent
                self.received += report.received
                if not report.sent and not report.received:
                    return
        finally:
            conversation.close()
