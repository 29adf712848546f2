"""Segments: consecutive ops of one author, packed in columns and signed; stored and relayed as they are.

The signature covers the body and the author's chain before the segment. The chain is not sent: whoever verifies knows
it, and ops packed in other segments give the same chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import cast

import msgspec

from contract.exchange.columns import DEFAULT_LEVEL, INT_MAX, Room, decode_column, encode_column
from contract.exchange.dots import MAX_AUTHOR, MAX_N, Dot, row_id
from contract.exchange.malformed import Malformed
from contract.exchange.operations import MARK_BYTES, Op, Sight, op_bytes
from contract.exchange.shapes import EARLIEST, LATEST, Patch, RowKey, Value
from contract.exchange.varint import read_varint, write_varint

MAX_OPS = 1000
"""Ops of one segment at most: one commit of the centre."""
MAX_SEGMENT = 256 * 1024
"""Bytes of one segment at most, and of its ops written out one by one: what repeats in a column still counts."""
INFLATED_LIMIT = 2**20
"""Bytes that the columns of a segment may inflate to, all together."""
SIGNATURE_BYTES = 64
MAX_SHAPES = 256
MAX_FIELDS = 128
"""Fields that one op may set."""
MAX_NUMBER = 2**15 - 1
"""Largest number of a schema, a record or a field."""
_WORTH = 240_000
"""Weight at which a run is cut: below MAX_SEGMENT by what shapes and heads may cost."""

_MOST_OF_OP, _MOST_OF_NUMBER = 96, 16
"""Bytes of an op at most, written out, without its patch and 'saw'; of a field and its number in the patch."""
_AS_WALL = b""
"""A mark says when it was made: that is the op's own clock, and its seconds are what packs worst."""

Shape = tuple[int, tuple[int, ...]]
"""(record number, field numbers): what an op sets."""
_Change = tuple[int, int, int, int, Patch]


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
    """Per shape: k1, k2, k3, then one per field, _AS_WALL in place of a column that only repeats the clock."""


_encoder = msgspec.msgpack.Encoder()
_body_decoder = msgspec.msgpack.Decoder(_Body)
_saw_decoder = msgspec.msgpack.Decoder(tuple[Sight, ...])


def pack_ops(ops: Sequence[Op], level: int = DEFAULT_LEVEL) -> bytes:
    """The body of a segment of these consecutive ops of one author and one schema, 1 to MAX_OPS.

    Raises ValueError for ops that are not such a run (cut_runs makes them) or that no reader would take.
    """
    if not _is_run(ops):
        raise ValueError("not one run of consecutive ops of one author and schema")
    shapes: dict[Shape, list[Op]] = {}
    for op in ops:
        shapes.setdefault(_shape(op), []).append(op)
    order = {shape: index for index, shape in enumerate(shapes)}
    common: list[list[Value]] = [
        [order[_shape(op)] for op in ops],
        [op.base for op in ops],
        [op.wall for op in ops],
        [op.run for op in ops],
        [_encoder.encode(op.saw).hex() if op.saw else None for op in ops],
    ]
    columns = [column for shape, members in shapes.items() for column in _shape_columns(shape, members, level)]
    body = _Body(ops[0].schema, list(shapes), [encode_column(column, level) for column in common], columns)
    head = write_varint(ops[0].author) + write_varint(ops[0].n) + write_varint(len(ops))
    packed = head + _encoder.encode(body)
    if len(packed) > MAX_SEGMENT:
        raise ValueError("more than one segment holds")
    return packed


def _is_run(ops: Sequence[Op]) -> bool:
    if not 1 <= len(ops) <= MAX_OPS:
        return False
    first = ops[0]
    return all(
        op.author == first.author and op.n == first.n + place and op.schema == first.schema and op.key.k1
        for place, op in enumerate(ops)
    )


def _shape(op: Op) -> Shape:
    return op.key.table, tuple(sorted(op.patch))


def _shape_columns(shape: Shape, ops: list[Op], level: int) -> list[bytes]:
    keys: list[list[Value]] = [
        [0 if op.creates else op.key.k1 for op in ops],
        [op.key.k2 for op in ops],
        [op.key.k3 for op in ops],
    ]
    columns = [encode_column(column, level) for column in keys]
    walls = [op.wall for op in ops]
    for number in shape[1]:
        values = [op.patch[number] for op in ops]
        columns.append(_AS_WALL if values == walls else encode_column(values, level))
    return columns


