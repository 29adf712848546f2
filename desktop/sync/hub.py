"""The hub: a laptop that keeps a board and a mailbox for those beside it, days without the centre. It judges nothing.

What is sealed to the centre it carries blindly, as a stick does; what is shown openly it takes only proven, and shows
on only to who may read it. Bytes in, bytes out, on the database thread; the socket is in hub_server.py.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from contract.exchange.links import (
    GUEST,
    HUB,
    SALT_BYTES,
    SESSION_BYTES,
    Ask,
    Sealed,
    Told,
    open_ask,
    read,
    seal_told,
)
from contract.exchange.malformed import Malformed
from contract.exchange.parcels import MOST_ANSWER, MOST_PARCEL, parcel_id, read_parcel
from contract.faults import WorldFault
from desktop.storage import cards, cargo, links
from desktop.storage.links import Link
from desktop.storage.replica import Replica
from desktop.storage.status import office_stands
from desktop.sync.board import Accepted, Board, Given
from desktop.sync.courier import Courier

SEEN_EVERY_S = 60
"""How often it is written down that a guest was here: not each quiet question is to cost a write."""


class NotPaired(WorldFault):
    """The question is under a link that this hub does not know, or was not sealed under its key."""


class Stale(WorldFault):
    """A question of this number or a later one was answered before: recorded by somebody, or a clock was set back."""

    def __init__(self, number: int) -> None:
        super().__init__("stale question")
        self.number = number


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, and whether the question brought anything new: then the centre should hear of it soon."""

    body: bytes
    news: bool


class Hub:
    """Answers guests for one replica. A hub's life has a name: whoever knew an earlier one begins anew with it."""

    def __init__(self, replica: Replica, name: str, random: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._replica = replica
        self._name = name[:200]
        self._random = random
        self._session = random(SESSION_BYTES)
        self._board = Board(replica)
        self._courier = Courier(replica, random)
        self._numbers: dict[bytes, int] = {}
        self._cards: list[bytes] = []

    def answer(self, body: bytes, now: int) -> Heard:
        """The answer to a sealed question. Raises Malformed, NotPaired and Stale."""
        sealed = read(Sealed, body)
        found = links.link_named(self._replica, sealed.link)
        if found is None or found.role != HUB:
            raise NotPaired("link that is not here")
        try:
            ask = open_ask(found.key, sealed)
        except Malformed:
            raise NotPaired("question sealed under another key") from None
        last = max(found.number, self._numbers.get(found.id, 0))
        if sealed.number <= last:
            raise Stale(last)
        self._numbers[found.id] = sealed.number
        told, news = self._told(found, ask, now, sealed.number)
        return Heard(seal_told(found.key, found.id, sealed.number, told, self._random(SALT_BYTES)), news)

    def _told(self, link: Link, ask: Ask, now: int, number: int) -> tuple[Told, bool]:
        self._begin_anew_with_another_card()
        devices = self._board.meet(ask.shown, link.key, GUEST) if ask.shown else link.devices
        self._board.keep_cards(ask.cards)
        accepted = self._board.take(ask.left, link.id, now)
        parcels, full = self._take_parcels(ask, devices, now)
        changed = bool(ask.left or ask.parcels or devices != link.devices)
        if changed or link.last_at is None or not link.last_at <= now < link.last_at + SEEN_EVERY_S:
            links.note(self._replica, link.id, devices=devices, last_at=now, number=number)
        self._board.post_own(now)
        # Who shows another card may read more than before, also of what it has been past.
        place = ask.taken if ask.session == self._session and not ask.shown else 0
        given = self._board.give(self._board.peer(devices, now), place, link.id, now)
        told = self._worded(link, ask, given, (accepted, full), now)
        return told, bool(accepted.news or parcels)

    def _begin_anew_with_another_card(self) -> None:
        """What could not be shown without a card of this laptop's own lies behind places that guests are past."""
        here = cards.devices_here(self._replica)
        mine = [cards.card_of(self._replica, *name) or b"" for name in here]
        if self._cards != mine:
            self._session = self._random(SESSION_BYTES)
            self._cards = mine

    def _worded(self, link: Link, ask: Ask, given: Given, took: tuple[Accepted, int], now: int) -> Told:
        known = ask.session == self._session
        answers, mail, more = self._mail(ask, ask.mail if known else 0)
        return Told(
            session=self._session,
            name=self._name,
            taken=given.place,
            mail=mail,
            more=given.more or more,
            shown=[] if known else self._board.show_cards(link.key, HUB, now),
            cards=given.cards,
            left=given.left,
            answers=answers,
            stands=office_stands(self._replica),
            refused=took[0].refused,
            full=took[1] + took[0].full,
        )

    def _take_parcels(self, ask: Ask, devices: tuple[tuple[int, int], ...], now: int) -> tuple[int, int]:
        """(parcels new here, parcels that found no room)."""
        new = full = 0
        for content in ask.parcels:
            if len(content) > MOST_PARCEL:
                raise Malformed("parcel longer than it may be")
            label = read_parcel(content).label
            with self._replica.transaction():
                if (label.office, label.device) in devices and not cargo.knows(self._replica, parcel_id(content)):
                    cargo.supersede(self._replica, content)
                taken = self._courier.take_parcel(content, now)
            new += taken.taken
            full += taken.refused
        return new, full

    def _mail(self, ask: Ask, after: int) -> tuple[list[bytes], int, bool]:
        """(answers, place behind them, whether there are more). They are sealed: whoever else got one has nothing."""
        chosen: list[bytes] = []
        size = 0
        for place, content in cargo.mail(self._replica, ask.devices, after):
            size += len(content)
            if chosen and size > MOST_ANSWER:
                return chosen, after, True
            chosen.append(content)
            after = place
        return chosen, after, False
