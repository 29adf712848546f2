"""Scopes: the parts of a realm that a grant opens. Every row has one home scope and may be seen from more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

OFFICE = 0
"""Scope of rows for readers of the whole office: persons and what belongs to no class."""
SHARED = 1
"""Scope of rows that every member of the office reads: programmes, classes, names of authors."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a device may read in a realm: everything, or these scopes; nothing at all without any."""

    everything: bool = False
    scopes: frozenset[int] = frozenset()

    def fingerprint(self) -> bytes:
        """8 bytes that change when the reach changes."""
        text = "*" if self.everything else ",".join(str(scope) for scope in sorted(self.scopes))
        return hashlib.blake2b(text.encode(), digest_size=8, person=b"lontar reach").digest()

    def sees(self, scope: int) -> bool:
        """Whether rows of this scope may be read."""
        return self.everything or scope in self.scopes
