"""Where a row belongs: its home scope and the further scopes that see it.

Rows of a class belong to the class; programmes, classes and authors are shared by the whole office; a person belongs to
the office and is seen from each class in which they are enrolled.
"""

from __future__ import annotations

from collections.abc import Callable

from contract.exchange.scopes import OFFICE, SHARED
from contract.exchange.shapes import GONE, Row, RowKey
from contract.training.catalogue import (
    ARRIVAL,
    ATTACHMENT,
    ATTENDANCE,
    AUTHOR,
    BATCH,
    CLASS_GROUP,
    CONFLICT,
    ENROLMENT,
    GROUP,
    LOOKALIKE,
    MEMBERSHIP,
    NOTE,
    PERSON,
    PROGRAMME,
    SESSION,
    STAGE,
    TRAINING,
)

Look = Callable[[RowKey], Row | None]
"""Gives the present row of a key."""

_SHARED = {record.number for record in (AUTHOR, PROGRAMME, TRAINING, BATCH, CLASS_GROUP)}
_OF_CLASS = {record.number for record in (STAGE, SESSION, GROUP, ATTACHMENT)}
HOME_BY_FIRST_KEY = frozenset(
    {ENROLMENT.number, ATTENDANCE.number, MEMBERSHIP.number, LOOKALIKE.number, ARRIVAL.number}
)
"""Records whose rows are at home where their first key says, or the row that it names: all else is no matter."""
_CLASS_FIELD = 2
_SCOPE_FIELD = CONFLICT.by_name["scope"].number


def home_scope(key: RowKey, row: Row, look: Look) -> int:
    """The scope to which a row belongs; OFFICE when its class can't be told."""
    if key.table in _SHARED:
        return SHARED
    if key.table in _OF_CLASS:
        return _class(row.get(_CLASS_FIELD))
    if key.table in (ENROLMENT.number, LOOKALIKE.number):
        return _class(key.k1)
    if key.table == ATTENDANCE.number:
        return _class_of(look(RowKey(SESSION.number, key.k1)))
    if key.table == ARRIVAL.number:
        return _class_of(look(RowKey(ATTACHMENT.number, key.k1)))
    if key.table == MEMBERSHIP.number:
        return _class_of(look(RowKey(GROUP.number, key.k1)))
    if key.table == NOTE.number:
        return _class_of(look(RowKey(GROUP.number, _number(row.get(_CLASS_FIELD)))))
    if key.table == CONFLICT.number:
        return _number(row.get(_SCOPE_FIELD))
    return OFFICE


def guest(key: RowKey, row: Row) -> tuple[RowKey, int, bool] | None:
    """(row, scope, whether it is in) for a row that brings another into a scope: an enrolment shows its person."""
    if key.table != ENROLMENT.number:
        return None
    return RowKey(PERSON.number, key.k2), _class(key.k1), not row.get(GONE)


def _class_of(row: Row | None) -> int:
    return _class((row or {}).get(_CLASS_FIELD))


def _class(value: object) -> int:
    """The class as a scope. A class is a minted row, so a number like SHARED names none."""
    number = _number(value)
    return number if number > SHARED else OFFICE


def _number(value: object) -> int:
    return value if isinstance(value, int) else OFFICE
