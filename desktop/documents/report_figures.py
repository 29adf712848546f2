"""Numbers as reports tell them: what sources state beside what Lontar counts, and what nobody stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from contract.training.exact_numbers import HUNDREDTHS, number_text
from contract.training.indonesian_dates import format_date
from contract.training.programmes.figures import UNSTATED
from desktop.documents.press.sheets import Align, Cell, Column, Table, plain, whole
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.figures import MeasureView, StatedFigure

_COLUMNS = (
    Column("Angka program", 2.6),
    Column("Menurut sumber", 1.8, Align.RIGHT),
    Column("Sumber", 5),
    Column("Dihitung Lontar", 1.8, Align.RIGHT),
)


def day_told(iso: str | None) -> str:
    """ "2 September 2025", or that nobody said."""
    return format_date(date.fromisoformat(iso)) if iso else UNSTATED


def hours_cell(hundredths: int) -> Cell:
    """Lesson hours; a dash where there are none."""
    hours = Fraction(hundredths, HUNDREDTHS)
    return Cell(number_text(hours), hours) if hundredths else Cell("-")


def figure_cell(number: int | None) -> Cell:
    """A number that may never have been stated."""
    return Cell(UNSTATED, align=Align.RIGHT) if number is None else whole(number)


def figures_table(measures: Iterable[MeasureView]) -> Table:
    """Every stated number with its source and date; beside the first of each measure what is counted here."""
    rows = tuple(row for measure in measures for row in _rows(measure))
    return Table(columns=_COLUMNS, rows=rows)


def _rows(measure: MeasureView) -> Iterator[tuple[Cell, ...]]:
    counted = figure_cell(measure.counted.total) if measure.counted is not None else Cell("-")
    if not measure.stated:
        yield Cell(measure.measure.label), figure_cell(None), Cell(UNSTATED), counted
    for n, one in enumerate(measure.stated):
        head = measure.measure.label if not n else ""
        yield Cell(head), figure_cell(one.value), *plain(source_told(one)), counted if not n else Cell("")


def source_told(figure: StatedFigure) -> str:
    """ "BPSDM Komdigi, 2 September 2025 (2021; Manggarai Barat)"."""
    when = day_told(figure.source_on) if figure.source_on else ""
    said = ", ".join(part for part in (figure.source or "", when) if part) or UNSTATED
    year = str(figure.year) if figure.year else ""
    about = [
        year,
        known_districts().name_of(figure.district) if figure.district else "",
        figure.level or "",
        figure.audience or "",
        figure.sex or "",
    ]
    note = "; ".join(part for part in about if part)
    return f"{said} ({note})" if note else said
