"""How alike two names of people are, and in what they differ: spelling, short forms, initials, order, words left out.

Nothing is said of who the people are: that takes more than a name (see resemblance).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from contract.training.people.given_names import families, is_given, is_particle, sex_marker, short_of, tells
from contract.training.people.names import split_name
from contract.training.people.spelling import loose_key, slips, word_key
from contract.training.typed_text import words

_TITLES = frozenset("h hj drs dra dr ir prof pdt rm sr br kh ny nn tn sdr sdri bpk ibu".split())
_WRITTEN_SHORT = {"fx": ("fransiskus", "xaverius"), "yb": ("yohanes", "baptista"), "mg": ("maria", "goreti")}
_BALINESE = frozenset("wayan wyn made md nyoman nym ketut kt putu pt gede gd kadek komang nengah gusti gst".split())
_LOOSE_FROM, _PREFIX_FROM, _LONG_FORM_FROM = 5, 4, 5
_MOST_WORDS = 8
_LATIN = re.compile(r"(?:us|elis|[il]a|[ein]ta|[ai]na)$")


class Bond(Enum):
    """How two words of two names hang together."""

    EQUAL = "equal"
    SPELLING = "spelling"
    SHORT = "short"
    SLIP = "slip"
    INITIAL = "initial"


class Trait(Enum):
    """In what two names that may be one differ; EQUAL alone when in nothing but case and signs."""

    EQUAL = "equal"
    SPELLING = "spelling"
    SHORT = "short"
    SLIP = "slip"
    INITIAL = "initial"
    ORDER = "order"
    TURNED = "turned"
    """Given names in another order: brothers bear such names."""
    PART = "part"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. short: written with a point, or a single letter."""

    text: str
    key: str
    short: bool

    @property
    def tells(self) -> int:
        """How much it tells that two people share this word."""
        return tells(self.key)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name made ready for comparing. sex: "man", "woman" or empty, as far as words like bin and Ni tell."""

    words: tuple[Word, ...]
    particles: tuple[str, ...]
    sex: str

    @property
    def plain(self) -> str:
        """The words as written, for telling whether two names are letter for letter the same."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Alike:
    """What two names share. points: how much that tells, some 4 for Maria alone and 12 for given name and fam.

    clash: each has a word that the other has not, so that they are two people unless a number says otherwise.
    """

    points: int
    traits: frozenset[Trait]
    clash: bool


@lru_cache(maxsize=65536)
def name_form(name: str) -> NameForm:
    """A typed name, with or without titles, made ready."""
    bare = split_name(name).name or name
    found: list[Word] = []
    particles: list[str] = []
    texts = _texts(bare)
    sex = ""
    for place, (text, short) in enumerate(texts):
        following = texts[place + 1][0] if place + 1 < len(texts) else ""
        if place == 0 and text == "i" and following in _BALINESE:
            sex = "" if following.startswith("g") else "man"
        elif (text == "ni" and place == 0) or (is_particle(text) and len(texts) > 1):
            sex = sex_marker(text) or sex
            particles.append(text)
        else:
            found.extend(_word(written, short) for written in _WRITTEN_SHORT.get(text, (text,)))
    return NameForm(tuple(found[:_MOST_WORDS]), tuple(particles), sex)


def _texts(bare: str) -> list[tuple[str, bool]]:
    """The words of a bare name with whether they are written short; titles without a point in front are left out."""
    apart = re.sub(r"\.(?=\S)", ". ", bare)
    texts = [(word, piece.endswith(".")) for piece in apart.split() for word in words(piece)]
    while len(texts) > 1 and texts[0][0] in _TITLES and len(texts[1][0]) > 1:
        texts.pop(0)
    return texts


def _word(text: str, short: bool) -> Word:
    return Word(text, word_key(text), len(text) == 1 or (short and len(text) < 6))


def compare_names(one: NameForm, other: NameForm) -> Alike:
    """What the two names share and in what they differ. Symmetric."""
    if not one.words or not other.words:
        return Alike(0, frozenset(), clash=False)
    if one.plain == other.plain and one.sex == other.sex:
        points = sum(1 if word.short else word.tells for word in one.words)
        return Alike(points + 2, frozenset({Trait.EQUAL}), clash=False)
    pairing = _Pairing(one, other)
    sexes_differ = bool(one.sex and other.sex) and one.sex != other.sex
    return Alike(pairing.points(), frozenset(pairing.traits()), clash=sexes_differ or pairing.clash)


