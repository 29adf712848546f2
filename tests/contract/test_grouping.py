"""Persons spread over groups: sizes, evenness, and the same draw for the same seed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.plans.grouping import balanced, drawn_order, sizes, spread

VALUE = st.sampled_from(["", "Dinas A", "Dinas B", "Dinas C", "Dinas D"])


@st.composite
def classes(draw: st.DrawFn, criteria: int) -> tuple[dict[int, list[str]], int, int]:
    """(values by person, count of groups, seed)."""
    people = draw(st.lists(st.lists(VALUE, min_size=criteria, max_size=criteria), max_size=30))
    return dict(enumerate(people, 1)), draw(st.integers(1, 9)), draw(st.integers(0, 3))


@settings(max_examples=60)
@given(st.integers(0, 4).flatmap(classes))
def test_everybody_is_in_one_group_and_no_group_has_two_more_than_another(
    case: tuple[dict[int, list[str]], int, int],
) -> None:
    values, count, seed = case
    groups = balanced(values, count, seed)
    assert tuple(len(group) for group in groups) == sizes(len(values), count)
    assert max(map(len, groups)) - min(map(len, groups)) <= 1
    assert sorted(person for group in groups for person in group) == sorted(values)


@settings(max_examples=80)
@given(st.integers(1, 4).flatmap(classes))
def test_of_each_value_of_the_two_weightiest_criteria_no_group_has_two_more_than_another(
    case: tuple[dict[int, list[str]], int, int],
) -> None:
    values, count, seed = case
    groups = balanced(values, count, seed)
    criteria = min((len(told) for told in values.values()), default=0)
    assert all(spread(groups, values, place) <= 1 for place in range(min(criteria, 2)))


@settings(max_examples=30)
@given(classes(3))
def test_the_same_people_and_seed_make_the_same_groups_in_whatever_order_they_are_told(
    case: tuple[dict[int, list[str]], int, int],
) -> None:
    values, count, seed = case
    turned = dict(reversed(values.items()))
    assert balanced(values, count, seed) == balanced(turned, count, seed)


def test_forty_six_in_nine_groups_are_one_of_six_and_eight_of_five() -> None:
    values = {person: [f"Badan {person % 20}", "LP"[person % 3 == 0], str(person % 7)] for person in range(1, 47)}
    groups = balanced(values, 9, seed=1)
    assert [len(group) for group in groups] == [6, *[5] * 8]
    assert [spread(groups, values, place) for place in range(3)] == [1, 1, 1]


def test_another_seed_makes_other_groups() -> None:
    values = {person: ["L"] for person in range(1, 47)}
    assert balanced(values, 9, 1) != balanced(values, 9, 2)
    assert drawn_order(range(9), 1) != drawn_order(range(9), 2)
    assert drawn_order([3, 1, 2], 5) == drawn_order([1, 2, 3], 5)


def test_a_third_criterion_is_bettered_without_spoiling_the_first_two() -> None:
    values = {person: [f"{person % 2}", f"{person // 2 % 2}", f"{person // 4 % 2}"] for person in range(16)}
    groups = balanced(values, 4, 0)
    assert [spread(groups, values, place) for place in range(3)] == [0, 0, 0]


def test_sizes_are_evened_out_where_colours_alone_left_them_uneven() -> None:
    values = {1: ["d", "x"], 2: ["b", "z"], 3: ["e", "u"], 4: ["f", "x"]}
    assert [len(group) for group in balanced(values, 2, 0)] == [2, 2]
