"""Classes and sessions by a part of what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from contract.tables.queries import present
from contract.training.catalogue import CLASS_GROUP, SESSION
from desktop.storage.replica import Replica
from desktop.storage.search import folded
from desktop.storage.tables import records

_CLASS = records[CLASS_GROUP.number].table
_SESSION = records[SESSION.number].table


def classes_called(replica: Replica, search: str, most: int) -> Sequence[Any]:
    """(id, title) of classes that have every word of `search` in their title, the newest first."""
    query = sa.select(_CLASS.c.id, _CLASS.c.title).where(present(_CLASS), *_words(search, _CLASS.c.title))
    return replica.connection.execute(query.order_by(_CLASS.c.starts_on.desc(), _CLASS.c.id).limit(most)).all()


def sessions_called(replica: Replica, search: str, most: int) -> Sequence[Any]:
    """(id, title, starts_at, class_group, class_title, number) of sessions, the latest first.

    Every word of `search` stands in the titles of session and class or in "sesi N", as the register numbers them.
    """
    number = sa.func.row_number().over(
        partition_by=_SESSION.c.class_group, order_by=(_SESSION.c.starts_at, _SESSION.c.id)
    )
    named = (
        sa.select(
            _SESSION.c.id,
            _SESSION.c.title,
            _SESSION.c.starts_at,
            _SESSION.c.class_group,
            _CLASS.c.title.label("class_title"),
            number.label("number"),
        )
        .join(_CLASS, _CLASS.c.id == _SESSION.c.class_group)
        .where(present(_SESSION), present(_CLASS))
        .subquery("named")
    )
    told = sa.func.printf("%s\nsesi %d\n%s", named.c.title, named.c.number, named.c.class_title)
    query = sa.select(named).where(*_words(search, told))
    return replica.connection.execute(query.order_by(named.c.starts_at.desc(), named.c.id).limit(most)).all()


def _words(search: str, told: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Each word stands there; capitals as in ASCII, which titles of trainings keep to."""
    return [sa.func.lower(told).contains(word, autoescape=True) for word in folded(search).split()]
