"""Work that is held: brought by who may not write it, or by a newer program; kept as it came, and in no row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from contract.exchange.dots import Dot
from contract.exchange.judge import Fate
from contract.exchange.operations import unpack_row
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import CATALOGUE
from server.store.tables import device, lease, member, op, records

_HELD = (
    sa.select(op, member.c.person_name, member.c.device, device.c.name)
    .join(lease, lease.c.author == op.c.author)
    .join(member, member.c.id == lease.c.member)
    .join(device, device.c.number == member.c.device)
    .where(op.c.realm == sa.bindparam("realm_"), op.c.fate == Fate.HELD.value)
    .order_by(op.c.seq, op.c.author, op.c.n)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEdit:
    """An edit that is held, and whose it is. made_at: the corrected time of its making. reason: a code."""

    dot: Dot
    key: RowKey
    patch: Patch
    person_name: str
    device: int
    device_name: str
    made_at: int
    received_at: int
    reason: str


def names_of(connection: sa.Connection, key: RowKey) -> list[str]:
    """What people call the rows in this row's name, as far as they are here: "Sesi 1", "Maria Nalle"."""
    if not CATALOGUE.knows(key.table):
        return []
    record = CATALOGUE.record(key.table)
    parts = [(name, part) for name, part in zip(record.key_refers_to, key[1:], strict=False) if name is not None]
    named: list[str] = []
    for name, part in parts or [(record.name, key.k1)]:
        table = records[CATALOGUE.named(name).number]
        row = connection.execute(sa.select(table.table).where(table.where(RowKey(table.record.number, part)))).first()
        told = getattr(row, "name", None) or getattr(row, "title", None)
        named += [str(told)] if told else []
    return named


def held_edits(connection: sa.Connection, number: int) -> Iterator[HeldEdit]:
    """All held edits of an office, in the order in which they came."""
    for v in connection.execution_options(yield_per=500).execute(_HELD, {"realm_": number}):
        yield HeldEdit(
            dot=Dot(v.author, v.n),
            key=RowKey(v.tbl, v.k1, v.k2, v.k3),
            patch=unpack_row(bytes(v.patch)),
            person_name=v.person_name,
            device=v.device,
            device_name=v.name,
            made_at=v.corrected,
            received_at=v.received,
            reason=v.reason,
        )
