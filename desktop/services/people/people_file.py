"""People named in a file, an id or a NIP in the first column: what cannot be read is told with its row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contract.exchange.dots import BadId
from desktop.services.faults import Ambiguous, NotHere
from desktop.services.named import person_named
from desktop.services.roster.reading import read_workbook
from desktop.services.roster.workbook import text_of
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The people in the order of the file, and a sentence for each row that names nobody."""

    people: tuple[int, ...]
    problems: tuple[str, ...]


def people_of_file(replica: Replica, file: Path) -> Named:
    """Reads a list, text or workbook; a first row without digits is a heading. Raises UnreadableFile."""
    people: list[int] = []
    problems: list[str] = []
    for number, row in enumerate(read_workbook(file).sheets[0].rows, 1):
        cell = text_of(row[0]) if row else ""
        if not cell or (number == 1 and not any(sign.isdigit() for sign in cell)):
            continue
        try:
            people.append(person_named(replica, cell))
        except (BadId, NotHere, Ambiguous) as fault:
            problems.append(f"Baris {number}: {fault}")
    return Named(people=tuple(people), problems=tuple(problems))