def unpack_ops(body: bytes) -> list[Op]:
    """The ops of a segment's body. Raises Malformed for any bytes that pack_ops could not have written."""
    author, n0, count, rest = _read_head(body)
    try:
        content = _body_decoder.decode(rest)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Malformed(f"segment: {error}") from None
    if not content.shapes or len(content.shapes) > MAX_SHAPES or len(content.common) != 5:
        raise Malformed("segment without its columns")
    if not 1 <= content.schema <= MAX_NUMBER:
        raise Malformed("segment of an impossible schema")
    room = Room(INFLATED_LIMIT)
    shape_of, bases, walls, clocks, saws = (decode_column(column, count, room) for column in content.common)
    changes, most = _unpack_patches(content, _integers(shape_of, 0, len(content.shapes) - 1), walls, room)
    made = zip(
        range(n0, n0 + count),
        changes,
        _integers(bases, 0),
        _integers(walls, EARLIEST, LATEST),
        _integers(clocks, 0),
        saws,
        strict=True,
    )
    ops = (
        Op(
            author=author,
            n=n,
            key=RowKey(table, k1 or row_id(Dot(author, n)), k2, k3),
            patch=patch,
            base=base,
            wall=wall,
            run=run,
            saw=_saw(saw) if saw is not None else (),
            schema=content.schema,
        )
        for n, (table, k1, k2, k3, patch), base, wall, run, saw in made
    )
    return list(ops) if most <= MAX_SEGMENT and set(saws) == {None} else _within_limits(ops)


def _within_limits(ops: Iterator[Op]) -> list[Op]:
    """The ops, taken one by one: text that a column repeats costs nothing until the ops are written out."""
    taken: list[Op] = []
    written = 0
    for op in ops:
        written += len(op_bytes(op))
        if written > MAX_SEGMENT:
            raise Malformed("segment longer than it may be")
        taken.append(op)
    return taken


def _integers(values: list[Value], low: int, high: int = INT_MAX) -> list[int]:
    numbers = cast(list[int], values)
    if not set(map(type, values)) <= {int} or (numbers and not low <= min(numbers) <= max(numbers) <= high):
        raise Malformed("segment with an impossible number")
    return numbers


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
    if not 1 <= author <= MAX_AUTHOR or not 1 <= count <= MAX_OPS or not 1 <= n0 <= MAX_N + 1 - count:
        raise Malformed("segment with an impossible head")
    return author, n0, count, body[at:]


def _unpack_patches(
    content: _Body, shape_of: list[int], walls: list[Value], room: Room
) -> tuple[Iterator[_Change], int]:
    """Per op the row's record, its three key integers and its patch; and what the ops may take at most, written out."""
    changes: list[Iterator[_Change]] = []
    most = 0
    columns = iter(content.columns)
    for index, (table, numbers) in enumerate(content.shapes):
        clock = [wall for wall, of in zip(walls, shape_of, strict=True) if of == index]
        possible = all(0 < number <= MAX_NUMBER for number in (table, *numbers))
        if not possible or not clock or len(set(numbers)) != len(numbers) or len(numbers) > MAX_FIELDS:
            raise Malformed("segment with an impossible shape")
        keys = [_integers(_column(columns, len(clock), room), 0) for _ in range(3)]
        values = [_column(columns, len(clock), room, clock) for _ in numbers]
        patches: list[Patch] = [dict(zip(numbers, row, strict=True)) for row in zip(*values, strict=True)]
        changes.append(zip(repeat(table), *keys, patches or [{} for _ in clock], strict=False))
        most += len(clock) * (_MOST_OF_OP + sum(map(_most_written, values)))
    if next(columns, None) is not None:
        raise Malformed("segment with columns left over")
    return (next(changes[index]) for index in shape_of), most


def _most_written(column: list[Value]) -> int:
    """Bytes that a value of the column takes at most in op_bytes, with its field's number."""
    return _MOST_OF_NUMBER + 4 * max((len(value) for value in set(column) if isinstance(value, str)), default=0)


def _column(columns: Iterator[bytes], count: int, room: Room, clock: list[Value] | None = None) -> list[Value]:
    column = next(columns, None)
    if column == _AS_WALL and clock is not None:
        return clock
    if column is None:
        raise Malformed("segment without its columns")
    return decode_column(column, count, room)


def _saw(text: Value) -> tuple[Sight, ...]:
    try:
        saw = _saw_decoder.decode(bytes.fromhex(cast(str, text)))
    except (TypeError, ValueError, msgspec.DecodeError):
        raise Malformed("segment with an unreadable 'saw'") from None
    if not all(
        1 <= author <= MAX_AUTHOR and 1 <= n <= MAX_N and 0 <= mark < 1 << 8 * MARK_BYTES for author, n, mark in saw
    ):
        raise Malformed("segment with an impossible 'saw'")
    return saw


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
    """Ops in the order made, cut into runs of one segment each.

    Cut where author or schema changes, where n jumps, after `most` ops, and before a segment holds too much. An op that
    alone is too much comes alone; check_patch refuses it before it is made.
    """
    runs: list[list[Op]] = []
    shapes: set[Shape] = set()
    weight = 0
    for op in ops:
        shape = _shape(op)
        shapes.add(shape)
        weight += _weight(op)
        last = runs[-1][-1] if runs else None
        follows = last is not None and (last.author, last.n + 1, last.schema) == (op.author, op.n, op.schema)
        if follows and len(runs[-1]) < most and weight <= _WORTH and len(shapes) <= MAX_SHAPES:
            runs[-1].append(op)
        else:
            runs.append([op])
            shapes, weight = {shape}, _weight(op)
    return runs


def _weight(op: Op) -> int:
    """Bytes that an op may cost in a segment, alone in its shape and with nothing packed."""
    return len(op_bytes(op)) + 40 + 8 * len(op.patch)
