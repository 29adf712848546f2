"""The centre's own edits: ops of its own author, signed, judged and logged like everybody's."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.operations import Op
from contract.exchange.seals import sign_segment
from contract.exchange.segments import MAX_OPS, Segment, pack_ops
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import SCHEMA
from server.store import ledger
from server.store.centre import Centre
from server.store.tables import CENTRE_DEVICE
from server.sync.apply import Delivery, apply_segment


def write(
    centre: Centre, realm: int, own_author: int, key: Ed25519PrivateKey, edits: Sequence[tuple[RowKey, Patch]], now: int
) -> None:
    """Makes the edits as the centre's own author."""
    for start in range(0, len(edits), MAX_OPS):
        with centre.snapshot() as connection:
            author = ledger.author_of(connection, own_author)
            base = ledger.top(connection, realm)
        if author is None:
            return
        ops = [
            Op(author=own_author, n=author.got + place, key=row, patch=patch, base=base, wall=now, schema=SCHEMA)
            for place, (row, patch) in enumerate(edits[start : start + MAX_OPS], 1)
        ]
        body = pack_ops(ops)
        segment = Segment(
            author=own_author,
            n0=ops[0].n,
            n1=ops[-1].n,
            body=body,
            signature=sign_segment(key, author.chain, body),
        )
        apply_segment(centre, realm, segment, Delivery(CENTRE_DEVICE, now, 0, now))
