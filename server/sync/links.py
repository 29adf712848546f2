"""What an op builds on under the other number of its hand: it is judged behind that, or not in this history at all.

A hand writes under two numbers, so that many new people need not stand before the marks. Where an op of the one needs
what was written under the other, it says so: it saw that op. Together the two are as one chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from contract.exchange.dots import Dot, other_number
from contract.exchange.operations import Op, mark_of
from server.store import ledger
from server.store.centre import Connection


class Ground(StrEnum):
    """What some ops build on: all of it is held, it or they have not come yet, or another life's stands there."""

    HELD = "held"
    AWAITED = "awaited"
    ANOTHER = "another"


def ground(connection: Connection, author: int, fresh: Sequence[tuple[Op, bytes]]) -> Ground:
    """Whether these ops of the author, each with its chain, can be judged in this history now."""
    if not fresh:
        return Ground.AWAITED
    other = other_number(author)
    links = [sight for edit, _ in fresh for sight in edit.saw if sight[0] == other]
    if not links:
        return Ground.HELD
    there = ledger.author_of(connection, other)
    got = there.got if there is not None else 0
    originals = ledger.originals(connection, {Dot(of, n) for of, n, _ in links if n <= got})
    for of, n, mark in links:
        if n > got:
            return Ground.AWAITED
        if mark_of(originals[Dot(of, n)]) != mark:
            return Ground.ANOTHER
    return Ground.HELD
