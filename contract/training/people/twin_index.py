"""Finds, among many people, the records that may be one person registered twice, without comparing each with each.

Only records that share a sign are compared: a number or half of one, a birth date, a telephone, or two words of the
name as they sound. People are put in one by one, so that a new one costs no more than its own comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from contract.training.people.employee_number import LENGTH as NUMBER_LENGTH
from contract.training.people.given_names import families, short_of
from contract.training.people.name_likeness import Word
from contract.training.people.resemblance import Identity, Resemblance, Verdict, identity_of, resemblance, rules_out
from contract.training.people.spelling import loose_key

_Sign = tuple[str, ...]
_CODE = 4
"""Letters of an unknown word by which its spellings are looked up."""
_MOST_ALIKE = 200
"""People who share one sign; with more the sign tells nothing and is not followed."""
_HALF = NUMBER_LENGTH // 2


class TwinIndex:
    """People by their signs, and the pairs of them that look like one person, by (lower id, higher id)."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[int, int], Resemblance] = {}
        self._fields: dict[int, Mapping[str, int | str | None]] = {}
        self._known: dict[int, Identity] = {}
        self._by_sign: dict[_Sign, set[int]] = defaultdict(set)
        self._partners: dict[int, set[int]] = defaultdict(set)

    def take(self, people: Iterable[tuple[int, Mapping[str, int | str | None]]]) -> None:
        """Makes these the people: compares those who are new or changed, forgets those who are not there any more."""
        present = dict(people)
        for person in self._fields.keys() - present.keys():
            self._forget(person)
        for person in sorted(present):
            if self._fields.get(person) != present[person]:
                self._put(person, present[person])

    def _put(self, person: int, fields: Mapping[str, int | str | None]) -> None:
        if person in self._fields:
            self._forget(person)
        identity = identity_of(fields)
        self._fields[person], self._known[person] = fields, identity
        for other in self._sharing(set(_looked_for(identity))):
            self._compare(person, identity, other)
        for sign in set(_shown(identity)):
            self._by_sign[sign].add(person)

    def _sharing(self, signs: set[_Sign]) -> set[int]:
        found: set[int] = set()
        for sign in signs:
            others = self._by_sign.get(sign, ())
            if len(others) <= _MOST_ALIKE:
                found.update(others)
        return found

    def _compare(self, person: int, identity: Identity, other: int) -> None:
        known = self._known[other]
        if rules_out(identity, known):
            return
        found = resemblance(identity, known)
        if found.verdict is not Verdict.UNLIKE:
            self.pairs[min(person, other), max(person, other)] = found
            self._partners[person].add(other)
            self._partners[other].add(person)

    def _forget(self, person: int) -> None:
        for sign in set(_shown(self._known[person])):
            self._by_sign[sign].discard(person)
        for other in self._partners.pop(person, set()):
            self._partners[other].discard(person)
            del self.pairs[min(person, other), max(person, other)]
        del self._fields[person], self._known[person]


def _shown(identity: Identity) -> Iterator[_Sign]:
    """The signs under which a record is found."""
    yield from _exact_signs(identity)
    dated = "dated" if identity.born else "undated"
    for sign in _name_signs(identity.name.words):
        yield dated, *sign


def _looked_for(identity: Identity) -> Iterator[_Sign]:
    """The signs by which those are found whom a record may double.

    Two whose birth dates are known share the date or a number, else they are two persons, whatever their names.
    """
    yield from _exact_signs(identity)
    for sign in _name_signs(identity.name.words, opposite=True):
        yield "undated", *sign
        if not identity.born:
            yield "dated", *sign


def _exact_signs(identity: Identity) -> Iterator[_Sign]:
    """Numbers, dates and contacts; half of a number together with a word of the name, for a slip in the other half."""
    codes = sorted({code for word in identity.name.words if not word.short for code in _codes(word.key)})
    for name, number, half in (("nip", identity.employee_number, _HALF), ("nik", identity.national_id, 8)):
        if number:
            yield name, number
            for code in codes:
                yield f"{name} begins", number[:half], code
                yield f"{name} ends", number[half:], code
    if identity.born:
        year, month, day = identity.born[:4], identity.born[5:7], identity.born[8:]
        yield "born", year, *sorted((month, day))
        yield "born as", f"{day}{month}{year[2:]}"
    if identity.born_by_national_id:
        yield "born as", identity.born_by_national_id
    for contact in identity.contacts:
        yield "contact", contact


def _name_signs(words: tuple[Word, ...], *, opposite: bool = False) -> Iterator[_Sign]:
    """Two words of the name at a time; a word and a letter, by which full names find those with initials and back."""
    if len(words) == 1:
        for code in _codes(words[0].key):
            yield "name", code
    for one, other in combinations(words, 2):
        if not (one.short or other.short):
            for mine in _codes(one.key):
                for yours in _codes(other.key):
                    yield "names", *sorted((mine, yours))
        for whole, letter in ((one, other), (other, one)):
            if not whole.short and len(words) > 2:
                kind = "initial" if letter.short != opposite else "whole"
                for code in _codes(whole.key):
                    yield kind, code, letter.text[0]


@lru_cache(maxsize=65536)
def _codes(key: str) -> frozenset[str]:
    """The families of a word's key, or its beginning as it sounds."""
    return families(key) | short_of(key) or frozenset({loose_key(key)[:_CODE]})
