"""SPBE appraisals as the command line answers them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from contract.training.spbe.index import NOT_EFFECT, Part, Step, printed
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Setting
from desktop.cli.values import id_text
from desktop.services.programmes.districts import known_districts

if TYPE_CHECKING:
    from desktop.services.spbe.appraising import Appraisal
    from desktop.services.spbe.instruments import KnownInstrument
    from desktop.services.spbe.views import Around, Compared, Trend


def index_number(index: Fraction | None) -> float | None:
    """An index as it is printed, as a number."""
    return float(printed(index, ".")) if index is not None else None


def instrument_answer(held: KnownInstrument) -> dict[str, Any]:
    """One instrument. id: null for one that ships with the program."""
    one = held.instrument
    return {
        "id": id_text(held.id) if held.id is not None else None,
        "office": held.office,
        "used": held.is_used,
        "key": one.key,
        "title": one.title,
        "legal_basis": list(one.legal_basis),
        "first_year": one.first_year,
        "last_year": one.last_year,
        "domains": len(one.domains),
        "aspects": len(one.aspects),
        "indicators": len(one.indicators),
    }


def appraisal_answer(one: Appraisal, *, whole: bool = False) -> dict[str, Any]:
    """One appraisal. whole: with its domains, aspects and levels."""
    missing = one.worked.missing if one.worked is not None else ()
    answer: dict[str, Any] = {
        "id": id_text(one.id),
        "district": one.district,
        "name": known_districts().name_of(one.district),
        "year": one.year,
        "kind": one.kind.value,
        "instrument": one.instrument_key or None,
        "index": index_number(one.index),
        "predicate": one.predicate,
        "stated_predicate": one.stated_predicate,
        "missing": len(missing),
        "source": one.source,
        "source_on": one.source_on,
        "training": id_text(one.training) if one.training else None,
        "phase": one.phase,
        "example": one.example,
    }
    return answer | _parts(one) if whole else answer


def _parts(one: Appraisal) -> dict[str, Any]:
    if one.worked is None or one.instrument is None:
        return {"exact": None, "missing_indicators": [], "domains": [], "aspects": [], "levels": []}
    held = {level.indicator: level for level in one.levels}
    levels = []
    for number, indicator in one.instrument.indicators.items():
        level = held.get(number)
        levels.append(
            {
                "indicator": number,
                "title": indicator.title,
                "weight": float(indicator.weight),
                "level": level.level if level else None,
                "level_name": indicator.levels[level.level - 1] if level else None,
                "evidence": (level.evidence or None) if level else None,
            }
        )
    return {
        "exact": str(float(one.index)) if one.index is not None else None,
        "missing_indicators": list(one.worked.missing),
        "domains": _sections(one.worked.domains),
        "aspects": _sections(one.worked.aspects),
        "levels": levels,
    }


def _sections(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [
        {"number": p.section.number, "title": p.section.title, "index": index_number(p.index), "missing": p.missing}
        for p in parts
    ]


def step_answer(setting: Setting, one: Step) -> dict[str, Any]:
    """What lies between two years."""
    return {
        "from": one.first.year,
        "to": one.second.year,
        "kind": one.second.kind.value,
        "comparable": one.difference is not None,
        "difference": index_number(one.difference),
        "why": worded_sentence(one.why, setting) or None,
    }


def trend_answer(setting: Setting, found: Trend) -> dict[str, Any]:
    """The years of one district."""
    return {
        "district": found.district,
        "name": known_districts().name_of(found.district),
        "years": [appraisal_answer(one) for one in found.appraisals],
        "steps": [step_answer(setting, one) for one in found.steps],
        "remarks": [worded_sentence(one, setting) for one in found.remarks],
    }


def around_answer(setting: Setting, found: Iterable[Around]) -> dict[str, Any]:
    """Before and after a training."""
    return {
        "districts": [
            {
                "district": one.district,
                "before": appraisal_answer(one.before) if one.before else None,
                "after": appraisal_answer(one.after) if one.after else None,
                "step": step_answer(setting, one.step) if one.step else None,
                "levels": [{"indicator": n, "before": first, "after": second} for n, first, second in one.levels],
            }
            for one in found
        ],
        "meaning": "association",
        "remark": worded_sentence(NOT_EFFECT, setting),
    }


def compared_answer(setting: Setting, found: Iterable[Compared]) -> dict[str, Any]:
    """Districts beside each other."""
    return {
        "districts": [
            {
                "district": one.district,
                "name": known_districts().name_of(one.district),
                "index": index_number(one.appraisal.index) if one.appraisal else None,
                "predicate": one.appraisal.predicate if one.appraisal else None,
                "year": one.appraisal.year if one.appraisal else None,
                "kind": one.appraisal.kind.value if one.appraisal else None,
                "instrument": (one.appraisal.instrument_key or None) if one.appraisal else None,
                "source": one.appraisal.source if one.appraisal else None,
                "reference": one.is_reference,
                "difference": index_number(one.difference),
                "why": worded_sentence(one.why, setting) or None,
                "example": one.appraisal.example if one.appraisal else False,
            }
            for one in found
        ]
    }
