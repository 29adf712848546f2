"""Where the window is, in a form that survives a crash: kept on each change, found again at the next start."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.ui.jobs import Jobs
from desktop.ui.port import Services

State = Mapping[str, Any]
"""What a page wants to find again: names to JSON values (ids, text, lists); pages read it with suspicion."""

_KEEP_AFTER_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of the window and where to be in it."""

    page: str
    state: State = field(default_factory=dict)


def number(state: State, key: str) -> int | None:
    """A whole number of a state, or None for anything else: a state may come from another version."""
    value = state.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text(state: State, key: str) -> str:
    """A text of a state, or an empty one."""
    value = state.get(key)
    return value if isinstance(value, str) else ""


def inner(state: State, key: str) -> State:
    """A state within a state, or an empty one."""
    value = state.get(key)
    return value if isinstance(value, dict) else {}


def read_state(kept: str | None) -> State:
    """A state as it was kept; an unreadable one is no state."""
    try:
        value = json.loads(kept or "{}")
    except (ValueError, RecursionError):  # the latter for what is nested without end
        return {}
    return value if isinstance(value, dict) else {}


class Keeper(QObject):
    """Keeps one state under a key: soon after each change, once for many changes, and at once when told to flush."""

    def __init__(
        self, services: Services, jobs: Jobs, key: str, state: Callable[[], State], parent: QObject | None = None
    ) -> None:
        """parent: what `state` asks; when it is deleted nothing is kept any more."""
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self._key = key
        self._state = state
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def changed(self) -> None:
        """Something changed; keep it soon. A burst is kept while it goes on, not only after it."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep what is not kept yet."""
        self._timer.stop()
        told = json.dumps(dict(self._state()), separators=(",", ":"), sort_keys=True)
        if told != self._kept:
            self._kept = told
            self._jobs.ask(self, self._services.remember(self._key, told), lambda _: None)
