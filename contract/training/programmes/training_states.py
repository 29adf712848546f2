"""The life of a training: its states, and which may follow which."""

from __future__ import annotations

from enum import StrEnum


class TrainingState(StrEnum):
    """How far a training has come, in its order; cancelled stands beside."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REGISTRATION = "registration"
    SELECTION = "selection"
    RUNNING = "running"
    CLOSING = "closing"
    REPORTED = "reported"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    TrainingState.DRAFT: "Draf",
    TrainingState.PROPOSED: "Diusulkan",
    TrainingState.APPROVED: "Disetujui",
    TrainingState.REGISTRATION: "Pendaftaran",
    TrainingState.SELECTION: "Seleksi",
    TrainingState.RUNNING: "Berjalan",
    TrainingState.CLOSING: "Penutupan",
    TrainingState.REPORTED: "Dilaporkan",
    TrainingState.ARCHIVED: "Diarsipkan",
    TrainingState.CANCELLED: "Dibatalkan",
}
_ORDER: tuple[TrainingState, ...] = tuple(state for state in TrainingState if state is not TrainingState.CANCELLED)
_MAY_BE_CANCELLED = frozenset(_ORDER[: _ORDER.index(TrainingState.CLOSING)])
_PASSED_OVER = {TrainingState.APPROVED: TrainingState.RUNNING, TrainingState.REGISTRATION: TrainingState.RUNNING}
"""A training whose participants were named by decree has no registration, and one that takes all has no selection."""


def read_training_state(stored: str | None) -> TrainingState | None:
    """The state that a row tells; None for one of a newer program. A training from before there were states runs."""
    if not stored:
        return TrainingState.RUNNING
    return TrainingState(stored) if stored in TrainingState.__members__.values() else None


def next_states(state: TrainingState) -> tuple[TrainingState, ...]:
    """The states that may follow: the next one, one passed over, one step back, or the end of it all."""
    if state is TrainingState.CANCELLED:
        return (TrainingState.DRAFT,)
    if state is TrainingState.ARCHIVED:
        return ()
    place = _ORDER.index(state)
    found: list[TrainingState] = [_ORDER[place + 1]]
    if state in _PASSED_OVER and _PASSED_OVER[state] not in found:
        found.append(_PASSED_OVER[state])
    if place:
        found.append(_ORDER[place - 1])
    if state in _MAY_BE_CANCELLED:
        found.append(TrainingState.CANCELLED)
    return tuple(found)
