"""Who has passed, who has not, of whom it cannot be said yet, and why, in words.

Three answers for each condition: met, not met, not known yet. One that is not met decides; else one that is not known
defers. Exact values are compared; what is printed is rounded, and never up to a limit that it misses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import msgspec

from contract.training.attendance.attended import AttendanceRule, Attended, Basis, Marked, count_attended
from contract.training.completion.evidence import Evidence, GroupHeld, Participant, SessionHeld, StageHeld, TaskSet
from contract.training.completion.rule import CompletionRule, Outcome
from contract.training.completion.scoring import Scored, predicate_of, scores_of, total_of, weights_sentence
from contract.training.exact_numbers import HUNDREDTHS, condition_percent, number_text

PRESENTED = frozenset({"presented", "accepted", "implementing", "done"})
"""States of an action plan in which a group has shown its product."""
_OF_ATTENDANCE = frozenset({"open_session", "disputed_mark", "no_sessions", "attendance"})
"""Codes of what the least attendance asks about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition that is not met, or not known yet. code: stable, for programs; about: the row, where it is of one."""

    code: str
    sentence: str
    about: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rule says of one person. total: 0 to 100; finished: stages known to be done, unfinished: known not."""

    person: Participant
    outcome: Outcome
    failed: tuple[Condition, ...]
    missing: tuple[Condition, ...]
    attended: Attended
    scored: tuple[Scored, ...]
    total: Fraction | None
    predicate: str | None
    finished: frozenset[int]
    unfinished: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """All that people are judged by. on: the day, ISO, for tasks that are not due yet."""

    rule: CompletionRule
    attendance: AttendanceRule
    on: str

    def at(self, threshold: Decimal) -> Bar:
        """The same with another least attendance, in percent."""
        rule = msgspec.structs.replace(self.rule, min_attendance_pct=threshold)
        return Bar(rule=rule, attendance=self.attendance, on=self.on)


def judge_all(evidence: Evidence, bar: Bar) -> tuple[Judgement, ...]:
    """Everybody who took part, in the order of the roster."""
    return tuple(judge(evidence, person, bar) for person in evidence.people)


def outcomes_at(
    judgements: Sequence[Judgement], evidence: Evidence, bar: Bar, thresholds: Sequence[Decimal]
) -> dict[Decimal, list[Outcome]]:
    """Everybody's outcome at each least attendance, in percent: as judge_all with that one, only quicker."""
    rest = [
        (
            any(condition.code not in _OF_ATTENDANCE for condition in one.failed),
            any(condition.code not in _OF_ATTENDANCE for condition in one.missing),
        )
        for one in judgements
    ]
    found = {}
    for threshold in thresholds:
        asked = bar.at(threshold)
        answers = [[met for met, _ in _attendance(evidence, one.attended, asked)] for one in judgements]
        found[threshold] = [
            _outcome(has_failed or False in told, is_missing or None in told)
            for (has_failed, is_missing), told in zip(rest, answers, strict=True)
        ]
    return found


def _outcome(has_failed: bool, is_missing: bool) -> Outcome:
    return Outcome.NOT_PASSED if has_failed else Outcome.DEFERRED if is_missing else Outcome.PASSED


def judge(evidence: Evidence, person: Participant, bar: Bar) -> Judgement:
    """One person."""
    failed: list[Condition] = []
    missing: list[Condition] = []
    marks = _marks(evidence, person, evidence.sessions)
    attended = count_attended(marks, (session.scheduled for session in evidence.sessions), bar.attendance)
    scored = scores_of(evidence, person, bar.rule)
    stages = {stage.id: _stage(evidence, person, stage, bar) for stage in evidence.stages}
    if person.has_left:
        told = f"{person.has_left}: {person.reason}" if person.reason else person.has_left
        failed.append(Condition(code="left", sentence=told))
    total = total_of(scored)
    for met, condition in (
        *_attendance(evidence, attended, bar),
        *_stages(evidence, stages, bar.rule),
        *_tasks(evidence, person, bar),
        *_scores(scored, total, bar.rule),
        *_product(evidence, person, bar.rule),
    ):
        (failed if met is False else missing).append(condition)
    return Judgement(
        person=person,
        outcome=_outcome(bool(failed), bool(missing)),
        failed=tuple(failed),
        missing=tuple(missing),
        attended=attended,
        scored=scored,
        total=total,
        predicate=predicate_of(total, bar.rule),
        finished=frozenset(stage for stage, (met, _) in stages.items() if met),
        unfinished=frozenset(stage for stage, (met, _) in stages.items() if met is False),
    )


