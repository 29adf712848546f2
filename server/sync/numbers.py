"""Numbers of certificates: each request gets a block of its own, cut by the centre in the order of its log.

The block is an edit of the centre's own author, logged like everybody's, and written right behind the request: if the
power goes between the two, the next talk with any laptop of the office finds the request without an answer.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.dots import dot_of
from contract.exchange.shapes import Patch, RowKey
from contract.training.catalogue import NUMBER_BLOCK
from contract.training.certificates.numbers import Block, fits_request, next_first
from contract.training.certificates.vouchers import vouch
from server.store import ledger, members, numbers, offices
from server.store.centre import Centre, Connection, lock_realm
from server.sync import own

_FIELD = {name: field.number for name, field in NUMBER_BLOCK.by_name.items()}


def give_out(centre: Centre, realm: int, now: int) -> int:
    """Cuts a block for every request that has none; gives how many. Does nothing in an office without keys."""
    with centre.snapshot() as connection:
        if not _fitting(connection, realm) or offices.keys_of(connection, realm) is None:
            return 0
    with centre.writing() as connection:
        lock_realm(connection, realm)
        asked = _fitting(connection, realm)
        for one in asked:
            block = _cut(connection, realm, one)
            edit = (RowKey(NUMBER_BLOCK.number, one.id), _patch(connection, realm, block))
            # One after the other: where the next block begins is read from the one before.
            own.write(centre, connection, members.office_numbered(connection, realm), [edit], now)
    return len(asked)


def _fitting(connection: Connection, realm: int) -> list[numbers.Asked]:
    return [one for one in numbers.unanswered(connection, realm) if fits_request(one.series, one.size)]


def _cut(connection: Connection, realm: int, asked: numbers.Asked) -> Block:
    series, size = str(asked.series), asked.size or 0
    first = next_first(numbers.known(connection, realm, series))
    return Block(request=asked.id, series=series, first=first, last=first + size - 1)


def _patch(connection: Connection, realm: int, block: Block) -> Patch:
    """The block, with the office's word for whoever asked."""
    patch: Patch = {
        _FIELD["series"]: block.series,
        _FIELD["first"]: block.first,
        _FIELD["last"]: block.last,
    }
    keys, author = offices.keys_of(connection, realm), ledger.author_of(connection, dot_of(block.request).author)
    if keys is not None and author is not None:
        signing = Ed25519PrivateKey.from_private_bytes(keys.signing)
        patch[_FIELD["voucher"]] = vouch(signing, realm, block, author.public_key).hex()
    return patch
