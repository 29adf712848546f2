"""Days that people type for services: ISO, as rows keep them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from contract.training.findings import BadValue
from contract.training.indonesian_dates import iso_day
from desktop.services.faults import Unsuitable
from desktop.storage.edit import Moment

_FARTHEST_AHEAD_S = 14 * 3600


def day_or_none(typed: str) -> str | None:
    """The day as it is kept; None for empty text. Raises Unsuitable."""
    try:
        return iso_day(typed) if typed.strip() else None
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad


def latest_today(moment: Moment) -> date:
    """The day it is where it is latest on earth, so that no zone's own today is refused."""
    return datetime.fromtimestamp(moment.told + _FARTHEST_AHEAD_S, UTC).date()


def has_come(day: str, moment: Moment) -> bool:
    """Whether an ISO day is today or past, somewhere on earth."""
    return date.fromisoformat(day) <= latest_today(moment)
