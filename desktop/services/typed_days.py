"""Days that people type for services: ISO, as rows keep them."""

from __future__ import annotations

from contract.training.findings import BadValue
from contract.training.indonesian_dates import iso_day
from desktop.services.faults import Unsuitable


def day_or_none(typed: str) -> str | None:
    """The day as it is kept; None for empty text. Raises Unsuitable."""
    try:
        return iso_day(typed) if typed.strip() else None
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad
