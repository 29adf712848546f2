"""The guest: a laptop's side of a link to a hub beside it. What to ask, and what the answer means.

No socket, no thread, no clock: the simulator runs it as it is. Every question may be asked again, and every answer be
lost: places are moved only by an answer that arrived, and all that either brings is known by name.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contract.exchange.links import GUEST, HUB, SALT_BYTES, Ask, Shown, Told, open_told, seal_ask
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from desktop.storage import cards, history, links, parcels, trail
from desktop.storage.edit import Moment
from desktop.storage.links import Link
from desktop.storage.replica import Replica
from desktop.sync.board import Board, Given
from desktop.sync.courier import Courier, Taken

_log = logging.getLogger(__name__)
BEHIND_EVERY_S = 60
"""How often a laptop asks by the hub for what others did, when it has nothing of its own to send."""


class Unpaired(WorldFault):
    """The link was ended on this side."""


@dataclass(slots=True)
class Brought:
    """What a visit did. left: own ops that lie at the hub now; news: ops of others seen; sent, received: by answers.

    refused: segments that one of the two left out; full: what found no room at the hub.
    """

    left: int = 0
    news: int = 0
    refused: int = 0
    full: int = 0
    sent: int = 0
    received: int = 0
    answers: int = 0
    questions: int = 0

    @property
    def moved(self) -> bool:
        """Whether anything here looks different now."""
        return bool(self.left or self.news or self.answers)


@dataclass(slots=True)
class _Asked:
    number: int
    given: Given
    shown: bytes
    parcel: bytes | None


class Guest:
    """One visit to one hub: questions and answers in turn, on the database thread, as long as there is `more`.

    asked_at: by office when this laptop last asked for news by this hub (seconds), kept from visit to visit.
    """

    def __init__(
        self,
        replica: Replica,
        link: bytes,
        laptop: str,
        asked_at: dict[int, int] | None = None,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._replica = replica
        self._id = link
        self._laptop = laptop
        self._random = random
        self._board = Board(replica)
        self._courier = Courier(replica, random)
        self._letters: list[bytes] | None = None
        self._stands: dict[int, tuple[int, int]] = {}
        self._asked_at = asked_at if asked_at is not None else {}
        self._number = 0
        self._asked: _Asked | None = None
        self._anew = self._by_hub = self.more = False
        self.brought = Brought()

    def ask(self, moment: Moment, *, by_hub: bool) -> bytes:
        """The next question. by_hub: own work goes by the hub too, for the centre can't be reached. Raises Unpaired."""
        link = self._link()
        now = moment.told
        self._by_hub = by_hub
        self._board.post_own(now)
        shown = self._board.show_cards(link.key, GUEST, now)
        told = _digest(shown)
        # With another card more may be proven of what lies on the board here.
        place = link.given if told == link.shown else 0
        given = self._board.give(self._board.peer(link.devices, now), place, link.id, now)
        parcel = self._letters.pop(0) if self._letters else None
        self._number = max(self._number, link.number, now * 1000) + 1
        self._asked = _Asked(self._number, given, told, parcel)
        self.brought.questions += 1
        ask = Ask(
            now=now,
            session=link.session,
            taken=link.taken,
            mail=link.mail,
            shown=shown if told != link.shown else [],
            cards=given.cards,
            left=given.left,
            parcels=[parcel] if parcel is not None else [],
            devices=cards.devices_here(self._replica),
        )
        return seal_ask(link.key, link.id, self._number, ask, self._random(SALT_BYTES))

    def number_told(self, number: int) -> None:
        """The hub has heard a question of this number: the next one is behind it."""
        self._number = max(self._number, min(number, 2**62))

    def answered(self, content: bytes, moment: Moment) -> Iterator[None]:
        """Takes the answer to the last question, step by step; `more` is set behind the last one. Raises Malformed."""
        link, asked, now = self._link(), self._asked, moment.told
        self.more, self._asked = False, None
        if asked is None:
            raise Malformed("answer without a question")
        told = open_told(link.key, link.id, asked.number, content)
        self._anew |= told.session != link.session
        self._stands = {realm: (seq, met) for realm, seq, met in told.stands}
        devices = self._board.meet(told.shown, link.key, HUB) if told.shown else link.devices
        self._board.keep_cards(told.cards)
        accepted = self._board.take(told.left, link.id, now)
        self.brought.news += accepted.news
        self.brought.refused += accepted.refused + told.refused
        self.brought.full += told.full + accepted.full
        yield
        for answer in told.answers:
            yield from self._take_answer(answer, now)
        self._note(link, asked, told, devices, taken_all=not accepted.full, now=now)
        if told.full or accepted.full:
            return
        if self._by_hub and self._letters is None:
            self._letters = self._write(moment)
        fresh = told.session != link.session or bool(told.shown)
        self.more = fresh or told.more or asked.given.more or bool(self._letters)

    def _link(self) -> Link:
        found = links.link_named(self._replica, self._id)
        if found is None:
            raise Unpaired("Hubungan ke pos ini sudah dilepas.")
        return found

    def _note(
        self,
        link: Link,
        asked: _Asked,
        told: Told,
        devices: tuple[tuple[int, int], ...],
        *,
        taken_all: bool,
        now: int,
    ) -> None:
        """Moves the places. In a new life of the hub nothing is known to be there: what was left is left again."""
        if asked.parcel is not None and not told.full:
            with self._replica.transaction():
                self._courier.left(asked.parcel)
            self.brought.left += 1
        renewed = told.session != link.session
        given = link.given if told.full else asked.given.place
        changed: dict[str, int | bytes | str | tuple[tuple[int, int], ...]] = {
            "session": told.session,
            "taken": told.taken if taken_all else link.taken,
            "mail": told.mail,
            "given": 0 if renewed or told.shown else given,
            "shown": b"" if renewed else asked.shown,
            "devices": devices,
            "name": told.name,
        }
        here = {name: getattr(link, name) for name in changed}
        if changed != here or link.last_at is None or not link.last_at <= now < link.last_at + BEHIND_EVERY_S:
            links.note(self._replica, link.id, **changed, last_at=now, number=asked.number)

    def _take_answer(self, content: bytes, now: int) -> Iterator[None]:
        """An answer of the centre; one that is of no use stands in the way of nothing behind it."""
        taken = Taken()
        try:
            yield from self._courier.answer_steps(content, taken, now, trail.HUB)
        except Malformed as fault:
            _log.warning("an answer at the hub was left: %s", fault)
        self.brought.answers += taken.answers
        self.brought.sent += taken.sent
        self.brought.received += taken.received
        if taken.more:
            self._asked_at.clear()

    def _write(self, moment: Moment) -> list[bytes]:
        """Parcels for the offices whose work waits here, or that the hub knows more of than this laptop."""
        realms = [realm for realm, _ in cards.devices_here(self._replica) if self._should_write(realm, moment.told)]
        for realm in realms:
            self._asked_at[realm] = moment.told
        return self._courier.letters(moment, self._laptop, realms)

    def _should_write(self, realm: int, now: int) -> bool:
        if parcels.is_left_out(self._replica, realm) or (self._anew and history.has_live(self._replica, realm)):
            return True
        seq, _ = self._stands.get(realm, (0, 0))
        since = now - self._asked_at.get(realm, 0)
        return seq > history.cursor(self._replica, realm) and not 0 <= since < BEHIND_EVERY_S


def _digest(shown: list[Shown]) -> bytes:
    return hashlib.blake2b(b"".join(each.proof for each in shown), digest_size=8).digest() if shown else b""
