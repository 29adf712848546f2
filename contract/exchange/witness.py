"""What a laptop remembers of a history that the centre has lost: told only behind a restore of the centre."""

from __future__ import annotations

from typing import Annotated

import msgspec

from contract.exchange.values import Clock, Number, Place

MOST_RANGES = 4096
"""Ranges of one kind that one request tells at most; the rest are told when these have been judged."""


class Witness(msgspec.Struct, frozen=True, array_like=True):
    """Edits of an office that mean rows as its laptop knew them from a history that may be lost.

    heard: the centre's clock when it last told the laptop of the history that it claims; None for long ago. named:
    (author, n0, n1, heard) of unsent edits that name rows of a lost history, last heard of then. stood: (author, n0,
    n1) of edits that the centre had applied before it lost them: whoever knew a row that they make has meant theirs.
    """

    realm: Number
    heard: Clock | None = None
    named: Annotated[list[tuple[Number, Place, Place, Clock]], msgspec.Meta(max_length=MOST_RANGES)] = []
    stood: Annotated[list[tuple[Number, Place, Place]], msgspec.Meta(max_length=MOST_RANGES)] = []

    def heard_before(self, author: int, n: int) -> int | None:
        """When the rows that this edit names were last heard of; None for an edit that names none of a lost history."""
        return next((at for of, n0, n1, at in self.named if of == author and n0 <= n <= n1), None)
