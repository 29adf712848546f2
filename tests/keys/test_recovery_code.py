"""The recovery code on paper: enough bits, and a slip of the pen is found and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.recovery_code import (
    ASK_BYTES,
    ASKED_BACK,
    GROUP_SIGNS,
    GROUPS,
    RANDOM_BYTES,
    SIGNS,
    MistypedCode,
    is_on_paper,
    make_code,
    places_to_ask,
    read_code,
)

CODES = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES).map(make_code)


def test_a_code_carries_at_least_128_bits() -> None:
    assert GROUPS * (GROUP_SIGNS - 1) * (len(SIGNS).bit_length() - 1) == 140
    assert RANDOM_BYTES * 8 >= 140
    assert not set("01IO") & set(SIGNS)
    codes = {make_code((1 << bit).to_bytes(RANDOM_BYTES, "big")) for bit in range(140)}
    assert len(codes) == 140


@given(CODES, st.sampled_from(["-", " ", "", ". ", "\n"]))
def test_a_code_is_read_however_it_is_typed(code: str, between: str) -> None:
    assert read_code(code.lower().replace("-", between)) == code


@given(CODES, st.integers(0, 34), st.sampled_from(SIGNS + "01IO"))
def test_one_wrong_sign_names_its_group(code: str, place: int, sign: str) -> None:
    signs = list(code.replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MistypedCode, match=f"kelompok ke-{place // GROUP_SIGNS + 1} "):
        read_code("".join(signs))


@given(CODES, st.integers(0, 34), st.integers(0, 34))
def test_two_exchanged_signs_of_a_group_are_found(code: str, one: int, other: int) -> None:
    signs = list(code.replace("-", ""))
    if one // GROUP_SIGNS != other // GROUP_SIGNS or signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(MistypedCode, match=f"ke-{one // GROUP_SIGNS + 1} "):
        read_code("".join(signs))


@given(CODES, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_two_exchanged_groups_are_found(code: str, one: int, other: int) -> None:
    groups = code.split("-")
    if groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(MistypedCode):
        read_code("-".join(groups))


def test_a_group_with_a_sign_missing_is_named() -> None:
    groups = make_code(bytes(range(RANDOM_BYTES))).split("-")
    groups[3] = groups[3][:-1]
    with pytest.raises(MistypedCode, match="Kelompok ke-4"):
        read_code("-".join(groups))


@pytest.mark.parametrize("typed", ["", "abc", "ABCDE", "ABCDE-ABCDE", "2" * 400])
def test_half_a_code_is_told_how_a_whole_one_looks(typed: str) -> None:
    with pytest.raises(MistypedCode, match=r"7 kelompok|tidak berisi 5"):
        read_code(typed)


@given(st.text(max_size=60))
def test_anything_typed_is_a_code_or_one_clear_fault(typed: str) -> None:
    try:
        assert read_code(typed).count("-") == GROUPS - 1
    except MistypedCode:
        return


@given(st.binary(min_size=ASK_BYTES, max_size=ASK_BYTES))
def test_four_signs_of_four_groups_are_asked_back_in_order(random: bytes) -> None:
    places = places_to_ask(random)
    assert len({place.group for place in places}) == ASKED_BACK
    assert [place.group for place in places] == sorted(place.group for place in places)
    assert all(1 <= place.group <= GROUPS and 1 <= place.sign <= GROUP_SIGNS for place in places)


@given(CODES, st.binary(min_size=ASK_BYTES, max_size=ASK_BYTES))
def test_only_the_right_signs_prove_that_the_code_is_on_paper(code: str, random: bytes) -> None:
    places = places_to_ask(random)
    right = [code.split("-")[place.group - 1][place.sign - 1] for place in places]
    assert is_on_paper(code, places, " ".join(right).lower())
    wrong = ["2" if right[0] != "2" else "3", *right[1:]]
    assert not is_on_paper(code, places, "".join(wrong))
    assert not is_on_paper(code, places, "".join(right[:-1]))
    assert not is_on_paper(code, places, "")
