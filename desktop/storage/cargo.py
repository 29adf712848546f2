"""Cargo: parcels of other laptops on their way to their centres, and answers on their way back to them.

What arrived stays known by name, so that the stick it came on does not bring it again. Everything is bounded: a laptop
carries for others, it does not fill up for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from contract.exchange.malformed import Malformed
from contract.exchange.parcels import ANSWER, PARCEL, open_answer, parcel_id, read_answer, read_parcel
from desktop.storage.history import Centre
from desktop.storage.replica import Replica
from desktop.storage.tables import cargo

DAY_S = 86_400
KEPT_S = 90 * DAY_S
"""How long something is carried."""
KNOWN_S = 400 * DAY_S
"""How long it is known afterwards."""
MOST_BYTES = 64 * 2**20
MOST_OF_DEVICE = 16 * 2**20
MOST_ANSWERS = 16
"""Answers to one laptop: of more only the newest could still fit."""
TRIED_EVERY_S = DAY_S
"""A parcel that a server could not open is brought to it again after so long."""
_SIZE = sa.func.coalesce(sa.func.sum(sa.func.length(cargo.c.content)), 0)
_LOADED = cargo.c.content.is_not(None)
_HELD = sa.select(_SIZE)
_HELD_OF = _HELD.where(cargo.c.device == sa.bindparam("device_"))
_KNOWN = sa.select(cargo.c.ord).where(cargo.c.id == sa.bindparam("id_", type_=sa.LargeBinary()))
_ADD = sa.insert(cargo)
_BEFORE = cargo.c.came_at < sa.bindparam("before_")
_PUT_DOWN = sa.update(cargo).where(_BEFORE).values(content=None)
_FORGET = sa.delete(cargo).where(_BEFORE)
_FIRST_OF, _LAST_OF = (
    sa.select(cargo.c.content).where(cargo.c.kind == sa.bindparam("kind_"), _LOADED).order_by(order)
    for order in (cargo.c.ord, cargo.c.ord.desc())
)


@dataclass(frozen=True, slots=True)
class Load:
    """Something carried: a parcel to an office, or an answer to a laptop."""

    id: bytes
    realm: int
    content: bytes


def knows(replica: Replica, identifier: bytes) -> bool:
    """Whether this laptop carries it, or knows that it arrived."""
    return replica.connection.execute(_KNOWN, {"id_": identifier}).first() is not None


def take_parcel(replica: Replica, content: bytes, now: int) -> bool:
    """Takes another laptop's parcel along; False when there is no room for it. Raises Malformed."""
    label = read_parcel(content).label
    if _is_full(replica, label.device, len(content)):
        return False
    values = {"number": label.number, "written": label.written, "realm": label.office, "device": label.device}
    _add(replica, PARCEL, content, now, values)
    return True


def take_answer(replica: Replica, content: bytes, now: int) -> bool:
    """Takes an answer to another laptop along: the parcel that it answers has arrived. Raises Malformed."""
    label = read_answer(content).label
    arrived = sa.and_(
        cargo.c.kind == PARCEL,
        cargo.c.realm == label.office,
        cargo.c.device == label.device,
        # What the laptop wrote later holds what was not acknowledged of this.
        sa.or_(cargo.c.id == label.about, sa.and_(cargo.c.number < label.number, cargo.c.written < label.written)),
    )
    replica.connection.execute(sa.update(cargo).where(arrived).values(content=None))
    if _is_full(replica, label.device, len(content)):
        return False
    values = {"number": label.number, "written": label.made, "realm": label.office, "device": label.device}
    _add(replica, ANSWER, content, now, values)
    same = (cargo.c.kind == ANSWER, cargo.c.realm == label.office, cargo.c.device == label.device, _LOADED)
    newest = sa.select(cargo.c.ord).where(*same).order_by(cargo.c.written.desc(), cargo.c.ord.desc())
    older = list(replica.connection.execute(newest.offset(MOST_ANSWERS)).scalars())
    replica.connection.execute(sa.update(cargo).where(cargo.c.ord.in_(older)).values(content=None))
    return True


def _add(replica: Replica, kind: int, content: bytes, now: int, values: dict[str, int]) -> None:
    line = {"id": parcel_id(content), "kind": kind, "content": content, "came_at": now, **values}
    replica.connection.execute(_ADD, line)


