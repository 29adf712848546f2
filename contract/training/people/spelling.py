"""How one word of a name is written: what two spellings of one sound share, and which slips of the hand part two words.

Old and new spelling (oe/u, dj/j, tj/c, j/y), letters for one sound (ph/f/v, c/k/s, z/s, y/i), silent h and doubled
letters are taken off; what remains is compared letter by letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = frozenset("aeiou")
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"^h(?:y|i(?=[ae]))", "y"),
        (r"(?<=[aeiou])(?:kh|ch)(?=[^aeiou])", ""),
        (r"oe(?=[^aiu]|$)", "u"),
        (r"oo", "u"),
        (r"ee", "i"),
        (r"ie$", "i"),
        (r"tj", "c"),
        (r"dj|j", "y"),
        (r"sch|skh", "sk"),
        (r"sh|^sy(?=[aeiou])", "s"),
        (r"ph|v|p$", "f"),
        (r"ch|kh|q|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"(?<=en)ti(?=us$|a$)|(?<=[fn]a)ti(?=us$)", "si"),
        (r"(?<=.)h", ""),
        (r"(?<=[^aeioun])y", "i"),
        (r"(?<=n)y(?=[^aeiou]|$)", "i"),
        (r"(?<=[aeou])y(?=[^aeiou]|$)", "i"),
        (r"iy(?=[aeou])", "i"),
        (r"uw(?=[aeio])", "u"),
        (r"(?<=[aeo])w(?=[^aeiou]|$)", "u"),
        (r"(.)\1+", r"\1"),
    )
)
_ENDINGS = {
    "woman": ("a", "ia", "ea"),
    "iana": ("ana", "iana"),
    "ina": ("ina", "ena"),
    "ita": ("ita", "eta"),
    "inda": ("inda",),
    "ani": ("ani",),
    "anti": ("anti", "yanti"),
    "anto": ("anto", "yanto"),
    "wati": ("wati", "ati"),
    "i": ("i", "e"),
    "o": ("o", "u"),
    "man": ("us", "ius", "is", "as", "ias", "es", "os"),
}
_BY_LENGTH = sorted(((ending, kind) for kind, all_ in _ENDINGS.items() for ending in all_), key=lambda e: -len(e[0]))
_SHORTEST_TURNED, _SHORTEST_SLIP, _SHORTEST_TWO_SLIPS = 4, 6, 9


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """What spellings of one word share: "djohannes" and "yohanes" give one key. word: lower case, no accents."""
    key = word
    for pattern, written in _STEPS:
        key = pattern.sub(written, key)
    return key or word


@lru_cache(maxsize=65536)
def loose_key(key: str) -> str:
    """A word's key with e taken for i, o for u and w for f, which many write as they speak."""
    return key.replace("e", "i").replace("o", "u").replace("w", "f")


def slips(one: str, other: str) -> int | None:
    """1 or 2 when so many slips of the hand part the keys of two words, else None.

    Nobody's slip is the first letter or the kind of ending, which part Rudi from Budi and Rina from Rini; in short
    words only two letters turned round are one.
    """
    longer = max(len(one), len(other))
    if one[0] != other[0] or _ending(one) != _ending(other):
        return 1 if _turned_round(one, other) and longer > _SHORTEST_TURNED else None
    if _turned_round(one, other):
        return 1 if longer >= _SHORTEST_TURNED else None
    if longer < _SHORTEST_SLIP or (len(one) == len(other) and longer == _SHORTEST_SLIP):
        return None
    apart = edits(one, other, 2)
    if apart == 1 and one[-1] != other[-1] and {one[-1], other[-1]} & VOWELS:
        return None
    return apart if apart == 1 or (apart == 2 and longer >= _SHORTEST_TWO_SLIPS) else None


def _turned_round(one: str, other: str) -> bool:
    """Whether two neighbouring letters stand the other way round, and nothing else differs."""
    if len(one) != len(other):
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def _ending(key: str) -> str:
    return next((kind for ending, kind in _BY_LENGTH if key.endswith(ending) and len(key) > len(ending) + 1), "")


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both without what they begin and end with alike, which no slip has touched."""
    shorter = min(len(one), len(other))
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    most = shorter - start
    end = next((back for back in range(most) if one[-1 - back] != other[-1 - back]), most)
    return one[start : len(one) - end], other[start : len(other) - end]


def edits(one: str, other: str, most: int) -> int:
    """How many letters are put in, left out, changed or turned round with a neighbour; more than `most` is most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _where_they_differ(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
