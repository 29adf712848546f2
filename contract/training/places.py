"""Provinces and districts, and the ways people write them.

Codes are those of Kemendagri; statistics (BPS) number the same districts differently.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from contract.training.findings import BadValue
from contract.training.typed_text import clean, words

PROVINCE_CODE = "53"
PROVINCE_NAME = "Pemerintah Provinsi Nusa Tenggara Timur"
PROVINCE_SHORT_NAME = "Provinsi NTT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province, whose government is a place of its own. name: without "Provinsi"; table: file of its districts."""

    code: str
    name: str
    short_name: str
    country: str = "Indonesia"
    time_zone: str
    zone_label: str
    table: str = ""

    @property
    def government(self) -> str:
        """The name that stands on papers."""
        return f"Pemerintah Provinsi {self.name}"


NTT = Province(
    code=PROVINCE_CODE,
    name="Nusa Tenggara Timur",
    short_name="NTT",
    time_zone="Asia/Makassar",
    zone_label="WITA",
    table="ntt.csv",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One kabupaten or kota. kind: "kabupaten" or "kota". tile_column, tile_row: place on the tile map, if it has one.

    capital is empty where it is the city itself.
    """

    code: str
    bps_code: str
    kind: str
    name: str
    short_name: str
    capital: str
    main_island: str
    time_zone: str
    zone_label: str
    tile_column: int | None
    tile_row: int | None

    @property
    def own_name(self) -> str:
        """The name without Kabupaten or Kota."""
        return self.name.removeprefix("Kabupaten ").removeprefix("Kota ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Districts:
    """The table of a province's districts, ordered by code, with an index of the ways to write them.

    elsewhere: districts of other provinces, asked only for what none of this province answers to.
    """

    listed: tuple[District, ...]
    by_code: Mapping[str, District]
    codes_by_words: Mapping[str, frozenset[str]]
    province: Province = NTT
    elsewhere: tuple[Districts, ...] = ()

    def name_of(self, code: str) -> str:
        """The full name of a district or of the province's government; an unknown code comes back as it is."""
        if code == self.province.code:
            return self.province.government
        if code in self.by_code:
            return self.by_code[code].name
        return next((other.name_of(code) for other in self.elsewhere if other.knows(code)), code)

    def knows(self, code: str) -> bool:
        """Whether a code is the province's or one of its districts', here or elsewhere."""
        here = code == self.province.code or code in self.by_code
        return here or any(other.knows(code) for other in self.elsewhere)

    def of_province(self, code: str) -> Districts | None:
        """The table of the province with this code, or of the province in which a district with this code lies."""
        return next((each for each in (self, *self.elsewhere) if each.province.code == code[:2]), None)

    def zone_of(self, code: str) -> str:
        """The IANA zone of a district or province; empty for an unknown code."""
        table = self.of_province(code)
        if table is None or not table.knows(code):
            return ""
        return table.by_code[code].time_zone if code in table.by_code else table.province.time_zone


_OTHER_NAMES: dict[str, str] = {
    "53.06": "flotim",
    "53.09": "ngadha",
    "53.11": "sumtim",
    "53.14": "rotendao",
    "53.15": "mabar",
    "53.17": "sumteng",
    "53.18": "sbd",
    "53.19": "matim",
    "53.20": "saburaijua",
    "32.06": "tasik",
    "32.78": "tasik",
}
_KINDS = {
    **dict.fromkeys(("kabupaten", "kab", "kabp", "kbupaten", "kabuaten", "pemkab"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kodya", "kt", "pemkot"), "kota"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop", "pemprov", "pemprop"), "provinsi"),
}
_FULL_WORDS = {
    **dict.fromkeys(("brt", "bar"), "barat"),
    **dict.fromkeys(("tmr", "tim"), "timur"),
    **dict.fromkeys(("sel", "slt"), "selatan"),
    **dict.fromkeys(("ut", "utr"), "utara"),
    **dict.fromkeys(("tgh", "teng", "tng"), "tengah"),
}
_CODE = re.compile(r"[\d.\s]+")
_SHORTEST_BEGINNING = 4
"""Letters of a first word that may stand for the whole name: "Rote" for Rote Ndao."""
_WITHOUT_MEANING = frozenset({"pemerintah", "pemda", "daerah", "pem", "se"})


def read_provinces(table: str) -> tuple[Province, ...]:
    """The provinces from the text of the shipped table (resources/districts/provinces.csv)."""
    return tuple(
        Province(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            country=row["country"],
            time_zone=row["time_zone"],
            zone_label=row["tz_label"],
            table=row["table"],
        )
        for row in csv.DictReader(table.splitlines())
    )


def read_districts(table: str, province: Province = NTT, elsewhere: tuple[Districts, ...] = ()) -> Districts:
    """The districts of a province from the text of the shipped table (resources/districts/ntt.csv)."""
    listed = tuple(_district(row) for row in csv.DictReader(table.splitlines()))
    index: dict[str, set[str]] = {}
    for district in listed:
        short = " ".join(_spelled_out(words(district.short_name)))
        for name in {" ".join(words(district.own_name)), short, _OTHER_NAMES.get(district.code, short)}:
            index.setdefault(name.removeprefix("kabupaten ").removeprefix("kota "), set()).add(district.code)
    return Districts(
        listed=listed,
        by_code=MappingProxyType({district.code: district for district in listed}),
        codes_by_words=MappingProxyType({name: frozenset(codes) for name, codes in index.items()}),
        province=province,
        elsewhere=elsewhere,
    )


def _district(row: dict[str, str]) -> District:
    return District(
        code=row["code"],
        bps_code=row["bps_code"],
        kind=row["type"],
        name=row["name"],
        short_name=row["short_name"],
        capital=row["capital"],
        main_island=row["main_island"],
        time_zone=row["time_zone"],
        zone_label=row["tz_label"],
        tile_column=int(row["tile_col"]) if row.get("tile_col") else None,
        tile_row=int(row["tile_row"]) if row.get("tile_row") else None,
    )


def parse_district(text: str, districts: Districts) -> str:
    """The Kemendagri code meant by `text` ("Kab. TTS", "Kota Kupang", "53.15"); "53" for the province itself.

    What nobody of this province answers to is looked for elsewhere. Raises BadValue when no district or more than one
    fits ("Kupang").
    """
    plain = clean(text)
    for tables in ((districts,), districts.elsewhere):
        codes = sorted({code for table in tables if (code := _read(plain, table))})
        if len(codes) > 1:
            raise _ambiguous(plain, codes, districts)
        if codes:
            return codes[0]
    if _CODE.fullmatch(plain):
        raise BadValue("district", f'Kode wilayah "{plain}" tidak dikenal; tulis namanya, misalnya Kab. Belu.')
    advice = _advice(plain, districts)
    raise BadValue("district", f'Kabupaten/kota "{text}" tidak dikenal{advice}; tulis misalnya Kab. Belu.')


def _read(plain: str, districts: Districts) -> str | None:
    """The code that a text means among the districts of one province; raises BadValue where it means several."""
    if _CODE.fullmatch(plain):
        return _by_code(plain, districts)
    for form in (plain, re.sub(r"\([^)]*\)", " ", plain)):
        typed = _spelled_out(words(form))
        if code := _by_name(_without_province(typed, districts.province), plain, districts):
            return code
    return None


def _ambiguous(text: str, codes: list[str], districts: Districts) -> BadValue:
    choices = " atau ".join(districts.name_of(code) for code in codes)
    return BadValue("district_ambiguous", f'"{text}" bisa berarti {choices}; tulis lengkap salah satunya.')


def _spelled_out(typed: list[str]) -> list[str]:
    """Kind words in one form, short words written out, empty words dropped."""
    plain = [_KINDS.get(word, word) for word in typed if word not in _WITHOUT_MEANING]
    return [plain[0], *(_FULL_WORDS.get(word, word) for word in plain[1:])] if plain else []


def _names_of(province: Province) -> frozenset[str]:
    return frozenset({province.short_name.casefold(), province.name.casefold()})


def _without_province(typed: list[str], province: Province) -> list[str]:
    """ "kabupaten belu provinsi ntt" is "kabupaten belu"; the province alone stays."""
    joined = " ".join(typed)
    for name in sorted(_names_of(province), key=len, reverse=True):
        shorter = re.sub(rf" (?:provinsi )?{name}$", "", joined)
        if shorter not in (joined, "provinsi"):
            return shorter.split()
    return typed


def _by_name(typed: list[str], text: str, districts: Districts) -> str | None:
    kinds = {word for word in typed if word in ("kabupaten", "kota", "provinsi")}
    name = " ".join(word for word in typed if word not in kinds)
    if name in _names_of(districts.province) and kinds <= {"provinsi"}:
        return districts.province.code
    codes = _codes_named(name, districts)
    fitting = sorted(code for code in codes if not kinds or districts.by_code[code].kind in kinds)
    if len(fitting) > 1:
        raise _ambiguous(text, fitting, districts)
    return fitting[0] if fitting else None


def _codes_named(name: str, districts: Districts) -> frozenset[str]:
    """Codes for a name, also typed without its space, followed by its own short form ("... Utara - TTU"), or begun."""
    index = districts.codes_by_words
    known = index.get(name) or index.get(name.replace(" ", ""))
    long, _, short = name.rpartition(" ")
    known = known or (index.get(long, frozenset()) & index.get(short, frozenset()))
    if known or len(name) < _SHORTEST_BEGINNING:
        return known
    return frozenset().union(*(codes for full, codes in index.items() if full.startswith(f"{name} ")))


def _by_code(typed: str, districts: Districts) -> str | None:
    """A code with its dot is Kemendagri's. Four plain digits count only where BPS uses the same."""
    plain = typed.replace(" ", "").rstrip(".")
    dotted = f"{plain[:2]}.{plain[2:]}" if len(plain) == 4 and plain.isdigit() else plain
    if dotted == districts.province.code:
        return dotted
    district = districts.by_code.get(dotted)
    if district is None:
        return None
    if dotted != plain and district.bps_code != plain:
        other = next((each.name for each in districts.listed if each.bps_code == plain), "lain")
        meanings = f"{district.name} menurut Kemendagri tetapi {other} menurut BPS"
        raise BadValue("district_ambiguous", f'Kode "{typed}" berarti {meanings}; tulis namanya atau {dotted}.')
    return district.code


def _advice(text: str, districts: Districts) -> str:
    """A capital named in place of its district earns a question, never an answer."""
    typed = [word for word in _spelled_out(words(text)) if word not in ("kabupaten", "kota")]
    for district in districts.listed:
        if typed and words(district.capital) == typed:
            return f", mungkin maksudnya {district.name}"
    return ""
