"""What was done to the register in this window, so that Ctrl+Z can undo it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.views import Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Cells as they were and as they became; both in the same order."""

    before: tuple[Marking, ...]
    after: tuple[Marking, ...]

    @property
    def reversed(self) -> Act:
        """The act that undoes this one."""
        return Act(before=self.after, after=self.before)


class Acts:
    """Two piles: what can be undone and what can be done again. A new act empties the second."""

    def __init__(self) -> None:
        self._done: list[Act] = []
        self._undone: list[Act] = []

    def record(self, act: Act) -> None:
        """Something was done."""
        self._done.append(act)
        self._undone.clear()

    def undo(self) -> Act | None:
        """The act that undoes the last one; None when there is nothing to undo."""
        if not self._done:
            return None
        act = self._done.pop()
        self._undone.append(act)
        return act.reversed

    def redo(self) -> Act | None:
        """The act that was undone last."""
        if not self._undone:
            return None
        act = self._undone.pop()
        self._done.append(act)
        return act

    def forget(self) -> None:
        """Another class is open: nothing of the last one can be undone from here."""
        self._done.clear()
        self._undone.clear()
