"""Joining: the code that an office hands out, and what a laptop and the centre say when it is used.

The code holds a secret that opens an invitation and a pin of the office's keys, so that the laptop knows whose answer
it has. The secret of later greetings is agreed on by X25519 and never travels.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from contract.exchange.malformed import Malformed
from contract.exchange.seals import is_signed
from contract.exchange.values import Block, Number
from contract.faults import WorldFault

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters without I, L, O and U: nothing looks like another, and few words come out."""
SECRET_SIGNS, PIN_SIGNS = 10, 9
"""50 bits that only the invited know; 45 bits of the office's fingerprint. One check sign follows."""
CODE_SIGNS = SECRET_SIGNS + PIN_SIGNS + 1
RANDOM_BYTES = 7
KEY_BYTES = 32
_GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None, "–": None, "_": None})
_REQUEST, _ANSWER = b"lontar join request 1\0", b"lontar join answer 1\0"
_NAME_LENGTH = 200

Key = Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]
Name = Annotated[str, msgspec.Meta(max_length=_NAME_LENGTH, pattern=r"^[^\x00-\x1f]*\Z")]
"""One line of text; PostgreSQL holds no NUL."""


class MistypedCode(WorldFault):
    """The text can't be a join code: its length, a sign or the check sign is wrong."""


class WrongOffice(WorldFault):
    """The answer does not come from the office that handed out the code."""


class Problem(StrEnum):
    """Why the centre does not let a laptop join."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    DEVICE = "device"
    """The laptop claims a number of this server and can't prove it."""


class JoinRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the laptop asks: the code's secret part, its new public keys, and its number if it has one here already."""

    secret: Annotated[str, msgspec.Meta(min_length=SECRET_SIGNS, max_length=SECRET_SIGNS)]
    device_name: Name
    person_key: Key
    """Ed25519: signs the person's segments, and this request."""
    exchange_key: Key
    """X25519, made for this joining alone."""
    device: Number = 0


class Welcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre answers. Author numbers are first..first+count-1.

    exchange_key is empty when the laptop was known already and keeps its number and secret.
    """

    device: Number
    office: Number
    code: Name
    name: str
    epoch: str
    person_name: str
    role: str
    first: Number
    count: Block
    signing_key: Key
    sealing_key: Key
    exchange_key: bytes


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Content as its author wrote it, and the author's signature; `seal` proves a device that is known already."""

    content: bytes
    signature: bytes
    seal: bytes = b""


M = TypeVar("M", bound=msgspec.Struct)


def make_code(randomness: bytes, mark: str) -> str:
    """A join code, grouped for people, from RANDOM_BYTES random bytes and the office's fingerprint."""
    signs = _spelt(randomness)[:SECRET_SIGNS] + _plain(mark)[:PIN_SIGNS]
    return grouped(signs + _check_sign(signs))


def read_code(text: str) -> str:
    """The code's signs without what people add. Raises MistypedCode."""
    signs = _plain(text)
    if len(signs) != CODE_SIGNS:
        raise MistypedCode(f"Kode terdiri atas {CODE_SIGNS} huruf dan angka; yang ditulis {len(signs)}. Periksa lagi.")
    if set(signs) - set(SIGNS) or _check_sign(signs[:-1]) != signs[-1]:
        raise MistypedCode("Ada huruf atau angka yang salah tulis dalam kode. Periksa lagi satu per satu.")
    return signs


def secret_part(code: str) -> str:
    """What the centre must be shown of a code that was read."""
    return code[:SECRET_SIGNS]


def fits(code: str, mark: str) -> bool:
    """Whether a code that was read was handed out by the office with this fingerprint."""
    return _plain(mark)[:PIN_SIGNS] == code[SECRET_SIGNS:-1]


def fingerprint(signing_key: bytes, sealing_key: bytes) -> str:
    """An office's public keys as 16 signs for people, grouped."""
    digest = hashlib.blake2b(signing_key + sealing_key, digest_size=10, person=b"lontar office").digest()
    return grouped(_spelt(digest))


def grouped(signs: str) -> str:
    """Signs in groups of four, with dashes."""
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _plain(text: str) -> str:
    return "".join(text.upper().split()).translate(_READ_AS)


def _spelt(content: bytes) -> str:
    """Five bits a sign; what does not fill a sign is left out."""
    bits = int.from_bytes(content, "big")
    count = len(content) * 8 // 5
    bits >>= len(content) * 8 - count * 5
    return "".join(SIGNS[bits >> 5 * place & 31] for place in reversed(range(count)))


def _check_sign(signs: str) -> str:
    """The sign that makes every single wrong sign and every swap of two signs visible.

    Each sign counts with another power of 2 in the field of 32 elements (x^5 + x^2 + 1).
    """
    total = 0
    for sign in signs:
        total ^= max(SIGNS.find(sign), 0)
        total <<= 1
        if total & 32:
            total ^= 0b100101
    return SIGNS[total]


def sign_request(request: JoinRequest, person: Ed25519PrivateKey, device_secret: bytes = b"") -> bytes:
    """The body of a joining, proven by the person's new key and, for a known device, by its secret."""
    content = msgspec.json.encode(request)
    seal = request_seal(device_secret, content) if device_secret else b""
    return msgspec.json.encode(Signed(content=content, signature=person.sign(_REQUEST + content), seal=seal))


def read_request(body: bytes) -> tuple[JoinRequest, Signed]:
    """The request and its seals. Raises Malformed, also when the person's signature does not hold."""
    signed = _read(body, Signed)
    request = _read(signed.content, JoinRequest)
    if not is_signed(request.person_key, signed.signature, _REQUEST + signed.content):
        raise Malformed("joining with a wrong signature")
    return request, signed


def request_seal(device_secret: bytes, content: bytes) -> bytes:
    """Keyed hash by which a device that is known already proves itself when it joins again."""
    return hashlib.blake2b(content, key=device_secret, digest_size=16, person=b"lontar join").digest()


def sign_welcome(welcome: Welcome, asked: bytes, office: Ed25519PrivateKey) -> bytes:
    """The answer's body; the office's signature covers the content of the request too."""
    content = msgspec.json.encode(welcome)
    return msgspec.json.encode(Signed(content=content, signature=office.sign(_covered(asked, content))))


def read_welcome(body: bytes, code: str, asked: bytes) -> Welcome:
    """The answer to the request with content `asked`. Raises Malformed, and WrongOffice when the code's pin differs."""
    signed = _read(body, Signed)
    welcome = _read(signed.content, Welcome)
    if not fits(code, fingerprint(welcome.signing_key, welcome.sealing_key)):
        raise WrongOffice("Server ini bukan kantor yang memberi kode. Periksa alamat server, lalu hubungi pengelola.")
    if not is_signed(welcome.signing_key, signed.signature, _covered(asked, signed.content)):
        raise WrongOffice("Jawaban server tidak dapat dipastikan berasal dari kantor. Hubungi pengelola.")
    return welcome


def agreed_secret(own: X25519PrivateKey, theirs: bytes, asked: bytes) -> bytes:
    """The 32 bytes with which the device seals its greetings from now on. Raises Malformed for a key that is none."""
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise Malformed("exchange key that is none") from None
    binding = hashlib.blake2b(asked, digest_size=32).digest()
    return hashlib.blake2b(shared + binding, digest_size=32, person=b"lontar device").digest()


def _covered(asked: bytes, content: bytes) -> bytes:
    return _ANSWER + hashlib.blake2b(asked, digest_size=32).digest() + content


def _read(body: bytes, kind: type[M]) -> M:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"joining: {error}") from None
