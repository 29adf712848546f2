"""Sex as the forms of the administration write it."""

from __future__ import annotations

from enum import StrEnum

from contract.training.findings import BadValue
from contract.training.typed_text import words


class Sex(StrEnum):
    """L laki-laki, P perempuan, as printed on forms and stored."""

    MALE = "L"
    FEMALE = "P"


_MALE = frozenset({"l", "lk", "lak", "laki", "laki laki", "lakilaki", "laki2", "lelaki", "pria", "m", "male", "man"})
_FEMALE = frozenset({"p", "pr", "perempuan", "wanita", "w", "wnt", "f", "female", "woman", "perem", "prp"})


def parse_sex(text: str) -> Sex:
    """The sex meant by `text`; "P" is perempuan. Raises BadValue for anything that is not clearly one of the two.

    A column headed P/W (pria, wanita) means the other thing by "P": only who sees the heading can tell.
    """
    key = " ".join(words(text))
    if key in _MALE:
        return Sex.MALE
    if key in _FEMALE:
        return Sex.FEMALE
    raise BadValue("sex", f'Jenis kelamin "{text}" tidak dikenal; tulis L atau P.')
