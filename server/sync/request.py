"""A laptop's request as it comes: its greeting, proven, and what it brings and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from contract.exchange.begun import First, Shown, Torn
from contract.exchange.frames import FrameType, read_frames
from contract.exchange.malformed import Malformed
from contract.exchange.messages import (
    WANT_LIMIT,
    AskCard,
    Check,
    Hello,
    Roll,
    Sign,
    Want,
    greeting_seal,
    read_hello,
    read_message,
)
from contract.exchange.seals import mac_is_genuine
from contract.exchange.segments import Segment, read_segment
from contract.exchange.shapes import RowKey
from contract.exchange.witness import Witness
from contract.faults import WorldFault
from server.store import members
from server.store.centre import Centre


class Stranger(WorldFault):
    """The greeting is not from a device of this server."""


@dataclass(slots=True)
class Request:
    """One request as read: the greeting, and per office the segments and the rows asked for by name.

    parcel: the pieces of a parcel that this laptop brings for another. receipts: by office the commit after which.
    checks: by office the digest of what it holds. rolls: offices whose laptops are to be named. cards: offices whose
    card it wants. kept: the beginning of a frame of its last request, which was cut. torn: what it holds of an answer.
    shown: it asks what came of its last request, by author and last op. first: the offices of which it would take the
    first copy as a file. witnesses: by office what it remembers of a history that the centre has lost.
    """

    hello: Hello
    segments: list[Segment] = field(default_factory=list)
    wants: dict[int, list[RowKey]] = field(default_factory=lambda: defaultdict(list))
    parcel: list[bytes] = field(default_factory=list)
    receipts: dict[int, int] = field(default_factory=dict)
    checks: dict[int, Check] = field(default_factory=dict)
    rolls: set[int] = field(default_factory=set)
    cards: set[int] = field(default_factory=set)
    brief: bool = False
    """Bytes are few where it is: one short page of news for each office at most, and the rest another time."""
    kept: bytes = b""
    torn: Torn | None = None
    shown: dict[int, int] | None = None
    first: First | None = None
    witnesses: dict[int, Witness] = field(default_factory=dict)

    def add(self, kind: int, payload: bytes) -> None:
        """Takes one more frame. Raises Malformed."""
        if kind == FrameType.SEGMENT:
            self.segments.append(read_segment(payload))
        elif kind == FrameType.BRIEF:
            self.brief = True
        elif kind == FrameType.PARCEL:
            self.parcel.append(payload)
        elif kind == FrameType.REST:
            self._add_rest(payload)
        elif kind in (FrameType.TORN, FrameType.SHOWN, FrameType.FIRST):
            self._add_of_cut(read_message(kind, payload))
        elif kind in (FrameType.SIGN, FrameType.CHECK, FrameType.ROLL, FrameType.CARD_ASKED, FrameType.WITNESS):
            self._add_question(read_message(kind, payload))
        elif kind == FrameType.WANT:
            want = read_message(kind, payload)
            # No office that was not greeted is answered: what is asked of it would only fill memory.
            if isinstance(want, Want) and any(greeting.realm == want.realm for greeting in self.hello.realms):
                wanted = self.wants[want.realm]
                wanted += [RowKey(*key) for key in want.rows[: WANT_LIMIT - len(wanted)]]

    def _add_rest(self, payload: bytes) -> None:
        """What was missing of a segment. Where its beginning is not here any more, it will be sent whole."""
        whole, self.kept = self.kept + payload, b""
        with suppress(Malformed):
            for kind, inside in list(read_frames(whole)) if len(whole) > len(payload) else ():
                if kind == FrameType.SEGMENT:
                    self.add(kind, inside)

    def _add_of_cut(self, told: object) -> None:
        if isinstance(told, Torn):
            self.torn = told
        if isinstance(told, Shown):
            self.shown = dict(told.authors)
        if isinstance(told, First):
            self.first = told

    def _add_question(self, asked: object) -> None:
        """Of offices that were greeted, as of WANT."""
        greeted = {greeting.realm for greeting in self.hello.realms}
        if isinstance(asked, Sign) and asked.realm in greeted:
            self.receipts[asked.realm] = asked.since
        if isinstance(asked, Check) and asked.realm in greeted:
            self.checks[asked.realm] = asked
        if isinstance(asked, Roll) and asked.realm in greeted:
            self.rolls.add(asked.realm)
        if isinstance(asked, Witness) and asked.realm in greeted:
            self.witnesses[asked.realm] = asked
        if isinstance(asked, AskCard) and asked.realm in greeted:
            self.cards.add(asked.realm)


def read_greeting(centre: Centre, kind: int, payload: bytes) -> Request:
    """The request that this first frame begins. Raises Malformed, and Stranger when its seal does not hold."""
    if kind != FrameType.HELLO:
        raise Malformed("a request begins with HELLO")
    # The seal first: what a stranger's greeting holds is not worth the memory.
    device, content, claimed = greeting_seal(payload)
    with centre.snapshot() as connection:
        secret = members.device_secret(connection, device)
    if secret is None or not mac_is_genuine(secret, content, claimed):
        raise Stranger("Laptop ini tidak dikenal server. Minta kode baru kepada pengelola, lalu bergabung lagi.")
    return Request(read_hello(payload)[0])


def read_request(centre: Centre, frames: Iterator[tuple[int, bytes]]) -> Request:
    """The request in these frames. Raises Malformed, and Stranger when the greeting's seal does not hold."""
    request = read_greeting(centre, *next(frames, (0, b"")))
    for kind, payload in frames:
        request.add(kind, payload)
    return request
