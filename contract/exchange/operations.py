"""Ops: one edit is a small patch of one row. There is one verb, put."""

from __future__ import annotations

import hashlib

import msgspec

from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import Patch, Row, RowKey, Value

CHAIN_BYTES = 16
GENESIS_CHAIN = bytes(CHAIN_BYTES)
"""The chain before an author's first op."""
MARK_BYTES = 7
Sight = tuple[int, int, int]
"""(author, n, mark) of an op: its dot, and what it said, for two lives of a laptop use one dot for two edits."""


class Op(msgspec.Struct, frozen=True, kw_only=True):
    """One edit by one author, as made and signed; it never changes.

    base: version of the centre's row that the author was looking at, 0 for none.
    saw: the ops of others, not in that version, that were on the screen over it, and those that made the rows which it
    names. Exactly these: a laptop that carries an author's seventh op may lack the fifth.
    wall: the device's clock in seconds, right or wrong. run: the stretch of that clock without a jump.
    """

    author: int
    n: int
    key: RowKey
    patch: Patch
    base: int
    wall: int
    run: int = 0
    saw: tuple[Sight, ...] = ()
    schema: int

    @property
    def dot(self) -> Dot:
        """The op's name."""
        return Dot(self.author, self.n)

    @property
    def creates(self) -> bool:
        """Whether the op mints the row that it names."""
        return self.key[1:] == (row_id(self.dot), 0, 0)


_encoder = msgspec.msgpack.Encoder()


def op_bytes(op: Op) -> bytes:
    """The canonical bytes of an op: what its hash covers, equal on every machine."""
    patch = sorted(op.patch.items())
    return _encoder.encode((op.author, op.n, op.key, patch, op.base, op.saw, op.wall, op.run, op.schema))


def chain(previous: bytes, op: Op) -> bytes:
    """The hash of an author's history up to and with `op`; it does not depend on how ops are packed."""
    return hashlib.blake2b(previous + op_bytes(op), digest_size=CHAIN_BYTES).digest()


def mark_of(op: Op) -> int:
    """What an op says, in 56 bits: it tells this edit from another life's under the same dot."""
    return int.from_bytes(hashlib.blake2b(op_bytes(op), digest_size=MARK_BYTES, person=b"lontar mark").digest(), "big")


def row_hash(key: RowKey, row: Row) -> int:
    """64-bit hash of a row's content; absent and None are the same."""
    content = sorted(row.items())
    if None in row.values():
        content = [(number, value) for number, value in content if value is not None]
    digest = hashlib.blake2b(_encoder.encode((key, content)), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def pack_row(row: Row) -> bytes:
    """A row or patch as bytes for one column of a database."""
    return _encoder.encode(sorted(row.items()))


_row_decoder = msgspec.msgpack.Decoder(list[tuple[int, int | str | None]])


def unpack_row(packed: bytes) -> Row:
    """The row or patch written by pack_row."""
    row: dict[int, Value] = dict(_row_decoder.decode(packed))
    return row
