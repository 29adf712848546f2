"""The board's core: what one laptop shows another openly, and what it takes of what it is shown. It judges nothing.

No socket and no clock: bytes in and out on the database thread, so that the simulator runs what is shipped. Everything
another laptop says is proven by its author's key or left out; what is left out stands in the way of nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.cards import Card, is_proven, look_at_card, prove, read_card
from contract.exchange.judge import check_patch
from contract.exchange.links import MOST_CARDS, MOST_LISTED, MOST_SEGMENTS, Left, Shown
from contract.exchange.malformed import Malformed
from contract.exchange.operations import Op, chain
from contract.exchange.scopes import Reach
from contract.exchange.seals import segment_is_genuine
from contract.exchange.segments import Segment, read_segment, segment_frame, unpack_ops
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import CATALOGUE, SCHEMA
from contract.training.rights.showing import may_be_shown
from desktop.storage import board, cards, history, outbox, registration
from desktop.storage.board import Posted
from desktop.storage.replica import Replica
from desktop.sync.machine import sign

_log = logging.getLogger(__name__)
Reaches = Mapping[int, Reach]
"""What another laptop may read, by office; an office that it has proved nothing of is not there."""


class _LeftOut(Exception):
    """A segment is not taken; the word says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is at the other end of a link, as far as proven: (office, device) and what it may read."""

    devices: tuple[tuple[int, int], ...]
    reaches: Reaches


@dataclass(slots=True)
class Given:
    """What is shown to another laptop: segments, the cards of their makers, the place behind them; more: not all."""

    place: int
    left: list[Left] = field(default_factory=list)
    cards: list[bytes] = field(default_factory=list)
    more: bool = False


@dataclass(slots=True)
class Accepted:
    """What was taken of what another laptop showed. news: ops; refused: segments left out; full: for want of room."""

    news: int = 0
    refused: int = 0
    full: int = 0


class Board:
    """Shows and takes for one replica. All of it runs on the database thread."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica

    def show_cards(self, link_key: bytes, role: int, now: int) -> list[Shown]:
        """This laptop's cards, each with the proof that it is at this end of the link."""
        found: list[Shown] = []
        today = cards.today(self.replica, now)
        for realm, device in cards.devices_here(self.replica):
            content = cards.card_of(self.replica, realm, device)
            proof = self._proof(realm, content, link_key, role) if content is not None else None
            if content is not None and proof is not None and look_at_card(content).holds_at(today):
                found.append(Shown(content, proof))
        return found[:MOST_CARDS]

    def _proof(self, realm: int, content: bytes, link_key: bytes, role: int) -> bytes | None:
        named = {key for _, _, key in look_at_card(content).hands}
        for private in cards.own_keys(self.replica, realm):
            person = Ed25519PrivateKey.from_private_bytes(private)
            if person.public_key().public_bytes_raw() in named:
                return prove(link_key, role, content, person)
        return None

    def meet(self, shown: Iterable[Shown], link_key: bytes, role: int) -> tuple[tuple[int, int], ...]:
        """The (office, device) that the other end proves to be, its cards kept. role: of the other end."""
        proven: list[tuple[int, int]] = []
        for each in shown:
            card = self._genuine(each.card)
            if card is None:
                continue
            if not is_proven(link_key, role, each.card, each.proof, [key for _, _, key in card.hands]):
                _log.warning("a card was left out: shown by another laptop than its own")
                continue
            cards.keep(self.replica, each.card)
            proven.append((card.office, card.device))
        return tuple(sorted(proven))

    def keep_cards(self, shown: Iterable[bytes]) -> None:
        """Keeps the genuine ones among cards of makers."""
        for content in shown:
            if self._genuine(content) is not None:
                cards.keep(self.replica, content)

    def _genuine(self, content: bytes) -> Card | None:
        """The card, None for one that its office has not signed, or whose office is not here: it is left out."""
        try:
            key = registration.pinned_key(self.replica, look_at_card(content).office)
            return read_card(content, key) if key is not None else None
        except Malformed as fault:
            _log.warning("a card was left out: %s", fault)
            return None

    def peer(self, devices: Sequence[tuple[int, int]], now: int) -> Peer:
        """What a laptop that proved to be these may read today: a card that has ended opens nothing."""
        reaches: dict[int, Reach] = {}
        today = cards.today(self.replica, now)
        for realm, device in devices:
            content = cards.card_of(self.replica, realm, device)
            if content is not None and look_at_card(content).holds_at(today):
                reaches[realm] = look_at_card(content).reach
        return Peer(tuple(devices), reaches)

    def post_own(self, now: int) -> None:
        """Seals what this laptop's people made and puts it on the board; takes down what needs no road any more."""
        with self.replica.transaction():
            for realm, _ in cards.devices_here(self.replica):
                outbox.seal(self.replica, realm, sign)
            board.post_own(self.replica, now)
            board.forget(self.replica, now)

    def give(self, peer: Peer, after: int, over: bytes, now: int) -> Given:
        """What the other end may read of the board behind a place, without what came over this very link."""
        given = Given(after)
        size = 0
        looked = _Looked(self.replica)
        makers = self._makers(peer.reaches, now)
        named: dict[bytes, None] = {}
        for posted in board.stock(self.replica, after):
            maker = makers.get((posted.realm, posted.segment.author))
            if posted.source == over or maker is None or not self._is_within(posted, peer, looked):
                given.place = posted.place
                continue
            size += len(posted.segment.body)
            crowded = maker not in named and len(named) == MOST_CARDS
            if given.left and (size > MOST_SEGMENTS or len(given.left) == MOST_LISTED or crowded):
                given.more = True
                break
            given.left.append(Left(posted.realm, posted.before, segment_frame(posted.segment)))
            named[maker] = None
            given.place = posted.place
        given.cards = list(named)
        return given

    def _makers(self, realms: Iterable[int], now: int) -> _Makers:
        return _Makers(self.replica, realms, cards.today(self.replica, now))

    def _is_within(self, posted: Posted, peer: Peer, looked: _Looked) -> bool:
        reach = peer.reaches.get(posted.realm)
        if reach is None:
            return False
        if reach.everything:
            return True
        ops = unpack_ops(posted.segment.body)
        return all(may_be_shown(reach, op, looked.row, looked.classes) for op in ops)

    def take(self, left: Iterable[Left], over: bytes, now: int) -> Accepted:
        """Takes proven segments along, each in a transaction of its own; what is not proven is left out."""
        accepted = Accepted()
        makers: dict[int, _Makers] = {}
        for each in left:
            try:
                with self.replica.transaction():
                    of_realm = makers.setdefault(each.realm, self._makers([each.realm], now))
                    accepted.news += self._take_one(each, of_realm, over, now)
            except (_LeftOut, Malformed) as fault:
                accepted.refused += 1
                accepted.full += str(fault) == "full"
                _log.warning("a segment of another laptop was left out: %s", fault)
        return accepted

    def _take_one(self, left: Left, makers: _Makers, over: bytes, now: int) -> int:
        """How many ops are new here. Raises _LeftOut and Malformed."""
        found = read_segment(left.segment)
        if not history.has_joined(self.replica, left.realm):
            raise _LeftOut("of an office that is not here")
        key = makers.key_of(left.realm, found.author)
        if key is None:
            raise _LeftOut(f"author {found.author} without a card")
        if not segment_is_genuine(key, left.before, found.body, found.signature):
            raise _LeftOut(f"seal of author {found.author}")
        ops = unpack_ops(found.body)
        after = self._proven_chain(found, ops, left.before)
        if not board.has_room(self.replica, over, len(found.body)):
            raise _LeftOut("full")
        before = outbox.count_known(self.replica, found)
        for here in outbox.carry(self.replica, left.realm, [found]):
            board.post(self.replica, left.realm, here, (left.before, after), over, now)
        return outbox.count_known(self.replica, found) - before

    def _proven_chain(self, found: Segment, ops: Sequence[Op], before: bytes) -> bytes:
        """The author's chain behind the segment. Raises _LeftOut for edits that nobody could lay over a row."""
        link = before
        for op in ops:
            link = chain(link, op)
            unfit = _unfit(op)
            if unfit is not None:
                raise _LeftOut(f"edit {found.author}-{op.n}: {unfit}")
        told_before, told_behind = board.chains_around(self.replica, found)
        if told_before not in (None, before) or told_behind not in (None, link):
            raise _LeftOut(f"author {found.author} of another life")
        return link


