"""Action plans as JSON. What nobody stated is null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contract.training.exact_numbers import plain_number
from contract.training.plans.action_plans import STATUS_WORDS, next_statuses
from contract.training.plans.lights import COLOUR_WORDS, Colour, Light
from contract.training.plans.seminars import Criterion
from desktop.cli.values import hours_number, id_text
from desktop.services.plans.rollup import Lights
from desktop.services.plans.views import CoachingView, FollowUpView, MilestoneView, Named, PlanView, Seminar

_SEVERAL = ("priorities", "impacts")


def plan_answer(plan: PlanView) -> dict[str, Any]:
    """A whole plan."""
    stated: dict[str, Any] = dict(plan.stated)
    stated |= {name: list(plan.several(name)) for name in _SEVERAL}
    stated["indicators"] = [int(number) for number in plan.several("indicators") if number.isdigit()]
    stated["quick_win"] = bool(stated["quick_win"]) if stated["quick_win"] is not None else None
    return {
        **brief_answer(plan),
        **stated,
        "next": list(next_statuses(plan.status)),
        "coach": _named(plan.coach),
        "seminar": seminar_answer(plan.seminar),
        "milestones": [milestone_answer(one) for one in plan.milestones],
        "coaching": [coaching_answer(one) for one in plan.coachings],
        "follow_ups": [follow_up_answer(one) for one in plan.follow_ups],
        "free_text": plan.free_text,
    }


def brief_answer(plan: PlanView) -> dict[str, Any]:
    """A plan as a line of a list."""
    return {
        "group": id_text(plan.group),
        "class": id_text(plan.class_id),
        "number": plan.number,
        "group_title": plan.group_title,
        "theme": plan.theme,
        "title": plan.title or None,
        "status": plan.status.value,
        "status_label": STATUS_WORDS[plan.status],
        "written": plan.written,
        "example": plan.example,
        "light": light_answer(plan.light),
    }


def light_answer(light: Light) -> dict[str, Any]:
    """A light with its reason."""
    return {"colour": light.colour.value, "label": COLOUR_WORDS[light.colour], "reason": light.reason}


def lights_answer(lights: Lights) -> dict[str, Any]:
    """The lights of a class or programme with their counts."""
    return {
        "today": lights.today,
        "plans": [
            {**brief_answer(plan), **{name: list(plan.several(name)) for name in _SEVERAL}} for plan in lights.plans
        ],
        "counts": _counts(lights.counts),
        "by_priority": [{"priority": tag, "counts": _counts(found)} for tag, found in lights.by_priority],
        "by_impact": [{"impact": tag, "counts": _counts(found)} for tag, found in lights.by_impact],
    }


def _counts(found: Mapping[Colour, int]) -> dict[str, int]:
    return {colour.value: number for colour, number in found.items()}


def seminar_answer(seminar: Seminar) -> dict[str, Any]:
    """A group's place at the seminar and its examiners' sheets."""
    score = seminar.result.score
    return {
        "on": seminar.on,
        "source": seminar.source,
        "order": seminar.order,
        "score": plain_number(score) if score is not None else None,
        "whole": seminar.result.whole,
        "sheets": [
            {
                "examiner": {"id": id_text(sheet.examiner), "name": seminar.examiners.get(sheet.examiner) or None},
                "values": {str(number): hours_number(value / 100) for number, value in sorted(sheet.values.items())},
                "missing": list(sheet.missing),
                "disputed": list(sheet.disputed),
                "total": plain_number(sheet.total) if sheet.total is not None else None,
            }
            for sheet in seminar.result.sheets
        ],
    }


def criteria_answer(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """The lines of a sheet."""
    return [{"number": one.number, "title": one.title, "weight": hours_number(one.weight / 100)} for one in criteria]


def milestone_answer(one: MilestoneView) -> dict[str, Any]:
    """A milestone."""
    return {
        "id": id_text(one.id),
        "group": id_text(one.group),
        "title": one.title,
        "horizon": one.horizon,
        "owner": _named(one.owner),
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "done_on": one.done_on,
        "budget": one.budget,
        "measure": one.measure,
        "baseline": one.baseline,
        "target": one.target,
        "realisation": one.realisation,
    }


def coaching_answer(one: CoachingView) -> dict[str, Any]:
    """A line of the coaching log."""
    return {
        "id": id_text(one.id),
        "held_on": one.held_on,
        "mode": one.mode,
        "coach": _named(one.coach),
        "notes": one.notes,
        "follow_up": one.follow_up or None,
    }


def follow_up_answer(one: FollowUpView) -> dict[str, Any]:
    """A follow-up, due or reported."""
    return {
        "days": one.days,
        "due_on": one.due_on,
        "reported": one.reported,
        "held_on": one.held_on,
        "share": hours_number(one.share / 100) if one.share is not None else None,
        "realisation": one.realisation or None,
        "obstacles": one.obstacles or None,
        "next": one.next or None,
    }


def _named(one: Named | None) -> dict[str, Any] | None:
    return {"id": id_text(one.id), "name": one.name or None} if one is not None else None
