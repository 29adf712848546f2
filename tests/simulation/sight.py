"""Nobody's mark stands where nobody is shown it: a removal gives way to work that its author had not heard of."""

from __future__ import annotations

from collections.abc import Mapping

from contract.exchange.shapes import GONE, Row, RowKey
from contract.training.catalogue import ATTENDANCE, CLASS_GROUP, SESSION
from tests.simulation.invariants import demand
from tests.simulation.reading import Held

_STATUS = ATTENDANCE.by_name["status"].number
_CLASS = SESSION.by_name["class_group"].number


def check_in_sight(rows: Mapping[RowKey, Held]) -> None:
    """Every mark is of a session and a class that are not deleted."""
    for key, held in rows.items():
        row = held.row or {}
        if key.table != ATTENDANCE.number or row.get(GONE) or not row.get(_STATUS):
            continue
        session = _row(rows, RowKey(SESSION.number, key.k1))
        group = _row(rows, RowKey(CLASS_GROUP.number, int(session.get(_CLASS) or 0)))
        demand(not session.get(GONE) and not group.get(GONE), "I2 no mark is out of sight", key)


def _row(rows: Mapping[RowKey, Held], key: RowKey) -> Row:
    held = rows.get(key)
    return (held.row or {}) if held is not None else {}
