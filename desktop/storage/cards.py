"""Cards kept here: this laptop's own, and those of laptops whose segments are on the board. Each was proven before."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from contract.exchange.cards import Card, look_at_card
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import ACTIVE, card, centre, lineage, link, realm, writer

ASK_EVERY_S = 600
_ASKED, _AHEAD = "card asked {}", "centre's clock ahead"
MOST_OF_REALM = 2000
"""Cards of laptops of one office."""
_NEW = upsert(card)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["realm", "device"],
    set_={name: _NEW.excluded[name] for name in ("made", "until", "content")},
    where=_NEW.excluded.made > card.c.made,
)
_REALM, _DEVICE = sa.bindparam("realm_", type_=sa.Integer()), sa.bindparam("device_", type_=sa.Integer())
_CARD = sa.select(card.c.content).where(card.c.realm == _REALM, card.c.device == _DEVICE)
_OWN_AUTHORS = sa.select(lineage.c.author).where(lineage.c.realm == _REALM, lineage.c.state == ACTIVE)
_OWN_KEYS = sa.select(writer.c.private_key).where(writer.c.realm == _REALM).order_by(writer.c.id)
_HERE = (
    sa.select(realm.c.number, centre.c.device)
    .join(centre, centre.c.id == realm.c.centre)
    .where(realm.c.signing_key != b"")
    .order_by(realm.c.number)
)
_ANY_LINK = sa.select(link.c.role).limit(1)


def keep(replica: Replica, content: bytes) -> Card:
    """Keeps a card that was proven, unless a newer one is here; gives it."""
    found = look_at_card(content)
    values = {
        "realm": found.office,
        "device": found.device,
        "made": found.made,
        "until": found.until,
        "content": content,
    }
    replica.connection.execute(_KEEP, values)
    oldest = sa.select(card.c.device).where(card.c.realm == found.office).order_by(card.c.made.desc())
    beyond = list(replica.connection.execute(oldest.offset(MOST_OF_REALM)).scalars())
    if beyond:
        replica.connection.execute(sa.delete(card).where(card.c.realm == found.office, card.c.device.in_(beyond)))
    return found


def card_of(replica: Replica, number: int, device: int) -> bytes | None:
    """The card of a laptop of an office, None where none is here."""
    found = replica.connection.execute(_CARD, {"realm_": number, "device_": device}).scalar()
    return bytes(found) if found is not None else None


def cards_of(replica: Replica, number: int) -> list[bytes]:
    """All cards of an office that are here."""
    return [
        bytes(found)
        for found in replica.connection.execute(sa.select(card.c.content).where(card.c.realm == number)).scalars()
    ]


def note_answered(replica: Replica, mine: Card) -> None:
    """This laptop's card came: what its clock showed when it asked tells, beside the centre's time, how wrong it is.

    An answer that was long on its way makes it seem later than it is: then cards end early, never late.
    """
    asked = recall(replica, _ASKED.format(mine.office))
    if asked:
        remember(replica, _AHEAD, mine.made - asked)


def today(replica: Replica, now: int) -> int:
    """The centre's time, by this laptop's clock as far as that is known to be wrong; never before the newest card."""
    newest = sa.select(sa.func.coalesce(sa.func.max(card.c.made), 0))
    return max(now + int(recall(replica, _AHEAD) or 0), int(replica.connection.execute(newest).scalar_one()))


def devices_here(replica: Replica) -> list[tuple[int, int]]:
    """(office, this laptop's number at its server) of every office joined."""
    return [(v.number, v.device) for v in replica.connection.execute(_HERE)]


def own_keys(replica: Replica, number: int) -> list[bytes]:
    """The private keys of this laptop's people in an office."""
    return [bytes(key) for key in replica.connection.execute(_OWN_KEYS, {"realm_": number}).scalars()]


def ask(replica: Replica, number: int, device: int, now: int) -> bool:
    """Whether this laptop asks for its card in the request that is made now; where its clock is wrong, not in each."""
    name = _ASKED.format(number)
    asked = recall(replica, name) or 0
    if asked <= now < asked + ASK_EVERY_S or not is_due(replica, number, device, now):
        return False
    remember(replica, name, now)
    return True


def is_due(replica: Replica, number: int, device: int, now: int) -> bool:
    """Whether this laptop should ask for its card: it has a link, and the card is missing, half spent or too narrow."""
    if replica.connection.execute(_ANY_LINK).first() is None:
        return False
    content = card_of(replica, number, device)
    if content is None:
        return True
    mine = look_at_card(content)
    if today(replica, now) >= (mine.made + mine.until) // 2:
        return True
    authors: Iterable[int] = replica.connection.execute(_OWN_AUTHORS, {"realm_": number}).scalars()
    return any(mine.key_of(author) is None for author in authors)
