"""Numbers in Indonesian words (terbilang), as receipts and minutes spell them."""

from __future__ import annotations

from datetime import date

from contract.training.indonesian_dates import DAYS, MONTHS

MOST = 10**15 - 1
"""The largest number that has words here."""

_ONES = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def terbilang(number: int) -> str:
    """The words of a whole number: 1101 is "seribu seratus satu", -3 "minus tiga".

    Raises ValueError beyond MOST, for which nobody has a list to sign.
    """
    if abs(number) > MOST:
        raise ValueError("a number without words")
    if number < 0:
        return f"minus {terbilang(-number)}"
    return " ".join(_words(number)) or _ONES[0]


def rupiah_words(amount: int) -> str:
    """The words of an amount: "satu juta lima ratus ribu rupiah"."""
    return f"{terbilang(amount)} rupiah"


def date_words(day: date) -> str:
    """A date as minutes spell it: "Selasa tanggal dua bulan September tahun dua ribu dua puluh lima"."""
    return (
        f"{DAYS[day.weekday()]} tanggal {terbilang(day.day)} bulan {MONTHS[day.month - 1]} tahun {terbilang(day.year)}"
    )


def _words(number: int) -> list[str]:
    """Words of a number from 0 on; none for 0."""
    for size, name in _SCALES:
        if number >= size:
            return [*_words(number // size), name, *_words(number % size)]
    if number >= 2000:
        return [*_words(number // 1000), "ribu", *_words(number % 1000)]
    if number >= 1000:
        return ["seribu", *_words(number - 1000)]
    if number >= 200:
        return [_ONES[number // 100], "ratus", *_words(number % 100)]
    if number >= 100:
        return ["seratus", *_words(number - 100)]
    if number >= 20:
        return [_ONES[number // 10], "puluh", *_words(number % 10)]
    if number >= 12:
        return [_ONES[number - 10], "belas"]
    return [_ONES[number]] if number else []
