"""Numbers as people here type and read them: 1.234,5."""

from __future__ import annotations

import re
from fractions import Fraction

from contract.training.findings import BadValue
from desktop.ui.words import translate

_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_POINT = re.compile(r"-?[0-9]+\.[0-9]{1,2}")
"""One or two digits behind a dot: nobody groups thousands so."""
_LONGEST = 30


def typed_number(text: str, decimals: int = 0) -> Fraction:
    """The number that a text means, exactly. Raises BadValue for anything else, and for more decimals than may be."""
    plain = text.replace(" ", "")
    if len(plain) > _LONGEST or not (_GROUPED.fullmatch(plain) or _PLAIN.fullmatch(plain) or _POINT.fullmatch(plain)):
        words = translate("Numbers", "{text} bukan angka yang terbaca; tulis misalnya 1.234 atau 87,5.")
        raise BadValue("number", words.format(text=text[:_LONGEST]))
    if _POINT.fullmatch(plain):
        plain = plain.replace(".", ",")
    number = Fraction(plain.replace(".", "").replace(",", "."))
    if (number * 10**decimals).denominator != 1:
        raise BadValue("decimals", _too_fine(text, decimals))
    return number


def _too_fine(text: str, decimals: int) -> str:
    if not decimals:
        words = translate("Numbers", "{text} harus bilangan bulat, tanpa koma.")
    else:
        words = translate("Numbers", "{text} lebih halus dari {decimals} angka di belakang koma.")
    return words.format(text=text, decimals=decimals)


def number_told(number: Fraction) -> str:
    """1.234,5: as many decimals as it has, at most six."""
    sign, rest = ("-", -number) if number < 0 else ("", number)
    whole, part = divmod(rest, 1)
    grouped = f"{int(whole):,}".replace(",", ".")
    digits = f"{float(part):.6f}"[2:].rstrip("0")
    return f"{sign}{grouped},{digits}" if digits else f"{sign}{grouped}"
