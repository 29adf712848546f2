"""Sentences of faults and remarks in English: the program speaks Indonesian, the English stands in a table."""

from __future__ import annotations

import re
from functools import cache

from resources import path

_PLACE = "{}"
_DEEPEST = 5


def in_english(sentence: str, depth: int = 0) -> str:
    """The sentence in English; what the table does not know stays as it is.

    Places of a sentence may hold sentences themselves ("Baris 7, kolom NIP: ..."), which are translated too.
    """
    if depth > _DEEPEST:
        return sentence
    for pattern, english in _table():
        found = pattern.fullmatch(sentence)
        if found is not None:
            pieces = english.split(_PLACE)
            filled = [_piece(part, depth + 1) for part in found.groups()]
            return pieces[0] + "".join(part + piece for part, piece in zip(filled, pieces[1:], strict=False))
    return sentence


def _piece(text: str, depth: int) -> str:
    """A place's text in English; a sentence that gave up its full stop to what follows is known with it."""
    english = in_english(text, depth)
    if english != text or not text or text.endswith("."):
        return english
    with_stop = in_english(f"{text}.", depth)
    return text if with_stop == f"{text}." else with_stop


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern of the Indonesian sentence, English), those with most words of their own first."""
    lines = path("translations/sentences_en.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t")) for line in lines]
    pairs.sort(key=lambda pair: -len(pair[0].replace(_PLACE, "")))
    return tuple((_pattern(indonesian), english) for indonesian, english in pairs)


def _pattern(indonesian: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(piece) for piece in indonesian.split(_PLACE)), re.DOTALL)
