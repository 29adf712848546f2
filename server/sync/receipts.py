"""Receipts: the office signs for what arrived from a laptop."""

from __future__ import annotations

from collections import Counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.messages import Receipt
from contract.exchange.receipts import Author, Count, Said, write_receipt
from contract.exchange.shapes import RowKey
from contract.faults import OwnFault
from contract.training.catalogue import CATALOGUE, CLASS_GROUP
from contract.training.rights.scopes import home_scope
from server.store import arrived, backup_rows, ledger, members, offices
from server.store.bench import Bench
from server.store.centre import Centre, Connection

_TITLE = CLASS_GROUP.by_name["title"].number
MOST_TITLE = 60
"""Letters of a class's name in a receipt: it is to fit on paper."""


def receipt(centre: Centre, number: int, device: int, since: int, now: int) -> Receipt:
    """What the office signs for of this laptop's ops after the commit `since`."""
    with centre.snapshot() as connection:
        office = members.office_numbered(connection, number)
        keys = offices.keys_of(connection, number)
        if keys is None:
            raise OwnFault(f"Kantor {office.code} tidak punya kunci.")
        key = Ed25519PrivateKey.from_private_bytes(keys.signing)
        seq = ledger.top(connection, number)
        safe = backup_rows.safe_mark(connection, number) or (0, 0)
        said = Said(
            office=office.code,
            office_name=office.name,
            key=key.public_key().public_bytes_raw().hex(),
            at=now,
            device=device,
            device_name=arrived.device_name(connection, device),
            authors=[
                Author(a.author, a.person_name, a.n0, a.n1, a.refused, a.held)
                for a in arrived.by_author(connection, device, number, since)
            ],
            counts=_counts(centre, connection, number, arrived.by_row(connection, device, number, since)),
            since=since,
            seq=seq,
            head=ledger.head_at(connection, number, seq).hex(),
            safe=safe[0],
            safe_at=safe[1],
        )
    return Receipt(number, write_receipt(said, key))


def _counts(centre: Centre, connection: Connection, number: int, rows: list[tuple[int, int, int]]) -> list[Count]:
    """Ops by class and record. The first key says to which class a row belongs."""
    bench = Bench(centre, connection, number)
    counted: Counter[tuple[int, int]] = Counter()
    known = [(RowKey(table, k1), count) for table, k1, count in rows if CATALOGUE.knows(table)]
    bench.fetch(key for key, _ in known if CATALOGUE.record(key.table).minted)
    for key, count in known:
        row = bench.look(key) if CATALOGUE.record(key.table).minted else None
        counted[home_scope(key, row or {}, bench.look), key.table] += count
    found = []
    for (scope, table), count in sorted(counted.items()):
        title = (bench.look(RowKey(CLASS_GROUP.number, scope)) or {}).get(_TITLE) if scope > 1 else None
        name = CATALOGUE.record(table).name
        found.append(Count(name, count, str(title)[:MOST_TITLE] if title is not None else None))
    return found
