"""Two who move one person to different classes: which places hang on the decision, and what it does to them.

Each of the two enrolled the person in a class of their own, and both places stand until somebody says which move
holds. The decision takes the other place back by ordinary edits, and taking the decision back restores it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.tables.records import Values
from contract.training.catalogue import ENROLMENT
from contract.training.enrolment.states import HOLDING, LEFT, State, allowed, read_state
from desktop.services.conflicts.decisions import Place, claims_about, place_of, typed
from desktop.services.conflicts.references import class_words
from desktop.services.enrolment.moving import enrolments_of
from desktop.services.faults import Unsuitable
from desktop.services.writing import patch
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.offices import sees_whole_office
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_MOVED_TO = ENROLMENT.by_name["transferred_to"].number


def with_places(replica: Replica, realm: int, decided: Sequence[Change]) -> list[Change]:
    """The changes that decide conflicts, and behind them what they do to places. Raises Unsuitable.

    To be asked before the decision is written: it closes the conflicts that tell the classes.
    """
    return [*decided, *(more for one in decided for more in _taken_back(replica, realm, one))]


def _taken_back(replica: Replica, realm: int, decided: Change) -> list[Change]:
    """Of a decision to which class somebody moved: every other claimed place is left, the one that holds is held."""
    if not isinstance(decided.row, RowKey) or decided.row.table != ENROLMENT.number or _MOVED_TO not in decided.patch:
        return []
    left, person = decided.row.k1, decided.row.k2
    claimed = _claimed(claims_about(replica, Place(decided.row, _MOVED_TO)))
    if not claimed:
        return []
    if not sees_whole_office(replica, realm):
        raise Unsuitable(
            "Perbedaan ini menyangkut kelas lain, yang tidak dipegang laptop ini; minta pengelola kantor memutuskannya."
        )
    kept = int(decided.patch[_MOVED_TO] or 0) or left
    states: list[State] = []
    changes: list[Change] = []
    for other in sorted(claimed - {kept}):
        for line in _way(replica, left, other, person):
            state = read_state(line.status)
            if line.class_group in (left, kept) or state in LEFT:
                continue
            states += [state] if state is not None else []
            told = patch(ENROLMENT, status=State.WITHDRAWN.value, transferred_to=kept, reason=_reason(replica, kept))
            changes.append(Change(_key(line), told))
    return [*changes, *_held_again(replica, kept, person, claimed, states)]


def _held_again(
    replica: Replica, kept: int, person: int, claimed: Collection[int], states: Sequence[State]
) -> list[Change]:
    """The place in the class that holds, where an earlier decision for another of the classes took it."""
    lines = enrolments_of(replica, kept, [person])[person]
    state = next((one for one in states if one in HOLDING), State.ACTIVE)
    return [
        Change(_key(line), patch(ENROLMENT, status=state.value, transferred_to=None, reason=None))
        for line in lines
        if kept in claimed and read_state(line.status) is State.WITHDRAWN and line.transferred_to in claimed
    ]


def restored(replica: Replica, place: Place, conflicts: Sequence[Values]) -> list[Change]:
    """What puts the places back that a decision about these conflicts took: both are held until it is decided anew.

    They are held in the state of the place that the decision left alone. Whatever was changed since stays as it is.
    """
    if place.row.table != ENROLMENT.number or place.field != _MOVED_TO:
        return []
    left, person = place.row.k1, place.row.k2
    kept = int(typed(place, conflicts[0].decided) or 0) or left
    found = [read_state(line.status) for line in enrolments_of(replica, kept, [person])[person]]
    state = next((one for one in found if one is not None and one in HOLDING and allowed(one)), State.ACTIVE)
    return [
        Change(_key(line), patch(ENROLMENT, status=state.value, transferred_to=None, reason=None))
        for other in sorted(_claimed(conflicts) - {kept})
        for line in _way(replica, left, other, person)
        if read_state(line.status) is State.WITHDRAWN and line.transferred_to == kept
    ]


def doubtful_places(replica: Replica) -> set[tuple[int, int]]:
    """(class, person) of the places of which an open conflict asks whether somebody moved there.

    person: the record that stands for them.
    """
    of, found = standing(replica), set()
    for line in fetch(replica, queries.open_conflicts(records)):
        place = place_of(line)
        if place is None or place.row.table != ENROLMENT.number or place.field != _MOVED_TO:
            continue
        left, person = place.row.k1, place.row.k2
        for claimed in _claimed([line]):
            places = [line.class_group for line in _way(replica, left, claimed, person)]
            found |= {(one, of.get(person, person)) for one in (claimed, *places)}
    return found


def _claimed(conflicts: Sequence[Values]) -> set[int]:
    """The classes that the sides name."""
    texts = [text for line in conflicts for text in (line.first_value, line.second_value)]
    return {int(text) for text in texts if text}


def _way(replica: Replica, left: int, claimed: int, person: int) -> list[Values]:
    """The enrolments to which the move from one class to another led, on over further moves from there."""
    way: list[Values] = []
    seen, before, now = {left}, left, claimed
    while now and now not in seen:
        seen.add(now)
        lines = [line for line in enrolments_of(replica, now, [person])[person] if line.transferred_from == before]
        way += lines
        before, now = now, next((line.transferred_to for line in lines if read_state(line.status) in LEFT), 0)
    return way


def _reason(replica: Replica, kept: int) -> str:
    return f"Pemindahan diputuskan: {class_words(replica, kept)}"


def _key(line: Values) -> RowKey:
    return RowKey(ENROLMENT.number, line.class_group, line.person)
