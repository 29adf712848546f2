"""How many were left after each stage, who was lost there, and the reason, which often nobody has stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from contract.training.completion.evidence import Participant, StageHeld
from contract.training.completion.judging import Judgement
from contract.training.completion.rule import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Somebody who did not go on. reason: what people said about it, None where nobody did."""

    person: Participant
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is left after a stage (stage None: at the start and at the decision).

    unknown: how many of these are still in only because it cannot be told yet.
    """

    title: str
    stage: int | None
    people: int
    lost: tuple[Lost, ...] = ()
    unknown: int = 0


def funnel(judgements: Sequence[Judgement], stages: Sequence[StageHeld]) -> tuple[Step, ...]:
    """From all who took part, stage by stage, to who passed. Deferred people are in the last step's `unknown`.

    Who passed was lost nowhere, whatever stage they missed: the rule did not demand it.
    """
    left = list(judgements)
    steps = [Step(title="Peserta", stage=None, people=len(left))]
    for stage in stages:
        lost = [one for one in left if stage.id in one.unfinished and one.outcome is Outcome.NOT_PASSED]
        left = [one for one in left if stage.id not in one.unfinished or one.outcome is not Outcome.NOT_PASSED]
        unknown = sum(stage.id not in one.finished for one in left)
        step = Step(title=stage.title, stage=stage.id, people=len(left), lost=_lost(lost), unknown=unknown)
        steps.append(step)
    lost = [one for one in left if one.outcome is Outcome.NOT_PASSED]
    passed = sum(one.outcome is Outcome.PASSED for one in left)
    steps.append(
        Step(title="Lulus", stage=None, people=passed, lost=_lost(lost), unknown=len(left) - len(lost) - passed)
    )
    return tuple(steps)


def outcomes(judgements: Sequence[Judgement]) -> dict[Outcome, int]:
    """How many of each outcome."""
    counted = Counter(one.outcome for one in judgements)
    return {outcome: counted[outcome] for outcome in Outcome}


def _lost(judgements: Sequence[Judgement]) -> tuple[Lost, ...]:
    return tuple(Lost(person=one.person, reason=one.person.reason) for one in judgements)
