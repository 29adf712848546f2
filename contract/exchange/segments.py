"""Segments: consecutive ops of one author, packed in columns and signed; stored and relayed as they are.

The signature covers the body and the author's chain before the segment. The chain is not sent: whoever verifies knows
it, and ops packed in other segments give the same chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from contract.exchange.columns import DEFAULT_LEVEL, decode_column, encode_column
from contract.exchange.dots import MAX_AUTHOR, MAX_N, Dot, row_id
from contract.exchange.malformed import Malformed
from contract.exchange.operations import Op
from contract.exchange.shapes import Patch, RowKey, Value
from contract.exchange.varint import read_varint, write_varint

MAX_OPS = 1000
"""Ops of one segment at most: one commit of the centre."""
MAX_SEGMENT = 256 * 1024
"""Bytes of one segment at most."""
INFLATED_LIMIT = 2**20
"""Bytes that one column of a segment may inflate to."""
SIGNATURE_BYTES = 64
MAX_SHAPES = 256

Shape = tuple[int, tuple[int, ...]]
"""(record number, field numbers): what an op sets."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A packed run of ops n0..n1 of one author. `body` is what the signature covers."""

    author: int
    n0: int
    n1: int
    body: bytes
    signature: bytes


class _Body(msgspec.Struct, frozen=True, array_like=True):
    schema: int
    shapes: list[Shape]
    common: list[bytes]
    """Columns over all ops: shape, base, wall, run, saw."""
    columns: list[bytes]
    """Per shape: k1, k2, k3, then one per field."""


_encoder = msgspec.msgpack.Encoder()
_body_decoder = msgspec.msgpack.Decoder(_Body)
_saw_decoder = msgspec.msgpack.Decoder(tuple[tuple[int, int], ...])


def pack_ops(ops: Sequence[Op], level: int = DEFAULT_LEVEL) -> bytes:
    """The body of a segment of these consecutive ops of one author and one schema, 1 to MAX_OPS."""
    shapes: dict[Shape, list[Op]] = {}
    for op in ops:
        shapes.setdefault((op.key.table, tuple(sorted(op.patch))), []).append(op)
    order = {shape: index for index, shape in enumerate(shapes)}
    common: list[list[Value]] = [
        [order[op.key.table, tuple(sorted(op.patch))] for op in ops],
        [op.base for op in ops],
        [op.wall for op in ops],
        [op.run for op in ops],
        [_encoder.encode(op.saw).hex() if op.saw else None for op in ops],
    ]
    columns = [
        encode_column(column, level) for shape, members in shapes.items() for column in _shape_columns(shape, members)
    ]
    body = _Body(ops[0].schema, list(shapes), [encode_column(column, level) for column in common], columns)
    head = write_varint(ops[0].author) + write_varint(ops[0].n) + write_varint(len(ops))
    return head + _encoder.encode(body)


def _shape_columns(shape: Shape, ops: list[Op]) -> list[list[Value]]:
    keys: list[list[Value]] = [
        [0 if op.creates else op.key.k1 for op in ops],
        [op.key.k2 for op in ops],
        [op.key.k3 for op in ops],
    ]
    return keys + [[op.patch[number] for op in ops] for number in shape[1]]


def unpack_ops(body: bytes) -> list[Op]:
    """The ops of a segment's body. Raises Malformed for any bytes that pack_ops could not have written."""
    author, n0, count, rest = _read_head(body)
    try:
        content = _body_decoder.decode(rest)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Malformed(f"segment: {error}") from None
    if not content.shapes or len(content.shapes) > MAX_SHAPES or len(content.common) != 5:
        raise Malformed("segment without its columns")
    common = [decode_column(column, count, INFLATED_LIMIT) for column in content.common]
    patches = _unpack_patches(content, common[0])
    dots = [Dot(author, n) for n in range(n0, n0 + count)]
    return [
        _op(dot, content.schema, *patches[index], *(column[index] for column in common[1:]))
        for index, dot in enumerate(dots)
    ]


