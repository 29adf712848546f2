"""The attendance of a class on one landscape sheet: participants by sessions, totals per code, percent, legend."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from contract.training.attendance.attended import Marked, Status, percent_text
from contract.training.exact_numbers import HUNDREDTHS, number_text
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Sheet, Table
from desktop.services.attendance.recap import Recap, RecapLine
from desktop.services.papers.forms import ClassPaper

_DISPUTED = "?"
_BY_DEPUTY = "W"
_NO_TOTAL = "-"
_BESIDE = 20
"""Sessions beside each other in one table."""
_TOTALS = (
    *(Column(code, 0.8, Align.CENTRE) for code in Status),
    Column("JP", 1.4, Align.CENTRE),
    Column("%", 1.5, Align.CENTRE),
)


def recap_sheet(paper: ClassPaper, recap: Recap, on: str, size: Paper = Paper.A4) -> Sheet:
    """Rekap kehadiran. on: ISO, the day it is signed."""
    basis = f"Dibekukan oleh berita acara {recap.minutes}." if recap.minutes else ""
    return Sheet(
        letterhead=head_of(paper),
        title="Rekap Kehadiran",
        subtitles=tuple(line for line in (*subtitles_of(paper), basis) if line),
        tables=(*_marks(recap), _sessions(recap)),
        closing=(_legend(recap), *(f"{sentence}." for sentence in recap.changed)),
        signed_at=paper.signed_at(on),
        signatures=(chair_of(paper),),
        landscape=True,
        paper=size,
        example=paper.example,
    )


def _marks(recap: Recap) -> Iterator[Table]:
    """Marks in as many tables as they need to stay readable; the totals are in the last one."""
    count = len(recap.sessions)
    for first in range(0, count, _BESIDE) or (0,):
        last = min(first + _BESIDE, count)
        is_end = last == count
        columns = (
            Column("No", 0.8, Align.CENTRE),
            Column("Nama", 5),
            *(Column(str(n + 1), 0.8, Align.CENTRE) for n in range(first, last)),
            *(_TOTALS if is_end else ()),
        )
        rows = tuple(
            (Cell(str(n), n), Cell(line.name), *map(_mark, line.marks[first:last]), *(_totals(line) if is_end else ()))
            for n, line in enumerate(recap.lines, 1)
        )
        caption = f"Sesi {first + 1} sampai {last}" if count > _BESIDE else ""
        yield Table(columns=columns, rows=rows, caption=caption)


def _totals(line: RecapLine) -> Iterator[Cell]:
    attended = line.attended
    for code in Status:
        count = attended.counts.get(code.value, 0)
        yield Cell(str(count), count)
    yield Cell(f"{_hours(attended.attended_hours)}/{_hours(attended.held_hours)}")
    yield Cell(percent_text(attended.share) or _NO_TOTAL, attended.share)


def _mark(mark: Marked | None) -> Cell:
    if mark is None or (mark.status is None and not mark.disputed):
        return Cell("")
    if mark.disputed:
        return Cell(_DISPUTED)
    return Cell(f"{mark.status}{_BY_DEPUTY if mark.deputy else ''}")


def _hours(hundredths: int) -> str:
    return number_text(Fraction(hundredths, HUNDREDTHS))


def _sessions(recap: Recap) -> Table:
    columns = (Column("Sesi", 0.8, Align.CENTRE), Column("Judul", 8), Column("JP", 1, Align.CENTRE), Column("", 2))
    rows = tuple(
        (
            Cell(str(n), n),
            Cell(session.title),
            Cell(_hours(session.lesson_hours), Fraction(session.lesson_hours, HUNDREDTHS)),
            Cell("" if session.closed else "belum ditutup, belum dihitung"),
        )
        for n, session in enumerate(recap.sessions, 1)
    )
    return Table(columns=columns, rows=rows)


def _legend(recap: Recap) -> str:
    codes = "; ".join(f"{code} {recap.labels.get(code.value, code.label)}" for code in Status)
    counted = ", ".join(sorted(recap.rule.counted))
    return (
        f"Keterangan: {codes}; {_BY_DEPUTY} diwakili; {_DISPUTED} berbeda isian dan belum diputuskan, tidak dihitung. "
        f"Dihitung hadir: {counted}. Sel kosong belum dicatat. Persentase dari sesi yang sudah ditutup."
    )
