"""The completion rule against a recount that is written differently: plain integers over plain tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.attendance.attended import AttendanceRule, Marked
from contract.training.completion.changed_since import changes_since
from contract.training.completion.evidence import (
    Component,
    Evidence,
    GroupHeld,
    Participant,
    SessionHeld,
    StageHeld,
    TaskSet,
)
from contract.training.completion.funnel import funnel, outcomes
from contract.training.completion.judging import Bar, judge_all, outcomes_at
from contract.training.completion.minutes import BrokenMinutes, Decided, Frozen, completion_body, frozen_of
from contract.training.completion.rule import BadRule, CompletionRule, Outcome, read_rule, rule_text
from contract.training.completion.scoring import counted, total_of, weights_sentence
from contract.training.exact_numbers import number_text
from contract.training.frozen_text import canonical, digest_of

A = 7 << 32
"""Ids of one author, as the exchange makes them."""
PERSON, SESSION, STAGE, TASK, COMPONENT, GROUP = (A + base for base in (100, 200, 300, 400, 500, 600))
CODES = ["H", "I", "S", "A", "DL", None]


@st.composite
def classes(draw: st.DrawFn) -> dict[str, Any]:
    """A class as plain tables."""
    people, sessions, tasks = (draw(st.integers(low, 5)) for low in (1, 0, 0))
    weights = draw(st.sampled_from([[], [10_000], [3_000, 7_000], [3_333, 3_333, 3_334], [5_000, 4_000], [0, 10_000]]))
    cells = st.fixed_dictionaries({"code": st.sampled_from(CODES), "disputed": st.integers(0, 9).map(lambda n: n == 0)})
    scores = st.lists(st.integers(0, 10_000), max_size=3)
    return {
        "hours": draw(st.lists(st.sampled_from([0, 100, 150, 300]), min_size=sessions, max_size=sessions)),
        "closed": draw(st.lists(st.integers(0, 6).map(bool), min_size=sessions, max_size=sessions)),
        "marks": [[draw(cells) for _ in range(people)] for _ in range(sessions)],
        "done": [[draw(st.booleans()) for _ in range(people)] for _ in range(tasks)],
        "due": [draw(st.sampled_from([None, "2025-08-31", "2025-09-02"])) for _ in range(tasks)],
        "weights": weights,
        "scores": [[draw(scores) for _ in range(people)] for _ in weights],
        "left": [draw(st.sampled_from(["active", "active", "active", "withdrawn"])) for _ in range(people)],
    }


RULES = st.fixed_dictionaries(
    {},
    optional={
        "min_attendance_pct": st.sampled_from([0, 70, 80, 82.5, 90, 100]),
        "attendance_basis": st.sampled_from(["jp", "sessions"]),
        "counted_codes": st.sampled_from([["H"], ["H", "DL"], ["H", "DL", "I"]]),
        "required_tasks": st.sampled_from([True, [], ["tugas 0"]]),
        "min_component": st.sampled_from([0, 50]),
        "min_total": st.sampled_from([0, 60.5, 70]),
        "allow_remedial": st.booleans(),
        "remedial_cap": st.sampled_from([60, 75]),
    },
)
ON = "2025-09-02"


def evidence_of(held: dict[str, Any]) -> Evidence:
    people = range(len(held["left"]))
    return Evidence(
        people=tuple(Participant(id=PERSON + n, name=f"Orang {n}", status=held["left"][n]) for n in people),
        stages=(StageHeld(id=STAGE, title="Daring"),),
        sessions=tuple(
            SessionHeld(id=SESSION + n, title=f"Sesi {n}", stage=STAGE, lesson_hours=hours, closed=held["closed"][n])
            for n, hours in enumerate(held["hours"])
        ),
        tasks=tuple(
            TaskSet(id=TASK + n, title=f"Tugas {n}", required=n % 2 == 0, due_on=due)
            for n, due in enumerate(held["due"])
        ),
        components=tuple(
            Component(id=COMPONENT + n, title=f"Komponen {n}", weight=weight)
            for n, weight in enumerate(held["weights"])
        ),
        marks={
            (SESSION + n, PERSON + one): Marked(session=SESSION + n, status=cell["code"], disputed=cell["disputed"])
            for n, row in enumerate(held["marks"])
            for one, cell in enumerate(row)
            if cell["code"] or cell["disputed"]
        },
        done=frozenset(
            (TASK + n, PERSON + one) for n, row in enumerate(held["done"]) for one, is_done in enumerate(row) if is_done
        ),
        scores={
            (COMPONENT + n, PERSON + one): dict(enumerate(attempts, 1))
            for n, row in enumerate(held["scores"])
            for one, attempts in enumerate(row)
            if attempts
        },
    )


def bar_of(rule: dict[str, Any]) -> Bar:
    read = read_rule(msgspec.json.encode(rule))
    counted_codes = frozenset(rule.get("counted_codes", ("H", "DL")))
    basis = AttendanceRule().basis if read.attendance_basis is None else read.attendance_basis
    return Bar(rule=read, attendance=AttendanceRule(basis=basis, counted=counted_codes), on=ON)


Answers = tuple[bool, bool]
"""(something is not met, something is not known)."""


def recounted_attendance(held: dict[str, Any], rule: dict[str, Any], one: int) -> Answers:
    present = of = 0
    unclear = False
    for hours, closed, row in zip(held["hours"], held["closed"], held["marks"], strict=True):
        unit = 1 if rule.get("attendance_basis") == "sessions" else hours
        unclear |= not closed or row[one]["disputed"]
        of += unit
        present += unit if row[one]["code"] in rule.get("counted_codes", ["H", "DL"]) else 0
    unclear |= of == 0
    return not unclear and present * 1000 < int(rule["min_attendance_pct"] * 10) * of, unclear


def recounted_tasks(held: dict[str, Any], wanted: Any, one: int) -> Answers:
    lacking = [
        due
        for n, due in enumerate(held["due"])
        if (n % 2 == 0 if wanted is True else f"tugas {n}" in wanted) and not held["done"][n][one]
    ]
    unheard = wanted not in (True, []) and not held["due"]
    return any(due is None or due < ON for due in lacking), unheard or any(due and due >= ON for due in lacking)


def recounted_scores(held: dict[str, Any], rule: dict[str, Any], one: int) -> Answers:
    weighted = []
    for weight, row in zip(held["weights"], held["scores"], strict=True):
        further = row[one][1:] if rule.get("allow_remedial") else []
        counting = row[one][:1] + [min(score, rule.get("remedial_cap", 100) * 100) for score in further]
        if weight:
            weighted.append((weight, max(counting, default=None)))
    known = [(weight, score) for weight, score in weighted if score is not None]
    bad, open_ = False, False
    if "min_component" in rule:
        bad, open_ = any(score < rule["min_component"] * 100 for _, score in known), known != weighted
    if "min_total" in rule:
        unclear = sum(held["weights"]) != 10_000 or known != weighted
        total = sum(weight * score for weight, score in known)
        bad, open_ = bad or (not unclear and total < int(rule["min_total"] * 10) * 100_000), open_ or unclear
    return bad, open_


def recount(held: dict[str, Any], rule: dict[str, Any], one: int) -> str:
    """One person's outcome by cross-multiplied integers: no fraction, no struct of the program."""
    answers = [(held["left"][one] == "withdrawn", False), recounted_scores(held, rule, one)]
    if "min_attendance_pct" in rule:
        answers.append(recounted_attendance(held, rule, one))
    answers.append(recounted_tasks(held, rule.get("required_tasks", []), one))
    if any(bad for bad, _ in answers):
        return "not_passed"
    return "deferred" if any(unclear for _, unclear in answers) else "passed"


