"""Parcels: a request and its answer that travel in a file, on a stick or with another laptop, for days.

A parcel is a laptop's request to one office, sealed to that office: nobody who carries it can read it. Its label is in
clear. The answer is sealed with a key that only the centre and that laptop can make, so it also proves the centre. A
file is a header, signed, that names the digest of every parcel behind it: no byte of it can change unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from contract.exchange.malformed import Malformed
from contract.exchange.values import Clock, Number, Place

FORMAT = 1
MAGIC = b"\x93LONTAR\n"
ID_BYTES = 16
SALT_BYTES = 16
KEY_BYTES = 32
PARCEL, ANSWER = 1, 2
"""What a part of a file is."""
MOST_PARTS = 2000
MOST_HEADER = 256 * 1024
MOST_PARCEL = 3 * 2**19
"""Bytes of one parcel: a megabyte of segments, the greeting and the rows asked for by name."""
MOST_ANSWER = 5 * 2**20
MOST_FILE = 64 * 2**20
_LENGTH_BYTES = 4
_SIGNATURE_BYTES = 64
_NONCE = bytes(12)
"""Every key here seals one message only."""
_FILE = b"lontar parcel file 1\0"

Range = tuple[Number, Place, Place]
"""(author, n0, n1)."""
Id = Annotated[bytes, msgspec.Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
Key = Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
T = TypeVar("T", bound=msgspec.Struct)


class Damaged(Malformed):
    """A file of parcels that is not whole. part: 0 the header, then the parts in order, from 1."""

    def __init__(self, part: int, reason: str) -> None:
        super().__init__(f"part {part}: {reason}")
        self.part = part


class NotAFile(Malformed):
    """The bytes do not begin as a file of parcels does."""


class NewerFormat(Malformed):
    """A newer program wrote the file."""


class Label(msgspec.Struct, frozen=True, array_like=True):
    """What everybody may read of a parcel: for which office, of which laptop, and the ops in it as ranges.

    number: the running number of the file it was written in; written: by the laptop's own clock (seconds).
    """

    office: Number
    device: Number
    laptop: Name
    number: Number
    written: Clock
    authors: Annotated[list[Range], msgspec.Meta(max_length=4096)]


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """A sealed request."""

    label: Label
    ephemeral: Key
    sealed: bytes


class AnswerLabel(msgspec.Struct, frozen=True, array_like=True):
    """What everybody may read of an answer: to which laptop and which of its parcels, made when by the centre."""

    office: Number
    device: Number
    laptop: Name
    about: Id
    number: Number
    written: Clock
    made: Clock


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """A sealed answer."""

    label: AnswerLabel
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    sealed: bytes


class Part(msgspec.Struct, frozen=True, array_like=True):
    """One parcel or answer of a file: its kind, its length and its digest."""

    kind: Annotated[int, msgspec.Meta(ge=PARCEL, le=ANSWER)]
    size: Annotated[int, msgspec.Meta(ge=1, le=MOST_ANSWER)]
    id: Id


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What a file says of itself. public_key: of whoever wrote it; authors: all ops in its parcels."""

    format: Annotated[int, msgspec.Meta(ge=1, le=2**15)]
    office: Name
    laptop: Name
    device: Number
    number: Number
    written: Clock
    authors: Annotated[list[Range], msgspec.Meta(max_length=65536)]
    parts: Annotated[list[Part], msgspec.Meta(max_length=MOST_PARTS)]
    public_key: Key


class File(msgspec.Struct, frozen=True):
    """A whole file: its header, and the parcels and answers as they were written."""

    header: Header
    parcels: list[bytes]
    answers: list[bytes]


_encode = msgspec.msgpack.Encoder().encode
_decoders: dict[type[msgspec.Struct], msgspec.msgpack.Decoder[Any]] = {
    kind: msgspec.msgpack.Decoder(kind) for kind in (Parcel, Answer, Header)
}
_format_decoder = msgspec.msgpack.Decoder(list[msgspec.Raw])


def parcel_id(content: bytes) -> bytes:
    """The name of a parcel or an answer: the digest of its bytes."""
    return hashlib.blake2b(content, digest_size=ID_BYTES, person=b"lontar parcel").digest()


def seal_parcel(label: Label, body: bytes, office_key: bytes, ephemeral: bytes) -> bytes:
    """The parcel with this request in it. office_key: the office's public one; ephemeral: 32 fresh random bytes."""
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    public = private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(office_key))
    sealed = ChaCha20Poly1305(_parcel_key(shared, public, office_key)).encrypt(_NONCE, body, _encode(label))
    return _encode(Parcel(label, public, sealed))


def open_parcel(parcel: Parcel, office_key: bytes) -> bytes:
    """The request in a parcel, by the office's private key. Raises Malformed when it was sealed to another."""
    private = X25519PrivateKey.from_private_bytes(office_key)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(parcel.ephemeral))
        public = private.public_key().public_bytes_raw()
        key = _parcel_key(shared, parcel.ephemeral, public)
        return ChaCha20Poly1305(key).decrypt(_NONCE, parcel.sealed, _encode(parcel.label))
    except (InvalidTag, ValueError):
        raise Malformed("parcel sealed to another office, or changed") from None