class _Pairing:
    """Which word of one name stands for which of the other: the surest pairs first, those in the same place first."""

    def __init__(self, one: NameForm, other: NameForm) -> None:
        self._one, self._other = one.words, other.words
        self.pairs: dict[int, tuple[int, Bond]] = {}
        self._joined: list[tuple[set[int], set[int], int]] = []
        taken: set[int] = set()
        for worth, _, mine, yours, bond in self._candidates():
            if worth and mine not in self.pairs and yours not in taken:
                self.pairs[mine] = (yours, bond)
                taken.add(yours)
        free = [place for place in range(len(self._one)) if place not in self.pairs]
        others = [place for place in range(len(self._other)) if place not in taken]
        self._worth_joined = 0
        self._join(one, free, other, others)
        self._join(other, others, one, free)
        self._alone_one, self._alone_other = free, others

    @property
    def clash(self) -> bool:
        return bool(self._alone_one and self._alone_other)

    def _candidates(self) -> list[tuple[int, int, int, int, Bond]]:
        found = [
            (_WORTH[bond], -abs(i - j), i, j, bond)
            for i, mine in enumerate(self._one)
            for j, yours in enumerate(self._other)
            if (bond := bond_of(mine, yours)) is not None
        ]
        return sorted(found, key=lambda each: (-each[0], -each[1], each[2], each[3]))

    def _join(self, apart: NameForm, free: list[int], whole: NameForm, wholes: list[int]) -> None:
        """Takes out of the free places what one name writes as two words and the other as one: Nur Hayati, da Costa."""
        for place in list(wholes):
            word = whole.words[place]
            for places, text in _compounds(apart, free):
                if not word.short and _same_spelling(word_key(text), word.key):
                    free[:] = [other for other in free if other not in places]
                    wholes.remove(place)
                    self._worth_joined += word.tells
                    break

    def points(self) -> int:
        total = self._worth_joined
        for mine, (yours, bond) in self.pairs.items():
            total += _points(bond, self._one[mine], self._other[yours], first=mine == 0 or yours == 0)
        traits = self.traits()
        extra = len(self._alone_one) + len(self._alone_other)
        return total - extra - 8 * (Trait.TURNED in traits) - (Trait.ORDER in traits)

    def traits(self) -> set[Trait]:
        found = {_TRAITS[bond] for _, bond in self.pairs.values() if bond is not Bond.EQUAL}
        if self._worth_joined:
            found.add(Trait.JOINED)
        if self._alone_one or self._alone_other:
            found.add(Trait.PART)
        places = [yours for _, (yours, _) in sorted(self.pairs.items())]
        if places != sorted(places):
            found.add(Trait.ORDER if self._fam_moved() else Trait.TURNED)
        return found or {Trait.SPELLING}

    def _fam_moved(self) -> bool:
        """Whether all that moved is a word that is no given name, as when the fam is written in front."""
        moved = [(mine, yours) for mine, (yours, _) in self.pairs.items()]
        for out in moved:
            rest = sorted(pair for pair in moved if pair != out)
            places = [yours for _, yours in rest]
            if places == sorted(places) and not is_given(self._one[out[0]].key):
                return True
        return False


def _compounds(name: NameForm, free: list[int]) -> list[tuple[set[int], str]]:
    """(places, text) of neighbouring free words as one word, and of free words with a particle before them."""
    pairs = [
        ({place, after}, name.words[place].text + name.words[after].text)
        for place, after in pairwise(free)
        if after == place + 1
    ]
    return pairs + [({place}, particle + name.words[place].text) for particle in name.particles for place in free]


def bond_of(mine: Word, yours: Word) -> Bond | None:
    """How two words hang together; None when they are two words."""
    if mine.short or yours.short:
        return _abbreviated(mine, yours)
    one, other = mine.key, yours.key
    if mine.text == yours.text:
        return Bond.EQUAL
    if _same_spelling(one, other):
        return Bond.SPELLING
    if families(one) & short_of(other) or families(other) & short_of(one):
        return Bond.SHORT
    if families(one) and families(other):
        return None
    if _is_long_form(one, other) or _is_long_form(other, one):
        return Bond.SHORT
    return Bond.SLIP if slips(one, other) is not None else None


def _same_spelling(one: str, other: str) -> bool:
    if one == other or families(one) & families(other):
        return True
    if families(one) and families(other):
        return False
    return len(one) >= _LOOSE_FROM and loose_key(one) == loose_key(other)


def _abbreviated(mine: Word, yours: Word) -> Bond | None:
    if mine.text == yours.text:
        return Bond.INITIAL if len(mine.text) == 1 else Bond.EQUAL
    if families(mine.key) & families(yours.key) and min(len(mine.text), len(yours.text)) > 1:
        return Bond.SHORT
    for short, full in ((mine, yours), (yours, mine)):
        begins = full.text.startswith(short.text) or full.key.startswith(short.key)
        if short.short and begins:
            return Bond.INITIAL if len(short.text) == 1 else Bond.SHORT
    return None


def _is_long_form(short: str, long: str) -> bool:
    """Whether one key is the other with a Latin ending (Ferdinan, Ferdinandus), or a call name from its beginning."""
    if len(short) >= _LONG_FORM_FROM and long in (f"{short}us", f"{short}ius"):
        return True
    if short.endswith("a") and long == f"{short}s":
        return len(short) >= _LONG_FORM_FROM
    if families(short) or not long.startswith(short) or not (_LATIN.search(long) or is_given(long)):
        return False
    return len(short) >= _PREFIX_FROM and len(long) >= len(short) + 2


_WORTH = {Bond.EQUAL: 5, Bond.SPELLING: 4, Bond.SHORT: 3, Bond.SLIP: 2, Bond.INITIAL: 1}
_TRAITS = {
    Bond.SPELLING: Trait.SPELLING,
    Bond.SHORT: Trait.SHORT,
    Bond.SLIP: Trait.SLIP,
    Bond.INITIAL: Trait.INITIAL,
}


def _points(bond: Bond, mine: Word, yours: Word, *, first: bool) -> int:
    """What one pair of words tells. An initial in front of a name tells less, for it stands for the given name."""
    if bond is Bond.INITIAL:
        return 2 if first else 3
    told = min(mine.tells, yours.tells) if not (mine.short or yours.short) else _MIDDLING
    return {Bond.EQUAL: told, Bond.SPELLING: told, Bond.SHORT: told - 1, Bond.SLIP: told - 3}[bond]


_MIDDLING = 5
