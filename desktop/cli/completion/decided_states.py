"""What signing minutes did to the enrolments of a class, told and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.english import worded_sentence
from desktop.cli.labels import english, indonesian
from desktop.cli.setting import Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from desktop.services.completion.decided_states import Followed


def tell_states(setting: Setting, states: Followed) -> None:
    """How many came into which state, and by name who was or is otherwise."""
    if setting.json:
        return
    told = ", ".join(f"{count} {indonesian(state).lower()}" for state, count in states.moved.items())
    told_en = ", ".join(f"{count} {english(state)}" for state, count in states.moved.items())
    if told:
        setting.say(f"Status kepesertaan kini: {told}.", f"Enrolments are now: {told_en}.")
    for one in states.otherwise:
        setting.say(one.sentence, worded_sentence(one.sentence, setting))


def states_answer(setting: Setting, states: Followed | None) -> dict[str, Any] | None:
    """The same as JSON; None where no minutes of completion were signed."""
    if states is None:
        return None
    return {
        "moved": {state.value: count for state, count in states.moved.items()},
        "otherwise": [
            {
                "person": id_text(one.person),
                "name": one.name,
                "status": one.stored,
                "outcome": one.outcome.value,
                "corrected": one.is_corrected,
                "sentence": worded_sentence(one.sentence, setting),
            }
            for one in states.otherwise
        ],
    }
