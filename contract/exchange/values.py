"""The kinds of numbers that messages are made of, each with the bounds that both databases hold."""

from __future__ import annotations

from typing import Annotated

import msgspec

from contract.exchange.shapes import EARLIEST, LATEST

MOST_LEASED = 1024
"""A laptop writes a line for each: more is a damaged or hostile answer. Centres lease sixteen."""

Whole = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""A version, a key, a run of a clock: what both databases hold."""
Number = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
"""A device, an author, a realm, a record, a count of rows."""
Place = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
"""The n of an op, 0 for before the first."""
Block = Annotated[int, msgspec.Meta(ge=1, le=MOST_LEASED)]
"""How many author numbers come in one lease."""
Clock = Annotated[int, msgspec.Meta(ge=EARLIEST, le=LATEST)]
Head = tuple[Whole, bytes]
"""(seq, hash of the log at seq): a claim about a realm's history."""
RowName = tuple[Number, Whole, Whole, Whole]
"""(record, k1, k2, k3)."""
MAX_REALMS = 64
"""Offices that one laptop may greet at once."""
