"""I14: what is counted for money has no row in open conflict, on a laptop and at the centre alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from contract.exchange.shapes import GONE, Row, RowKey
from contract.tables import queries
from contract.tables.records import RecordTable
from contract.training.catalogue import ATTENDANCE, CONFLICT, ENROLMENT, PERSON, SESSION
from contract.training.people.same_person import canonical
from tests.simulation.invariants import demand
from tests.simulation.reading import Held

_STATUS = ATTENDANCE.by_name["status"].number
_CLASS = SESSION.by_name["class_group"].number
_ENROLLED_AS = ENROLMENT.by_name["status"].number
_NO_PARTICIPANTS = ("nominated", "registered", "reserve", "rejected", "withdrawn", "dropped")
_SAME_AS = PERSON.by_name["same_as"].number
_OPEN, _RECORD, _K1, _K2 = (CONFLICT.by_name[name].number for name in ("open", "record", "row_k1", "row_k2"))
_FIELD, _FIRST, _SECOND = (CONFLICT.by_name[name].number for name in ("field", "first_value", "second_value"))


def check_money(connection: Any, tables: Mapping[int, RecordTable], rows: Mapping[RowKey, Held]) -> None:
    """Marks as the shared query counts them against the rows themselves, counted one by one."""
    sessions = {key.k1: held.row or {} for key, held in rows.items() if key.table == SESSION.number}
    counted: Counter[tuple[int, object]] = Counter()
    disputed: Counter[int] = Counter()
    for line in connection.execute(queries.mark_counts(tables, sorted(sessions))):
        if line.disputed:
            disputed[line.session] += line.people
        else:
            counted[line.session, line.status] += line.people
    paid: Counter[tuple[int, object]] = Counter()
    left_out: Counter[int] = Counter()
    for (session, _), (statuses, is_disputed) in _marks_of_people(rows).items():
        if is_disputed or len(statuses) > 1:
            left_out[session] += 1
        else:
            paid[session, next(iter(statuses), None)] += 1
    demand(counted == paid, "I14 no row in open conflict is counted", counted - paid, paid - counted)
    demand(disputed == left_out, "I14 the rows left out are told", disputed, left_out)


def _marks_of_people(rows: Mapping[RowKey, Held]) -> dict[tuple[int, int], tuple[set[object], bool]]:
    """By session and person, whatever records they have: the statuses written, and whether one is in open conflict."""
    open_marks = {_mark_of(held.row or {}) for key, held in rows.items() if key.table == CONFLICT.number}
    one = _people(rows)
    doubtful = {
        (place, one.get(person, person))
        for key, held in rows.items()
        if key.table == CONFLICT.number
        for place, person in _doubtful_places(held.row or {})
    }
    enrolled = {
        (key.k1, one.get(key.k2, key.k2))
        for key, held in rows.items()
        if key.table == ENROLMENT.number
        and not (held.row or {}).get(GONE)
        and (held.row or {}).get(_ENROLLED_AS) not in _NO_PARTICIPANTS
    }
    found: dict[tuple[int, int], tuple[set[object], bool]] = {}
    for key, held in rows.items():
        session = rows.get(RowKey(SESSION.number, key.k1))
        row, person = held.row or {}, one.get(key.k2, key.k2)
        if key.table != ATTENDANCE.number or row.get(GONE) or session is None:
            continue
        place = (session.row or {}).get(_CLASS), person
        if place not in enrolled:
            continue
        statuses, before = found.get((key.k1, person), (set(), False))
        written = {row[_STATUS]} if row.get(_STATUS) else set()
        if written or key in open_marks:
            is_disputed = key in open_marks or place in doubtful
            found[key.k1, person] = statuses | written, before or is_disputed
    return found


def _people(rows: Mapping[RowKey, Held]) -> Mapping[int, int]:
    """The record that stands for each person."""
    people = {key.k1: held.row or {} for key, held in rows.items() if key.table == PERSON.number}
    pointers = {person: row.get(_SAME_AS) for person, row in people.items() if not row.get(GONE)}
    return canonical({person: int(into) for person, into in pointers.items() if into in pointers and into != person})


def _mark_of(conflict: Row) -> RowKey | None:
    """The mark that an open conflict is about."""
    if conflict.get(_RECORD) != ATTENDANCE.name or not conflict.get(_OPEN) or conflict.get(GONE):
        return None
    return RowKey(ATTENDANCE.number, int(conflict[_K1] or 0), int(conflict[_K2] or 0))


def _doubtful_places(conflict: Row) -> list[tuple[int, int]]:
    """(class, person) of the places to which an open conflict says that somebody moved."""
    about = conflict.get(_RECORD), conflict.get(_FIELD)
    if about != (ENROLMENT.name, "transferred_to") or not conflict.get(_OPEN) or conflict.get(GONE):
        return []
    return [(int(told), int(conflict[_K2] or 0)) for told in (conflict.get(_FIRST), conflict.get(_SECOND)) if told]
