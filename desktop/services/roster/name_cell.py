"""A name cell that holds more than the name: the number, the grade or the position on lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract.training.typed_text import clean
from desktop.services.roster.cell_values import is_grade
from desktop.services.roster.headings import Kind

_LABELLED = re.compile(r"[\s,/(;\-]*\b(?:NIP|NI\s*P{2,3}K|NRP)\b[\s.:/]*(?P<number>[\d\s.'\-]{8,})\)?", re.IGNORECASE)
_BARE = re.compile(r"[\s,/(;\-']*(?P<number>(?:\d[\s.\-]*){16,20})\)?\s*$")
_RUNNING_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.)]\s*(?=[^\W\d])")
_EMPTY_LABEL = re.compile(r"[\s,/(;\-]*\b(?:NIP|NI\s*P{2,3}K|NRP)\b[\s.:\-–]*\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCell:
    """The parts of the cell as typed; empty text for what is not there."""

    name: str
    number: str
    grade: str
    position: str


def split_name_cell(text: str, kinds: tuple[Kind, ...]) -> NameCell:
    """The parts of a cell under a heading that announces `kinds`. Lines that are neither number nor grade nor an
    announced position are more of the name."""
    number, grade, position = "", "", ""
    names: list[str] = []
    for line in _RUNNING_NUMBER.sub("", text).splitlines() or [""]:
        rest, found = _cut_number(line)
        number = number or found
        rest = clean(rest).strip(" /;")
        if not rest:
            continue
        if names and not grade and (Kind.GRADE in kinds or found) and is_grade(rest):
            grade = rest
        elif names and Kind.POSITION in kinds and not rest.startswith(","):
            position = f"{position} {rest}".strip()
        else:
            names.append(rest)
    return NameCell(name=" ".join(names), number=number, grade=grade, position=position)


def _cut_number(line: str) -> tuple[str, str]:
    found = _LABELLED.search(line) or _BARE.search(line)
    if found is None:
        return _EMPTY_LABEL.sub("", line), ""
    return f"{line[: found.start()]} {line[found.end() :]}", clean(found["number"])
