"""What `lontar programme run` answers: what was read on both laptops, and what was met on the way."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from desktop.cli.plans.answers import plan_answer
from desktop.cli.programmes.answers import programme_answer
from desktop.cli.programmes.class_answers import class_answer
from desktop.cli.setting import Setting
from desktop.cli.spbe.answers import around_answer, compared_answer
from desktop.cli.values import id_text
from desktop.practice.compare import Comparison
from desktop.practice.programme.play import ClassPlay
from desktop.practice.programme.run import ProgrammeRun
from desktop.services.programmes.outcome import ProgrammeOutcome


def run_answer(setting: Setting, found: ProgrammeRun, threshold: int | None) -> dict[str, Any]:
    """The whole run. What only the playing showed stands under "played"; all else is read from rows."""
    first, again = outcome_answer(setting, found.first), outcome_answer(setting, found.again)
    note = found.file.example.note if found.file.example is not None else None
    is_same = first == again and found.laptops.difference is None
    return {
        "office": found.office,
        "example": note,
        "threshold": threshold,
        **first,
        "played": {"classes": [_played(one) for one in found.played.classes], "beside": list(found.played.beside)},
        "sync": {
            "sent": found.sent,
            "received": found.received,
            "laptops": _compared(found.laptops),
            "centre": _compared(found.centre),
        },
        "same_on_second_laptop": is_same,
    }


def outcome_answer(setting: Setting, found: ProgrammeOutcome) -> dict[str, Any]:
    """What a laptop reads of a programme: the same on any that holds the same rows."""
    told = programme_answer(found.detail)
    measures = [{**one, "counted": _example(one["counted"])} for one in told["measures"]]
    spbe = {
        "compared": compared_answer(setting, found.compared)["districts"],
        "around": around_answer(setting, found.around),
    }
    return {
        "programme": told["key"],
        "title": told["title"],
        "source": told["source"],
        "measures": measures,
        "partners": told["partners"],
        "activities": told["activities"],
        "agreements": told["agreements"],
        "villages": told["villages"],
        "trainings": told["trainings"],
        "spbe": spbe if found.detail.file.appraisals else None,
        "classes": [class_answer(setting, one) for one in found.classes],
        "plans": [plan_answer(plan) for one in found.classes for plan in one.seminar.plans],
    }


def _example(counted: dict[str, Any] | None) -> dict[str, Any] | None:
    """What is counted of made-up people is no fact of the programme."""
    return None if counted is None else {**counted, "example": True}


def _compared(found: Comparison) -> dict[str, Any]:
    different = found.difference
    return {"rows": found.rows, "difference": different.sentence() if different is not None else None}


def _played(one: ClassPlay) -> dict[str, Any]:
    return {
        "class": id_text(one.class_id),
        "title": one.title,
        "held_on": one.held_on,
        "admission": {
            **{name: value for name, value in asdict(one.admitted).items() if name != "warned"},
            "warned": [
                {"person": id_text(each.person), "name": each.name, "warnings": list(each.warnings)}
                for each in one.admitted.warned
            ],
        },
        "before_meeting": [
            {"threshold": int(threshold), "passed": passed, "people": len(one.people)}
            for threshold, passed in one.before.items()
        ],
        "minutes": id_text(one.minutes) if one.minutes is not None else None,
        "seminar_minutes": id_text(one.seminar_minutes) if one.seminar_minutes is not None else None,
        "frozen": one.frozen,
        "certificate_papers": {
            "made": one.certificates.made,
            "verified": one.certificates.genuine,
            "altered_refused": one.certificates.refused,
            "refused": one.certificates.why,
        },
        "nominal_refused": one.paid.why,
        "documents": [asdict(each) for each in one.papers],
    }