def _read_head(body: bytes) -> tuple[int, int, int, bytes]:
    numbers: list[int] = []
    at = 0
    while len(numbers) < 3:
        found = read_varint(body, at)
        if found is None:
            raise Malformed("segment without a head")
        number, at = found
        numbers.append(number)
    author, n0, count = numbers
    if not 1 <= author <= MAX_AUTHOR or not 1 <= n0 <= MAX_N - MAX_OPS or not 1 <= count <= MAX_OPS:
        raise Malformed("segment with an impossible head")
    return author, n0, count, body[at:]


def _unpack_patches(content: _Body, shape_of: list[Value]) -> list[tuple[list[Value], Patch]]:
    """Per op its three key integers and its patch."""
    if not all(isinstance(index, int) and 0 <= index < len(content.shapes) for index in shape_of):
        raise Malformed("segment with an unknown shape")
    taken: list[list[tuple[list[Value], Patch]]] = []
    columns = iter(content.columns)
    for index, (table, numbers) in enumerate(content.shapes):
        possible = all(0 < number < 2**15 for number in (table, *numbers))
        if not possible or len(set(numbers)) != len(numbers):
            raise Malformed("segment with an impossible shape")
        members = shape_of.count(index)
        keys = [_column(columns, members) for _ in range(3)]
        values = [_column(columns, members) for _ in numbers]
        taken.append(
            [
                ([table, *(key[row] for key in keys)], {n: values[f][row] for f, n in enumerate(numbers)})
                for row in range(members)
            ]
        )
    if next(columns, None) is not None:
        raise Malformed("segment with columns left over")
    upcoming = [iter(members) for members in taken]
    return [next(upcoming[index]) for index in shape_of if isinstance(index, int)]


def _column(columns: Iterator[bytes], count: int) -> list[Value]:
    column = next(columns, None)
    if column is None:
        raise Malformed("segment without its columns")
    return decode_column(column, count, INFLATED_LIMIT)


def _op(
    dot: Dot, schema: int, key: list[Value], patch: Patch, base: Value, wall: Value, run: Value, saw: Value
) -> Op:
    numbers = [*key, base, wall, run]
    if not all(isinstance(number, int) for number in numbers) or not (saw is None or isinstance(saw, str)):
        raise Malformed("segment with text in place of a number")
    table, k1, k2, k3, base_, wall_, run_ = (number for number in numbers if isinstance(number, int))
    if min(k1, k2, k3, base_, run_) < 0:
        raise Malformed("segment with a negative name")
    return Op(
        author=dot.author,
        n=dot.n,
        key=RowKey(table, k1 or row_id(dot), k2, k3),
        patch=patch,
        base=base_,
        wall=wall_,
        run=run_,
        saw=_saw(saw),
        schema=schema,
    )


def _saw(text: str | None) -> tuple[tuple[int, int], ...]:
    if text is None:
        return ()
    try:
        return _saw_decoder.decode(bytes.fromhex(text))
    except (ValueError, msgspec.DecodeError):
        raise Malformed("segment with an unreadable 'saw'") from None


def segment_frame(segment: Segment) -> bytes:
    """The payload of a SEGMENT frame: the signature, then the body as signed."""
    return segment.signature + segment.body


def read_segment(payload: bytes) -> Segment:
    """The segment of a SEGMENT frame, its ops not yet unpacked. Raises Malformed."""
    if not SIGNATURE_BYTES < len(payload) <= SIGNATURE_BYTES + MAX_SEGMENT:
        raise Malformed("segment of an impossible size")
    signature, body = payload[:SIGNATURE_BYTES], payload[SIGNATURE_BYTES:]
    author, n0, count, _ = _read_head(body)
    return Segment(author=author, n0=n0, n1=n0 + count - 1, body=body, signature=signature)


def cut_runs(ops: Sequence[Op], most: int = MAX_OPS) -> list[list[Op]]:
    """Ops in the order made, cut where author or schema changes and after `most` ops: one segment each."""
    runs: list[list[Op]] = []
    for _, members in groupby(ops, key=lambda op: (op.author, op.schema)):
        run = list(members)
        runs.extend(run[start : start + most] for start in range(0, len(run), most))
    return runs
