"""What the centre must look up before it sets numbers of certificates apart."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from contract.tables import certificates
from contract.training.certificates.numbers import MOST_SEQUENCE
from server.store import hot
from server.store.tables import records

_REALM: sa.BindParameter[int] = sa.bindparam("realm_", type_=sa.Integer())
_SERIES: sa.BindParameter[str] = sa.bindparam("series_", type_=sa.Text())
_UNANSWERED = certificates.unanswered(records, _REALM)
_KNOWN = certificates.known_numbers(records, _REALM, _SERIES, MOST_SEQUENCE)


class Asked(NamedTuple):
    """A request for numbers that has no answer yet."""

    id: int
    series: str | None
    size: int | None


def unanswered(connection: sa.Connection, number: int) -> list[Asked]:
    """The requests of an office without a block, in the order in which they were judged."""
    return [Asked(*line) for line in hot.rows(connection, _UNANSWERED, realm_=number)]


def known(connection: sa.Connection, number: int, series: str) -> list[int | None]:
    """The highest numbers of a series that certificates, blocks and requests tell of."""
    return [hot.scalar(connection, query, realm_=number, series_=series) for query in _KNOWN]
