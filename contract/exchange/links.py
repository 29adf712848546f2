"""Links: what a laptop and the hub beside it say to each other, each body sealed under a key that only these two have.

One question and its answer. Everything in them is known by name (a dot, a digest), so that a body that comes twice, or
late, changes nothing; the number of a question never goes back, so that one that was recorded is not even answered.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from contract.exchange.cards import MOST_CARD
from contract.exchange.malformed import Malformed
from contract.exchange.operations import CHAIN_BYTES
from contract.exchange.parcels import MOST_ANSWER, MOST_PARCEL
from contract.exchange.segments import MAX_SEGMENT, SIGNATURE_BYTES
from contract.exchange.values import Clock, Number, Whole

ID_BYTES, KEY_BYTES, SALT_BYTES, SESSION_BYTES = 8, 32, 16, 8
GUEST, HUB = 1, 2
"""The two ends of a link."""
MOST_SEGMENTS = 2**18
"""Bytes of open segments in one question or answer; one may be alone beyond it."""
MOST_ASK = MOST_PARCEL + 2 * MOST_SEGMENTS + 2**19
MOST_TOLD = MOST_ANSWER + 2 * MOST_SEGMENTS + 2**19
MOST_LISTED = 2048
MOST_CARDS = 64
CODE_DIGITS = 6
PAKE_BYTES = 33
TICKET_BYTES = 8
_ASK, _TOLD, _PAIR = b"lontar to hub 1", b"lontar of hub 1", b"lontar pairing 1"
_NONCE = bytes(12)
"""Every key here seals one message only."""

Id = Annotated[bytes, msgspec.Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
Session = Annotated[bytes, msgspec.Meta(max_length=SESSION_BYTES)]
Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
CardText = Annotated[bytes, msgspec.Meta(max_length=MOST_CARD)]
Pake = Annotated[bytes, msgspec.Meta(min_length=PAKE_BYTES, max_length=PAKE_BYTES)]
Ticket = Annotated[bytes, msgspec.Meta(min_length=TICKET_BYTES, max_length=TICKET_BYTES)]
T = TypeVar("T", bound=msgspec.Struct)


class Left(msgspec.Struct, frozen=True, array_like=True):
    """A signed segment in clear: its office, the chain before it, and the payload of its SEGMENT frame."""

    realm: Number
    before: Annotated[bytes, msgspec.Meta(min_length=CHAIN_BYTES, max_length=CHAIN_BYTES)]
    segment: Annotated[bytes, msgspec.Meta(max_length=SIGNATURE_BYTES + MAX_SEGMENT)]


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """A card of whoever speaks, and the proof that it is theirs."""

    card: CardText
    proof: Annotated[bytes, msgspec.Meta(max_length=SIGNATURE_BYTES)]


class Ask(msgspec.Struct, frozen=True, array_like=True):
    """What a laptop says to its hub. A quiet one is little more than its head.

    session: which life of the hub told the places `taken` (on its board) and `mail` (among its answers). cards: of the
    makers of what is left. devices: (office, number) of this laptop, for which answers are wanted.
    """

    now: Clock
    session: Session = b""
    taken: Whole = 0
    mail: Whole = 0
    shown: Annotated[list[Shown], msgspec.Meta(max_length=MOST_CARDS)] = []
    cards: Annotated[list[CardText], msgspec.Meta(max_length=MOST_CARDS)] = []
    left: Annotated[list[Left], msgspec.Meta(max_length=MOST_LISTED)] = []
    parcels: Annotated[list[bytes], msgspec.Meta(max_length=16)] = []
    devices: Annotated[list[tuple[Number, Number]], msgspec.Meta(max_length=64)] = []


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What the hub answers. more: the same question again brings more.

    refused: how many of the segments left were left out; full: parcels that found no room. stands: (office, newest
    commit known here, when the centre was met last, 0 for never). waiting: what lies here for the centre.
    """

    session: Session
    name: Name
    taken: Whole = 0
    mail: Whole = 0
    more: bool = False
    shown: Annotated[list[Shown], msgspec.Meta(max_length=MOST_CARDS)] = []
    cards: Annotated[list[CardText], msgspec.Meta(max_length=MOST_CARDS)] = []
    left: Annotated[list[Left], msgspec.Meta(max_length=MOST_LISTED)] = []
    answers: Annotated[list[bytes], msgspec.Meta(max_length=MOST_LISTED)] = []
    stands: Annotated[list[tuple[Number, Whole, Clock]], msgspec.Meta(max_length=64)] = []
    refused: Number = 0
    full: Number = 0


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """A sealed body. link: whose key opens it; number: of the question, the same in its answer."""

    link: Id
    number: Whole
    salt: Salt
    box: bytes


