"""Hands: of each block of author numbers one half is for rosters, and the other half is whose they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.dots import HANDS_AT_ONCE, LEASED_AT_ONCE, MAX_AUTHOR, hand, is_roster_number, other_number
from server.store.members import AUTHORS_OF_OFFICE, first_author

AUTHORS = st.integers(1, MAX_AUTHOR - LEASED_AT_ONCE)


def test_a_block_holds_as_many_ordinary_numbers_as_roster_numbers_in_that_order() -> None:
    block = range(first_author(53), first_author(53) + LEASED_AT_ONCE)
    assert [is_roster_number(author) for author in block] == [False] * HANDS_AT_ONCE + [True] * HANDS_AT_ONCE
    assert [hand(author) for author in block] == [*block[:HANDS_AT_ONCE]] * 2


@given(AUTHORS)
def test_the_two_numbers_of_a_hand_name_each_other_and_nobody_else(author: int) -> None:
    other = other_number(author)
    assert other_number(other) == author
    assert hand(other) == hand(author) == min(author, other)
    assert {is_roster_number(author), is_roster_number(other)} == {True, False}
    assert (other - 1) // LEASED_AT_ONCE == (author - 1) // LEASED_AT_ONCE


@given(st.integers(1, 9999), st.integers(0, AUTHORS_OF_OFFICE // LEASED_AT_ONCE - 1))
def test_the_first_number_of_every_block_that_an_office_leases_is_an_ordinary_one(office: int, block: int) -> None:
    first = first_author(office) + block * LEASED_AT_ONCE
    assert hand(first) == first
