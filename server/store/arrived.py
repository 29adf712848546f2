"""What arrived from one laptop: its people's ops by author, and counted by record and row."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.judge import Fate
from server.store.tables import device, lease, member, op

_DEVICE, _REALM, _SINCE = (sa.bindparam(name, type_=sa.BigInteger()) for name in ("device_", "realm_", "since_"))
_FROM_DEVICE = (
    op.join(lease, lease.c.author == op.c.author)
    .join(member, member.c.id == lease.c.member)
    .join(device, device.c.number == member.c.device)
)
_HERE = sa.and_(member.c.device == _DEVICE, op.c.realm == _REALM, op.c.seq > _SINCE)


def _counted(fate: Fate) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((op.c.fate == fate.value, 1), else_=0))


_AUTHORS = (
    sa.select(
        op.c.author,
        member.c.person_name,
        sa.func.min(op.c.n).label("n0"),
        sa.func.max(op.c.n).label("n1"),
        _counted(Fate.REJECTED).label("refused"),
        _counted(Fate.HELD).label("held"),
    )
    .select_from(_FROM_DEVICE)
    .where(_HERE)
    .group_by(op.c.author, member.c.person_name)
    .order_by(op.c.author)
)
_ROWS = (
    sa.select(op.c.tbl, op.c.k1, sa.func.count().label("counted"))
    .select_from(_FROM_DEVICE)
    .where(_HERE, op.c.fate.in_((Fate.OK.value, Fate.LOST.value)))
    .group_by(op.c.tbl, op.c.k1)
    .order_by(op.c.tbl, op.c.k1)
)


@dataclass(frozen=True, slots=True)
class FromAuthor:
    """Ops n0 to n1 of one author, and how many of them were refused or held."""

    author: int
    person_name: str
    n0: int
    n1: int
    refused: int
    held: int


def by_author(connection: sa.Connection, of_device: int, number: int, since: int) -> list[FromAuthor]:
    """A laptop's ops in an office after a commit."""
    about = {"device_": of_device, "realm_": number, "since_": since}
    return [
        FromAuthor(v.author, v.person_name, v.n0, v.n1, int(v.refused), int(v.held))
        for v in connection.execute(_AUTHORS, about)
    ]


def by_row(connection: sa.Connection, of_device: int, number: int, since: int) -> list[tuple[int, int, int]]:
    """(record, first key, ops applied) of the same."""
    about = {"device_": of_device, "realm_": number, "since_": since}
    return [(v.tbl, v.k1, v.counted) for v in connection.execute(_ROWS, about)]


def device_name(connection: sa.Connection, number: int) -> str:
    """How a laptop calls itself."""
    return str(connection.execute(sa.select(device.c.name).where(device.c.number == number)).scalar_one())
