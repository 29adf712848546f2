"""The centre's own edits: ops of its own author in an office, signed, judged and logged like everybody's."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.operations import Op
from contract.exchange.seals import sign_segment
from contract.exchange.segments import Segment, cut_runs, pack_ops
from contract.exchange.shapes import Patch, RowKey
from contract.faults import OwnFault
from contract.training.catalogue import AUTHOR, SCHEMA
from server.store import ledger, members, offices
from server.store.centre import Centre, Connection, lock_realm
from server.store.tables import CENTRE_DEVICE
from server.sync.apply import Delivery, apply_ops

_FIELD = {name: field.number for name, field in AUTHOR.by_name.items()}


def write(
    centre: Centre, connection: Connection, office: members.Office, edits: Sequence[tuple[RowKey, Patch]], now: int
) -> None:
    """Makes the edits as the office's own author, in the transaction that is open. The office must have its keys."""
    keys = offices.keys_of(connection, office.number)
    if keys is None:
        raise OwnFault(f"Kantor {office.code} tidak punya kunci.")
    key = Ed25519PrivateKey.from_private_bytes(keys.signing)
    base, _ = lock_realm(connection, office.number)
    author = ledger.author_of(connection, office.own_author)
    if author is None:
        raise OwnFault(f"Kantor {office.code} tidak punya penulis.")
    ops = [
        Op(author=author.number, n=author.got + place, key=row, patch=patch, base=base, wall=now, schema=SCHEMA)
        for place, (row, patch) in enumerate(edits, 1)
    ]
    link = author.chain
    for run in cut_runs(ops):
        body = pack_ops(run)
        signature = sign_segment(key, link, body)
        segment = Segment(author=author.number, n0=run[0].n, n1=run[-1].n, body=body, signature=signature)
        delivery = Delivery(CENTRE_DEVICE, now, 0, now)
        problem = apply_ops(centre, connection, office.number, segment, run, delivery)
        if problem is not None:
            raise OwnFault(f"Kantor {office.code} menolak penulisnya sendiri: {problem}")
        link = ledger.chain_at(connection, author.number, run[-1].n) or link


def introduce(centre: Centre, connection: Connection, office: members.Office, author: int, now: int) -> None:
    """Tells everybody in the office who writes under an author number, in the transaction that is open."""
    found = members.introduction(connection, author, now)
    if found is None or found.realm != office.number:
        return
    patch: Patch = {
        _FIELD["person_name"]: found.person_name,
        _FIELD["device_name"]: found.device_name,
        _FIELD["public_key"]: found.public_key.hex(),
    }
    if found.role is not None:
        patch[_FIELD["role"]] = found.role.value
    write(centre, connection, office, [(RowKey(AUTHOR.number, author), patch)], now)


def tell_role(centre: Centre, connection: Connection, office: members.Office, member: int, now: int) -> None:
    """A person's rights have changed: everybody, their own laptop too, is told what they are by now."""
    for author in members.named(connection, member):
        found = members.introduction(connection, author, now)
        if found is not None and found.role is not None:
            write(
                centre, connection, office, [(RowKey(AUTHOR.number, author), {_FIELD["role"]: found.role.value})], now
            )


def introduce_new(centre: Centre, number: int, authors: Collection[int], now: int) -> None:
    """Names those of these authors who write for the first time under a number that was a spare one until now."""
    with centre.snapshot() as connection:
        new = members.unnamed(connection, authors)
        if not new or offices.keys_of(connection, number) is None:
            return
        office = members.office_numbered(connection, number)
    with centre.writing() as connection:
        for author in new:
            introduce(centre, connection, office, author, now)
