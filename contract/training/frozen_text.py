"""The text of a paper that stands (minutes, lists of payments), and by what it is known."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


def canonical(body: Any) -> str:
    """The text of a body, a mapping or a struct: the same body gives the same text everywhere."""
    return _encoder.encode(body).decode()


def digest_of(text: str) -> str:
    """sha256 of a paper's text, as 64 digits and letters."""
    return hashlib.sha256(text.encode()).hexdigest()
