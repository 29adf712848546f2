"""What a roster is after reading: rows of people, each with what was understood and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from contract.training.findings import Finding, Severity
from contract.training.typed_text import clean
from desktop.services.roster.headings import Column, Kind

Fields = dict[str, int | str | None]
"""Values by the catalogue's field names of a person; what a roster leaves empty is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One remark for a person to read.

    row: as the spreadsheet counts, from 1. column: heading as typed, empty when the whole row is meant. code: stable.
    message: Bahasa Indonesia, one sentence: where, what, what to do. It may quote the cell: never log it.
    """

    row: int
    column: str
    severity: Severity
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person of a roster. A row with an error is skipped as a whole.

    group: the name of the group as typed ("3"). ordinal: the running number. person_id: the id that our own list of
    people carries, 0 without.
    """

    row_number: int
    fields: Fields
    problems: tuple[Problem, ...] = ()
    group: str | None = None
    ordinal: int | None = None
    person_id: int = 0

    @property
    def is_broken(self) -> bool:
        """True when an error keeps the row out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A roster as read from one sheet.

    header_rows: the rows of headings, from 1, repeated ones included. width: columns in use, problems of the whole file
    stand in `remarks`, those of rows in the rows.
    """

    path: Path
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    width: int
    rows: tuple[RosterRow, ...]
    remarks: tuple[Problem, ...] = ()
    other_sheets: tuple[str, ...] = field(default=())

    def label_of(self, kind: Kind) -> str:
        """The heading as typed of the first column of that kind, empty text without one."""
        return next((column.label for column in self.columns if kind in column.kinds), "")


def problem_at(row: int, label: str, finding: Finding, *, emptied: bool = False) -> Problem:
    """A remark with its place in front. emptied: the value could not be read and is left out, which is a warning."""
    place = f"Baris {row}, kolom {clean(label)}" if label else f"Baris {row}"
    sentence = f"{finding.sentence.rstrip('.')}; sementara dikosongkan." if emptied else finding.sentence
    severity = Severity.WARNING if emptied else finding.severity
    return Problem(row=row, column=label, severity=severity, code=finding.code, message=f"{place}: {sentence}")