Answer = tuple[bool | None, Condition]
"""False: not met; None: not known yet. What is met says nothing."""


def _marks(evidence: Evidence, person: Participant, sessions: Sequence[SessionHeld]) -> list[Marked]:
    found = (evidence.marks.get((session.id, person.id)) for session in sessions)
    return [mark for mark in found if mark is not None]


def _attendance(evidence: Evidence, attended: Attended, bar: Bar) -> Iterator[Answer]:
    if bar.rule.min_attendance_pct is None:
        return
    unknown = list(_unknown(evidence.sessions, attended))
    yield from ((None, condition) for condition in unknown)
    share, least = attended.share, Fraction(bar.rule.min_attendance_pct) / 100
    if share is None and not unknown:
        yield None, Condition(code="no_sessions", sentence="Belum ada sesi yang kehadirannya dihitung")
    if share is not None and not unknown and share < least:
        short = f"Kehadiran {condition_percent(share, short_of=least)} dari {_held(attended)}"
        told = f"{short}, syarat {condition_percent(least)}"
        yield False, Condition(code="attendance", sentence=told)


def _unknown(sessions: Sequence[SessionHeld], attended: Attended) -> Iterator[Condition]:
    """What must be known before a share of these sessions is."""
    for session in sessions:
        if session.needs_attendance and not session.closed:
            yield Condition(code="open_session", sentence=f'Sesi "{session.title}" belum ditutup', about=session.id)
        elif session.id in attended.disputed:
            told = f'Presensi di sesi "{session.title}" masih berbeda'
            yield Condition(code="disputed_mark", sentence=told, about=session.id)


def _held(attended: Attended) -> str:
    if attended.basis is Basis.LESSON_HOURS:
        return f"{number_text(Fraction(attended.held_hours, HUNDREDTHS))} JP"
    return f"{attended.held_sessions} sesi"


def _stage(evidence: Evidence, person: Participant, stage: StageHeld, bar: Bar) -> tuple[bool | None, str]:
    """Whether somebody has done a stage, its sessions and its required tasks (all, if none is); and what is lacking."""
    sessions = [one for one in evidence.sessions if one.stage == stage.id and one.needs_attendance]
    of_stage = [task for task in evidence.tasks if task.stage == stage.id]
    tasks = [task for task in of_stage if task.required] or of_stage
    if not sessions and not tasks:
        return None, f'Tahap "{stage.title}" belum punya sesi atau tugas'
    answers: list[tuple[bool | None, str]] = []
    if sessions:
        answers.append(_share_of_stage(evidence, person, sessions, bar))
    answers += [(_is_done(evidence, person, task, bar.on), f'tugas "{task.title}" belum selesai') for task in tasks]
    lacking = ", ".join(told for met, told in answers if not met)
    met = False if any(met is False for met, _ in answers) else None if any(met is None for met, _ in answers) else True
    return met, f'Tahap "{stage.title}" belum selesai: {lacking}'


def _share_of_stage(
    evidence: Evidence, person: Participant, sessions: Sequence[SessionHeld], bar: Bar
) -> tuple[bool | None, str]:
    """Whether enough of a stage's sessions was attended; without a percentage one is enough."""
    marks = _marks(evidence, person, sessions)
    attended = count_attended(marks, (session.scheduled for session in sessions), bar.attendance)
    told = f"hadir {attended.attended_sessions} dari {len(sessions)} sesi"
    is_unknown = any(True for _ in _unknown(sessions, attended))
    least = bar.rule.min_stage_attendance_pct
    if least is None:
        return (True if attended.attended_sessions else None if is_unknown else False), told
    if is_unknown or attended.share is None:
        return None, told
    return attended.share >= Fraction(least) / 100, f"{told}, syarat {condition_percent(Fraction(least) / 100)}"


