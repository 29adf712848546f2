"""The states of an enrolment, which of them may follow which, and who gets the places of a class.

nominated > registered > selected | reserve | rejected > confirmed > active > passed | not_passed | deferred | withdrawn
| dropped. Reserves move up in their order as places become free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contract.training.people.names import name_key
from contract.training.people.ranks import grade_order


class State(StrEnum):
    """Where somebody stands on the way through a class."""

    NOMINATED = "nominated"
    REGISTERED = "registered"
    SELECTED = "selected"
    RESERVE = "reserve"
    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]


_LABELS = {
    State.NOMINATED: "Diusulkan",
    State.REGISTERED: "Terdaftar",
    State.SELECTED: "Terpilih",
    State.RESERVE: "Cadangan",
    State.REJECTED: "Tidak terpilih",
    State.CONFIRMED: "Ditetapkan",
    State.ACTIVE: "Mengikuti",
    State.PASSED: "Lulus",
    State.NOT_PASSED: "Tidak lulus",
    State.DEFERRED: "Ditunda",
    State.WITHDRAWN: "Mengundurkan diri",
    State.DROPPED: "Gugur",
}
_MOVES = {
    State.NOMINATED: (State.REGISTERED, State.REJECTED, State.WITHDRAWN),
    State.REGISTERED: (State.SELECTED, State.RESERVE, State.REJECTED, State.WITHDRAWN),
    State.SELECTED: (State.CONFIRMED, State.RESERVE, State.REJECTED, State.WITHDRAWN),
    State.RESERVE: (State.SELECTED, State.REJECTED, State.WITHDRAWN),
    State.REJECTED: (State.REGISTERED,),
    State.CONFIRMED: (State.ACTIVE, State.WITHDRAWN, State.DROPPED),
    State.ACTIVE: (State.PASSED, State.NOT_PASSED, State.DEFERRED, State.WITHDRAWN, State.DROPPED),
    State.PASSED: (),
    State.NOT_PASSED: (),
    State.DEFERRED: (State.PASSED, State.NOT_PASSED, State.WITHDRAWN, State.DROPPED),
    State.WITHDRAWN: (State.REGISTERED,),
    State.DROPPED: (),
}
LEFT = frozenset({State.WITHDRAWN, State.DROPPED, State.REJECTED})
"""Of people who are no longer in the class."""
WAITING = frozenset({State.NOMINATED, State.REGISTERED, State.SELECTED, State.RESERVE})
"""Of people about whom the class has not been decided for good."""
HOLDING = frozenset(State) - LEFT - {State.NOMINATED, State.REGISTERED, State.RESERVE}
"""Of people who hold one of the places of the quota."""
NOT_BEGUN = frozenset({State.SELECTED, State.CONFIRMED})
"""Of people whose place goes to a reserve when they leave: later the class has begun."""
UNDECIDED = frozenset({State.CONFIRMED, State.ACTIVE, State.DEFERRED})
"""Of people who wait for the result of the class."""


def read_state(stored: str | None) -> State | None:
    """The state that a row tells; None for one of a newer program. The first rosters told none: they took part."""
    if not stored:
        return State.ACTIVE
    return State(stored) if stored in State.__members__.values() else None


def allowed(state: State) -> tuple[State, ...]:
    """The states that may follow."""
    return _MOVES[state]


def leads_to(state: State, to: State) -> bool:
    """Whether the moves allowed lead from one state to another, at once or over others."""
    seen, further = {state}, {state}
    while further:
        further = {then for one in further for then in _MOVES[one]} - seen
        seen |= further
    return to in seen


def refusal(name: str, stored: str | None, to: State) -> str | None:
    """Why somebody cannot come into a state, as a sentence; None when they can."""
    state = read_state(stored)
    if state is None:
        return f'Status {name} ("{stored}") dibuat Lontar yang lebih baru; perbarui Lontar di laptop ini dahulu.'
    if to in _MOVES[state]:
        return None
    if to is state:
        return f'{name} sudah berstatus "{to.label}".'
    if not _MOVES[state]:
        return (
            f'{name} berstatus "{state.label}", yang tidak berubah lagi; bila keliru, betulkan dengan alasan: '
            "lontar enrolment set --correct --reason ALASAN."
        )
    then = ", ".join(f'"{one.label}"' for one in _MOVES[state])
    return f'{name} berstatus "{state.label}" dan belum dapat menjadi "{to.label}"; sesudah itu hanya: {then}.'


class Order(StrEnum):
    """By what candidates are ranked for the places of a class."""

    ROSTER = "roster"
    NAME = "name"
    GRADE = "grade"
    ECHELON = "echelon"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may get a place. roster_number None: without one, behind all who have one."""

    person: int
    name: str
    roster_number: int | None = None
    grade: str | None = None
    echelon: str | None = None


def ranked(candidates: Iterable[Candidate], order: Order) -> list[int]:
    """The persons, first comes first. FILE: in the order given. Who is alike stands by roster number, name, id.

    GRADE: the highest first, PNS and PPPK each by the place in their own ladder. ECHELON: I.a first, without one last.
    """
    given = list(candidates)
    if order is Order.FILE:
        return [one.person for one in given]
    return [one.person for one in sorted(given, key=lambda one: (_weight(one, order), *_alike(one)))]


def _weight(one: Candidate, order: Order) -> tuple[int, str]:
    if order is Order.NAME:
        return 0, name_key(one.name)
    if order is Order.GRADE:
        return -grade_order(one.grade or ""), ""
    if order is Order.ECHELON:
        return (0 if one.echelon else 1), one.echelon or ""
    return 0, ""


def _alike(one: Candidate) -> tuple[bool, int, str, int]:
    return one.roster_number is None, one.roster_number or 0, name_key(one.name), one.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """Who gets a place, who waits for one (in this order), and who neither."""

    selected: tuple[int, ...]
    reserves: tuple[int, ...]
    rest: tuple[int, ...]


def allot(people: Sequence[int], quota: int, reserves: int, *, holding: int = 0, waiting: int = 0) -> Allotment:
    """Gives the free places to the first, the free places of the reserve to the next.

    holding: places taken already; waiting: reserves there already, who stand before these.
    """
    free, seats = room(quota, holding), max(0, reserves - waiting)
    if waiting:
        # Whoever waits comes first: nobody passes a reserve by.
        free = 0
    return Allotment(
        selected=tuple(people[:free]),
        reserves=tuple(people[free : free + seats]),
        rest=tuple(people[free + seats :]),
    )


def room(quota: int, holding: int) -> int:
    """How many places are free."""
    return max(0, quota - holding)


def moving_up(reserves: Iterable[tuple[int | None, int]], vacated: int, quota: int | None, holding: int) -> list[int]:
    """The persons of the reserve who get the places that became free. reserves: (reserve_order, person).

    holding: places held now. Without a quota each place that became free is given again.
    """
    free = vacated if quota is None else min(vacated, room(quota, holding))
    waiting = sorted(reserves, key=lambda one: (one[0] is None, one[0] or 0, one[1]))
    return [person for _, person in waiting[:free]]
