"""Asking the centre for the file with an office's first copy, to carry it to others: nothing is taken of it here."""

from __future__ import annotations

from contract.exchange.begun import First, Snapshot
from contract.exchange.frames import FrameType
from contract.exchange.messages import Hello, RealmHello, read_message, write_hello, write_message
from desktop.storage import history
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.sync.first_copy import Take
from desktop.sync.transport import Transport


def question(centre: history.Centre, standing: history.Standing, moment: Moment) -> bytes:
    """A request as of somebody who has nothing of this office yet."""
    greeting = RealmHello(standing.realm, standing.seq, standing.head, standing.scopes, since=0)
    hello = write_hello(Hello(centre.device, moment.told, moment.run, [greeting]), centre.secret)
    return hello + write_message(First([standing.realm]))


def offered(road: Transport, body: bytes, fewest_rows: int, on: Take) -> Snapshot | None:
    """The file that the centre has, None when it would stream pages: those are not waited for. Raises RoadFault.

    on: takes what the centre tells a laptop only once.
    """
    told: Snapshot | None = None
    for kind, payload in road.exchange(body, fewest_rows):
        if kind == FrameType.ROWS:
            break
        if kind == FrameType.SAFE:
            on(kind, payload)
        message = read_message(kind, payload) if kind == FrameType.SNAPSHOT else None
        told = message if isinstance(message, Snapshot) else told
    return told


def standings(replica: Replica) -> list[tuple[history.Centre, history.Standing]]:
    """Every office here with its centre. On the database thread."""
    return [(each, one) for each in history.centres(replica) for one in history.standings(replica, each.id)]
