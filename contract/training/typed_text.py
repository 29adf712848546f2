"""Text as people and spreadsheets leave it: spaces of many kinds, invisible signs, curly apostrophes."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032"), "'")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_NOTHING_WORDS = frozenset(
    {"n/a", "#n/a", "nan", "none", "null", "nihil", "tidak ada", "tdk ada", "belum ada", "kosong"}
)
_LOST_DIGITS = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+|\d{16,}[.,]0+")
_ALL_MARKS = re.compile(r"[\W_]*")
_GAPS = re.compile(r"[\W_]+")
_SEPARATORS = re.compile(r"[\s.\-_'\"]")
_LONGEST_NOTHING = 12
_UNREAD = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Accents, and signs that nobody sees: a soft hyphen within a word does not part it."""


def clean(text: str) -> str:
    """`text` on one line with single spaces, plain apostrophes and no invisible signs; letters and case untouched."""
    plain = " ".join(text.split())
    if not plain.isascii() or "`" in plain:
        plain = unicodedata.normalize("NFC", plain).translate(_APOSTROPHES)
    if plain.isprintable():
        return plain
    return " ".join("".join(map(_visible, plain)).split())


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    return " " if category[0] == "Z" or category in ("Cc", "Cs", "Co", "Cn") else sign


def without_text_mark(text: str) -> str:
    """`text` without the apostrophe, or the ="..." wrapping, with which people force a spreadsheet to keep text."""
    if len(text) > 3 and text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text[1:].strip() if text.startswith("'") else text


def says_nothing(text: str) -> bool:
    """True for an empty cell and for the signs people put in place of an empty cell: "-", "...", "n/a", "nihil"."""
    if len(text) > _LONGEST_NOTHING and text[0].isalnum():
        return False
    return _ALL_MARKS.fullmatch(text) is not None or text.casefold() in _NOTHING_WORDS


def lost_digits(text: str) -> bool:
    """True when a spreadsheet has rounded a long number: "1,98609E+17" or "198609262015051000.0"."""
    return _LOST_DIGITS.fullmatch(text.strip()) is not None


def lost_digits_sentence(what: str, text: str) -> str:
    """The sentence about such a number; what: "NIP" or "NIK"."""
    advice = f"ubah kolom ke format Teks, lalu ketik ulang {what}-nya"
    return f"{what} tersimpan sebagai angka ({text}) sehingga angka terakhirnya hilang; {advice}."


def words(text: str) -> list[str]:
    """The words of `text` for comparing: lower case, no accents, apostrophes or invisible signs, all else a gap."""
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded.translate(_APOSTROPHES))
        folded = "".join(sign for sign in decomposed if unicodedata.category(sign) not in _UNREAD).casefold()
    return _GAPS.sub(" ", folded.replace("'", "")).split()


def compact_number(text: str, label: re.Pattern[str]) -> str:
    """`text` without label, spaces, dots, dashes and apostrophes; what else is no digit stays, to be reported."""
    plain = clean(unicodedata.normalize("NFKC", text)).translate(_DASHES)
    plain = label.sub("", plain.strip("'\" "), count=1)
    return _SEPARATORS.sub("", plain)


def letter_hint(text: str) -> str:
    """Advice for a number with letters in it; names O and l, which are typed for 0 and 1."""
    if any(sign in "OoQ" for sign in text):
        return "ada huruf O, mungkin maksudnya angka 0"
    if any(sign in "lIi|" for sign in text):
        return "ada huruf l atau I, mungkin maksudnya angka 1"
    return "hanya boleh berisi angka"
