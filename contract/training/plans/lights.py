"""A traffic light for each action plan, worked out from what was written down and from today's date; their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from contract.training.exact_numbers import number_text
from contract.training.indonesian_dates import format_date
from contract.training.plans.action_plans import FOLLOW_UP_DAYS, PlanStatus, follow_up_due

HALF, WHOLE = 5_000, 10_000
"""Shares of a plan's realisation, in hundredths of a percent."""


class Colour(StrEnum):
    """green: as planned; yellow: somebody should look; red: somebody must act; grey: nothing is known."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


COLOUR_WORDS: Mapping[Colour, str] = {
    Colour.GREEN: "hijau",
    Colour.YELLOW: "kuning",
    Colour.RED: "merah",
    Colour.GREY: "abu-abu",
}


class Step(NamedTuple):
    """A milestone as the light sees it; ISO dates."""

    title: str
    due_on: str | None
    done_on: str | None

    def is_done(self, today: str) -> bool:
        """Whether it was done by that day; a day still to come is a slip of the pen, or a look back."""
        return self.done_on is not None and self.done_on <= today


class Report(NamedTuple):
    """A follow-up that was written down. share: hundredths of a percent, None where nobody stated it."""

    days: int
    share: int | None
    obstacles: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is known of a plan. late_days: by how many days a milestone may be late before the light is red."""

    status: PlanStatus
    steps: Sequence[Step] = ()
    reports: Sequence[Report] = ()
    seminar_on: str | None = None
    late_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A colour with its reason in words."""

    colour: Colour
    reason: str


def light(plan: Progress, today: str) -> Light:
    """The light of a plan on a day (ISO). What was never written down makes it grey, never red."""
    if plan.status is PlanStatus.DONE:
        return Light(colour=Colour.GREEN, reason="Rencana aksi sudah rampung.")
    dated = [step for step in plan.steps if step.due_on or step.done_on]
    if not dated and not plan.reports:
        told = "tonggaknya belum bertanggal" if plan.steps else "belum ada tonggak dan tindak lanjut"
        return Light(colour=Colour.GREY, reason=f"Belum ada data: {told}.")
    return _of_steps(plan, today) or _of_reports(plan, today) or _as_planned(dated, today)


def _of_steps(plan: Progress, today: str) -> Light | None:
    late = [step for step in plan.steps if step.due_on and not step.is_done(today) and step.due_on < today]
    if not late:
        return None
    worst = min(late, key=lambda step: step.due_on or "")
    days = (date.fromisoformat(today) - date.fromisoformat(str(worst.due_on))).days
    colour = Colour.RED if days > plan.late_days else Colour.YELLOW
    told = f'Tonggak "{worst.title}" terlambat {days} hari sejak {_day(str(worst.due_on))}'
    more = f"; {len(late)} tonggak terlambat" if len(late) > 1 else ""
    return Light(colour=colour, reason=f"{told}{more}.")


def _of_reports(plan: Progress, today: str) -> Light | None:
    told = {report.days: report for report in plan.reports}
    last = told[max(told)] if told else None
    first, final = FOLLOW_UP_DAYS
    if last is not None and last.days == final and last.share is not None and last.share < WHOLE:
        colour = Colour.RED if last.share < HALF else Colour.YELLOW
        return Light(colour=colour, reason=f"Realisasi sesudah setahun baru {number_text(Fraction(last.share, 100))}%.")
    for days in (first, final):
        due = follow_up_due(plan.seminar_on, days)
        if due is not None and due < today and days not in told and not any(later > days for later in told):
            return Light(colour=Colour.YELLOW, reason=f"Tindak lanjut {days} hari belum dilaporkan sejak {_day(due)}.")
    if last is not None and last.obstacles.strip():
        return Light(colour=Colour.YELLOW, reason=f"Tindak lanjut {last.days} hari menyebut kendala.")
    return None


def _as_planned(dated: Sequence[Step], today: str) -> Light:
    open_ = [step for step in dated if not step.is_done(today) and step.due_on]
    if not open_:
        return Light(colour=Colour.GREEN, reason="Semua yang bertanggal sudah dilaksanakan.")
    coming = min(open_, key=lambda step: step.due_on or "")
    reason = f'Sesuai rencana; berikutnya "{coming.title}" pada {_day(str(coming.due_on))}.'
    return Light(colour=Colour.GREEN, reason=reason)


def _day(iso: str) -> str:
    return format_date(date.fromisoformat(iso))


class Tagged(NamedTuple):
    """A plan's colour and the values by which it is counted."""

    colour: Colour
    tags: tuple[str, ...]


def counts(plans: Iterable[Tagged]) -> dict[Colour, int]:
    """How many plans have each colour; every colour is there."""
    found = Counter(plan.colour for plan in plans)
    return {colour: found[colour] for colour in Colour}


def counts_by_tag(plans: Sequence[Tagged], stated: Sequence[str]) -> list[tuple[str | None, dict[Colour, int]]]:
    """The same for each value: those that the programme states, then others, then None for plans without any.

    A plan with two values is counted at both, so these counts may add up to more than there are plans.
    """
    others = dict.fromkeys(tag for plan in plans for tag in plan.tags if tag not in stated)
    found: list[tuple[str | None, dict[Colour, int]]] = [
        (tag, counts(plan for plan in plans if tag in plan.tags)) for tag in (*stated, *others)
    ]
    bare = [plan for plan in plans if not plan.tags]
    return [*found, (None, counts(bare))] if bare else found