class Knock(msgspec.Struct, frozen=True, array_like=True):
    """The first word of a pairing: the laptop's half of the key exchange."""

    half: Pake


class Door(msgspec.Struct, frozen=True, array_like=True):
    """The hub's half, and under which ticket to go on."""

    ticket: Ticket
    half: Pake


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """The second word: who comes, sealed under what both halves and the code gave. Only the right code makes it."""

    ticket: Ticket
    salt: Salt
    box: bytes


class Guest(msgspec.Struct, frozen=True, array_like=True):
    """Who comes: the laptop's name."""

    name: Name


class Host(msgspec.Struct, frozen=True, array_like=True):
    """Who is here: the hub's name, and the name of the link."""

    link: Id
    name: Name


_encode = msgspec.msgpack.Encoder().encode
_decoders: dict[type[msgspec.Struct], msgspec.msgpack.Decoder[Any]] = {
    kind: msgspec.msgpack.Decoder(kind) for kind in (Ask, Told, Sealed, Knock, Door, Entry, Guest, Host)
}


def write(message: msgspec.Struct) -> bytes:
    """The bytes of any of these."""
    return _encode(message)


def read(kind: type[T], content: bytes) -> T:
    """What these bytes say. Raises Malformed."""
    try:
        found: T = _decoders[kind].decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"{kind.__name__}: {error}") from None
    return found


def link_key(agreed: bytes) -> bytes:
    """The key of a link, of what a pairing agreed on."""
    return hashlib.blake2b(agreed, digest_size=KEY_BYTES, person=b"lontar link").digest()


def seal_ask(key: bytes, link: bytes, number: int, ask: Ask, salt: bytes) -> bytes:
    """A question as it travels. salt: SALT_BYTES fresh random bytes."""
    return _encode(
        Sealed(link, number, salt, _box(key, _ASK, salt).encrypt(_NONCE, _encode(ask), _about(link, number)))
    )


def open_ask(key: bytes, sealed: Sealed) -> Ask:
    """The question in a sealed body. Raises Malformed when it was not sealed under this key."""
    return read(Ask, _opened(key, _ASK, sealed))


def seal_told(key: bytes, link: bytes, number: int, told: Told, salt: bytes) -> bytes:
    """An answer as it travels; `number` is its question's."""
    box = _box(key, _TOLD, salt).encrypt(_NONCE, _encode(told), _about(link, number))
    return _encode(Sealed(link, number, salt, box))


def open_told(key: bytes, link: bytes, number: int, content: bytes) -> Told:
    """The answer to the question with this number. Raises Malformed for any other bytes."""
    sealed = read(Sealed, content)
    if (sealed.link, sealed.number) != (link, number):
        raise Malformed("answer to another question")
    return read(Told, _opened(key, _TOLD, sealed))


def seal_pairing(agreed: bytes, role: int, ticket: bytes, said: msgspec.Struct, salt: bytes) -> bytes:
    """A word of a pairing, sealed under what both agreed on; role: whose word."""
    box = _box(agreed, _PAIR, salt).encrypt(_NONCE, _encode(said), bytes((role,)) + ticket)
    return _encode(Entry(ticket, salt, box))


def open_pairing(agreed: bytes, role: int, entry: Entry, kind: type[T]) -> T:
    """The word. Raises Malformed when the code was not the same on both sides."""
    try:
        content = _box(agreed, _PAIR, entry.salt).decrypt(_NONCE, entry.box, bytes((role,)) + entry.ticket)
    except InvalidTag:
        raise Malformed("pairing with another code") from None
    return read(kind, content)


def _opened(key: bytes, way: bytes, sealed: Sealed) -> bytes:
    try:
        return _box(key, way, sealed.salt).decrypt(_NONCE, sealed.box, _about(sealed.link, sealed.number))
    except InvalidTag:
        raise Malformed("body sealed under another key, or changed") from None


def _box(key: bytes, way: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hashlib.blake2b(salt, key=key, digest_size=KEY_BYTES, person=way).digest())


def _about(link: bytes, number: int) -> bytes:
    return link + number.to_bytes(8, "big")
