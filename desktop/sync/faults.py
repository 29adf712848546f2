"""What can go wrong on the road to a centre, in words for a person. Nothing that was saved is ever touched by it."""

from __future__ import annotations

from contract.faults import WorldFault


class RoadFault(WorldFault):
    """The exchange ended early; what arrived before stands. `try_later`: whether it may go well by itself."""

    try_later = True


class NotReachable(RoadFault):
    """No connection: no network, the server is off, or its address is wrong."""


class Cut(RoadFault):
    """The connection broke while bytes were on their way."""


class Stalled(Cut):
    """The connection stands, and nothing moves on it."""


class OutOfTime(RoadFault):
    """The time that the caller allowed is over; nothing was wrong with the road."""


class ServerBusy(RoadFault):
    """The server asks to come again in `wait_s` seconds."""

    def __init__(self, sentence: str, wait_s: int) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s


class Cancelled(RoadFault):
    """The person, or the program's end, stopped it."""


class NotOurs(RoadFault):
    """Something else answered in the server's place: a page to sign in at a hotspot, a proxy, another program."""


class Untrusted(RoadFault):
    """The server's certificate does not hold: another machine answers, or the laptop's clock is wrong."""


class Stranger(RoadFault):
    """The server does not know this laptop (any more)."""

    try_later = False


class Refused(RoadFault):
    """The server does not understand this program: one of the two is too old."""

    try_later = False


class PlainRoad(RoadFault):
    """The address is plain http to another machine, and nobody allowed that."""

    try_later = False


class BadServer(RoadFault):
    """The text is no address of a server."""

    try_later = False
