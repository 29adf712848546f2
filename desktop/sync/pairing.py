"""Pairing: six digits read off the hub's screen become a key that only the two laptops have.

The digits go into a password-authenticated key exchange (SPAKE2): whoever recorded it can try no digits on it
afterwards, and whoever takes part has one guess a try. A code lives for ten minutes, one pairing or five wrong tries;
after those nobody may try for a while that doubles.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from spake2 import SPAKE2_A, SPAKE2_B, SPAKEError

from contract.exchange.links import (
    CODE_DIGITS,
    GUEST,
    HUB,
    ID_BYTES,
    SALT_BYTES,
    TICKET_BYTES,
    Door,
    Entry,
    Guest,
    Host,
    Knock,
    link_key,
    open_pairing,
    read,
    seal_pairing,
    write,
)
from contract.exchange.malformed import Malformed
from desktop.storage import links
from desktop.storage.links import Code, Link
from desktop.storage.replica import Replica
from desktop.sync.faults import Closed, MistypedPairingCode, WrongPairingCode

CODE_S = 600
MOST_TRIES = 5
CLOSED_S, LONGEST_CLOSED_S = 60, 3600
TICKET_S = 30
MOST_TICKETS = 8
"""Pairings under way at once: each costs the hub a little computing and a little memory."""
_ENDS = (b"lontar guest 1", b"lontar hub 1")


@dataclass(frozen=True, slots=True)
class _Ticket:
    agreed: bytes
    digits: str
    until: int


class Doorkeeper:
    """The hub's side. Runs on the database thread; times in seconds."""

    def __init__(self, replica: Replica, draw: Callable[[int], int] = secrets.randbelow) -> None:
        self._replica = replica
        self._draw = draw
        self._tickets: dict[bytes, _Ticket] = {}

    def code(self, now: int, *, fresh: bool = False) -> Code:
        """The code to show; fresh: a new one, because a person asks, who also opens what was closed."""
        found = links.code(self._replica)
        if fresh or found is None or not found.made_at <= now < found.made_at + CODE_S:
            kept = found if found is not None and not fresh else None
            found = self._renewed(now, kept.closed_until if kept else 0, kept.closings if kept else 0)
        return found

    def _renewed(self, now: int, closed_until: int, closings: int) -> Code:
        digits = f"{self._draw(10**CODE_DIGITS):0{CODE_DIGITS}}"
        new = Code(digits=digits, made_at=now, closed_until=closed_until, closings=closings)
        links.keep_code(self._replica, new)
        return new

    def knock(self, body: bytes, now: int) -> bytes:
        """The hub's half of the exchange. Raises Malformed, and Closed."""
        knock = read(Knock, body)
        code = self.code(now)
        if now < code.closed_until <= now + LONGEST_CLOSED_S:
            raise Closed(code.closed_until - now)
        self._tickets = {name: each for name, each in self._tickets.items() if now <= each.until <= now + TICKET_S}
        if len(self._tickets) >= MOST_TICKETS:
            raise Closed(TICKET_S)
        side = SPAKE2_B(code.digits.encode(), *_ENDS)
        half = side.start()
        agreed = _agreed(side, knock.half)
        ticket = secrets.token_bytes(TICKET_BYTES)
        self._tickets[ticket] = _Ticket(agreed, code.digits, now + TICKET_S)
        return write(Door(ticket, half))

    def enter(self, body: bytes, now: int, name: str) -> bytes:
        """Takes in whoever proves to know the code. Raises Malformed, and WrongPairingCode: that was one try."""
        entry = read(Entry, body)
        ticket = self._tickets.pop(entry.ticket, None)
        code = self.code(now)
        if ticket is None or ticket.digits != code.digits or now > ticket.until:
            raise WrongPairingCode("Kode pos sudah berganti. Lihat kode baru di layar pos.")
        try:
            guest = open_pairing(ticket.agreed, GUEST, entry, Guest)
        except Malformed:
            self._note_wrong(code, now)
            raise WrongPairingCode("Kode pos belum benar. Periksa enam angka di layar pos.") from None
        new = Link(
            id=secrets.token_bytes(ID_BYTES),
            role=HUB,
            name=guest.name,
            address="",
            key=link_key(ticket.agreed),
            paired_at=now,
        )
        links.add(self._replica, new)
        self._renewed(now, 0, 0)
        host = Host(new.id, name)
        return seal_pairing(ticket.agreed, HUB, entry.ticket, host, secrets.token_bytes(SALT_BYTES))

    def _note_wrong(self, code: Code, now: int) -> None:
        tries = code.tries + 1
        if tries < MOST_TRIES:
            links.keep_code(self._replica, replace(code, tries=tries))
            return
        closed_s = min(LONGEST_CLOSED_S, CLOSED_S * 2 ** min(code.closings, 10))
        self._renewed(now, now + closed_s, code.closings + 1)


class Applicant:
    """The laptop's side of one pairing: two words to the hub. Raises MistypedPairingCode."""

    def __init__(self, code: str, name: str) -> None:
        digits = "".join(code.split()).replace("-", "")
        if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise MistypedPairingCode(f"Kode pos terdiri atas {CODE_DIGITS} angka. Periksa lagi di layar pos.")
        self._name = name
        self._side = SPAKE2_A(digits.encode(), *_ENDS)
        self._agreed = b""
        self._ticket = b""

    def knock(self) -> bytes:
        """The first word."""
        return write(Knock(self._side.start()))

    def enter(self, answer: bytes) -> bytes:
        """The second word, by the hub's answer to the first. Raises Malformed."""
        door = read(Door, answer)
        self._agreed, self._ticket = _agreed(self._side, door.half), door.ticket
        return seal_pairing(self._agreed, GUEST, door.ticket, Guest(self._name), secrets.token_bytes(SALT_BYTES))

    def paired(self, answer: bytes, address: str, now: int) -> Link:
        """The link that the hub's last word makes. Raises Malformed."""
        entry = read(Entry, answer)
        if entry.ticket != self._ticket:
            raise Malformed("answer to another pairing")
        host = open_pairing(self._agreed, HUB, entry, Host)
        return Link(
            id=host.link, role=GUEST, name=host.name, address=address, key=link_key(self._agreed), paired_at=now
        )


def _agreed(side: SPAKE2_A | SPAKE2_B, half: bytes) -> bytes:
    try:
        agreed: bytes = side.finish(half)
    except (SPAKEError, ValueError, AssertionError) as error:
        # The library says with any of these that the other half is no point of its group, or its own.
        raise Malformed(f"half of a key exchange that is none ({type(error).__name__})") from None
    return agreed
