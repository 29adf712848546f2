"""Upcasters: an op signed under an old schema is read as an op of the present one; the signed bytes never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contract.exchange.operations import Op

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
