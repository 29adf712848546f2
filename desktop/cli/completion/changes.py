"""What was changed after minutes, and what conditions say, as the command line answers it in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.english import worded_sentence
from desktop.cli.setting import Setting

if TYPE_CHECKING:
    from contract.training.completion.changed_since import Changed

_BETWEEN = "; "


def change_answer(one: Changed, setting: Setting) -> dict[str, Any]:
    """One change, with its sentence."""
    from desktop.services.completion.minutes import changed_body

    return {**changed_body(one), "sentence": worded_sentence(one.sentence, setting)}


def worded_all(sentences: str, setting: Setting) -> str:
    """Several remarks that stand in one text, each translated by itself."""
    return _BETWEEN.join(worded_sentence(one, setting) for one in sentences.split(_BETWEEN))