def _unfit(op: Op) -> str | None:
    """Why the edit could be laid over no row, or None; of what a newer program set only the known fields are told."""
    if not CATALOGUE.knows(op.key.table):
        return None
    record = CATALOGUE.record(op.key.table)
    if op.schema > SCHEMA:
        known = {number: value for number, value in op.patch.items() if number in record.by_number}
        op = msgspec.structs.replace(op, patch=known)
    return check_patch(record, op, {})


class _Makers:
    """Whose hand wrote what: the cards of some offices, as long as they hold."""

    def __init__(self, replica: Replica, realms: Iterable[int], now: int) -> None:
        self._hands: list[tuple[int, int, int, bytes, bytes]] = []
        for realm in realms:
            for content in cards.cards_of(replica, realm):
                card = look_at_card(content)
                if card.holds_at(now):
                    self._hands += [(realm, first, first + count, key, content) for first, count, key in card.hands]

    def get(self, name: tuple[int, int]) -> bytes | None:
        """The card of the maker named (office, author)."""
        return next(
            (card for realm, first, end, _, card in self._hands if realm == name[0] and first <= name[1] < end), None
        )

    def key_of(self, realm: int, author: int) -> bytes | None:
        """The public key of an author of an office."""
        return next((key for of, first, end, key, _ in self._hands if of == realm and first <= author < end), None)


class _Looked:
    """Rows that tell to which class edits belong, each looked up once."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._rows: dict[RowKey, Row | None] = {}
        self._classes: dict[int, Sequence[int]] = {}

    def row(self, key: RowKey) -> Row | None:
        """A row as the centre has it, or as its maker made it."""
        if key not in self._rows:
            self._rows[key] = board.known_row(self._replica, key)
        return self._rows[key]

    def classes(self, person: int) -> Sequence[int]:
        """Where the centre has a person."""
        if person not in self._classes:
            self._classes[person] = board.classes_of(self._replica, person)
        return self._classes[person]
