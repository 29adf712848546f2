"""Instruments by which governments are appraised, as versioned files: nothing of one is fixed in the program.

An instrument has domains, these have aspects, and these indicators with a weight in percent. Which words a level has,
which predicates there are and in which years it was used stands in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType

import msgspec

from contract.training.findings import BadValue
from contract.training.json_faults import malformed, misfit

WHOLE = 100
"""What the weights of an instrument add up to."""
_MOST = 1000
LARGEST = 100_000
"""Bytes of a file: one is kept as one edit."""
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_SEE = "resources/instruments/spbe_2020.json"
_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question of an instrument. weight: percent of the whole; levels: the words of its levels, lowest first."""

    number: int
    title: str
    weight: Fraction
    domain: int
    aspect: int
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A domain or an aspect of an instrument."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word for indices from `least` on."""

    least: Fraction
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of an instrument. last_year: None while it is in use. doubtful: by year, why its use is not sure."""

    key: str
    title: str
    legal_basis: tuple[str, ...]
    first_year: int
    last_year: int | None
    doubtful: Mapping[int, str]
    domains: tuple[Section, ...]
    aspects: tuple[Section, ...]
    indicators: Mapping[int, Indicator]
    predicates: tuple[Predicate, ...]
    highest: int

    @property
    def lowest(self) -> Fraction:
        """The lowest index that has a predicate."""
        return self.predicates[-1].least

    def covers(self, year: int) -> bool:
        """Whether it was used in that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class _Indicator(msgspec.Struct, forbid_unknown_fields=True):
    number: int
    title: str
    weight: str


class _Aspect(msgspec.Struct, forbid_unknown_fields=True):
    number: int
    title: str
    indicators: list[_Indicator]


class _Domain(msgspec.Struct, forbid_unknown_fields=True):
    number: int
    title: str
    levels: str
    aspects: list[_Aspect]


class _Predicate(msgspec.Struct, forbid_unknown_fields=True):
    least: str
    name: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    title: str
    legal_basis: list[str]
    first_year: int
    levels: dict[str, list[str]]
    predicates: list[_Predicate]
    domains: list[_Domain]
    last_year: int | None = None
    doubtful_years: dict[str, str] = {}


def read_instrument(text: str | bytes) -> Instrument:
    """The instrument of a file (JSON). Raises BadValue with what is wrong in it, and where."""
    return _made(_read(text))


def instrument_text(text: str | bytes) -> str:
    """The same file as it is kept: nothing but what it says, so that two are compared by what they say."""
    return msgspec.json.encode(_read(text)).decode()


def _read(text: str | bytes) -> _File:
    content = (text.encode() if isinstance(text, str) else text).removeprefix(b"\xef\xbb\xbf")
    if len(content) > LARGEST:
        told = f"Berkas instrumen berisi {len(content)} byte, paling banyak {LARGEST}."
        raise BadValue("instrument", told)
    try:
        return msgspec.json.decode(content, type=_File)
    except msgspec.ValidationError as error:
        found = misfit(str(error), _SEE)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        found = malformed(str(error), content)
    raise _at(found.where, found.what)


def _made(file: _File) -> Instrument:
    _check(file)
    indicators: dict[int, Indicator] = {}
    for where, one in _indicators(file):
        if one.number in indicators:
            raise _at(f"{where}.number", f"nomor indikator {one.number} sudah dipakai")
        indicators[one.number] = one
    aspects = [aspect for domain in file.domains for aspect in domain.aspects]
    total = sum((one.weight for one in indicators.values()), Fraction())
    if total != WHOLE:
        raise _bad(file.key, f"bobot indikatornya berjumlah {float(total):g}, seharusnya {WHOLE}")
    return Instrument(
        key=file.key,
        title=file.title,
        legal_basis=tuple(file.legal_basis),
        first_year=file.first_year,
        last_year=file.last_year,
        doubtful=MappingProxyType({int(year): why for year, why in file.doubtful_years.items()}),
        domains=tuple(Section(number=one.number, title=one.title) for one in file.domains),
        aspects=tuple(Section(number=one.number, title=one.title) for one in aspects),
        indicators=MappingProxyType(dict(sorted(indicators.items()))),
        predicates=_predicates(file),
        highest=max(len(words) for words in file.levels.values()),
    )


def _check(file: _File) -> None:
    """What every file must have."""
    sections = (file.domains, [aspect for domain in file.domains for aspect in domain.aspects])
    if not _KEY.fullmatch(file.key) or not file.title.strip():
        raise _bad(file.key, "judulnya kosong, atau kuncinya bukan huruf kecil, angka, _ dan -")
    if file.last_year is not None and file.last_year < file.first_year:
        raise _bad(file.key, "tahun terakhirnya sebelum tahun pertamanya")
    if not file.levels or not all(file.levels.values()) or len({len(words) for words in file.levels.values()}) > 1:
        raise _bad(file.key, "tingkat kematangannya tidak sama banyak")
    for listed in sections:
        if not listed or len({one.number for one in listed}) != len(listed):
            raise _bad(file.key, "nomor domain atau aspeknya kosong atau ada yang sama")
    if any(domain.levels not in file.levels for domain in file.domains):
        raise _bad(file.key, "ada domain tanpa nama tingkat")
    if not all(year.isascii() and year.isdigit() and len(year) == 4 for year in file.doubtful_years):
        raise _bad(file.key, "tahunnya tidak terbaca")


def _indicators(file: _File) -> Iterator[tuple[str, Indicator]]:
    """Each with its place in the file."""
    for first, domain in enumerate(file.domains):
        for second, aspect in enumerate(domain.aspects):
            for third, one in enumerate(aspect.indicators):
                where = f"domains[{first}].aspects[{second}].indicators[{third}]"
                yield (
                    where,
                    Indicator(
                        number=one.number,
                        title=one.title,
                        weight=_number(f"{where}.weight", one.weight),
                        domain=domain.number,
                        aspect=aspect.number,
                        levels=tuple(file.levels[domain.levels]),
                    ),
                )


def _predicates(file: _File) -> tuple[Predicate, ...]:
    """Highest first."""
    found = [
        Predicate(least=_number(f"predicates[{place}].least", one.least), name=one.name)
        for place, one in enumerate(file.predicates)
    ]
    if not found or len({one.least for one in found}) != len(found):
        raise _bad(file.key, "predikatnya kosong atau batasnya ada yang sama")
    return tuple(sorted(found, key=lambda one: -one.least))


def _number(where: str, text: str) -> Fraction:
    """A number with a point, exactly as it is written."""
    try:
        found = Decimal(text) if len(text) <= _LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found <= _MOST:
        raise _at(where, f'angka "{text}" tidak terbaca')
    return Fraction(found)


def _bad(key: str, why: str) -> BadValue:
    return BadValue("instrument", f'Instrumen "{key}" tidak dapat dipakai: {why}; perbaiki berkasnya.')


def _at(where: str, what: str) -> BadValue:
    return BadValue("instrument", f"Berkas instrumen, di {where}: {what}.")