@settings(max_examples=80)
@given(held=classes(), rule=RULES)
def test_outcomes_equal_an_independent_recount_at_every_threshold(held: dict[str, Any], rule: dict[str, Any]) -> None:
    evidence, bar = evidence_of(held), bar_of(rule)
    judged = judge_all(evidence, bar)
    assert [one.outcome.value for one in judged] == [recount(held, rule, n) for n in range(len(judged))]
    passed = []
    for threshold in (70, 80, 90):
        counts = outcomes(judge_all(evidence, bar.at(Decimal(threshold))))
        told = [recount(held, {**rule, "min_attendance_pct": threshold}, n) for n in range(len(judged))]
        assert counts == {outcome: told.count(outcome.value) for outcome in Outcome}
        assert outcomes_at(judged, evidence, bar, [Decimal(threshold)]) == {Decimal(threshold): told}
        passed.append(counts[Outcome.PASSED])
    assert passed == sorted(passed, reverse=True)
    for one in judged:
        assert bool(one.failed) == (one.outcome is Outcome.NOT_PASSED)
        assert (not one.failed and bool(one.missing)) == (one.outcome is Outcome.DEFERRED)


@settings(max_examples=25)
@given(held=classes(), rule=RULES)
def test_the_funnel_loses_nobody_unseen(held: dict[str, Any], rule: dict[str, Any]) -> None:
    evidence = evidence_of(held)
    judged = judge_all(evidence, bar_of(rule))
    steps = funnel(judged, evidence.stages)
    counts = outcomes(judged)
    assert (steps[0].people, steps[-1].people) == (len(judged), counts[Outcome.PASSED])
    assert sum(len(step.lost) for step in steps) == counts[Outcome.NOT_PASSED]
    assert steps[-1].unknown == counts[Outcome.DEFERRED]
    assert all(lost.reason is None for step in steps for lost in step.lost)


