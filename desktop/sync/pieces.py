"""Bodies in pieces, as they go over the road."""

from __future__ import annotations

from collections.abc import Iterator

PIECE = 16 * 1024
"""Bytes sent or read at a time."""
WORTH_ASKING = 4 * 1024
"""Bytes of a body of which, when it was cut, it is asked first how far it came."""


class Pieces:
    """A body in pieces, so that a slow road shows how it moves. Its length is told, and it can be sent again."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        return (self._body[start : start + PIECE] for start in range(0, len(self._body), PIECE))
