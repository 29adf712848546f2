"""What the screens ask about the road to the centre; a part of the desk."""

from __future__ import annotations

from concurrent.futures import Future

from desktop.app.opening import OpenProfile
from desktop.services.forecast import next_talk
from desktop.sync.forecast import Forecast


class LinkDesk:
    """Needs of the desk: its profile."""

    _profile: OpenProfile

    def forecast(self) -> Future[Forecast | None]:
        """What the next talk moves and how long it takes."""
        return self._profile.read(next_talk, keeps=True)
