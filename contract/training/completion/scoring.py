"""Scores: which attempt counts, a group's score for its members, and the weighted total. All exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from contract.training.completion.evidence import Component, Evidence, Participant
from contract.training.completion.rule import CompletionRule
from contract.training.exact_numbers import HUNDREDTHS, number_text

WHOLE_WEIGHT = 100 * HUNDREDTHS
FIRST_ATTEMPT, LAST_ATTEMPT = 1, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What counts of one component for one person. value: of the scale 0 to 100; None while there is none.

    unclear: in words why nothing counts although something was written.
    """

    component: Component
    value: Fraction | None
    attempts: Mapping[int, int]
    unclear: str | None = None


def weights_sentence(components: Iterable[Component]) -> str | None:
    """What is wrong with the weights; None when they sum to exactly 100 or nothing is weighted at all."""
    weighted = [component.weight for component in components if component.weight]
    if not weighted or sum(weighted) == WHOLE_WEIGHT:
        return None
    return f"Bobot komponen nilai berjumlah {number_text(Fraction(sum(weighted), HUNDREDTHS))}%, seharusnya tepat 100%"


def counted(attempts: Mapping[int, int], rule: CompletionRule) -> Fraction | None:
    """The attempt that counts: the best one; a remedial only where the rule allows it, and never above its cap."""
    cap = None if rule.remedial_cap is None else Fraction(rule.remedial_cap)
    counting = []
    for attempt, hundredths in attempts.items():
        value = Fraction(hundredths, HUNDREDTHS)
        if attempt == FIRST_ATTEMPT:
            counting.append(value)
        elif rule.allow_remedial:
            counting.append(value if cap is None else min(value, cap))
    return max(counting, default=None)


def scores_of(evidence: Evidence, person: Participant, rule: CompletionRule) -> tuple[Scored, ...]:
    """What counts of each component for a person, in the components' order."""
    return tuple(_scored(evidence, component, person, rule) for component in evidence.components)


def total_of(scored: Iterable[Scored]) -> Fraction | None:
    """The weighted total, 0 to 100; None while a weighted score is missing or the weights are no whole."""
    scored = list(scored)
    weighted = [one for one in scored if one.component.weight]
    if not weighted or weights_sentence(one.component for one in scored) is not None:
        return None
    values = [one.value for one in weighted if one.value is not None]
    if len(values) < len(weighted):
        return None
    parts = (value * one.component.weight for value, one in zip(values, weighted, strict=True))
    return sum(parts, Fraction(0)) / WHOLE_WEIGHT


def predicate_of(total: Fraction | None, rule: CompletionRule) -> str | None:
    """The predicate of a total, by the first band whose limit it reaches."""
    if total is None:
        return None
    for band in rule.bands:
        reached = band.at_least is None or total >= Fraction(band.at_least)
        if reached and (band.above is None or total > Fraction(band.above)):
            return band.title
    return None


def _scored(evidence: Evidence, component: Component, person: Participant, rule: CompletionRule) -> Scored:
    attempts = evidence.scores.get((component.id, person.id), {})
    disputed = (component.id, person.id) in evidence.disputed_scores
    unclear = f'Nilai "{component.title}" masih berbeda' if disputed else None
    if not attempts and component.of_group and person.group is not None:
        attempts, unclear = _of_group(evidence, component, person.group)
    value = None if unclear else counted(attempts, rule)
    return Scored(component=component, value=value, attempts=attempts, unclear=unclear)


def _of_group(evidence: Evidence, component: Component, group: int) -> tuple[Mapping[int, int], str | None]:
    """The score that the members have, for one of them without a row of their own."""
    members = [(component.id, person.id) for person in evidence.people if person.group == group]
    held = [evidence.scores[each] for each in members if evidence.scores.get(each)]
    if any(each in evidence.disputed_scores for each in members) or any(one != held[0] for one in held):
        return {}, f'Nilai "{component.title}" masih berbeda di dalam kelompok'
    return (held[0] if held else {}), None
