"""The delivery mode as an officer typed it."""

from __future__ import annotations

from contract.training.classes.modes import Mode, mode_named
from desktop.services.faults import Unsuitable


def mode_typed(text: str) -> str:
    """The mode in its one form; empty for empty text.

    Raises Unsuitable for a word that is none of them: one mistyped would count the attendance of a self-paced stage.
    """
    if not text.strip():
        return ""
    mode = mode_named(text)
    if mode is None:
        raise Unsuitable(f'Moda "{text}" tidak dikenal; pakai salah satu dari {", ".join(Mode)}.')
    return mode.value
