"""What signed minutes of completion make of an enrolment: who has passed in the minutes has passed in the class.

Who left before the end stays as they left. What a person set otherwise by hand is the minutes' to correct, but only for
those whose result these minutes state anew; of the others it is told that class and minutes differ.
"""

from __future__ import annotations

from enum import StrEnum

from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import State, leads_to, read_state

_LEFT_BEFORE_THE_END = frozenset({State.WITHDRAWN, State.DROPPED})
_NOT_CHOSEN = frozenset({State.NOMINATED, State.REGISTERED, State.RESERVE, State.REJECTED})


class Following(StrEnum):
    """What becomes of an enrolment when minutes are signed."""

    STAYS = "stays"
    MOVES = "moves"
    CORRECTS = "corrects"
    DIFFERS = "differs"


def state_of(outcome: Outcome) -> State:
    """The state of somebody of whom this was decided."""
    return State(outcome.value)


def following(stored: str | None, outcome: Outcome, *, is_new: bool) -> Following:
    """What the minutes do to the stored state of somebody whose result they hold. is_new: they state it first.

    MOVES: by a way that the states allow; CORRECTS: against a result that somebody had set by hand; DIFFERS: nothing is
    done, and a person has to look at it.
    """
    state, to = read_state(stored), state_of(outcome)
    if state is to or state in _LEFT_BEFORE_THE_END:
        return Following.STAYS
    if state is None or state in _NOT_CHOSEN:
        return Following.DIFFERS
    if leads_to(state, to):
        return Following.MOVES
    return Following.CORRECTS if is_new else Following.DIFFERS
