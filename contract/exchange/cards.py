"""Cards: what an office says of one of its laptops, signed, so that two of them without a centre can trust each other.

A card names what the laptop may read and which keys sign the edits of its people. Whoever shows a card proves with one
of these keys that it is theirs, and for this very link: a card travels with every segment and is no secret.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.malformed import Malformed
from contract.exchange.scopes import Reach
from contract.exchange.seals import is_signed
from contract.exchange.values import Clock, Number, Whole

VALID_S = 30 * 86_400
"""How long a card holds: so long may somebody who was revoked still be believed by laptops that meet no centre."""
MOST_CARD = 16 * 1024
MOST_HANDS = 256
SIGNATURE_BYTES = 64
_CARD = b"lontar card 1\0"
_LINK = b"lontar card on link 1\0"

Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Hand = tuple[Number, Number, Key]
"""(first, count, public key): author numbers first..first+count-1, and whose signature stands under their edits."""


class Card(msgspec.Struct, frozen=True, array_like=True):
    """A laptop of an office, what it may read there, and its people's keys; from `made` until `until` (seconds)."""

    office: Number
    device: Number
    laptop: Annotated[str, msgspec.Meta(max_length=200)]
    everything: bool
    scopes: Annotated[list[Whole], msgspec.Meta(max_length=1024)]
    hands: Annotated[list[Hand], msgspec.Meta(max_length=MOST_HANDS)]
    made: Clock
    until: Clock

    @property
    def reach(self) -> Reach:
        """What the laptop may read."""
        return Reach(everything=self.everything, scopes=frozenset(self.scopes))

    def key_of(self, author: int) -> bytes | None:
        """The public key of the person behind an author number, None when that is not one of this laptop's."""
        return next((key for first, count, key in self.hands if first <= author < first + count), None)

    def holds_at(self, now: int) -> bool:
        """Whether it is still believed. A clock that runs behind believes it longer, never one made after its end."""
        return now < self.until


_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(Card)


def write_card(card: Card, office: Ed25519PrivateKey) -> bytes:
    """The card as it is kept and shown: the office's signature, then what it signs."""
    content = _encode(card)
    return office.sign(_CARD + content) + content


def look_at_card(shown: bytes) -> Card:
    """What a card claims, of whose office nobody knows yet. Raises Malformed."""
    if not SIGNATURE_BYTES < len(shown) <= MOST_CARD:
        raise Malformed("card of an impossible size")
    try:
        return _decoder.decode(shown[SIGNATURE_BYTES:])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"card: {error}") from None


def read_card(shown: bytes, office_key: bytes) -> Card:
    """The card, signed by the office with this public key. Raises Malformed."""
    card = look_at_card(shown)
    if not is_signed(office_key, shown[:SIGNATURE_BYTES], _CARD + shown[SIGNATURE_BYTES:]):
        raise Malformed("card that the office has not signed")
    return card


def prove(link: bytes, role: int, shown: bytes, person: Ed25519PrivateKey) -> bytes:
    """Proof that whoever shows the card has a key that it names. link: its secret; role: which end of it."""
    return person.sign(_words(link, role, shown))


def is_proven(link: bytes, role: int, shown: bytes, proof: bytes, keys: Iterable[bytes]) -> bool:
    """Whether the proof was made with one of the card's keys, for this end of this link."""
    words = _words(link, role, shown)
    return any(is_signed(key, proof, words) for key in keys)


def _words(link: bytes, role: int, shown: bytes) -> bytes:
    return _LINK + hashlib.blake2b(link, digest_size=32).digest() + bytes((role,)) + shown
