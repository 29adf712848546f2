"""Minutes of the completion meeting, as they are signed; a draft until somebody signs them in the program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contract.training.completion.judging import Judgement
from contract.training.completion.rule import Outcome
from contract.training.terbilang import date_words, terbilang
from desktop.documents.attendance_papers import chair_of, head_of, subtitles_of
from desktop.documents.press.sheets import Align, Cell, Column, Paper, Sheet, Signature, Table
from desktop.services.completion.deciding import CompletionReport
from desktop.services.completion.minutes import MinutesView
from desktop.services.papers.forms import ClassPaper

OUTCOME_WORDS = {Outcome.PASSED: "LULUS", Outcome.NOT_PASSED: "TIDAK LULUS", Outcome.DEFERRED: "DITUNDA"}
_COLUMNS = (
    Column("No", 0.7, Align.CENTRE),
    Column("Nama", 4),
    Column("Hasil", 1.6, Align.CENTRE),
    Column("Predikat", 1.8),
    Column("Keterangan", 4),
)


def completion_minutes(
    paper: ClassPaper, report: CompletionReport, signed: MinutesView | None, on: str, size: Paper = Paper.A4
) -> Sheet:
    """Berita acara kelulusan. signed: the minutes that stand; without them it is a draft of `on` (ISO)."""
    held_on = (signed.held_on if signed is not None else None) or on
    place = (signed.place if signed is not None else "") or paper.place or "...................."
    outcomes = [outcome_told(report, one, signed is not None) for one in report.judgements]
    counted = {outcome: outcomes.count(outcome) for outcome in Outcome}
    told = zip(report.judgements, outcomes, strict=True)
    rows = tuple(_row(n, report, one, outcome) for n, (one, outcome) in enumerate(told, 1))
    opening = (
        f"Pada hari ini, {date_words(date.fromisoformat(held_on))}, bertempat di {place}, telah dilaksanakan rapat "
        f"kelulusan {paper.training} dengan {_people(len(rows))} peserta, dengan hasil sebagai berikut:"
    )
    number = f"Nomor {signed.number}" if signed is not None and signed.number else ""
    draft = "" if signed is not None else "RANCANGAN, belum ditandatangani"
    return Sheet(
        letterhead=head_of(paper),
        title="Berita Acara Kelulusan",
        subtitles=tuple(line for line in (number, draft, *subtitles_of(paper)) if line),
        paragraphs=(
            opening,
            *(f"{OUTCOME_WORDS[outcome]}: {_people(count)} orang." for outcome, count in counted.items()),
        ),
        tables=(Table(columns=_COLUMNS, rows=rows),),
        closing=(
            *(change.sentence + "." for change in report.changed),
            *([f"Sidik isi yang dibekukan: {signed.digest}"] if signed is not None else []),
            "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
        ),
        signed_at=paper.signed_at(held_on),
        signatures=signers_of(paper, signed.body if signed is not None else {}),
        paper=size,
        example=paper.example,
    )


def _people(count: int) -> str:
    return f"{count} ({terbilang(count)})"


def outcome_told(report: CompletionReport, one: Judgement, is_signed: bool) -> Outcome:
    """What was decided; of a draft what the rule says while nothing is decided."""
    decided = report.results.get(one.person.id)
    return decided.outcome if decided is not None else Outcome.DEFERRED if is_signed else one.outcome


def _row(n: int, report: CompletionReport, one: Judgement, outcome: Outcome) -> tuple[Cell, ...]:
    decided = report.results.get(one.person.id)
    if decided is not None:
        told = (decided.reason, decided.conditions)
        predicate = decided.predicate
    else:
        told = (None, "; ".join(each.sentence for each in (*one.failed, *one.missing)))
        predicate = one.predicate if outcome is Outcome.PASSED else None
    remark = "; ".join(part for part in told if part)
    return (Cell(str(n), n), Cell(one.person.name), Cell(OUTCOME_WORDS[outcome]), Cell(predicate or ""), Cell(remark))


def signers_of(paper: ClassPaper, body: Mapping[str, Any]) -> tuple[Signature, ...]:
    """Who signs minutes: those whom their frozen text names, else the head of the committee."""
    said: list[Mapping[str, Any]] = list(body.get("signers", ()))
    found = tuple(
        Signature(
            above=(f"{one['post']},",) if one.get("post") else (),
            name=str(one.get("name", "")),
            employee_number=str(one.get("employee_number", "")),
        )
        for one in said
        if isinstance(one, dict)
    )
    return found or (chair_of(paper),)
