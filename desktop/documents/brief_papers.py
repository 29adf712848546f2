"""Ringkasan: a class on exactly one page, whatever the length of what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from contract.training.attendance.attended import Status, percent_text
from contract.training.completion.evidence import SessionHeld
from contract.training.completion.rule import Outcome
from contract.training.exact_numbers import number_text
from contract.training.plans.lights import Colour
from contract.training.programmes.figures import OF_PEOPLE, UNSTATED
from desktop.documents.attendance_papers import head_of
from desktop.documents.completion_papers import OUTCOME_WORDS
from desktop.documents.press.sheets import Chart, Paper, Section, Sheet, Table
from desktop.documents.report_figures import day_told, figures_table
from desktop.documents.report_results import attendance_chart, funnel_chart, lights_chart, outcome_counts
from desktop.services.papers.report import ClassReport, SessionTold

T = TypeVar("T")
_LONGEST = 160
"""Signs of a text that may be of any length; what is longer is told in the report."""
_MOST_SESSIONS, _MOST_STEPS, _MOST_PLANS = 8, 9, 4
_LESSER = 2
"""Words of a person or place need no more signs than one in so many of the longest."""


def brief_sheet(report: ClassReport, size: Paper = Paper.A4) -> Sheet:
    """The numbers of the report, without its lists of people and sessions."""
    paper = report.paper
    head = head_of(paper)
    letterhead = replace(head, lines=tuple(map(_short, head.lines[:3])), address=_short(head.address))
    lines = dict.fromkeys(_short(line) for line in (paper.training, paper.title, paper.dates) if line)
    chapters = (
        ("Angka program", tuple(_figures(report))),
        ("Kehadiran", tuple(_attendance(report))),
        ("Kelulusan", tuple(_completion(report))),
        ("Rencana aksi kelompok", tuple(_plans(report))),
    )
    return Sheet(
        letterhead=letterhead,
        title="Ringkasan Penyelenggaraan",
        subtitles=tuple(lines),
        facts=tuple((label, _short(value)) for label, value in _facts(report)),
        sections=tuple(Section(title=title, parts=parts) for title, parts in chapters if parts),
        closing=(f"Keadaan pada {day_told(report.on)}. Rinciannya dalam laporan penyelenggaraan.",),
        paper=size,
        example=paper.example,
        one_page=True,
    )


def _facts(report: ClassReport) -> Iterator[tuple[str, str]]:
    paper, told = report.paper, report.completion
    agencies = len({one.agency for one in paper.people})
    yield "Program", paper.programme or UNSTATED
    yield "Penyelenggara", report.basis.organiser or UNSTATED
    if paper.partners:
        yield "Mitra", ", ".join(paper.partners)
    yield "Tempat", paper.place or UNSTATED
    yield "Peserta", f"{report.people} orang dari {agencies} instansi"
    yield "Kehadiran", percent_text(report.recap.total.share) or UNSTATED
    mean = report.spread.mean
    yield "Nilai akhir rata-rata", number_text(mean) if mean is not None else UNSTATED
    if told is not None:
        counts, how = outcome_counts(told)
        said = "; ".join(f"{OUTCOME_WORDS[one].lower()} {counts[one]}" for one in Outcome)
        yield "Kelulusan", f"{said} ({how.lower()})"
    yield "Sertifikat berlaku", str(sum(one.holding for one in report.certificates))


def _figures(report: ClassReport) -> Iterator[Table]:
    people = [one for one in report.measures if one.measure in OF_PEOPLE]
    if people:
        # Of several sources the newest; the report has them all.
        newest = [
            replace(one, stated=tuple(sorted(one.stated, key=lambda each: each.source_on or "")[-1:])) for one in people
        ]
        table = figures_table(newest)
        short = tuple(tuple(replace(cell, text=_short(cell.text)) for cell in row) for row in table.rows)
        yield replace(table, rows=short)


def _attendance(report: ClassReport) -> Iterator[Chart]:
    if report.sessions:
        sessions = report.sessions if len(report.sessions) <= _MOST_SESSIONS else (_together(report.sessions),)
        most = report.people if len(sessions) == len(report.sessions) else report.people * len(report.sessions)
        yield _shortened(replace(attendance_chart(replace(report, sessions=sessions)), most=most or None))


def _together(sessions: Sequence[SessionTold]) -> SessionTold:
    """Many sessions as one bar: their marks added."""
    held = SessionHeld(id=0, title=f"{len(sessions)} sesi bersama-sama")
    return SessionTold(
        session=held,
        counts={code.value: sum(one.counts[code.value] for one in sessions) for code in Status},
        deputies=sum(one.deputies for one in sessions),
        not_recorded=sum(one.not_recorded for one in sessions),
        disputed=sum(one.disputed for one in sessions),
    )


def _completion(report: ClassReport) -> Iterator[Chart]:
    if report.completion is not None:
        chart = funnel_chart(report.completion)
        yield _shortened(replace(chart, bars=(*chart.bars[:1], *_few(chart.bars[1:], _MOST_STEPS))))


def _few(items: Sequence[T], most: int) -> Sequence[T]:
    """The last ones: with the first, which the caller keeps, they say what came of a class."""
    return items[-most:]


def _plans(report: ClassReport) -> Iterator[Chart | str]:
    plans = report.lights.plans
    if not plans:
        return
    yield lights_chart(report)
    red = [plan for plan in plans if plan.light.colour is Colour.RED]
    if red:
        named = "; ".join(_short(f"{plan.group_title}: {plan.light.reason}") for plan in red[:_MOST_PLANS])
        more = f"; dan {len(red) - _MOST_PLANS} kelompok lain" if len(red) > _MOST_PLANS else ""
        yield f"Perlu perhatian: {named}{more}"


def _shortened(chart: Chart) -> Chart:
    bars = tuple(replace(bar, label=_short(bar.label, _LONGEST // _LESSER)) for bar in chart.bars)
    return replace(chart, bars=bars, remark=_short(chart.remark))


def _short(text: str, most: int = _LONGEST) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 3].rstrip() + "..."
