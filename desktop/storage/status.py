"""How far this laptop's work is on its way, read from the rows; and what is written down about each exchange."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.judge import Fate
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import CONFLICT
from desktop.storage.outbox import FORKED
from desktop.storage.queries.journey import asides
from desktop.storage.replica import Replica
from desktop.storage.sameness import has_differing
from desktop.storage.tables import ASIDE, LIVE, op, realm, records, visit, want

VISITS_KEPT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Ops by where they are: own ones not settled, those of them that lie on a stick, own held, own rejected.

    others: what this laptop carries openly for other laptops and the centre has not acknowledged. Of what came back
    only what still waits for a person, as the page "Perlu tindakan" lists it. `conflicts` are open ones.
    """

    pending: int
    carried: int
    held: int
    rejected: int
    conflicts: int
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeStanding:
    """An office and the newest history of it that this laptop knows; last_contact in seconds, None for never."""

    code: str
    name: str
    seq: int
    head: bytes
    last_contact: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """An own op that the centre rejected or holds, with its values and the reason (a code)."""

    author: int
    n: int
    key: RowKey
    patch: Patch
    wall: int
    fate: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One finished exchange. outcome: empty when all went well, else one sentence. id: 0 before it is written down."""

    at: int
    sent: int
    received: int
    bytes_up: int
    bytes_down: int
    outcome: str
    id: int = 0


def counts(replica: Replica) -> Counts:
    """Counted from the rows as they are now."""
    run = replica.connection.execute
    own = sa.select(sa.func.count()).where(op.c.state == LIVE, op.c.own == 1)
    carried = own.where(op.c.carried.is_not(None))
    others = sa.select(sa.func.count()).where(op.c.own == 0, op.c.at.is_(None))
    others = others.where(sa.or_(op.c.state != ASIDE, op.c.reason != FORKED))
    fates = Counter(aside.fate for aside in asides(replica) if aside.own)
    conflict = records[CONFLICT.number]
    opened = conflict.columns[CONFLICT.by_name["open"].number]
    return Counts(
        pending=int(run(own).scalar_one()),
        carried=int(run(carried).scalar_one()),
        held=fates[Fate.HELD.value],
        rejected=fates[Fate.REJECTED.value],
        conflicts=int(run(sa.select(sa.func.count()).where(opened == 1)).scalar_one()),
        others=int(run(others).scalar_one()),
    )


def office_standings(replica: Replica) -> list[OfficeStanding]:
    """The offices joined, by their codes."""
    lines = replica.connection.execute(sa.select(realm).order_by(realm.c.code))
    return [
        OfficeStanding(code=v.code, name=v.name, seq=v.seq, head=bytes(v.head), last_contact=v.last_contact)
        for v in lines
    ]


def office_stands(replica: Replica) -> list[tuple[int, int, int]]:
    """(office, newest commit known here, last contact with its centre or 0)."""
    lines = replica.connection.execute(sa.select(realm).order_by(realm.c.number))
    return [(v.number, v.seq, v.last_contact or 0) for v in lines]


def returned(replica: Replica, *fates: Fate) -> list[Returned]:
    """Own ops with these fates that nobody has answered or put away yet, in the order made."""
    return [
        Returned(
            author=aside.author,
            n=aside.n,
            key=aside.key,
            patch=aside.patch,
            wall=aside.wall,
            fate=aside.fate or "",
            reason=aside.reason,
        )
        for aside in asides(replica)
        if aside.own and aside.fate in {fate.value for fate in fates}
    ]


def is_unfinished(replica: Replica, of_centre: int) -> bool:
    """Whether another round with this server has something to do.

    Ops not settled, rows asked for, pages left, rows that differ from the centre's.
    """
    offices = sa.select(realm.c.number).where(realm.c.centre == of_centre)
    behind = offices.where(sa.or_(realm.c.ask_marks == 1, realm.c.since != realm.c.seq))
    unsettled = sa.select(op.c.n).where(op.c.state == LIVE, op.c.realm.in_(offices))
    wanted = sa.select(want.c.tbl).where(want.c.realm.in_(offices))
    queries = (unsettled, wanted, behind)
    if any(replica.connection.execute(query.limit(1)).first() is not None for query in queries):
        return True
    return has_differing(replica, replica.connection.execute(offices).scalars().all())


def note_contact(replica: Replica, of_centre: int, now: int) -> None:
    """The server answered."""
    with replica.transaction() as connection:
        connection.execute(sa.update(realm).where(realm.c.centre == of_centre).values(last_contact=now))


def note_visit(replica: Replica, made: Visit) -> None:
    """Writes an exchange down; the oldest beyond VISITS_KEPT are forgotten."""
    with replica.transaction() as connection:
        values = {
            "at": made.at,
            "sent": made.sent,
            "received": made.received,
            "bytes_up": made.bytes_up,
            "bytes_down": made.bytes_down,
            "outcome": made.outcome,
        }
        connection.execute(sa.insert(visit).values(values))
        newest = connection.execute(sa.select(sa.func.max(visit.c.id))).scalar_one()
        connection.execute(sa.delete(visit).where(visit.c.id <= newest - VISITS_KEPT))


def visits(replica: Replica, most: int) -> list[Visit]:
    """The last exchanges, newest first."""
    lines = replica.connection.execute(sa.select(visit).order_by(visit.c.id.desc()).limit(most))
    return [
        Visit(
            at=v.at,
            sent=v.sent,
            received=v.received,
            bytes_up=v.bytes_up,
            bytes_down=v.bytes_down,
            outcome=v.outcome,
            id=v.id,
        )
        for v in lines
    ]