@settings(max_examples=25)
@given(held=classes(), rule=RULES)
def test_what_minutes_froze_is_read_back_whole_and_nothing_has_changed(
    held: dict[str, Any], rule: dict[str, Any]
) -> None:
    evidence, bar = evidence_of(held), bar_of(rule)
    results = {one.person.id: Decided(outcome=one.outcome) for one in judge_all(evidence, bar)}
    frozen = Frozen(evidence=evidence, results=results, rule=bar.rule, attendance=bar.attendance, on=ON)
    text = canonical({**completion_body(frozen), "place": "Kupang"})
    back = frozen_of(text, digest_of(text))
    assert canonical({**completion_body(back), "place": "Kupang"}) == text
    assert changes_since(back, evidence, results, {}) == ()
    again = judge_all(back.evidence, Bar(rule=back.rule, attendance=back.attendance, on=back.on))
    assert [(one.outcome, one.total, one.attended.share) for one in again] == [
        (one.outcome, one.total, one.attended.share) for one in judge_all(evidence, bar)
    ]
    with pytest.raises(BrokenMinutes):
        frozen_of(text.replace("Kupang", "Kupanf"), digest_of(text))


def test_a_later_change_is_told_with_old_and_new_and_rows_that_are_not_named_are_none() -> None:
    before = Evidence(
        people=(Participant(id=PERSON, name="Adi"), Participant(id=PERSON + 1, name="Beni")),
        sessions=(SessionHeld(id=SESSION, title="Sesi 1", lesson_hours=300, closed=True),),
        components=(Component(id=COMPONENT, title="Tugas", weight=10_000),),
        marks={(SESSION, PERSON): Marked(session=SESSION, status="H")},
        scores={(COMPONENT, PERSON): {1: 8_000}},
    )
    results = {PERSON: Decided(outcome=Outcome.PASSED), PERSON + 1: Decided(outcome=Outcome.NOT_PASSED)}
    frozen = Frozen(evidence=before, results=results, rule=CompletionRule(), attendance=AttendanceRule(), on=ON)
    today = Evidence(
        marks={
            (SESSION, PERSON): Marked(session=SESSION, status="H", deputy="Citra"),
            (SESSION, PERSON + 9): Marked(session=SESSION, status="H"),  # Beni, merged since
            (SESSION + 1, PERSON): Marked(session=SESSION + 1, status="H"),  # a session of later
        },
        scores={(COMPONENT, PERSON): {1: 8_000, 2: 9_050}, (COMPONENT, PERSON + 9): {1: 100}},
    )
    now = {PERSON: Decided(outcome=Outcome.DEFERRED), PERSON + 9: Decided(outcome=Outcome.NOT_PASSED)}
    found = changes_since(frozen, today, now, {PERSON + 1: PERSON + 9})
    assert [(one.what.value, one.name, one.attempt, one.old, one.new) for one in found] == [
        ("mark", "Adi", None, "H", "H, diwakili Citra"),
        ("mark", "Beni", None, None, "H"),
        ("score", "Adi", 2, None, "90,5"),
        ("score", "Beni", 1, None, "1"),
        ("result", "Adi", None, "Lulus", "Ditunda"),
    ]
    assert found[2].sentence == 'Nilai "Tugas" (percobaan 2) Adi: kosong menjadi 90,5, berubah setelah berita acara'


