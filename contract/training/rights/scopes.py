"""Where a row belongs: its home scope and the further scopes that see it.

Rows of a class belong to the class; programmes, classes and authors are shared by the whole office; a person belongs to
the office and is seen from each class in which they are enrolled. What a person agreed to and is paid is the office's.
"""

from __future__ import annotations

from collections.abc import Callable

from contract.exchange.scopes import OFFICE, SHARED
from contract.exchange.shapes import GONE, Row, RowKey
from contract.training.catalogue import (
    ACTION_PLAN,
    ACTIVITY,
    AGREEMENT,
    APPRAISAL,
    APPRAISAL_LEVEL,
    ARRIVAL,
    ATTACHMENT,
    ATTENDANCE,
    AUTHOR,
    BATCH,
    CATALOGUE,
    CERTIFICATE,
    CLASS_GROUP,
    COACHING,
    COMMITMENT,
    COMPETENCE,
    COMPONENT,
    CONFLICT,
    ENROLMENT,
    FIGURE,
    FOLLOW_UP,
    GROUP,
    LOOKALIKE,
    MEMBERSHIP,
    MILESTONE,
    MINUTES,
    NOTE,
    NUMBER_BLOCK,
    NUMBER_REQUEST,
    PARTNER,
    PARTY,
    PERSON,
    PROGRAMME,
    REGULATION,
    RESULT,
    SCORE,
    SEMINAR_SCORE,
    SESSION,
    SIGNATORY,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TASK_PROGRESS,
    TEACHING,
    TEMPLATE,
    TRAINING,
    VILLAGE,
)

Look = Callable[[RowKey], Row | None]
"""Gives the present row of a key."""

_SHARED = {
    record.number
    for record in (
        *(
            AUTHOR,
            PROGRAMME,
            TRAINING,
            BATCH,
            CLASS_GROUP,
            TEMPLATE,
            REGULATION,
            SIGNATORY,
            NUMBER_REQUEST,
            NUMBER_BLOCK,
        ),
        *(PARTNER, FIGURE, ACTIVITY, AGREEMENT, PARTY, COMMITMENT, VILLAGE, APPRAISAL, APPRAISAL_LEVEL),
    )
}
_OF_CLASS = {
    record.number
    for record in (
        *(STAGE, SESSION, GROUP, ATTACHMENT, SUBJECT, TASK, STAFF, COMPONENT),
        *(MINUTES, CERTIFICATE, COMPETENCE),
    )
}
_CLASS_IN_KEY = {record.number for record in (ENROLMENT, LOOKALIKE, RESULT)}
_AS_FIRST_KEY = {
    record.number: CATALOGUE.named(str(record.key_refers_to[0])).number
    for record in (
        *(ATTENDANCE, TEACHING, ARRIVAL, TASK_PROGRESS, SCORE),
        *(MEMBERSHIP, ACTION_PLAN, SEMINAR_SCORE, FOLLOW_UP),
    )
}
"""By record, the record that its first key names, in whose class its rows are."""
_OF_GROUP = {record.number for record in (NOTE, MILESTONE, COACHING)}
HOME_BY_FIRST_KEY = frozenset({*_CLASS_IN_KEY, *_AS_FIRST_KEY})
"""Records whose rows are at home where their first key says, or the row that it names: all else is no matter."""
_CLASS_FIELD = 2
_SCOPE_FIELD = CONFLICT.by_name["scope"].number


def home_scope(key: RowKey, row: Row, look: Look) -> int:
    """The scope to which a row belongs; OFFICE when its class can't be told."""
    if key.table in _SHARED:
        return SHARED
    if key.table in _OF_CLASS:
        return _class(row.get(_CLASS_FIELD))
    if key.table in _CLASS_IN_KEY:
        return _class(key.k1)
    if key.table in _AS_FIRST_KEY:
        return _class_of(look(RowKey(_AS_FIRST_KEY[key.table], key.k1)))
    if key.table in _OF_GROUP:
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
