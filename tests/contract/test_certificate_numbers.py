"""Numbers of certificates: patterns, and an account in which every number stands exactly once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.certificates.numbers import (
    MOST_SEQUENCE,
    Block,
    Numbered,
    Use,
    account,
    class_part_of,
    fits_request,
    free_numbers,
    next_first,
    number_text,
    series_of,
)
from contract.training.findings import BadValue

SERIES = "BKPSDM/2026"


def block(request: int, first: int, last: int) -> Block:
    return Block(request=request, series=SERIES, first=first, last=last)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{seq}/{unit}/{class}/{ROMAN_MONTH}/{year}", "589/BKPSDM/XIV/V/2026"),
        ("B.{seq4}/{unit}/{month}/{year}", "B.0589/BKPSDM/05/2026"),
    ],
)
def test_a_number_is_written_as_the_pattern_says(pattern: str, told: str) -> None:
    assert number_text(pattern, SERIES, 589, class_part_of("Kelas A", 14), 5) == told


@pytest.mark.parametrize("pattern", ["{unit}/{year}", "{seq}/{year}", "{seq}/{unit}", "{seq}/{unit}/{year}/{kelas}"])
def test_a_pattern_under_which_two_certificates_could_be_alike_is_refused(pattern: str) -> None:
    with pytest.raises(BadValue):
        number_text(pattern, SERIES, 1, "A", 1)


def test_a_class_without_a_batch_number_is_told_by_the_first_letters_of_its_title() -> None:
    assert class_part_of("Digital Leadership Academy NTT 2025", None) == "DLAN2025"


def test_a_unit_that_could_break_a_voucher_into_other_lines_is_refused() -> None:
    assert series_of(" BKD\nNTT ", 2026) == "BKD NTT/2026"
    for unit in ("", "BKD\x00", "x" * 61, "Ünit"):
        with pytest.raises(BadValue):
            series_of(unit, 2026)
    assert not fits_request("BKD\n/2026", 5)
    assert not fits_request(SERIES, 0)
    assert not fits_request(SERIES, 5001)


def test_the_next_block_begins_behind_everything_known_and_not_behind_nonsense() -> None:
    assert next_first([None, 500, 37, MOST_SEQUENCE + 1]) == 501
    assert next_first([]) == 1


def test_numbers_are_given_out_from_the_lowest_and_none_that_is_used() -> None:
    found = list(free_numbers([block(2, 11, 12), block(1, 1, 3)], {1, 3}))
    assert [number for _, number in found] == [2, 11, 12]
    assert [one.request for one, _ in found] == [1, 2, 2]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), max_size=5),
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["issued", "revoked", "replaced"])), max_size=12),
    st.integers(0, 45),
)
def test_every_number_stands_in_the_account_exactly_once(
    cuts: list[tuple[int, int]], made: list[tuple[int, str]], known: int
) -> None:
    blocks, at = [], 0
    for place, (gap, size) in enumerate(cuts):
        blocks.append(block(place, at + gap + 1, at + gap + size))
        at += gap + size
    told = account(blocks, [Numbered(id=n, sequence=s, status=t) for n, (s, t) in enumerate(made)], known)
    numbers = [number for stretch in told for number in range(stretch.first, stretch.last + 1)]
    top = max([known, at, *(sequence for sequence, _ in made)], default=0)
    assert numbers == list(range(1, top + 1))
    for stretch in told:
        inside = [one for one in blocks if one.first <= stretch.first and stretch.last <= one.last]
        assert (stretch.request is None) == (not inside)
        bearing = {t for s, t in made if s == stretch.first}
        assert (stretch.use in (Use.UNUSED, Use.SET_ASIDE)) == (not bearing)
        assert stretch.use is not Use.ISSUED or "issued" in bearing
