"""Where one has been in the window: back and forward, as in a browser."""

from __future__ import annotations

from desktop.ui.place import Place

_MOST = 50


class Visited:
    """The places before and after the present one."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there was a place before."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return bool(self._forward)

    def leave(self, place: Place) -> None:
        """Go on from a place to a new one: what lay ahead is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
            del self._back[:-_MOST]
        self._forward.clear()

    def back(self, here: Place) -> Place | None:
        """The place before; `here` is then ahead. None at the beginning."""
        return _step(self._back, self._forward, here)

    def forward(self, here: Place) -> Place | None:
        """The place that one came back from; None at the end."""
        return _step(self._forward, self._back, here)


def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
    if not source:
        return None
    target.append(here)
    return source.pop()
