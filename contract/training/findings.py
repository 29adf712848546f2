"""What a rule of training administration has to say about a value that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contract.faults import WorldFault


class Severity(StrEnum):
    """An error keeps the value out; a warning asks a person to look, the value stays."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark about one value.

    code: stable, for programs. sentence: Bahasa Indonesia, what is wrong and what to do; it may quote the value,
    so it never goes into a log.
    """

    severity: Severity
    code: str
    sentence: str


class BadValue(WorldFault):
    """A typed value that no rule can read. `finding` says why, always with severity error."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.finding = Finding(severity=Severity.ERROR, code=code, sentence=sentence)


def warning(code: str, sentence: str) -> Finding:
    """A finding that asks a person to look and keeps the value."""
    return Finding(severity=Severity.WARNING, code=code, sentence=sentence)


EXAMPLE_NUMBER = "example_number"
"""Code of the remark "nomor contoh": sequence 000 or 0000, which no real person has. The value is usable."""
