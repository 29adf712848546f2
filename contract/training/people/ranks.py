"""Grades and ranks of civil servants, and echelons, read from the many ways people type them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from contract.training.findings import BadValue
from contract.training.people.employment import EmploymentType
from contract.training.typed_text import clean, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """One of the 17 ranks of PNS. order: 1 lowest to 17 highest."""

    grade: str
    name: str
    order: int


_NAMES = (
    ("I", ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I")),
    ("II", ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I")),
    ("III", ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I")),
    ("IV", ("Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama")),
)
RANKS: tuple[Rank, ...] = tuple(
    Rank(grade=f"{roman}/{letter}", name=name, order=order)
    for order, (roman, letter, name) in enumerate(
        ((roman, letter, name) for roman, names in _NAMES for letter, name in zip("abcde", names, strict=False)), 1
    )
)
"""The 17 ranks of PNS, lowest first: I/a Juru Muda to IV/e Pembina Utama."""

PPPK_GRADES: tuple[str, ...] = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
"""The 17 grades of PPPK, lowest first; they have no rank name."""

_BY_GRADE = {rank.grade: rank for rank in RANKS}
_BY_NAME = {rank.name.casefold(): rank.grade for rank in RANKS}
_STEP = re.compile(r"\b(?:tingkat|tgkt|tkt|tgk|tk)\.?\s*(?:i|1|l)\b\.?")
_CODE = re.compile(r"(?<![a-z0-9])([il1|]{1,3}|[il1]?v|[1-4])[\s/.,\-\\]*\(?\s*([a-e])(?![a-z0-9])")
_LABELS = re.compile(r"\b(?:golongan|gol|ruang|pangkat|golru|pns|cpns|asn)\b")
_PPPK_LABEL = re.compile(r"\b(?:pppk|p3k)\b")
_ECHELON = re.compile(r"(?:es(?:elon|l)?)?[\s.]*([il1|]{1,3}|[il1]v|v|[1-4])[\s/.,\-\\]*([ab])")


def rank_name(grade: str) -> str | None:
    """The rank that belongs to a grade ("III/c" gives "Penata"); None for PPPK grades and other text."""
    rank = _BY_GRADE.get(grade)
    return rank.name if rank else None


def grade_order(grade: str) -> int:
    """Place of a grade within its own ladder, 1 lowest; 0 for text that is no grade."""
    if grade in _BY_GRADE:
        return _BY_GRADE[grade].order
    return PPPK_GRADES.index(grade) + 1 if grade in PPPK_GRADES else 0


def parse_grade(text: str, employment: EmploymentType | None = None) -> str:
    """The grade meant by `text`: "III/c" for PNS, "IX" for PPPK.

    Reads code, rank name or both. Raises BadValue when name and code contradict each other, and for a bare I to IV:
    that is a whole grade of PPPK but half a grade of PNS, so only employment PPPK or the word PPPK settles it.
    """
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    pppk = employment is EmploymentType.PPPK or _PPPK_LABEL.search(folded) is not None
    name_part = _STEP.sub(" tingkat_i ", folded)
    code = _CODE.search(name_part)
    named = _named_grade(_CODE.sub(" ", name_part, count=1))
    if code is not None:
        grade = f"{_roman(code[1])}/{code[2]}"
        if grade not in _BY_GRADE:
            raise BadValue("grade", f'Golongan "{text}" tidak ada; PNS memakai I/a sampai IV/e.')
        if named is not None and named != grade:
            ranks = f"{_BY_GRADE[named].name} adalah {named}, sedangkan {grade} adalah {_BY_GRADE[grade].name}"
            raise BadValue(
                "grade_contradiction", f'Pangkat/golongan "{text}" tidak cocok: {ranks}; perbaiki salah satunya.'
            )
        return grade
    return named or _pppk_grade(text, folded, pppk)


def _named_grade(folded: str) -> str | None:
    """The grade whose rank name is what remains of `folded` after labels and signs are taken away."""
    remaining = " ".join(words(_LABELS.sub(" ", folded.replace("tingkat_i", "tingkat i"))))
    return _BY_NAME.get(remaining)


def _pppk_grade(text: str, folded: str, pppk: bool) -> str:
    remaining = " ".join(words(_PPPK_LABEL.sub(" ", _LABELS.sub(" ", folded)))).upper()
    if remaining.isascii() and remaining.isdigit() and 1 <= int(remaining) <= len(PPPK_GRADES):
        remaining = PPPK_GRADES[int(remaining) - 1]
    if remaining not in PPPK_GRADES:
        raise BadValue("grade", f'Golongan "{text}" tidak dikenal; tulis misalnya III/c, atau IX untuk PPPK.')
    if PPPK_GRADES.index(remaining) < len(_NAMES) and not pppk:
        example = f"dengan ruang, misalnya {remaining}/a, atau PPPK {remaining}"
        raise BadValue("grade_incomplete", f'Golongan "{text}" belum lengkap; tulis {example}.')
    return remaining


def _roman(typed: str) -> str:
    """The Roman number meant by i, l, | and 1 in its place, or by a digit 1 to 4."""
    if typed in ("2", "3", "4"):
        return PPPK_GRADES[int(typed) - 1]
    return re.sub(r"[l1|]", "i", typed).upper()


def parse_echelon(text: str) -> str | None:
    """The echelon as "II.a" from the ways people type it ("IIa", "II/a", "Eselon II.A", "2a"); None for other text."""
    found = _ECHELON.fullmatch(clean(text).casefold())
    roman = _roman(found[1]) if found else ""
    return f"{roman}.{found[2]}" if found and roman in PPPK_GRADES[:5] else None
