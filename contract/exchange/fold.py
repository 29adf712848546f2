"""Fold: the visible row is the centre's row with the unsettled ops laid over it."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.shapes import Patch, Row


def fold(row: Row | None, patches: Iterable[Patch]) -> Row | None:
    """`row` with each patch laid over it in order; None when there is neither row nor patch."""
    folded = dict(row) if row is not None else None
    for patch in patches:
        folded = {**(folded or {}), **patch}
    return folded


def tidy(row: Row) -> Row:
    """The row without fields that are None: absent and None mean the same."""
    return {number: value for number, value in row.items() if value is not None}
