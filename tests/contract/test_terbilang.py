"""Numbers in words, read back by an inverse that was written another way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.terbilang import MOST, rupiah_words, terbilang

DIGITS = {word: number for number, word in enumerate("satu dua tiga empat lima enam tujuh delapan sembilan".split(), 1)}
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def number_of(text: str) -> int:
    """What the words mean: a sum of groups, each a sum of hundreds, tens and ones."""
    total = group = digit = 0
    text = text.replace("seribu", "satu ribu").replace("seratus", "satu ratus")
    text = text.replace("sepuluh", "satu puluh").replace("sebelas", "satu belas")
    for word in text.removeprefix("minus ").split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "nol":
            return 0
        elif word in GROUPS:
            total, group, digit = total + (group + digit) * GROUPS[word], 0, 0
        else:
            group += {"belas": digit + 10, "puluh": digit * 10, "ratus": digit * 100}[word]
            digit = 0
    return (total + group + digit) * (-1 if text.startswith("minus ") else 1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (2025, "dua ribu dua puluh lima"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_500_000, "satu juta lima ratus ribu"),
        (-75_000, "minus tujuh puluh lima ribu"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
    ],
)
def test_numbers_are_spelled_as_receipts_spell_them(number: int, words: str) -> None:
    assert terbilang(number) == words


@settings(max_examples=300)
@given(st.integers(-MOST, MOST) | st.integers(-3000, 3000) | st.integers(0, 15).map(lambda n: min(10**n, MOST)))
def test_words_say_the_number_they_were_made_from(number: int) -> None:
    assert number_of(terbilang(number)) == number


def test_every_number_to_ten_thousand_has_words_of_its_own() -> None:
    assert len({terbilang(number) for number in range(10_000)}) == 10_000
    assert all(number_of(terbilang(number)) == number for number in range(10_000))


def test_what_nobody_signs_for_has_no_words() -> None:
    with pytest.raises(ValueError, match="without words"):
        terbilang(MOST + 1)
    assert rupiah_words(1_250_000) == "satu juta dua ratus lima puluh ribu rupiah"