def _stages(evidence: Evidence, stages: dict[int, tuple[bool | None, str]], rule: CompletionRule) -> Iterator[Answer]:
    for title in _unheard(rule.required_stages, [stage.title for stage in evidence.stages]):
        yield None, Condition(code="no_stage", sentence=f'Tahap "{title}" pada syarat kelulusan tidak ada di kelas ini')
    for stage in evidence.stages:
        met, lacking = stages[stage.id]
        if not met and _names(rule.required_stages, stage.title):
            yield met, Condition(code="stage", sentence=lacking, about=stage.id)


def _tasks(evidence: Evidence, person: Participant, bar: Bar) -> Iterator[Answer]:
    wanted = bar.rule.required_tasks
    for title in _unheard(wanted, [task.title for task in evidence.tasks]):
        yield None, Condition(code="no_task", sentence=f'Tugas "{title}" pada syarat kelulusan tidak ada di kelas ini')
    for task in evidence.tasks:
        if not (task.required if wanted is True else _names(wanted, task.title)):
            continue
        met = _is_done(evidence, person, task, bar.on)
        if met is None:
            told = f'Tugas "{task.title}" belum jatuh tempo dan belum selesai'
            yield None, Condition(code="task_not_due", sentence=told, about=task.id)
        elif not met:
            yield False, Condition(code="task", sentence=f'Tugas "{task.title}" belum selesai', about=task.id)


def _is_done(evidence: Evidence, person: Participant, task: TaskSet, on: str) -> bool | None:
    """None while the task may still be handed in in time."""
    if (task.id, person.id) in evidence.done:
        return True
    return None if task.due_on and on <= task.due_on else False


def _scores(scored: Sequence[Scored], total: Fraction | None, rule: CompletionRule) -> Iterator[Answer]:
    of_all = None if rule.min_component is None else Fraction(rule.min_component)
    told: set[int] = set()
    for one in scored:
        least = of_all if one.component.weight else None
        if one.component.minimum is not None:
            least = Fraction(one.component.minimum, HUNDREDTHS)
        if least is None:
            continue
        told.add(one.component.id)
        if one.value is None:
            yield None, _no_score(one)
        elif one.value < least:
            short = f'Nilai "{one.component.title}" {number_text(one.value, short_of=least)}'
            sentence = f"{short}, minimal {number_text(least)}"
            yield False, Condition(code="component", sentence=sentence, about=one.component.id)
    if rule.min_total is not None:
        yield from _total(scored, total, Fraction(rule.min_total), told)


def _total(scored: Sequence[Scored], total: Fraction | None, least: Fraction, told: set[int]) -> Iterator[Answer]:
    weighted = [one for one in scored if one.component.weight]
    wrong = weights_sentence(one.component for one in scored)
    if not weighted or wrong:
        yield None, Condition(code="weights", sentence=wrong or "Komponen nilai belum dibuat")
    for one in weighted:
        if one.value is None and one.component.id not in told:
            yield None, _no_score(one)
    if total is not None and total < least:
        sentence = f"Nilai akhir {number_text(total, short_of=least)}, syarat {number_text(least)}"
        yield False, Condition(code="total", sentence=sentence)


def _no_score(one: Scored) -> Condition:
    code = "missing_score" if one.unclear is None else "disputed_score"
    return Condition(
        code=code, sentence=one.unclear or f'Nilai "{one.component.title}" belum ada', about=one.component.id
    )


def _product(evidence: Evidence, person: Participant, rule: CompletionRule) -> Iterator[Answer]:
    if not rule.group_product_required:
        return
    group = next((one for one in evidence.groups if one.id == person.group), None)
    if group is None:
        yield False, Condition(code="no_group", sentence="Belum menjadi anggota kelompok")
    elif group.plan_status not in PRESENTED:
        yield False, Condition(code="group_product", sentence=_not_shown(group), about=group.id)


def _not_shown(group: GroupHeld) -> str:
    if group.plan_status is None:
        return f"Rencana aksi {group.title} belum ada"
    return f"Rencana aksi {group.title} belum dipresentasikan"


def _names(wanted: tuple[str, ...] | bool, title: str) -> bool:
    return wanted if isinstance(wanted, bool) else _plain(title) in {_plain(one) for one in wanted}


def _unheard(wanted: tuple[str, ...] | bool, titles: Sequence[str]) -> list[str]:
    """Titles that a rule names and the class does not have."""
    here = {_plain(title) for title in titles}
    return [] if isinstance(wanted, bool) else [title for title in wanted if _plain(title) not in here]


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
