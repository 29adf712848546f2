"""Regulations: what an office sets and a decree may set anew from a date on; which hold on a day, and what they say.

Old papers are worked out as they were: whoever asks says for which day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from contract.training.certificates.numbers import number_text
from contract.training.findings import BadValue
from contract.training.indonesian_dates import iso_day


class Form(StrEnum):
    """What a value may be."""

    WHOLE = "whole"
    """A whole number from 0, rupiah too."""
    PERCENT = "percent"
    """0 to 100, with a comma or a point."""
    FLAG = "flag"
    """0 or 1."""
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A regulation that the rules ask for. default: what holds until an office sets it; None where it must be set.

    among: of which words a text is made, if it is a list of such (a comma between); single: just one of them.
    """

    form: Form
    label: str
    default: str | None = None
    source: str = ""
    among: tuple[str, ...] = ()
    single: bool = False


def _unit(label: str, default: str) -> Known:
    return Known(
        form=Form.TEXT,
        label=label,
        default=default,
        source="bawaan Lontar",
        among=("day", "session", "jp"),
        single=True,
    )


KNOWN: dict[str, Known] = {
    "lesson_minutes": Known(form=Form.WHOLE, label="Menit untuk 1 JP", default="45", source="kebiasaan pelatihan ASN"),
    "yearly_hours.pns": Known(
        form=Form.WHOLE, label="JP setahun PNS, paling sedikit", default="20", source="PP 11/2017 pasal 203"
    ),
    "certificate_pattern": Known(
        form=Form.TEXT,
        label="Pola nomor sertifikat: {seq} {seq4} {unit} {class} {month} {ROMAN_MONTH} {year}",
        default="{seq}/{unit}/{class}/{ROMAN_MONTH}/{year}",
        source="contoh nomor STTP",
    ),
    "certificate_unit": Known(form=Form.TEXT, label="Unit dalam nomor sertifikat (kosong: kode kantor)"),
    "certificate_place": Known(form=Form.TEXT, label="Tempat di atas tanda tangan sertifikat"),
    "competence_years": Known(
        form=Form.WHOLE, label="Masa berlaku sertifikat kompetensi (tahun)", default="3", source="kebiasaan LSP/BNSP"
    ),
    "yearly_hours.pppk": Known(
        form=Form.WHOLE, label="JP setahun PPPK, paling banyak", default="24", source="Peraturan LAN 15/2020"
    ),
    "seminar_criteria": Known(
        form=Form.TEXT,
        label='Kriteria seminar, "Nama: bobot; Nama: bobot"',
        default="Nilai seminar: 100",
        source="bawaan Lontar",
    ),
    "plan_late_days": Known(
        form=Form.WHOLE, label="Hari terlambat sebuah tonggak sebelum lampu merah", default="30", source="bawaan Lontar"
    ),
    "retention_years": Known(form=Form.WHOLE, label="Masa retensi data peserta (tahun)"),
    "late_tolerance_minutes": Known(
        form=Form.WHOLE, label="Menit yang belum disebut terlambat", default="15", source="bawaan Lontar"
    ),
    "deputy_counts": Known(form=Form.FLAG, label="Diwakili dihitung hadir", default="0", source="bawaan Lontar"),
    "backdating_days": Known(
        form=Form.WHOLE, label="Hari sesudah sesi sebelum disebut susulan", default="3", source="bawaan Lontar"
    ),
    "attendance_basis": Known(
        form=Form.TEXT,
        label="Dasar persentase kehadiran",
        default="jp",
        source="bawaan Lontar",
        among=("jp", "sessions"),
        single=True,
    ),
    "counted_codes": Known(
        form=Form.TEXT,
        label="Kode yang dihitung hadir",
        default="H,DL",
        source="bawaan Lontar",
        among=("H", "I", "S", "A", "DL"),
    ),
    "paid_codes": Known(
        form=Form.TEXT,
        label="Kode kehadiran yang dibayar",
        default="H",
        source="bawaan Lontar",
        among=("H", "I", "S", "A", "DL"),
    ),
    "unit.transport": _unit("Satuan transport", "day"),
    "unit.daily": _unit("Satuan uang harian", "day"),
    "unit.honor": _unit("Satuan honor", "jp"),
    "rupiah_rounding": Known(
        form=Form.TEXT,
        label="Pembulatan bagian rupiah: ke bawah, ke atas atau terdekat",
        default="down",
        source="bawaan Lontar",
        among=("down", "up", "nearest"),
        single=True,
    ),
}
"""By name. Sources are those of the default; a figure that an office sets has its own."""

