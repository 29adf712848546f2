"""Which exit code a fault has. Loaded only when something failed, so it may know every kind."""

from __future__ import annotations

from contract.exchange.dots import BadId
from contract.exchange.joining import WrongOffice
from contract.faults import Fault, OwnFault
from desktop.app.opening import NoProfile
from desktop.app.removing import TakenAway
from desktop.services.exchange.lease import ReadingClosed
from desktop.services.faults import Cancelled, NotAllowed
from desktop.storage.edit import NoAuthor
from desktop.storage.faults import NotWritable, WrongKey
from desktop.storage.profile import InUse
from desktop.sync import faults as road
from desktop.sync.joining import CodeRefused
from desktop.sync.keys import Locked

DONE, OURS, WRONG_USE, BAD_INPUT, UNREACHABLE, NOT_PERMITTED, WAITS = range(7)
_CODES: tuple[tuple[type[Fault], int], ...] = (
    (OwnFault, OURS),
    (BadId, WRONG_USE),
    (Locked, NOT_PERMITTED),
    (WrongKey, NOT_PERMITTED),
    (NoProfile, NOT_PERMITTED),
    (NoAuthor, NOT_PERMITTED),
    (TakenAway, NOT_PERMITTED),
    (NotAllowed, NOT_PERMITTED),
    (ReadingClosed, NOT_PERMITTED),
    (NotWritable, NOT_PERMITTED),
    (CodeRefused, NOT_PERMITTED),
    (WrongOffice, NOT_PERMITTED),
    (InUse, WAITS),
    (Cancelled, WAITS),
    (road.OutOfTime, WAITS),
    (road.Cancelled, WAITS),
    (road.WrongPairingCode, NOT_PERMITTED),
    (road.Closed, NOT_PERMITTED),
    (road.Stranger, NOT_PERMITTED),
    (road.PlainRoad, NOT_PERMITTED),
    (road.BadServer, BAD_INPUT),
    (road.RoadFault, UNREACHABLE),
)


def code_of(fault: Fault) -> int:
    """The exit code of a fault; what the person typed or pointed at is bad input."""
    return next((code for kind, code in _CODES if isinstance(fault, kind)), BAD_INPUT)
