"""Orders: what an office, and nobody else, may have a laptop do with the office's data."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.messages import Wipe
from contract.exchange.seals import is_signed

_WIPE = b"lontar wipe 1\0"


def order_wipe(key: Ed25519PrivateKey, realm: int, device: int, author: int, at: int) -> Wipe:
    """The order in the office's name. author: one person on the laptop, 0 for everybody."""
    return Wipe(realm, device, author, at, key.sign(_words(realm, device, author, at)))


def wipe_is_genuine(public: bytes, order: Wipe) -> bool:
    """Whether the holder of `public` (32 bytes, pinned when the laptop joined) gave this order."""
    return is_signed(public, order.signature, _words(order.realm, order.device, order.author, order.at))


def _words(*numbers: int) -> bytes:
    return _WIPE + b"".join(number.to_bytes(8, "big", signed=True) for number in numbers)