FAMILIES: dict[str, Known] = {
    "rate.": Known(form=Form.WHOLE, label="Tarif (rupiah)"),
    "tax.": Known(form=Form.PERCENT, label="Pajak (persen)"),
    "certificate_pattern.": Known(form=Form.TEXT, label="Pola nomor sertifikat satu unit, certificate_pattern.UNIT"),
    "letterhead.": Known(form=Form.TEXT, label="Kop surat"),
    "word.": Known(form=Form.TEXT, label="Sebutan, misalnya word.A untuk Tanpa keterangan"),
}
"""Regulations of which there are as many as an office needs, by how their names begin."""
_GRADED = r"(transport|daily|honor)(\.(I|II|III|IV|PPPK|other))?"
_ENDINGS = {"rate.": rf"{_GRADED}(\.\d\d(\.\d\d)?)?", "tax.": _GRADED}
"""What may follow: a mistyped golongan would set a rate that no payment ever asks for."""
_SHOWN = {"rate.": "transport|daily|honor[.IV][.53.15]", "tax.": "transport|daily|honor[.IV]"}


INSTRUMENT = "spbe_instrument."
"""How regulations begin that are an instrument of SPBE, whole: a decree brings one. Set from its file, never typed."""


class Line(NamedTuple):
    """One regulation as it was written down. valid_from: ISO date, empty for always. order: the later one counts."""

    name: str
    value: str
    valid_from: str
    programme_key: str
    source: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """What holds on a day. value: None where nobody has set it and no default is known."""

    name: str
    value: str | None
    valid_from: str
    source: str
    is_default: bool

    @property
    def number(self) -> int:
        """The value of a whole number or a flag. Raises ValueError for any other."""
        return int(self.value or "")

    @property
    def holds(self) -> bool:
        """Whether a flag is set."""
        return self.value == "1"


def known(name: str) -> Known | None:
    """What is known of a regulation; None for a name that no rule asks for."""
    if name in KNOWN:
        return KNOWN[name]
    begins = next((begins for begins in FAMILIES if name.startswith(begins)), None)
    if begins is None or not re.fullmatch(_ENDINGS.get(begins, ".+"), name.removeprefix(begins), re.ASCII):
        return None
    return FAMILIES[begins]


def in_force(lines: Iterable[Line], name: str, on: str, programme_key: str = "") -> Regulation:
    """What holds on a day (ISO): what the programme says before what the office says, then the newest date."""
    fitting = [
        line
        for line in lines
        if line.name == name and line.valid_from <= on and line.programme_key in ("", programme_key)
    ]
    if fitting:
        best = max(fitting, key=lambda line: (line.programme_key != "", line.valid_from, line.order))
        return Regulation(name=name, value=best.value, valid_from=best.valid_from, source=best.source, is_default=False)
    default = known(name)
    value, source = (default.default, default.source) if default else (None, "")
    return Regulation(name=name, value=value, valid_from="", source=source, is_default=True)


def check_value(name: str, typed: str) -> str:
    """The value as it is kept. Raises BadValue, also for a name that no rule asks for."""
    what = known(name)
    if what is None:
        names = ", ".join([*KNOWN, *(f"{begins}{_SHOWN.get(begins, 'NAMA')}" for begins in FAMILIES)])
        raise BadValue("regulation", f'Tidak ada ketentuan "{name}". Yang dikenal: {names}.')
    plain = " ".join(typed.split())
    if not plain:
        raise BadValue("regulation", f"Nilai ketentuan {name} kosong; tulis nilainya.")
    if what.form is Form.WHOLE:
        digits = re.sub(r"^Rp|(?<=\d)\.(?=\d{3}(\D|$))|\s", "", plain)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
            raise BadValue("regulation", f'Ketentuan {name} berupa bilangan bulat, bukan "{typed}".')
        return str(int(digits))
    if what.form is Form.PERCENT:
        return _percent(name, plain)
    if what.form is Form.FLAG:
        answers = {"1": "1", "ya": "1", "yes": "1", "0": "0", "tidak": "0", "no": "0"}
        if plain.lower() not in answers:
            raise BadValue("regulation", f'Ketentuan {name} berupa ya atau tidak, bukan "{typed}".')
        return answers[plain.lower()]
    if name.startswith("certificate_pattern"):
        number_text(plain, "UNIT/2026", 1, "", 1)
    return _listed(name, plain, what) if what.among else plain


def check_day(typed: str) -> str:
    """An ISO date, or nothing for always. Raises BadValue."""
    return iso_day(typed) if typed else ""


def _listed(name: str, plain: str, what: Known) -> str:
    """The words of a list in the order in which they are known, whatever their case."""
    told = {word.strip().casefold() for word in plain.split(",")}
    if not told <= {word.casefold() for word in what.among} or (what.single and len(told) > 1):
        raise BadValue("regulation", f'Ketentuan {name} diisi dari {", ".join(what.among)}, bukan "{plain}".')
    return ",".join(word for word in what.among if word.casefold() in told)


def _percent(name: str, plain: str) -> str:
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", plain, re.ASCII)
    if found is None or int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) > 10_000:
        raise BadValue("regulation", f'Ketentuan {name} berupa persen dari 0 sampai 100, bukan "{plain}".')
    behind = (found[2] or "").rstrip("0")
    return f"{int(found[1])}.{behind}" if behind else str(int(found[1]))
