"""Contents of attachments: named by their digest, moved in parts, each request sealed by the laptop that makes it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from contract.exchange.malformed import Malformed

DIGEST_BYTES = 32
MOST_BYTES = 2 * 2**20
"""Bytes of one content at most, on every laptop and at every centre."""
PIECE_BYTES = 64 * 1024
"""Bytes that are kept and committed together: what a power cut may cost of a transfer at most."""
_MAC_BYTES = 16
_SCHEME = "Lontar "


def digest_of(content: bytes) -> bytes:
    """Names a content; the same as `b2sum -l 256` says."""
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a request about a content says: who asks, through which attachment of which office, and about which bytes.

    size: of the whole content. offset, length: where the bytes begin and how many are sent; length 0 to be told or to
    get the rest.
    """

    method: str
    digest: bytes
    device: int
    realm: int
    attachment: int
    size: int
    offset: int = 0
    length: int = 0

    @property
    def path(self) -> str:
        """Where the content is asked for."""
        return f"/blob/{self.digest.hex()}"

    def seal(self, secret: bytes) -> bytes:
        """The keyed hash that only this laptop and the centre can make."""
        told = f"lontar blob 1 {self.method} {self.path} {self._numbers()}"
        return hashlib.blake2b(told.encode(), key=secret, digest_size=_MAC_BYTES, person=b"lontar blob").digest()

    def sealed(self, secret: bytes) -> str:
        """The header Authorization."""
        return f"{_SCHEME}{self._numbers()}.{self.seal(secret).hex()}"

    def _numbers(self) -> str:
        numbers = (self.device, self.realm, self.attachment, self.size, self.offset, self.length)
        return ".".join(map(str, numbers))


def read_claim(method: str, digest: str, authorization: str) -> tuple[Claim, bytes]:
    """The claim and its seal, which is still to be checked. Raises Malformed."""
    numbers, _, seal = authorization.removeprefix(_SCHEME).rpartition(".")
    parts = numbers.split(".")
    if not authorization.startswith(_SCHEME) or len(parts) != 6 or not all(map(_is_number, parts)):
        raise Malformed("no claim")
    try:
        content, claimed = bytes.fromhex(digest), bytes.fromhex(seal)
    except ValueError:
        raise Malformed("a digest or seal that is none") from None
    if len(content) != DIGEST_BYTES or content.hex() != digest:
        raise Malformed("a digest of another length")
    device, realm, attachment, size, offset, length = map(int, parts)
    if not 0 < size <= MOST_BYTES or offset + length > size:
        raise Malformed("a place outside the content")
    claim = Claim(
        method=method,
        digest=content,
        device=device,
        realm=realm,
        attachment=attachment,
        size=size,
        offset=offset,
        length=length,
    )
    return claim, claimed


def claim_is_genuine(claim: Claim, secret: bytes, seal: bytes) -> bool:
    """Whether the laptop with this secret made the claim; takes the same time right or wrong."""
    return bool(secret) and hmac.compare_digest(claim.seal(secret), seal)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < 2**63
