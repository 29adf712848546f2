"""Minutes of the seminar of action plans, as they are signed; a draft until somebody signs them in the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from contract.training.exact_numbers import number_text
from contract.training.plans.seminars import Criterion, Presented, minuted
from contract.training.terbilang import date_words, terbilang
from desktop.documents.attendance_papers import head_of, subtitles_of
from desktop.documents.completion_papers import signers_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Sheet, Table
from desktop.services.papers.forms import ClassPaper
from desktop.services.plans.seminar_minutes import SeminarPaper


def seminar_minutes(paper: ClassPaper, found: SeminarPaper, size: Paper = Paper.A4) -> Sheet:
    """Berita acara seminar: the frozen sheets, one line a group, each examiner's total and the mean of them."""
    criteria, plans = minuted(found.body) or ((), ())
    held_on = str(found.body["held_on"])
    place = str(found.body.get("place") or "") or paper.place or "...................."
    opening = (
        f"Pada hari ini, {date_words(date.fromisoformat(held_on))}, bertempat di {place}, telah dilaksanakan seminar "
        f"Rencana Aksi Kelompok {paper.training} dengan {len(plans)} ({terbilang(len(plans))}) kelompok, "
        "dengan hasil sebagai berikut:"
    )
    signed = found.signed
    number = f"Nomor {signed.number}" if signed is not None and signed.number else ""
    draft = "" if signed is not None else "RANCANGAN, belum ditandatangani"
    return Sheet(
        letterhead=head_of(paper),
        title="Berita Acara Seminar Rencana Aksi Kelompok",
        subtitles=tuple(line for line in (number, draft, *subtitles_of(paper)) if line),
        paragraphs=(opening, f"Kriteria dan bobot: {_weights(criteria)}."),
        tables=(_table(plans),),
        closing=(
            *found.changed,
            *([f"Sidik isi yang dibekukan: {found.digest}"] if found.digest else []),
            "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
        ),
        signed_at=paper.signed_at(held_on),
        signatures=signers_of(paper, found.body),
        paper=size,
        example=paper.example,
    )


def _weights(criteria: Sequence[Criterion]) -> str:
    return "; ".join(f"{one.title} {number_text(Fraction(one.weight, 100))}" for one in criteria)


def _table(plans: Sequence[Presented]) -> Table:
    examiners = dict(pair for plan in plans for pair in plan.examiners.items())
    columns = (
        Column("Urutan", 0.9, Align.CENTRE),
        Column("Kelompok", 2),
        Column("Judul Rencana Aksi", 4),
        *(Column(f"Penguji: {name or '-'}", 1.6, Align.RIGHT) for name in examiners.values()),
        Column("Nilai", 1, Align.RIGHT),
    )
    return Table(columns=columns, rows=tuple(_row(plan, tuple(examiners)) for plan in plans))


def _row(plan: Presented, examiners: Sequence[int]) -> tuple[Cell, ...]:
    totals = {sheet.examiner: sheet.total for sheet in plan.result.sheets}
    figures = (*(totals.get(examiner) for examiner in examiners), plan.result.score)
    return (
        Cell(str(plan.order or "-"), plan.order),
        Cell(plan.group_title),
        Cell(plan.title or "tidak disebut"),
        *(Cell(number_text(figure), figure) if figure is not None else Cell("-") for figure in figures),
    )