def _is_full(replica: Replica, device: int, size: int) -> bool:
    held = replica.connection.execute(_HELD).scalar_one()
    of_device = replica.connection.execute(_HELD_OF, {"device_": device}).scalar_one()
    return int(held) + size > MOST_BYTES or int(of_device) + size > MOST_OF_DEVICE


def forget_old(replica: Replica, now: int) -> None:
    """Puts down what was carried for too long; a clock that was set back keeps it longer, never shorter."""
    replica.connection.execute(_PUT_DOWN, {"before_": now - KEPT_S})
    replica.connection.execute(_FORGET, {"before_": now - KNOWN_S})


def loads(replica: Replica, most_bytes: int) -> tuple[list[bytes], list[bytes]]:
    """(parcels, answers) for the next file, in the order in which they came, as many as fit; the newest answers first.

    An answer is of use where it is read; a parcel that finds no room still goes by network or with the next file.
    """
    answers = _fitting(replica, ANSWER, most_bytes, _LAST_OF)
    left = most_bytes - sum(map(len, answers))
    return _fitting(replica, PARCEL, left, _FIRST_OF), answers[::-1]


def _fitting(replica: Replica, kind: int, most_bytes: int, query: sa.Select[Any]) -> list[bytes]:
    chosen: list[bytes] = []
    for content in replica.connection.execute(query, {"kind_": kind}).scalars():
        most_bytes -= len(content)
        if most_bytes < 0:
            break
        chosen.append(bytes(content))
    return chosen


def to_post(replica: Replica, now: int) -> list[Load]:
    """Parcels to bring to a server, the oldest first. One that a server could not open is left for a while."""
    mine = sa.select(cargo.c.id, cargo.c.realm, cargo.c.content).where(cargo.c.kind == PARCEL, _LOADED)
    due = sa.or_(cargo.c.tried_at.is_(None), cargo.c.tried_at < now - TRIED_EVERY_S, cargo.c.tried_at > now)
    lines = replica.connection.execute(mine.where(due).order_by(cargo.c.written, cargo.c.ord))
    return [Load(bytes(v.id), v.realm, bytes(v.content)) for v in lines]


def note_tried(replica: Replica, identifier: bytes, now: int) -> None:
    """A server could not open the parcel."""
    replica.connection.execute(sa.update(cargo).where(cargo.c.id == identifier).values(tried_at=now))


def is_carrying(replica: Replica) -> bool:
    """Whether any parcel waits to be brought to a server."""
    return replica.connection.execute(sa.select(cargo.c.ord).where(cargo.c.kind == PARCEL, _LOADED)).first() is not None


def addressee(centres: Iterable[Centre], content: bytes) -> tuple[Centre, bytes] | None:
    """The centre of ours that made the answer for this very laptop, and its frames; None for an answer to another."""
    answer = read_answer(content)
    for centre in centres:
        if centre.device == answer.label.device:
            try:
                return centre, open_answer(answer, centre.secret)
            except Malformed:
                continue
    return None


def mail(replica: Replica, devices: Iterable[tuple[int, int]], after: int) -> list[tuple[int, bytes]]:
    """(place, answer) of what is carried to these (office, device), behind a place, in the order in which it came."""
    wanted = sa.tuple_(cargo.c.realm, cargo.c.device).in_(sorted(set(devices)))
    query = sa.select(cargo.c.ord, cargo.c.content).where(cargo.c.kind == ANSWER, _LOADED, cargo.c.ord > after, wanted)
    return [(v.ord, bytes(v.content)) for v in replica.connection.execute(query.order_by(cargo.c.ord))]


def last_place(replica: Replica) -> int:
    """The newest place of all that came, 0 for none."""
    return int(replica.connection.execute(sa.select(sa.func.coalesce(sa.func.max(cargo.c.ord), 0))).scalar_one())


def supersede(replica: Replica, content: bytes) -> None:
    """Puts down the laptop's older parcels: this one, from the laptop itself, holds what the centre lacks of them."""
    label = read_parcel(content).label
    older = (
        cargo.c.kind == PARCEL,
        cargo.c.realm == label.office,
        cargo.c.device == label.device,
        cargo.c.number < label.number,
    )
    replica.connection.execute(sa.update(cargo).where(*older, _LOADED).values(content=None))


def waiting(replica: Replica) -> int:
    """How many parcels of other laptops wait to be brought to a server."""
    query = sa.select(sa.func.count()).select_from(cargo).where(cargo.c.kind == PARCEL, _LOADED)
    return int(replica.connection.execute(query).scalar_one())
