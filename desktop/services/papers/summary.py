"""A class in a few lines that may be passed on by telephone: no name, no NIP, no NIK."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from contract.training.attendance.attended import percent_text
from contract.training.completion.rule import Outcome
from contract.training.indonesian_dates import format_date
from contract.training.plans.lights import COLOUR_WORDS, Colour
from desktop.services.papers.report import ClassReport

_NUMBER = re.compile(r"\d(?:[ .\-]?\d){15,}")
"""Sixteen digits and more, in whatever groups: a NIK or a NIP, wherever somebody typed it."""
HIDDEN = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is passed on. lines: (label, value)."""

    title: str
    subtitle: str
    lines: tuple[tuple[str, str], ...]
    as_of: str
    example: bool

    @property
    def text(self) -> str:
        """As a message."""
        told = [f"*{self.title}*", self.subtitle, *(f"{label}: {value}" for label, value in self.lines), self.as_of]
        if self.example:
            told.append("(data contoh)")
        return "\n".join(line for line in told if line)


def summary_of(report: ClassReport) -> Summary:
    """The summary of a class; long numbers of persons that were typed into titles are hidden."""
    paper = report.paper
    return Summary(
        title=without_numbers(paper.title),
        subtitle=without_numbers(", ".join(part for part in (paper.programme, paper.dates) if part)),
        lines=tuple((label, without_numbers(value)) for label, value in _lines(report)),
        as_of=f"Keadaan pada {format_date(date.fromisoformat(report.on))}.",
        example=paper.example,
    )


def without_numbers(text: str) -> str:
    """A text in which no NIP and no NIK stands."""
    return _NUMBER.sub(HIDDEN, text)


def _lines(report: ClassReport) -> list[tuple[str, str]]:
    lines = [("Peserta", f"{report.people} orang")]
    share = percent_text(report.recap.total.share)
    if share:
        lines.append(("Kehadiran", share))
    if report.completion is not None:
        counts = report.completion.counts
        lines.append(
            (
                "Lulus",
                f"{counts.get(Outcome.PASSED, 0)} dari {sum(counts.values())}",
            )
        )
    holding = sum(one.holding for one in report.certificates)
    if holding:
        lines.append(("Sertifikat berlaku", str(holding)))
    if report.lights.plans:
        told = ", ".join(
            f"{report.lights.counts[colour]} {COLOUR_WORDS[colour]}"
            for colour in (Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY)
            if report.lights.counts.get(colour)
        )
        lines.append(("Rencana aksi", f"{len(report.lights.plans)} ({told})"))
    return lines