def _parcel_key(shared: bytes, ephemeral: bytes, office_key: bytes) -> bytes:
    return hashlib.blake2b(
        ephemeral + office_key, key=shared, digest_size=KEY_BYTES, person=b"lontar to office"
    ).digest()


def seal_answer(label: AnswerLabel, frames: bytes, secret: bytes, salt: bytes) -> bytes:
    """The answer with these frames in it, for the laptop with this secret. salt: fresh random bytes."""
    sealed = ChaCha20Poly1305(_answer_key(secret, salt)).encrypt(_NONCE, frames, _encode(label))
    return _encode(Answer(label, salt, sealed))


def open_answer(answer: Answer, secret: bytes) -> bytes:
    """The frames in an answer. Raises Malformed when it is for another laptop or not from its centre."""
    try:
        return ChaCha20Poly1305(_answer_key(secret, answer.salt)).decrypt(_NONCE, answer.sealed, _encode(answer.label))
    except InvalidTag:
        raise Malformed("answer for another laptop, or not from its centre") from None


def _answer_key(secret: bytes, salt: bytes) -> bytes:
    return hashlib.blake2b(salt, key=secret, digest_size=KEY_BYTES, person=b"lontar to laptop").digest()


def read_parcel(content: bytes) -> Parcel:
    """The parcel in these bytes, still sealed. Raises Malformed."""
    if len(content) > MOST_PARCEL:
        raise Malformed("parcel longer than it may be")
    return _read(Parcel, content)


def read_answer(content: bytes) -> Answer:
    """The answer in these bytes, still sealed. Raises Malformed."""
    if len(content) > MOST_ANSWER:
        raise Malformed("answer longer than it may be")
    return _read(Answer, content)


def _read(kind: type[T], content: bytes) -> T:
    try:
        found: T = _decoders[kind].decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"{kind.__name__}: {error}") from None
    if _encode(found) != content:
        # Another spelling of the same would have another id, and count as another parcel.
        raise Malformed(f"{kind.__name__} written in another way than ours")
    return found


def header_of(
    about: Label, office: str, parcels: Sequence[bytes], answers: Sequence[bytes], public_key: bytes
) -> Header:
    """The header of a file with these parcels and answers, written by the laptop that `about` names."""
    authors = {part for content in parcels for part in read_parcel(content).label.authors}
    parts = [Part(PARCEL, len(content), parcel_id(content)) for content in parcels]
    parts += [Part(ANSWER, len(content), parcel_id(content)) for content in answers]
    return Header(
        FORMAT, office, about.laptop, about.device, about.number, about.written, sorted(authors), parts, public_key
    )


def write_file(header: Header, parcels: Sequence[bytes], answers: Sequence[bytes], key: Ed25519PrivateKey) -> bytes:
    """A file: magic, length of the header, the header, its signature, the parts."""
    head = _encode(header)
    signature = key.sign(_FILE + head)
    return b"".join([MAGIC, len(head).to_bytes(_LENGTH_BYTES, "big"), head, signature, *parcels, *answers])


def read_file(content: bytes) -> File:
    """The file in these bytes, every byte of it proven. Raises NotAFile, NewerFormat and Damaged."""
    header, at = _read_header(content)
    parcels: list[bytes] = []
    answers: list[bytes] = []
    for place, part in enumerate(header.parts, 1):
        piece = content[at : at + part.size]
        at += part.size
        if len(piece) < part.size:
            raise Damaged(place, "cut off")
        if parcel_id(piece) != part.id:
            raise Damaged(place, "changed")
        try:
            read_parcel(piece) if part.kind == PARCEL else read_answer(piece)
        except Malformed as error:
            raise Damaged(place, str(error)) from None
        (parcels if part.kind == PARCEL else answers).append(piece)
    if at != len(content):
        raise Damaged(len(header.parts), "bytes left over behind it")
    return File(header, parcels, answers)


def _read_header(content: bytes) -> tuple[Header, int]:
    if not MAGIC.startswith(content[: len(MAGIC)]) or not content:
        raise NotAFile("no file of parcels")
    start = len(MAGIC) + _LENGTH_BYTES
    length = int.from_bytes(content[len(MAGIC) : start], "big")
    end = start + length + _SIGNATURE_BYTES
    if len(content) < start or length > MOST_HEADER or len(content) < end:
        raise Damaged(0, "cut off")
    head, signature = content[start : start + length], content[start + length : end]
    _refuse_newer(head)
    try:
        header = _read(Header, head)
        Ed25519PublicKey.from_public_bytes(header.public_key).verify(signature, _FILE + head)
    except (Malformed, InvalidSignature, ValueError):
        raise Damaged(0, "changed") from None
    return header, end


def _refuse_newer(head: bytes) -> None:
    """A newer format may have another header: its number comes first in all of them."""
    try:
        fields = _format_decoder.decode(head)
        number = msgspec.msgpack.decode(fields[0], type=int) if fields else 0
    except (msgspec.DecodeError, RecursionError):
        raise Damaged(0, "changed") from None
    if number > FORMAT:
        raise NewerFormat(f"format {number}")


def office_code(number: int) -> str:
    """The Kemendagri code of an office's number: 5300 is 53, 5371 is 53.71."""
    province, district = divmod(number, 100)
    return f"{province:02}.{district:02}" if district else f"{province:02}"
