"""What an office ordered to leave this laptop, once the centre has the work of those who made it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import sqlalchemy as sa

from contract.exchange.messages import Wipe
from contract.exchange.orders import wipe_is_genuine
from desktop.storage import blobs, leaving
from desktop.storage.outbox import NOT_FORKED, Sign
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import centre, lineage, op, realm

_DUE = "taken away since"
_OF_REALM = (
    sa.select(realm.c.signing_key, centre.c.device)
    .join(centre, centre.c.id == realm.c.centre)
    .where(realm.c.number == sa.bindparam("realm_"))
)
_OWN_UNSENT = (
    sa.select(op.c.n).where(op.c.realm == sa.bindparam("realm_"), op.c.own == 1, op.c.at.is_(None), NOT_FORKED).limit(1)
)


def is_genuine(replica: Replica, order: Wipe) -> bool:
    """Whether the office that this laptop joined gave the order, and to this laptop."""
    here = replica.connection.execute(_OF_REALM, {"realm_": order.realm}).first()
    return here is not None and here.device == order.device and wipe_is_genuine(bytes(here.signing_key), order)


def obey(replica: Replica, orders: Sequence[Wipe], sign: Sign) -> bool:
    """Takes away what was ordered, where the centre has everything made here; whether the whole profile is to go.

    Carried work of others stays with those who made it. Genuine orders only.
    """
    with replica.transaction():
        everybody = {order.realm for order in orders if not order.author}
        for order in orders:
            if order.author:
                _take_person(replica, order.author, sign)
        ready = {number for number in everybody if not _waits(replica, number)}
        if ready >= set(replica.connection.execute(sa.select(realm.c.number)).scalars()) and ready:
            remember(replica, _DUE, max(order.at for order in orders))
            return True
        for number in sorted(ready):
            leaving.drop_office(replica, number)
    return False


def is_due(replica: Replica) -> bool:
    """Whether the whole profile is to go: the power went before it was gone."""
    return recall(replica, _DUE) is not None


def _waits(replica: Replica, number: int) -> bool:
    unsent = replica.connection.execute(_OWN_UNSENT, {"realm_": number}).first() is not None
    return unsent or blobs.is_owing(replica, number)


def _take_person(replica: Replica, author: int, sign: Sign) -> None:
    """What the person made and the centre lacks travels on in their name."""
    writer = replica.connection.execute(sa.select(lineage.c.writer).where(lineage.c.author == author)).scalar()
    if writer is not None:
        with suppress(leaving.LastPerson):
            leaving.sign_out(replica, writer, sign)
