"""What people and spreadsheets leave around text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.training.typed_text import clean, lost_digits, says_nothing, without_text_mark


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  Maria \t Nalle\n", "Maria Nalle"),
        ("Maria\u00a0Nalle\u200b", "Maria Nalle"),
        ("\ufeffNama", "Nama"),
        ("Ba\u2019a", "Ba'a"),
        ("a\x0bb\x00c", "a b c"),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(typed: str, plain: str) -> None:
    assert clean(typed) == plain


@given(st.text())
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@pytest.mark.parametrize("typed", ["", "-", "--", "...", "\u2014", "n/a", "NaN", "Nihil", "tidak ada", "#N/A", "_"])
def test_signs_in_place_of_nothing_say_nothing(typed: str) -> None:
    assert says_nothing(typed)


@pytest.mark.parametrize("typed", ["0", "x", "Ada", "A-", "na"])
def test_other_short_text_says_something(typed: str) -> None:
    assert not says_nothing(typed)


@pytest.mark.parametrize("typed", ["1.98609E+17", "1,98609e17", "198609262015051000.0", "5371011901720001,00"])
def test_a_rounded_number_is_recognised(typed: str) -> None:
    assert lost_digits(typed)


@pytest.mark.parametrize("typed", ["198609262015051001", "19860926.201505.1.001", "12.0", "53.15"])
def test_other_numbers_have_lost_nothing(typed: str) -> None:
    assert not lost_digits(typed)


def test_the_signs_that_force_text_are_taken_off() -> None:
    assert without_text_mark("'0812") == "0812"
    assert without_text_mark('="0812"') == "0812"
    assert without_text_mark("Ba'a") == "Ba'a"