def test_the_academy_in_ntt_ends_at_43_of_46_with_stages_and_reasons_that_may_be_empty() -> None:
    stages = tuple(StageHeld(id=STAGE + n, title=title) for n, title in enumerate(("Daring", "Mandiri", "Seminar")))
    sessions = tuple(
        SessionHeld(id=SESSION + n, title=f"Sesi {n}", stage=STAGE + (0 if n < 6 else 2), lesson_hours=300, closed=True)
        for n in range(8)
    )
    task = TaskSet(id=TASK, title="Draf rencana aksi", stage=STAGE + 1, required=True, due_on="2025-08-31")
    people = [Participant(id=PERSON + n, name=f"Orang {n}", group=GROUP + n % 9) for n in range(46)]
    marks = {(session.id, one.id): Marked(session=session.id, status="H") for session in sessions for one in people}
    for n in (0, 1, 2):  # 18 of 24 JP
        marks[SESSION + n, PERSON] = Marked(session=SESSION + n, status="A")
    for n in (6, 7):
        del marks[SESSION + n, PERSON + 2]
    evidence = Evidence(
        people=tuple(people),
        stages=stages,
        sessions=sessions,
        tasks=(task,),
        groups=tuple(GroupHeld(id=GROUP + n, title=f"Kelompok {n}", plan_status="accepted") for n in range(9)),
        marks=marks,
        done=frozenset((TASK, one.id) for one in people if one.id != PERSON + 1),
    )
    rule = {"min_attendance_pct": 80, "required_stages": True, "required_tasks": True, "group_product_required": True}
    judged = judge_all(evidence, bar_of(rule))
    assert outcomes(judged) == {Outcome.PASSED: 43, Outcome.NOT_PASSED: 3, Outcome.DEFERRED: 0}
    assert [(step.title, step.people) for step in funnel(judged, stages)] == [
        ("Peserta", 46),
        ("Daring", 46),
        ("Mandiri", 45),
        ("Seminar", 44),
        ("Lulus", 43),
    ]
    assert [[one.sentence for one in person.failed] for person in judged[:3]] == [
        ["Kehadiran 62,5% dari 24 JP, syarat 80%"],
        [
            'Tahap "Mandiri" belum selesai: tugas "Draf rencana aksi" belum selesai',
            'Tugas "Draf rencana aksi" belum selesai',
        ],
        ["Kehadiran 75% dari 24 JP, syarat 80%", 'Tahap "Seminar" belum selesai: hadir 0 dari 2 sesi'],
    ]
    at = {n: outcomes(judge_all(evidence, bar_of(rule).at(Decimal(n))))[Outcome.PASSED] for n in (50, 70, 80, 90)}
    assert at == {50: 44, 70: 43, 80: 43, 90: 43}


@pytest.mark.parametrize(
    ("present", "sessions", "threshold", "passes"),
    [(4, 5, "80", True), (2, 3, "66.66", True), (2, 3, "66.67", False), (7, 8, "87.5", True), (7, 8, "87.51", False)],
)
def test_exactly_the_threshold_is_enough_and_a_hair_below_is_not(
    present: int, sessions: int, threshold: str, passes: bool
) -> None:
    held = {
        "hours": [100] * sessions,
        "closed": [True] * sessions,
        "marks": [[{"code": "H" if n < present else "A", "disputed": False}] for n in range(sessions)],
        "done": [],
        "due": [],
        "weights": [],
        "scores": [],
        "left": ["active"],
    }
    (judged,) = judge_all(evidence_of(held), bar_of({}).at(Decimal(threshold)))
    assert (judged.outcome is Outcome.PASSED) == passes


