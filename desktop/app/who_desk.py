"""What the screens ask about who works on this laptop; a part of the desk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from desktop.app.opening import OpenProfile
from desktop.services import home
from desktop.services.exchange import status
from desktop.services.views import Profile
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.ui.port import Topic

T = TypeVar("T")


class Cable(Protocol):
    """The practice office's cable."""

    @property
    def plugged(self) -> bool:
        """Whether it is in."""

    def plug(self) -> None:
        """Puts it in."""

    def unplug(self) -> None:
        """Pulls it out."""


class WhoDesk:
    """Needs of the desk: its profile, the practice office's cable, and its way to write."""

    _profile: OpenProfile
    _cable: Cable | None

    @abstractmethod
    def write(self, change: Callable[[Replica, Moment], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Makes a change and tells the screens of these topics."""

    def profile(self) -> Future[Profile]:
        """Who works here, and for which offices."""
        return self._profile.read(status.profile_view, practice=self._cable is not None)

    def sign_in(self, name: str) -> Future[str]:
        """Somebody else of this laptop works from now on."""
        return self.write(lambda replica, _: home.sign_in(replica, name), *Topic)
