"""The states of an enrolment, who gets the places of a class, and who comes up from the reserve."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.completion.decided_states import Following, following
from contract.training.completion.rule import Outcome
from contract.training.enrolment.states import (
    HOLDING,
    LEFT,
    Candidate,
    Order,
    State,
    allot,
    allowed,
    moving_up,
    ranked,
    read_state,
    refusal,
)

PATH = ["nominated", "registered", "selected", "confirmed", "active", "passed"]


def test_the_usual_path_is_walked_one_step_after_the_other() -> None:
    for state, after in itertools.pairwise(PATH):
        assert refusal("Adi", state, State(after)) is None
    for state, after in zip(PATH, PATH[2:], strict=False):
        assert "belum dapat menjadi" in (refusal("Adi", state, State(after)) or "")


def test_every_state_is_reached_from_a_nomination_and_its_end_is_told() -> None:
    reached, fresh = {State.NOMINATED}, [State.NOMINATED]
    while fresh:
        fresh = [after for state in fresh for after in allowed(state) if after not in reached]
        reached.update(fresh)
    assert reached == set(State)
    assert "yang tidak berubah lagi" in (refusal("Adi", "passed", State.ACTIVE) or "")
    assert refusal("Adi", "passed", State.PASSED) == 'Adi sudah berstatus "Lulus".'


def test_rows_of_the_first_days_and_of_newer_programs_are_read() -> None:
    assert read_state(None) is State.ACTIVE
    assert read_state("withdrawn") is State.WITHDRAWN
    assert read_state("alumni") is None
    assert "Lontar yang lebih baru" in (refusal("Adi", "alumni", State.PASSED) or "")


def test_who_left_holds_no_place_and_a_nominee_holds_none_yet() -> None:
    assert not LEFT & HOLDING
    assert State.NOMINATED not in HOLDING
    assert State.CONFIRMED in HOLDING
    assert State.PASSED in HOLDING


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.ROSTER, [3, 1, 2, 4]),
        (Order.NAME, [2, 1, 3, 4]),
        (Order.GRADE, [4, 3, 2, 1]),
        (Order.ECHELON, [2, 3, 1, 4]),
        (Order.FILE, [1, 2, 3, 4]),
    ],
)
def test_candidates_are_ranked_by_what_was_stated(order: Order, expected: list[int]) -> None:
    people = [
        Candidate(person=1, name="Beni", roster_number=2),
        Candidate(person=2, name="adi", roster_number=7, grade="III/a", echelon="II.a"),
        Candidate(person=3, name="Citra", roster_number=1, grade="IV/a", echelon="II.b"),
        Candidate(person=4, name="Dina", grade="IV/e"),
    ]
    assert ranked(people, order) == expected


@settings(max_examples=40)
@given(st.lists(st.integers(1, 99), unique=True), *[st.integers(0, 12)] * 4)
def test_everybody_is_in_one_place_and_no_quota_is_passed(
    people: list[int], quota: int, reserves: int, holding: int, waiting: int
) -> None:
    found = allot(people, quota, reserves, holding=holding, waiting=waiting)
    assert [*found.selected, *found.reserves, *found.rest] == people
    assert not found.selected or len(found.selected) + holding <= quota
    assert not found.reserves or len(found.reserves) + waiting <= reserves
    assert not (waiting and found.selected)


def test_reserves_move_up_in_their_order_and_never_beyond_the_quota() -> None:
    queue = [(2, 22), (None, 40), (1, 33)]
    assert moving_up(queue, 2, 10, 8) == [33, 22]
    assert moving_up(queue, 2, 10, 9) == [33]
    assert moving_up(queue, 2, 10, 12) == []
    assert moving_up(queue, 5, None, 12) == [33, 22, 40]


@pytest.mark.parametrize(
    ("stored", "outcome", "is_new", "found"),
    [
        ("active", Outcome.PASSED, True, Following.MOVES),
        (None, Outcome.NOT_PASSED, True, Following.MOVES),
        ("selected", Outcome.PASSED, True, Following.MOVES),
        ("deferred", Outcome.PASSED, False, Following.MOVES),
        ("passed", Outcome.PASSED, True, Following.STAYS),
        ("passed", Outcome.NOT_PASSED, True, Following.CORRECTS),
        ("passed", Outcome.NOT_PASSED, False, Following.DIFFERS),
        ("withdrawn", Outcome.NOT_PASSED, True, Following.STAYS),
        ("dropped", Outcome.PASSED, True, Following.STAYS),
        ("reserve", Outcome.PASSED, True, Following.DIFFERS),
        ("of a newer Lontar", Outcome.PASSED, True, Following.DIFFERS),
    ],
)
def test_an_enrolment_follows_the_minutes_by_the_ways_that_states_allow(
    stored: str | None, outcome: Outcome, is_new: bool, found: Following
) -> None:
    assert following(stored, outcome, is_new=is_new) is found
