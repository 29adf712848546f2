"""Cards: what the office says of a laptop, for the laptops beside it that meet no centre."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.cards import MOST_HANDS, VALID_S, Card, write_card
from contract.exchange.messages import Issued
from contract.faults import OwnFault
from contract.training.rights.roles import reach_of
from server.store import arrived, ledger, members, offices
from server.store.centre import Connection
from server.store.members import Member


def card(connection: Connection, realm: int, device: int, people: Sequence[Member], now: int) -> Issued:
    """The card of a laptop with these people, none of them revoked. A right that ends sooner ends the card."""
    keys = offices.keys_of(connection, realm)
    if keys is None:
        raise OwnFault(f"Kantor nomor {realm} tidak punya kunci.")
    named = [person.id for person in people]
    grants = ledger.grants_of(connection, named)
    reach = reach_of(grants, now)
    ends = [grant.ends for grant in grants if grant.ends and grant.holds_at(now)]
    said = Card(
        office=realm,
        device=device,
        laptop=arrived.device_name(connection, device)[:200],
        everything=reach.everything if reach is not None else False,
        scopes=sorted(reach.scopes) if reach is not None else [],
        hands=[*members.hands_on(connection, named)][-MOST_HANDS:],
        made=now,
        until=min([now + VALID_S, *ends]),
    )
    return Issued(realm, write_card(said, Ed25519PrivateKey.from_private_bytes(keys.signing)))
