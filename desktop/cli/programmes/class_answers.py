"""A class of a programme as `lontar programme run` answers it: from its enrolments to its certificates."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from contract.training.attendance.attended import exact_text, percent_text
from contract.training.completion.judging import Judgement
from contract.training.completion.rule import Outcome
from contract.training.exact_numbers import plain_number
from desktop.cli.completion.components import component_answer
from desktop.cli.payments.nominal import list_answer
from desktop.cli.plans.answers import criteria_answer
from desktop.cli.setting import Setting
from desktop.cli.values import hours_number, id_text
from desktop.services.papers.report import sessions_told
from desktop.services.programmes.outcome import ClassOutcome, reasons


def class_answer(setting: Setting, one: ClassOutcome) -> dict[str, Any]:
    """One class."""
    report = one.report
    return {
        "id": id_text(report.class_id),
        "title": report.class_title,
        "people": report.people,
        "enrolment": _enrolment(one),
        "sessions": _sessions(one),
        "tasks": _tasks(one),
        "components": [component_answer(each) for each in one.scores.components],
        "counts": {outcome.value: count for outcome, count in report.counts.items()},
        "decided": {outcome.value: count for outcome, count in one.decided.items()},
        "thresholds": _thresholds(one),
        "funnel": [{"stage": step.title, "people": step.people, "lost": len(step.lost)} for step in report.steps],
        "completion": _completion(one),
        "minutes": _minutes(one),
        "competent": one.competent,
        "certificates": {
            "made": one.certificates.made,
            "verified": one.certificates.genuine,
            "altered_refused": one.certificates.refused,
        },
        "nominal": [list_answer(setting, each) for each in one.payments],
        "seminar": {"criteria": criteria_answer(one.seminar.criteria), "order": _order(one)},
        "plan_lights": dict(one.lights),
    }


def _enrolment(one: ClassOutcome) -> dict[str, Any]:
    found = one.enrolments
    return {
        "total": found.total,
        "by_status": found.by_state,
        "quota": found.quota,
        "reserves": found.reserves,
        "decree_number": found.decree_number,
        "decree_on": found.decree_on,
        "nominated_by": sorted({row.nominated_by for row in found.rows if row.nominated_by}),
    }


def _sessions(one: ClassOutcome) -> list[dict[str, Any]]:
    """Each session with its marks counted, those by a deputy apart."""
    late = [
        sum(bool(mark.late) for mark in marks if mark)
        for marks in zip(*(line.marks for line in one.recap.lines), strict=True)
    ]
    return [
        {
            "id": id_text(told.session.id),
            "title": told.session.title,
            "stage": id_text(told.session.stage) if told.session.stage is not None else None,
            "hours": hours_number(told.session.lesson_hours / 100),
            "closed": told.session.closed,
            "counts": told.counts,
            "deputies": told.deputies,
            "not_recorded": told.not_recorded,
            "late": minutes,
        }
        for told, minutes in zip(sessions_told(one.recap), late or [0] * len(one.recap.sessions), strict=True)
    ]


def _tasks(one: ClassOutcome) -> list[dict[str, Any]]:
    return [
        {
            "id": id_text(task.id),
            "title": task.title,
            "stage": task.stage_title,
            "required": task.required,
            "due_on": task.due_on,
            "done": task.done,
            "people": task.people,
        }
        for task in one.tasks
    ]


def _thresholds(one: ClassOutcome) -> list[dict[str, Any]]:
    people = one.report.people
    return [
        {
            "threshold": plain_number(Fraction(at.threshold)),
            **{outcome.value: count for outcome, count in at.counts.items()},
            "sentence": f"Jika ambang {plain_number(Fraction(at.threshold))}%: "
            f"{at.counts[Outcome.PASSED]} dari {people} lulus",
        }
        for at in one.report.thresholds
    ]


def _completion(one: ClassOutcome) -> list[dict[str, Any]]:
    """Everybody with all that they are judged by, so that anybody can count again."""
    marks = {line.person: line for line in one.recap.lines}
    done = {each.person: each.done for each in one.progress.people}
    states = {row.person: row.stored for row in one.enrolments.rows}
    return [
        {
            "person": id_text(each.person.id),
            "name": each.person.name,
            "status": states.get(each.person.id),
            "outcome": each.outcome.value,
            "attendance": percent_text(each.attended.share) if each.attended.share is not None else None,
            "attendance_exact": exact_text(each.attended.share),
            "total": plain_number(each.total) if each.total is not None else None,
            "reasons": reasons(each),
            "marks": _marks(one, marks.get(each.person.id)),
            "tasks_done": [task.title for task in one.tasks if task.id in done.get(each.person.id, ())],
            "scores": _scores(each),
        }
        for each in one.report.judgements
    ]


def _marks(one: ClassOutcome, line: Any) -> dict[str, Any]:
    """By session: the code alone, or with a deputy and minutes of lateness."""
    if line is None:
        return {}
    return {
        id_text(session.id): {"status": mark.status, "late": mark.late, "deputy": mark.deputy or None}
        for session, mark in zip(one.recap.sessions, line.marks, strict=True)
        if mark is not None
    }


def _scores(each: Judgement) -> list[dict[str, Any]]:
    return [
        {
            "component": id_text(scored.component.id),
            "value": plain_number(scored.value) if scored.value is not None else None,
            "attempts": {str(number): hours_number(value / 100) for number, value in sorted(scored.attempts.items())},
        }
        for scored in each.scored
    ]


def _minutes(one: ClassOutcome) -> list[dict[str, Any]]:
    return [
        {
            "id": id_text(each.id),
            "kind": each.kind,
            "held_on": each.held_on,
            "place": each.place,
            "digest": each.digest,
            "whole": each.is_whole,
        }
        for each in one.minutes
    ]


def _order(one: ClassOutcome) -> list[str]:
    """Groups in the order in which they present; none without a seminar."""
    return [id_text(plan.group) for plan in one.seminar.plans if plan.seminar.order is not None]
