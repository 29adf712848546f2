"""Exact numbers as Indonesian papers print them, and as people type them. Rounded here, and nowhere before."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from contract.training.findings import BadValue
from contract.training.typed_text import clean

HUNDREDTHS = 100
MOST_SCORE = 100 * HUNDREDTHS
_TYPED = re.compile(r"\d{1,3}(?:[.,]\d+)?")


def number_text(value: Fraction, *, short_of: Fraction | None = None) -> str:
    """ "87,5": at most two decimals, halves up. A value below `short_of` is never printed as if it had reached it."""
    hundredths = (value * HUNDREDTHS * 2 + 1) // 2
    if short_of is not None and value < short_of and Fraction(hundredths, HUNDREDTHS) >= short_of:
        hundredths = value * HUNDREDTHS // 1
    whole, rest = divmod(abs(hundredths), HUNDREDTHS)
    told = f"{whole},{rest:02d}".rstrip("0").rstrip(",")
    return f"-{told}" if hundredths < 0 else told


def condition_percent(share: Fraction, *, short_of: Fraction | None = None) -> str:
    """A share of 1 as conditions say it, "93,48%"; `short_of` is a share, too. Recaps print one decimal."""
    return f"{number_text(share * 100, short_of=None if short_of is None else short_of * 100)}%"


def plain_number(value: Fraction) -> int | float:
    """The value as JSON has it: whole, or with as many decimals as it has, at most six."""
    told = Decimal(value.numerator) / Decimal(value.denominator)
    return int(told) if told == int(told) else float(round(told, 6))


def typed_hundredths(text: str) -> int:
    """A score typed as 87,5 or 87.5, in hundredths. Raises BadValue outside 0 to 100 and for finer ones."""
    plain = clean(text)
    if not _TYPED.fullmatch(plain):
        raise BadValue("score", f'Nilai "{text}" tidak terbaca; tulis angka 0 sampai 100, misalnya 87,5.')
    exact = Fraction(plain.replace(",", ".")) * HUNDREDTHS
    if not 0 <= exact <= MOST_SCORE:
        raise BadValue("score", f'Nilai "{text}" di luar 0 sampai 100; periksa lagi.')
    if exact.denominator != 1:
        raise BadValue("score", f'Nilai "{text}" lebih halus dari dua angka di belakang koma; bulatkan dahulu.')
    return int(exact)
