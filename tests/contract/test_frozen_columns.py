"""Frozen papers in columns: what is read is what was written, small, and no text makes a laptop run out of memory."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.judge import MAX_PATCH
from contract.training.attendance.attended import AttendanceRule, Marked
from contract.training.completion.evidence import Component, Evidence, Participant, SessionHeld
from contract.training.completion.minutes import Decided, Frozen, completion_body, frozen_of
from contract.training.completion.rule import CompletionRule, Outcome
from contract.training.findings import BadValue
from contract.training.frozen_columns import column_of, columns_of, rows_of, values_of
from contract.training.frozen_text import canonical, digest_of
from contract.training.payments.body import Heading, frozen
from contract.training.payments.nominal import HeldSession, Payee, Presence, work_out
from contract.training.payments.rates import PayKind
from contract.training.payments.text import body_text, read_body
from tests.contract.test_nominal import RATES

ROOM = MAX_PATCH - 2_000
FIRST = (694_681_617 << 32) + 1
VALUES = st.sampled_from([None, 0, 1, -1, 10**12, "", "H", "é", {"status": "H"}, [0, 1]])


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries({"a": VALUES}, optional={"b": VALUES}), max_size=8), st.integers(1, 12))
def test_rows_come_back_from_their_columns_without_nulls(rows: list[dict[str, Any]], times: int) -> None:
    rows = rows * times
    stated = [{name: value for name, value in row.items() if value is not None} for row in rows]
    assert rows_of(columns_of(rows), len(rows)) == stated


def test_repeated_values_are_told_once_and_their_runs_counted() -> None:
    assert column_of(["H"] * 43 + ["A", "H", "H"]) == {"of": ["H", "A"], "runs": "43abaa"}
    assert column_of(["x", "y"]) == ["x", "y"]
    many = [f"OPD {n % 60}" for n in range(200)]
    assert (column_of(many)["at"][61], values_of(column_of(many), 200)) == (1, many)


@pytest.mark.parametrize(
    "column",
    [
        {"of": ["H"], "runs": "999999a"},
        {"of": ["H"], "runs": "3"},
        {"of": ["H"], "runs": "a-aa"},
        {"of": ["H"], "runs": "aab"},
        {"of": ["H"], "at": [0, 0, -1]},
        {"of": ["H"], "at": "000"},
        {"runs": "3a"},
        ["H"],
        "HHH",
        None,
    ],
)
def test_a_column_of_another_length_or_shape_is_refused(column: object) -> None:
    with pytest.raises(BadValue):
        values_of(column, 3)


def test_a_few_signs_cannot_ask_for_more_rows_than_any_class_has() -> None:
    for told in ({"count": 9_000_000}, {"count": -1}, {"count": 300_000, "id": [], "name": []}):
        with pytest.raises(BadValue):
            rows_of({name: [] for name in told if name != "count"}, told["count"])  # type: ignore[arg-type]


def test_a_payment_list_of_800_people_in_30_sessions_fits_into_one_edit() -> None:
    sessions = [
        HeldSession(id=FIRST + 9_000 + n, title=f"Tata Kelola SPBE {n}", on=f"2025-07-{n:02}", lesson_hours=300)
        for n in range(1, 31)
    ]
    people = [
        Payee(
            id=FIRST + 7 * n,
            name=f"Dr. Maria{n} Yohana Bere Nalle, S.Sos., M.Si.",
            employee_number=f"19800101200501{1000 + n}",
            grade="IV/a",
            pay_grade=("IV", "III", "PPPK")[n % 3],
            presences=tuple(
                Presence(session=one.id, status="A" if (n * 7 + place * 13) % 10 == n % 7 else "H", settled=n % 40 != 0)
                for place, one in enumerate(sessions)
            ),
        )
        for n in range(800)
    ]
    heading = Heading(title="Daftar", class_id=FIRST, class_title="DLA", payees="participants", kinds=(), made_on="")
    body = frozen(heading, sessions, work_out(people, sessions, tuple(PayKind), RATES))
    text = body_text(body)
    assert (len(body.people), len(body.left_out) >= 800) == (780, True)
    assert len(text.encode()) <= ROOM
    assert read_body(text) == body
    assert f'"{body.people[700].id}"' in text


def test_minutes_of_1000_people_in_30_sessions_fit_into_one_edit() -> None:
    people = tuple(
        Participant(id=FIRST + 7 * n, name=f"Dr. Maria{n} Yohana Bere Nalle, S.Sos., M.Si.", status="active")
        for n in range(1_000)
    )
    sessions = tuple(SessionHeld(id=FIRST + 9_000 + n, title=f"Tata Kelola {n}", closed=True) for n in range(30))
    component = Component(id=FIRST + 8_000, title="Ujian", weight=10_000)
    marks = {
        (one.id, person.id): Marked(session=one.id, status="HHHHHHHHHIA"[(n * 7 + place * 13) % 11])
        for place, one in enumerate(sessions)
        for n, person in enumerate(people)
    }
    told = f"Kehadiran 73,33% dari 90 JP, syarat 80%; Nilai {'x' * 20}"
    results = {
        person.id: Decided(outcome=Outcome.NOT_PASSED, conditions=f"{told}{n}")
        if n % 5 == 0
        else Decided(outcome=Outcome.PASSED, predicate="Memuaskan")
        for n, person in enumerate(people)
    }
    scores = {(component.id, person.id): {1: 6_000 + n} for n, person in enumerate(people)}
    evidence = Evidence(people=people, sessions=sessions, components=(component,), marks=marks, scores=scores)
    held = Frozen(
        evidence=evidence, results=results, rule=CompletionRule(), attendance=AttendanceRule(), on="2025-09-02"
    )
    text = canonical(completion_body(held))
    assert len(text.encode()) <= ROOM
    assert frozen_of(text, digest_of(text)) == held