@pytest.mark.parametrize(
    ("attempts", "rule", "value"),
    [
        ({1: 5_000}, {}, 50),
        ({1: 5_000, 2: 9_000}, {}, 50),
        ({1: 5_000, 2: 9_000}, {"allow_remedial": True}, 90),
        ({1: 5_000, 2: 9_000}, {"allow_remedial": True, "remedial_cap": 70}, 70),
        ({1: 8_000, 2: 9_000, 3: 6_000}, {"allow_remedial": True, "remedial_cap": 70}, 80),
        ({2: 9_000}, {}, None),
        ({}, {"allow_remedial": True}, None),
    ],
)
def test_the_best_attempt_counts_and_a_remedial_at_most_as_its_cap(
    attempts: dict[int, int], rule: dict[str, Any], value: int | None
) -> None:
    assert counted(attempts, read_rule(msgspec.json.encode(rule))) == value


def test_a_groups_score_counts_for_a_member_without_a_row_and_only_while_the_group_agrees() -> None:
    component = Component(id=COMPONENT, title="Produk", weight=10_000, of_group=True)
    people = tuple(Participant(id=PERSON + n, name=f"Orang {n}", group=GROUP) for n in range(3))
    held = Evidence(people=people, components=(component,), scores={(COMPONENT, PERSON): {1: 8_000}})
    bar = bar_of({"min_total": 70})
    assert [one.total for one in judge_all(held, bar)] == [80, 80, 80]
    apart = Evidence(
        people=people,
        components=(component,),
        scores={(COMPONENT, PERSON): {1: 8_000}, (COMPONENT, PERSON + 1): {1: 9_000}},
    )
    judged = judge_all(apart, bar)
    assert [one.total for one in judged] == [80, 90, None]
    assert judged[2].missing[0].sentence == 'Nilai "Produk" masih berbeda di dalam kelompok'


def test_weights_are_exact_and_said_to_be_wrong_when_they_are_not_100() -> None:
    def weighted(*weights: int) -> list[Component]:
        return [Component(id=n, title=str(n), weight=weight) for n, weight in enumerate(weights)]

    assert weights_sentence(weighted(3_333, 3_333, 3_334, 0)) is None
    assert weights_sentence(weighted(0)) is None
    assert weights_sentence(weighted(3_333, 3_333, 3_333)) == (
        "Bobot komponen nilai berjumlah 99,99%, seharusnya tepat 100%"
    )
    assert total_of([]) is None


@given(value=st.fractions(0, 100, max_denominator=10_000), limit=st.integers(0, 10_000))
def test_a_figure_below_its_limit_is_never_printed_as_if_it_reached_it(value: Fraction, limit: int) -> None:
    least = Fraction(limit, 100)
    shown = Fraction(number_text(value, short_of=least).replace(",", "."))
    assert abs(shown - value) < Fraction(1, 100)
    assert (shown < least) or not (value < least)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "bukan JSON"),
        ("[]", "satu objek"),
        ('{"min_atendance":1}', '"min_atendance" tidak dikenal'),
        ('{"min_total":101}', "seharusnya 0 sampai 100"),
        ('{"bands":[{"title":"A","above":"x"}]}', '"bands[0].above" tidak terbaca'),
        ('{"bands":[{"title":"B"},{"title":"A","above":90}]}', "urut dari batas tertinggi"),
        ('{"counted_codes":["X"]}', '"X"'),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_by_the_name_of_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(BadRule, match=sentence.replace("[", r"\[")):
        read_rule(text)


@given(rule=RULES)
def test_a_rule_is_kept_as_it_was_read(rule: dict[str, Any]) -> None:
    read = read_rule(msgspec.json.encode(rule))
    assert read_rule(rule_text(read)) == read
