"""I14: what is counted for money has no row in open conflict, on a laptop and at the centre alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from contract.exchange.shapes import GONE, Row, RowKey
from contract.tables import queries
from contract.tables.records import RecordTable
from contract.training.catalogue import ATTENDANCE, CONFLICT, ENROLMENT, SESSION
from tests.simulation.invariants import demand
from tests.simulation.reading import Held

_STATUS = ATTENDANCE.by_name["status"].number
_CLASS = SESSION.by_name["class_group"].number
_OPEN, _RECORD, _K1, _K2 = (CONFLICT.by_name[name].number for name in ("open", "record", "row_k1", "row_k2"))


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
    open_marks = {_mark_of(held.row or {}) for key, held in rows.items() if key.table == CONFLICT.number}
    here = [key for key, held in rows.items() if key.table == ATTENDANCE.number and _is_on_roster(key, held, rows)]
    paid = Counter((key.k1, status) for key in here if key not in open_marks and (status := _status(rows, key)))
    demand(counted == paid, "I14 no row in open conflict is counted", counted - paid, paid - counted)
    told = Counter(key.k1 for key in here if key in open_marks)
    demand(disputed == told, "I14 the rows left out are told", disputed, told)


def _mark_of(conflict: Row) -> RowKey | None:
    """The mark that an open conflict is about."""
    if conflict.get(_RECORD) != ATTENDANCE.name or not conflict.get(_OPEN) or conflict.get(GONE):
        return None
    return RowKey(ATTENDANCE.number, int(conflict[_K1] or 0), int(conflict[_K2] or 0))


def _is_on_roster(key: RowKey, held: Held, rows: Mapping[RowKey, Held]) -> bool:
    """Whether it is a mark of a session that is here, of a person who is enrolled in its class."""
    session = rows.get(RowKey(SESSION.number, key.k1))
    class_id = int((session.row or {}).get(_CLASS) or 0) if session is not None else 0
    enrolment = rows.get(RowKey(ENROLMENT.number, class_id, key.k2))
    return not (held.row or {}).get(GONE) and enrolment is not None and not (enrolment.row or {}).get(GONE)


def _status(rows: Mapping[RowKey, Held], key: RowKey) -> object:
    return (rows[key].row or {}).get(_STATUS)
