"""Links: the hubs that this laptop is a guest of, and the guests of the hub that it is."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from contract.exchange.links import GUEST, HUB
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.storage.tables import link

MOST_GUESTS = 64
_ROLE = "hub"
_CODE = "hub code"
_encode = msgspec.msgpack.Encoder().encode
_devices = msgspec.msgpack.Decoder(list[tuple[int, int]])
_BY_ID = sa.select(link).where(link.c.id == sa.bindparam("id_", type_=sa.LargeBinary()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link. role: GUEST where the other end is a hub, HUB where it is a guest of this one.

    Of a guest's end: session, taken, mail: how far the hub's board and answers were taken, in which life of the hub;
    given: how far this laptop's board was given there; shown: the cards that were shown, as one digest. devices:
    (office, device) that the other end proved to be.
    """

    id: bytes
    role: int
    name: str
    address: str
    key: bytes
    paired_at: int
    last_at: int | None = None
    number: int = 0
    session: bytes = b""
    taken: int = 0
    mail: int = 0
    given: int = 0
    devices: tuple[tuple[int, int], ...] = ()
    shown: bytes = b""


def links(replica: Replica, role: int) -> list[Link]:
    """The links of which this laptop is this end, the oldest first."""
    query = sa.select(link).where(link.c.role == role).order_by(link.c.paired_at, link.c.id)
    return [_link(values) for values in replica.connection.execute(query)]


def link_named(replica: Replica, identifier: bytes) -> Link | None:
    """The link with this name."""
    values = replica.connection.execute(_BY_ID, {"id_": identifier}).first()
    return _link(values) if values is not None else None


def _link(values: sa.Row[tuple[object, ...]]) -> Link:
    fields = dict(values._mapping)
    return Link(**{**fields, "devices": tuple(_devices.decode(fields["devices"]))})


def add(replica: Replica, new: Link) -> None:
    """Keeps a new link. Of a hub at the same address, and of guests beyond MOST_GUESTS, the oldest are forgotten."""
    with replica.transaction() as connection:
        if new.address:
            connection.execute(sa.delete(link).where(link.c.role == GUEST, link.c.address == new.address))
        values = {name: getattr(new, name) for name in Link.__slots__ if name != "devices"}
        connection.execute(sa.insert(link).values({**values, "devices": _encode(list(new.devices))}))
        guests = sa.select(link.c.id).where(link.c.role == HUB)
        oldest = guests.order_by(sa.func.coalesce(link.c.last_at, link.c.paired_at).desc()).offset(MOST_GUESTS)
        beyond = list(connection.execute(oldest).scalars())
        connection.execute(sa.delete(link).where(link.c.id.in_(beyond)))


def note(replica: Replica, identifier: bytes, **changed: int | bytes | str | tuple[tuple[int, int], ...]) -> None:
    """Writes down how far a link is. Fields as of Link."""
    devices = changed.pop("devices", None)
    if isinstance(devices, tuple):
        changed["devices"] = _encode(list(devices))
    with replica.transaction() as connection:
        connection.execute(sa.update(link).where(link.c.id == identifier).values(changed))


def forget(replica: Replica, identifier: bytes) -> bool:
    """Ends a link on this side; whether there was one."""
    with replica.transaction() as connection:
        return bool(connection.execute(sa.delete(link).where(link.c.id == identifier)).rowcount)


def is_hub(replica: Replica) -> bool:
    """Whether this laptop is to be a hub whenever it runs."""
    return bool(recall(replica, _ROLE))


def become_hub(replica: Replica, *, on: bool) -> None:
    """Makes this laptop a hub, or no more."""
    remember(replica, _ROLE, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The pairing code shown now. tries: wrong ones so far; closed_until: nobody may try before; closings: in a row."""

    digits: str
    made_at: int
    tries: int = 0
    closed_until: int = 0
    closings: int = 0


def code(replica: Replica) -> Code | None:
    """The code as it was left, None before the first."""
    kept = recall(replica, _CODE)
    return Code(**kept) if kept is not None else None


def keep_code(replica: Replica, new: Code) -> None:
    """Keeps the code, so that every process of this profile shows and asks for the same."""
    remember(replica, _CODE, {name: getattr(new, name) for name in Code.__slots__})
