"""Vouchers: the office's word that whoever holds a key may give out certain numbers, and what that key has signed.

A certificate's QR carries both, so that it can be checked far from any network by whoever has the office's public key.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.seals import is_signed
from contract.training.certificates.numbers import Block

VOUCHER_BYTES = 64
_VOUCHER = b"lontar certificate numbers 1\0"


def vouch(office: Ed25519PrivateKey, office_number: int, block: Block, author: bytes) -> bytes:
    """The office's signature that the holder of the public key `author` may give out the numbers of the block."""
    return office.sign(_words(office_number, block, author))


def is_vouched(office: bytes, office_number: int, block: Block, author: bytes, voucher: bytes) -> bool:
    """Whether the office with this public key has said so."""
    return is_signed(office, voucher, _words(office_number, block, author))


def _words(office_number: int, block: Block, author: bytes) -> bytes:
    """A series has no line break, so nothing else reads the same."""
    return _VOUCHER + f"{office_number}\n{block.series}\n{block.first}\n{block.last}\n".encode() + author
