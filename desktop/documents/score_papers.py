"""The list of scores of a class."""

from __future__ import annotations

from contract.training.completion.evidence import Component
from contract.training.exact_numbers import HUNDREDTHS, number_text
from contract.training.people.employee_number import group_employee_number
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Sheet, Table
from desktop.services.completion.scores import ScoreLine, ScoreTable
from desktop.services.papers.forms import ClassPaper

NOT_YET = "-"


def score_sheet(paper: ClassPaper, scores: ScoreTable, on: str, size: Paper = Paper.A4) -> Sheet:
    """Daftar nilai: every component with its weight, the total, the predicate. on: ISO, the day it is signed."""
    numbers = {person.id: person.employee_number for person in paper.people}
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Nama / NIP", 4),
        *(Column(_heading(component), 1.3, Align.CENTRE) for component in scores.components),
        Column("Nilai akhir", 1.2, Align.CENTRE),
        Column("Predikat", 2),
    )
    rows = tuple(_row(place, line, numbers.get(line.person.id, "")) for place, line in enumerate(scores.lines, 1))
    return Sheet(
        letterhead=head_of(paper),
        title="Daftar Nilai",
        subtitles=subtitles_of(paper),
        tables=(Table(columns=columns, rows=rows),),
        closing=(*([scores.remark] if scores.remark else []), *(f"{one.sentence}." for one in scores.changed)),
        signed_at=paper.signed_at(on),
        signatures=(chair_of(paper),),
        landscape=len(scores.components) > 4,
        paper=size,
        example=paper.example,
    )


def _heading(component: Component) -> str:
    return f"{component.title} ({_percent(component.weight)})" if component.weight else component.title


def _percent(weight: int) -> str:
    whole, rest = divmod(weight, HUNDREDTHS)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + "%"


def _row(place: int, line: ScoreLine, number: str) -> tuple[Cell, ...]:
    name = f"{line.person.name}\nNIP {group_employee_number(number)}" if number else line.person.name
    scored = (
        Cell(number_text(one.value), one.value) if one.value is not None else Cell(one.unclear or NOT_YET)
        for one in line.scored
    )
    total = Cell(number_text(line.total), line.total) if line.total is not None else Cell(NOT_YET)
    return (Cell(str(place), place), Cell(name), *scored, total, Cell(line.predicate or NOT_YET))
