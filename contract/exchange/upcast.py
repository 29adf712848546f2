"""Upcasters: an op signed under an old schema is read as an op of the present one; the signed bytes never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from contract.exchange.operations import Op, unpack_row
from contract.exchange.shapes import Patch, RowKey

Upcasters = Mapping[int, Callable[[Op], Op]]
"""Per schema number k, the pure function from an op of schema k to one of schema k+1."""


class NewerSchema(Exception):
    """The op was made by a newer program: it is held until this side is upgraded."""


def upcast(op: Op, schema: int, steps: Upcasters) -> Op:
    """The op as one of `schema`. Raises NewerSchema; KeyError when a step is missing, which is our fault."""
    if op.schema > schema:
        raise NewerSchema(f"schema {op.schema}, here {schema}")
    for number in range(op.schema, schema):
        op = steps[number](op)
    return op


def stored_patch(packed: bytes, key: RowKey, made: int, schema: int, steps: Upcasters) -> Patch:
    """The patch of a stored op of schema `made` as `schema` understands it; of a newer one as it was written."""
    patch = unpack_row(packed)
    if made >= schema:
        return patch
    return upcast(replace(_ANY, key=key, patch=patch, schema=made), schema, steps).patch


_ANY = Op(author=0, n=0, key=RowKey(0, 0), patch={}, base=0, wall=0, schema=0)
