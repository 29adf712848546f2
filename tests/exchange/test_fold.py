"""Laws of fold: the order of patches is kept, work can be divided anywhere, and absent is None."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.fold import fold, tidy
from contract.exchange.operations import row_hash
from contract.exchange.shapes import Patch, Row, RowKey

SMALL = st.dictionaries(st.integers(1, 4), st.sampled_from([None, 0, 1, "", "H"]), max_size=4)
ROWS = st.none() | SMALL
PATCHES = st.lists(SMALL, max_size=6)


def tidied(row: Row | None) -> Row | None:
    return tidy(row) if row is not None else None


@given(ROWS, PATCHES)
def test_each_field_has_the_last_value_laid_over_it(row: Row | None, patches: list[Patch]) -> None:
    folded = fold(row, patches)
    for number in range(1, 5):
        values = [layer[number] for layer in [row or {}, *patches] if number in layer]
        assert (folded or {}).get(number) == (values[-1] if values else None)


@given(ROWS, PATCHES, PATCHES)
def test_folding_in_two_steps_is_folding_in_one(row: Row | None, first: list[Patch], second: list[Patch]) -> None:
    assert fold(fold(row, first), second) == fold(row, [*first, *second])
    assert tidied(fold(tidied(fold(row, first)), second)) == tidied(fold(row, [*first, *second]))


@given(ROWS, PATCHES)
def test_absent_and_none_are_the_same(row: Row | None, patches: list[Patch]) -> None:
    key = RowKey(8, 5)
    one, other = fold(row, patches), fold(tidied(row), patches)
    assert tidied(one) == tidied(other)
    assert row_hash(key, one or {}) == row_hash(key, other or {})


@given(ROWS, PATCHES)
def test_patches_come_again_without_effect(row: Row | None, patches: list[Patch]) -> None:
    once = fold(row, patches)
    assert fold(once, patches) == once


@given(SMALL, SMALL, SMALL)
def test_patches_of_different_fields_may_change_places(row: Row, one: Patch, other: Patch) -> None:
    apart = {number: value for number, value in other.items() if number not in one}
    assert fold(row, [one, apart]) == fold(row, [apart, one])


@given(ROWS, PATCHES)
def test_nothing_that_was_given_is_changed(row: Row | None, patches: list[Patch]) -> None:
    before = (dict(row) if row is not None else None, [dict(patch) for patch in patches])
    fold(row, patches)
    assert (row, patches) == before


def test_a_row_appears_with_its_first_patch_only() -> None:
    assert fold(None, []) is None
    assert fold(None, [{}]) == {}
    assert fold({}, []) == {}
