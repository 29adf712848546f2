"""Enrolments follow the minutes of completion that are signed: in one transaction, so that both travel together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from contract.training.catalogue import ENROLMENT
from contract.training.completion.decided_states import Following, following, state_of
from contract.training.completion.minutes import Decided
from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import State, read_state
from desktop.services.enrolment.moving import enrolments_of
from desktop.services.named import class_line
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Somebody whose state was set by hand otherwise than the minutes say. is_corrected: it is now as they say."""

    person: int
    name: str
    stored: str
    outcome: Outcome
    is_corrected: bool

    @property
    def sentence(self) -> str:
        """For people."""
        state = read_state(self.stored)
        held, told = state.label if state is not None else self.stored, state_of(self.outcome).label
        if self.is_corrected:
            return f'{self.name} sebelumnya dicatat "{held}"; menurut berita acara kini "{told}".'
        return (
            f'{self.name} berstatus "{held}", padahal menurut berita acara "{told}"; bila statusnya keliru, betulkan: '
            "lontar enrolment set --correct --reason ALASAN."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What signing did to enrolments: how many came into each state, and who was or is otherwise."""

    moved: Mapping[State, int]
    otherwise: tuple[Otherwise, ...] = ()


def follow(
    replica: Replica,
    class_id: int,
    results: Mapping[int, Decided],
    before: Mapping[int, Decided],
    reason: str,
    moment: Moment,
) -> Followed:
    """Moves the enrolments of a class to these results. before: those of the minutes that they supplement.

    reason: of the supplement; it is noted with whoever it moves. Within the transaction of the minutes.
    """
    moved: Counter[State] = Counter()
    otherwise: list[Otherwise] = []
    changes: list[Change] = []
    for person, lines in enrolments_of(replica, class_id, list(results)).items():
        outcome = results[person].outcome
        held = before.get(person)
        is_new = held is None or held.outcome is not outcome
        ways = [(line, following(line.status, outcome, is_new=is_new)) for line in lines]
        written = [_change(class_id, line, outcome, reason) for line, way in ways if way in _WRITES]
        moved[state_of(outcome)] += bool(written)
        changes += written
        told = next((_otherwise(line, way, outcome) for line, way in ways if way in _TOLD), None)
        otherwise += [told] if told is not None else []
    write(replica, class_line(replica, class_id).realm, changes, moment)
    return Followed(moved={state: count for state, count in moved.items() if count}, otherwise=tuple(otherwise))


_WRITES = frozenset({Following.MOVES, Following.CORRECTS})
_TOLD = frozenset({Following.CORRECTS, Following.DIFFERS})


def _change(class_id: int, line: Values, outcome: Outcome, reason: str) -> Change:
    more = {"reason": reason} if reason else {}
    told = patch(ENROLMENT, status=state_of(outcome).value, **more)
    return Change(RowKey(ENROLMENT.number, class_id, line.person), told)


def _otherwise(line: Values, way: Following, outcome: Outcome) -> Otherwise:
    return Otherwise(
        person=line.person,
        name=line.name or format_id(line.person),
        stored=line.status or State.ACTIVE.value,
        outcome=outcome,
        is_corrected=way is Following.CORRECTS,
    )
