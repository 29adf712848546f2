"""Completion of a class: who would pass, at which threshold, who was decided to have, and what was changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import RESULT
from contract.training.completion.changed_since import Changed
from contract.training.completion.evidence import Evidence
from contract.training.completion.funnel import Step, funnel, outcomes
from contract.training.completion.judging import Bar, Judgement, judge_all, outcomes_at
from contract.training.completion.minutes import Decided
from contract.training.completion.rule import CompletionRule, Outcome
from contract.training.completion.scoring import weights_sentence
from contract.training.rights.masking import sees_numbers
from desktop.services.completion.competence import CompetenceTest, competence_tests
from desktop.services.completion.decided_states import Followed
from desktop.services.completion.evidence import decided_in, evidence_of
from desktop.services.completion.frozen import Signed
from desktop.services.completion.minutes import NewMinutes, sign_completion
from desktop.services.completion.reported import Reported, reported
from desktop.services.completion.rules import bar_of
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.writing import patch, role_in, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica

THRESHOLDS = (Decimal(70), Decimal(80), Decimal(90))
"""Least attendances, in percent, that a meeting usually asks about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtThreshold:
    """How many would pass if at least so much attendance were demanded."""

    threshold: Decimal
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionReport:
    """A class before its meeting, or after it as the minutes froze it (minutes set).

    results: what was decided, by person; tests: competence tests by person; changed: since the minutes; remark: what is
    wrong with the weights.
    """

    class_id: int
    class_title: str
    rule: CompletionRule
    threshold: Decimal | None
    judgements: tuple[Judgement, ...]
    counts: Mapping[Outcome, int]
    thresholds: tuple[AtThreshold, ...]
    steps: tuple[Step, ...]
    results: Mapping[int, Decided]
    tests: Mapping[int, tuple[CompetenceTest, ...]]
    minutes: Signed | None
    changed: tuple[Changed, ...]
    remark: str | None

    @property
    def people(self) -> int:
        """How many took part."""
        return len(self.judgements)

    @property
    def decided(self) -> Mapping[Outcome, int]:
        """How many of each outcome were decided, of those who took part."""
        found = [self.results[one.person.id].outcome for one in self.judgements if one.person.id in self.results]
        return {outcome: found.count(outcome) for outcome in Outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the meeting decided of one person otherwise than the rule says, and why."""

    person: int
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `decide` wrote: how many results, how many of each outcome there are now, the minutes if it signed any.

    states: what became of the enrolments when it signed.
    """

    written: int
    counts: Mapping[Outcome, int]
    minutes: int | None = None
    states: Followed | None = None


def completion_report(
    replica: Replica, class_id: int, on: str, threshold: Decimal | None = None, *, as_signed: bool = False
) -> CompletionReport:
    """What the rule says of everybody on a day (ISO), at its own threshold or another.

    Of a class with minutes: what these froze. as_signed: for the paper itself, with the names of who was anonymised
    since, if the one at work runs the office.
    """
    with replica.database.reading():
        require_reading(replica)
        whole = as_signed and sees_numbers(role_in(replica, class_line(replica, class_id).realm))
        return completion_as(replica, class_id, reported(replica, class_id, as_signed=whole), on, threshold)


def completion_as(
    replica: Replica, class_id: int, told: Reported, on: str, threshold: Decimal | None = None
) -> CompletionReport:
    """The completion report of a class that was read."""
    evidence = told.evidence
    results, bar = _judged_by(replica, class_id, told.signed, on, threshold)
    judgements = judge_all(evidence, bar)
    tests: dict[int, list[CompetenceTest]] = defaultdict(list)
    for test in competence_tests(replica, class_id):
        tests[test.person].append(test)
    return CompletionReport(
        class_id=class_id,
        class_title=class_line(replica, class_id).title or "",
        rule=bar.rule,
        threshold=bar.rule.min_attendance_pct,
        judgements=judgements,
        counts=outcomes(judgements),
        thresholds=_at_thresholds(judgements, evidence, bar),
        steps=funnel(judgements, evidence.stages),
        results=results,
        tests={person: tuple(of) for person, of in tests.items()},
        minutes=told.signed,
        changed=told.changed,
        remark=weights_sentence(evidence.components),
    )


def decide(
    replica: Replica,
    class_id: int,
    on: str,
    moment: Moment,
    *,
    verdicts: Sequence[Verdict] = (),
    reason: str = "",
    sign: NewMinutes | None = None,
) -> Decision:
    """Writes down what the meeting decided: of the people of these verdicts, without any of everybody by the rule.

    An earlier verdict stands until another one. Only results that change are written; signs at once if asked. reason:
    why, where minutes have frozen them already. Raises Unsuitable.
    """
    with replica.transaction():
        held = class_line(replica, class_id)
        judgements = {one.person.id: one for one in _judged_today(replica, class_id, on)}
        present, of = decided_in(replica, class_id), standing(replica)
        told = {of.get(one.person, one.person): one for one in verdicts}
        strangers = told.keys() - judgements.keys()
        if strangers:
            raise Unsuitable(f"{format_id(min(strangers))} bukan peserta kelas ini; periksa lagi.")
        decided = {
            person: _decided(one, told.get(person), present.get(person))
            for person, one in judgements.items()
            if not told or person in told
        }
        changes = [_change(class_id, person, one, on) for person, one in decided.items() if present.get(person) != one]
        write(replica, held.realm, changes, moment, reason.strip() or _reasons(verdicts))
        now = {**present, **decided}
        found = [now[person].outcome for person in judgements if person in now]
        signed = sign_completion(replica, sign, moment) if sign is not None else None
        return Decision(
            written=len(changes),
            counts={outcome: found.count(outcome) for outcome in Outcome},
            minutes=signed.id if signed is not None else None,
            states=signed.states if signed is not None else None,
        )


def _judged_today(replica: Replica, class_id: int, on: str) -> tuple[Judgement, ...]:
    judgements = judge_all(evidence_of(replica, class_id), bar_of(replica, class_id, on))
    if not judgements:
        raise Unsuitable(f"Kelas {format_id(class_id)} belum punya peserta; daftarkan dahulu.")
    return judgements


def _reasons(verdicts: Sequence[Verdict]) -> str | None:
    return "; ".join(one.reason.strip() for one in verdicts) or None


def _judged_by(
    replica: Replica, class_id: int, signed: Signed | None, on: str, threshold: Decimal | None
) -> tuple[Mapping[int, Decided], Bar]:
    if signed is None:
        bar = bar_of(replica, class_id, on, threshold)
        return decided_in(replica, class_id), bar
    frozen = signed.frozen
    bar = Bar(rule=frozen.rule, attendance=frozen.attendance, on=frozen.on)
    return frozen.results, bar if threshold is None else bar.at(threshold)


def _at_thresholds(judgements: Sequence[Judgement], evidence: Evidence, bar: Bar) -> tuple[AtThreshold, ...]:
    own = bar.rule.min_attendance_pct
    asked = sorted({*THRESHOLDS, *([own] if own is not None else [])})
    return tuple(
        AtThreshold(threshold=threshold, counts={outcome: found.count(outcome) for outcome in Outcome})
        for threshold, found in outcomes_at(judgements, evidence, bar, asked).items()
    )


def _decided(judgement: Judgement, verdict: Verdict | None, before: Decided | None) -> Decided:
    """What is decided of somebody. A reason stands only with a verdict: by it the next decision knows one."""
    outcome, reason = judgement.outcome, None
    if verdict is not None:
        if not verdict.reason.strip():
            raise Unsuitable(
                f"Keputusan lain daripada syarat untuk {judgement.person.name} perlu alasan; isi --reason."
            )
        outcome, reason = verdict.outcome, verdict.reason.strip()
    elif before is not None and before.reason:
        outcome, reason = before.outcome, before.reason
    return Decided(
        outcome=outcome,
        conditions="; ".join(one.sentence for one in (*judgement.failed, *judgement.missing)) or None,
        predicate=judgement.predicate if outcome is Outcome.PASSED else None,
        reason=reason,
    )


def _change(class_id: int, person: int, decided: Decided, on: str) -> Change:
    set_to = patch(
        RESULT,
        outcome=decided.outcome.value,
        conditions=decided.conditions,
        decided_on=on,
        predicate=decided.predicate,
        reason=decided.reason,
    )
    return Change(RowKey(RESULT.number, class_id, person), set_to)
