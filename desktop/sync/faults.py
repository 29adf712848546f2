"""What can go wrong on the road to a centre, in words for a person. Nothing that was saved is ever touched by it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from contract.faults import WorldFault


class Cause(StrEnum):
    """What was wrong with the road. The names are told in JSON and never change meaning."""

    NO_LINK = "no_link"
    NAME = "name"
    """The server's name is not found."""
    PORTAL = "portal"
    """A hotspot wants people to sign in first."""
    PROXY = "proxy"
    PROXY_PASSWORD = "proxy_password"
    PROXY_REFUSED = "proxy_refused"
    CLOCK = "clock"
    """The certificate does not hold on the day that this laptop shows."""
    CERTIFICATE = "certificate"
    CERTIFICATE_OVER = "certificate_over"
    """The server's certificate has run out, and this laptop's day is right."""
    CLOSED = "closed"
    """The machine is there, and no server on it."""
    SILENT = "silent"
    """Nothing answers at the address."""
    BUSY = "busy"
    SERVER = "server"
    """The server has a fault of its own."""
    SLOW = "slow"
    CUT = "cut"
    NOT_LONTAR = "not_lontar"
    """Another program answers at the address."""


class RoadFault(WorldFault):
    """The exchange ended early; what arrived before stands.

    try_later: whether it may go well by itself. cause: what was wrong with the road, None where it is no matter of it.
    """

    try_later = True
    cause: Cause | None = None

    def because(self, cause: Cause, sentence: str = "") -> Self:
        """The same fault with its cause known, and told in another sentence if there is one."""
        self.cause = cause
        if sentence:
            self.args = (sentence,)
        return self


class NotReachable(RoadFault):
    """No connection: no network, the server is off, or its address is wrong."""

    cause = Cause.SILENT


class Cut(RoadFault):
    """The connection broke while bytes were on their way."""

    cause = Cause.CUT


class Stalled(Cut):
    """The connection stands, and nothing moves on it."""

    cause = Cause.SLOW


class OutOfTime(RoadFault):
    """The time that the caller allowed is over; nothing was wrong with the road."""


class ServerBusy(RoadFault):
    """The server asks to come again in `wait_s` seconds. position: the place in its queue, 0 where it keeps none."""

    cause = Cause.BUSY

    def __init__(self, sentence: str, wait_s: int, position: int = 0) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s
        self.position = position


class Cancelled(RoadFault):
    """The person, or the program's end, stopped it."""


class NotOurs(RoadFault):
    """Something else answered in the server's place: a page to sign in at a hotspot, a proxy, another program."""

    cause = Cause.NOT_LONTAR


class Untrusted(RoadFault):
    """The server's certificate does not hold: another machine answers, or the laptop's clock is wrong."""

    cause = Cause.CERTIFICATE


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


class MistypedPairingCode(WorldFault):
    """The text can't be a pairing code."""


class WrongPairingCode(WorldFault):
    """The code is not the one that the hub shows."""


class Closed(WorldFault):
    """Nobody may try for `wait_s` seconds."""

    def __init__(self, wait_s: int) -> None:
        super().__init__("Pos sedang tidak menerima kode. Tunggu sebentar, lalu pakai kode baru di layar pos.")
        self.wait_s = wait_s


class Gone(RoadFault):
    """The file is not there any more; what it holds comes another way."""
