"""Orders to laptops of which somebody was revoked: with every answer, for nobody tells whether the last one arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.messages import Wipe
from contract.exchange.orders import order_wipe
from server.store import offices
from server.store.centre import Connection
from server.store.members import Member

EVERYBODY = 0


def orders(connection: Connection, realm: int, device: int, people: Sequence[Member], now: int) -> Iterator[Wipe]:
    """What a laptop with these people of an office, one of them revoked, is to do."""
    revoked = [person for person in people if person.revoked]
    keys = offices.keys_of(connection, realm)
    if keys is None:
        return
    key = Ed25519PrivateKey.from_private_bytes(keys.signing)
    if len(revoked) == len(people):
        yield order_wipe(key, realm, device, EVERYBODY, now)
        return
    for person in revoked:
        yield order_wipe(key, realm, device, person.author, now)
