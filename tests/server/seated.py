"""A person on a laptop, as the centre meets them: edits in signed segments, one at a time."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.blobs import digest_of
from contract.exchange.dots import Dot, row_id
from contract.exchange.operations import GENESIS_CHAIN, Op, chain
from contract.exchange.seals import sign_segment
from contract.exchange.segments import Segment, pack_ops
from contract.exchange.shapes import Patch, Record, RowKey, Value
from contract.training.catalogue import SCHEMA
from contract.training.rights.roles import Role
from server.store import members
from server.store.centre import Centre
from server.sync.apply import Delivery, apply_segment

REALM, NOW = 5300, 1_753_500_000


class Seated:
    """A person on a laptop, and what they have made."""

    def __init__(self, centre: Centre, name: str, role: Role, class_group: int = 0) -> None:
        self.key, self.secret = Ed25519PrivateKey.generate(), digest_of(name.encode())
        with centre.writing() as connection:
            self.device = members.add_device(connection, name, self.secret)
            opened = members.Invitation(REALM, name, role, class_group)
            public = self.key.public_key().public_bytes_raw()
            self.member, self.author = members.add_member(connection, opened, self.device, public)
        self.n, self.link = 0, GENESIS_CHAIN

    def edit(self, centre: Centre, record: Record, key: RowKey | None = None, **fields: Value) -> int:
        """Makes a row, or changes one; gives its id."""
        made = key or RowKey(record.number, row_id(Dot(self.author, self.n + 1)))
        self.put(centre, made, {record.by_name[name].number: value for name, value in fields.items()})
        return made.k1

    def put(self, centre: Centre, made: RowKey, patch: Patch) -> None:
        """Sets fields by their numbers."""
        self.n += 1
        op = Op(author=self.author, n=self.n, key=made, patch=patch, base=10**6, wall=NOW, schema=SCHEMA)
        body = pack_ops([op])
        signature = sign_segment(self.key, self.link, body)
        segment = Segment(author=self.author, n0=self.n, n1=self.n, body=body, signature=signature)
        assert apply_segment(centre, REALM, segment, Delivery(self.device, NOW, 1, NOW)) is None
        self.link = chain(self.link, op)
