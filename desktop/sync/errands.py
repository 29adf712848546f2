"""Errands: a laptop that has a network brings the parcels of others to their server, and takes the answers along."""

from __future__ import annotations

import time
from dataclasses import dataclass

from contract.exchange.frames import FrameType, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Hello, write_hello
from desktop.storage import cargo, history
from desktop.storage.clock import moment
from desktop.storage.replica import Replica
from desktop.sync.courier import Courier, Taken

PIECE = 2**18
"""Bytes of a parcel in one frame."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A request that brings a parcel and asks nothing for this laptop itself."""

    parcel: bytes
    body: bytes


def errands(replica: Replica, centre: history.Centre) -> list[Errand]:
    """What this laptop carries to a server: for its offices, and for those that no server joined here is known to have.

    Nearly always nothing, which one look tells.
    """
    with replica.transaction():
        if not cargo.is_carrying(replica):
            return []
        here = {standing.realm for standing in history.standings(replica, centre.id)}
        known = {each.realm for other in history.centres(replica) for each in history.standings(replica, other.id)}
        now = moment(replica)
        greeting = write_hello(Hello(centre.device, now.told, now.run, []), centre.secret)
        loads = cargo.to_post(replica, int(time.time()))
        return [
            Errand(load.id, greeting + _pieces(load.content))
            for load in loads
            if load.realm in here or load.realm not in known
        ]


def _pieces(content: bytes) -> bytes:
    starts = range(0, len(content), PIECE)
    return b"".join(write_frame(FrameType.PARCEL, content[start : start + PIECE]) for start in starts)


def came_back(replica: Replica, errand: Errand, answer: bytes) -> None:
    """The answer is taken along for its laptop; a server that had none is not asked again for a while."""
    now = int(time.time())
    try:
        if answer:
            Courier(replica).take_answer(answer, Taken(), now)
            return
    except Malformed:
        pass  # what this server says is of no use for the parcel
    with replica.transaction():
        cargo.note_tried(replica, errand.parcel, now)
