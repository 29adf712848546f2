"""The reason with which an edit is given back that stands already under another number of its person."""

from __future__ import annotations

from contract.exchange.dots import Dot, dot_of, format_id, parse_id, row_id

REPEATED = "repeated:"


def reason_of(dot: Dot) -> str:
    """The reason that names the dot under which the edit stands."""
    return REPEATED + format_id(row_id(dot))


def repeat_of(reason: str) -> Dot | None:
    """The dot under which the edit stands; None for any other reason. Raises BadId for a dot that is none."""
    return dot_of(parse_id(reason.removeprefix(REPEATED))) if reason.startswith(REPEATED) else None
