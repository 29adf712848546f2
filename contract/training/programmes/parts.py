"""What the parts of a programme file are made of: kinds of values, and what all parts share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Short = Annotated[str, Meta(min_length=1, max_length=300)]
Long = Annotated[str, Meta(min_length=1, max_length=4000)]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
DistrictCode = Annotated[str, Meta(pattern=r"^\d\d(\.\d\d)?$")]
"""Kemendagri's: "53.15" a district, "53" the province."""
Zone = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z]+(/[A-Z][A-Za-z_+-]+){1,2}$", max_length=60)]
"""IANA's: "Asia/Makassar"."""
Year = Annotated[int, Meta(ge=1945, le=2200)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Hours = Annotated[float, Meta(ge=0, le=1000)]
"""Lesson hours (JP), with two decimals at most."""
Percent = Annotated[float, Meta(ge=0, le=100)]
"""0 to 100, with two decimals at most; scores too."""
StatedTime = Annotated[datetime, Meta(tz=True)]
"""ISO with the offset of the place: "2025-07-25T08:00:00+08:00"."""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a file share: an entry that nobody knows is refused, not passed over."""
