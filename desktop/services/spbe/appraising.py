"""SPBE appraisals: published indices and self-assessments, written down and worked out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.tables import spbe as queries
from contract.tables.records import Values
from contract.training.catalogue import APPRAISAL, APPRAISAL_LEVEL, TRAINING
from contract.training.spbe.index import Kind, Phase, Point, Worked, instrument_of, predicate, work_out
from contract.training.spbe.instruments import Instrument
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.offices import office_named
from desktop.services.spbe.instruments import instruments
from desktop.services.typed_days import day_or_none
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_DISTRICT = re.compile(r"\d\d(\.\d\d)?")
_INDEX = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?", re.ASCII)
_YEARS = range(2015, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppraisal:
    """What is to be written down. stated: the published index as typed; without one it is a self-assessment.

    instrument: a key; empty for the one of that year.
    """

    district: str
    year: int
    stated: str = ""
    predicate: str = ""
    source: str = ""
    source_on: str = ""
    instrument: str = ""
    training: int | None = None
    phase: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One indicator as it was assessed."""

    indicator: int
    level: int
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """One appraisal. index: what was published or what the levels make; None while levels are missing.

    predicate: by the bands of the instrument; stated_predicate: what the source says.
    """

    id: int
    district: str
    year: int | None
    kind: Kind
    instrument: Instrument | None
    instrument_key: str
    index: Fraction | None
    predicate: str | None
    stated_predicate: str | None
    source: str | None
    source_on: str | None
    training: int | None
    phase: str | None
    example: bool
    levels: tuple[Level, ...]
    worked: Worked | None

    @property
    def point(self) -> Point:
        """Its place in a trend."""
        return Point(year=self.year or 0, instrument=self.instrument_key, kind=self.kind, index=self.index)


def add_appraisal(replica: Replica, new: NewAppraisal, moment: Moment, office: str | None = None) -> int:
    """Writes a published index down, or begins a self-assessment; gives its id. Raises Unsuitable, NotHere."""
    with replica.transaction():
        realm = office_named(replica, office).realm
        found = _instrument(replica, new)
        index = _stated(new, found)
        _check_place(replica, new)
        made = stated(
            APPRAISAL,
            district=new.district.strip(),
            instrument=found.key if found else None,
            year=new.year,
            kind=(Kind.SELF if index is None else Kind.PUBLISHED).value,
            stated=index,
            predicate=" ".join(new.predicate.split()),
            source=" ".join(new.source.split()),
            source_on=day_or_none(new.source_on),
            training=new.training,
            phase=new.phase,
            example=int(new.example) or None,
        )
        _check_new(replica, new, index)
        return row_id(write(replica, realm, [Change(APPRAISAL.number, made)], moment)[0])


def _instrument(replica: Replica, new: NewAppraisal) -> Instrument | None:
    """The instrument meant; None where nobody knows one for that year."""
    if not new.instrument:
        return instrument_of(instruments(replica), new.year)
    found = next((one for one in instruments(replica) if one.key == new.instrument), None)
    if found is None:
        known = ", ".join(one.key for one in instruments(replica))
        raise NotHere(f'Tidak ada instrumen "{new.instrument}". Yang ada: {known}.')
    return found


def _stated(new: NewAppraisal, instrument: Instrument | None) -> int | None:
    """The published index in hundredths."""
    if not new.stated.strip():
        if instrument is None:
            raise Unsuitable(f"Tidak ada instrumen untuk tahun {new.year}; sebutkan satu dengan --instrument.")
        return None
    read = _INDEX.fullmatch(new.stated.strip())
    if read is None:
        raise Unsuitable(f'Indeks "{new.stated}" tidak terbaca; tulis paling banyak dua desimal, misalnya 3,84.')
    index = int(read[1]) * 100 + int((read[2] or "0").ljust(2, "0"))
    if instrument is not None and not instrument.lowest * 100 <= index <= instrument.highest * 100:
        lowest = float(instrument.lowest)
        raise Unsuitable(
            f"Indeks {new.stated.strip()} di luar skala {lowest:g} sampai {instrument.highest}; periksa angkanya."
        )
    if not new.source.strip():
        raise Unsuitable("Indeks yang diumumkan perlu sumber; sebutkan dengan --source.")
    return index


def _check_place(replica: Replica, new: NewAppraisal) -> None:
    if not _DISTRICT.fullmatch(new.district.strip()):
        raise Unsuitable(f'Kode wilayah "{new.district}" tidak terbaca; tulis misalnya 32.11, atau 53 untuk provinsi.')
    if new.year not in _YEARS:
        raise Unsuitable(f"Tahun {new.year} tidak masuk akal; tulis misalnya 2022.")
    if new.phase and new.phase not in Phase.__members__.values():
        raise Unsuitable(f'Fase "{new.phase}" tidak dikenal; tulis before atau after.')
    if bool(new.phase) != (new.training is not None):
        raise Unsuitable("Sebelum atau sesudah disebut bersama pelatihannya: --phase dengan --training.")
    if new.training is not None and fetch_row(replica, TRAINING, new.training) is None:
        raise NotHere(f"Tidak ada pelatihan {format_id(new.training)} di laptop ini.")


def _check_new(replica: Replica, new: NewAppraisal, index: int | None) -> None:
    """What stands already is not written down a second time."""
    if index is None:
        return
    for line in fetch(replica, queries.appraisals(records, [new.district.strip()])):
        same = (line.year, line.stated, line.source, line.phase, line.training)
        if same == (new.year, index, " ".join(new.source.split()), new.phase or None, new.training):
            raise Unsuitable(f"Indeks itu sudah tercatat dari sumber yang sama ({format_id(line.id)}).")


def set_level(
    replica: Replica, appraisal_id: int, indicator: int, level: int, moment: Moment, evidence: str | None = None
) -> None:
    """Sets the level of one indicator. evidence None: as it is. Raises Unsuitable for what the instrument lacks."""
    with replica.transaction():
        line = appraisal_line(replica, appraisal_id)
        check_level(assessed(replica, line), indicator, level)
        write(replica, line.realm, [level_change(appraisal_id, indicator, level, evidence)], moment)


def level_change(appraisal_id: int, indicator: int, level: int, evidence: str | None) -> Change:
    """The edit of one level. evidence None: as it is."""
    made = patch(APPRAISAL_LEVEL, level=level)
    if evidence is not None:
        made |= patch(APPRAISAL_LEVEL, evidence=evidence.strip() or None)
    return Change(RowKey(APPRAISAL_LEVEL.number, appraisal_id, indicator), made)


def appraisal_line(replica: Replica, appraisal_id: int) -> Values:
    """An appraisal by id. Raises NotHere."""
    line = fetch_row(replica, APPRAISAL, appraisal_id)
    if line is None:
        raise NotHere(f"Tidak ada penilaian SPBE {format_id(appraisal_id)} di laptop ini.")
    return line


def assessed(replica: Replica, line: Values) -> Instrument:
    """The instrument of a self-assessment. Raises Unsuitable where levels have no place."""
    if line.kind != Kind.SELF:
        raise Unsuitable("Penilaian ini angka yang diumumkan; tingkat indikator diisi pada penilaian mandiri.")
    found = next((one for one in instruments(replica) if one.key == line.instrument), None)
    if found is None:
        raise NotHere(f'Instrumen "{line.instrument}" tidak ada di laptop ini; lontar sync, atau perbarui Lontar.')
    return found


def check_level(instrument: Instrument, indicator: int, level: int) -> None:
    """Raises Unsuitable for an indicator or a level that the instrument has not."""
    found = instrument.indicators.get(indicator)
    if found is None:
        first, last = min(instrument.indicators), max(instrument.indicators)
        raise Unsuitable(f"Tidak ada indikator {indicator} pada {instrument.key}; nomornya {first} sampai {last}.")
    if not 1 <= level <= len(found.levels):
        raise Unsuitable(f"Tingkat {level} tidak ada; tulis 1 ({found.levels[0]}) sampai {len(found.levels)}.")


def show_appraisal(replica: Replica, appraisal_id: int) -> Appraisal:
    """One appraisal with what its levels make."""
    with replica.database.reading():
        return _views(replica, [appraisal_line(replica, appraisal_id)])[0]


def appraisals_of(
    replica: Replica, districts: Sequence[str] | None = None, training: int | None = None
) -> tuple[Appraisal, ...]:
    """Appraisals by district, year and age."""
    with replica.database.reading():
        return _views(replica, fetch(replica, queries.appraisals(records, districts, training)))


def _views(replica: Replica, lines: Sequence[Values]) -> tuple[Appraisal, ...]:
    levels: dict[int, list[Level]] = defaultdict(list)
    for line in fetch(replica, queries.levels_of(records, [line.id for line in lines])):
        held = Level(indicator=line.indicator, level=line.level, evidence=line.evidence or "")
        levels[line.appraisal].append(held)
    known = {one.key: one for one in instruments(replica)}
    return tuple(_view(line, known.get(line.instrument or ""), tuple(levels[line.id])) for line in lines)


def _view(line: Values, instrument: Instrument | None, levels: tuple[Level, ...]) -> Appraisal:
    # What a source was searched for and does not say is a published one without a figure.
    published = line.stated is not None or line.kind == Kind.PUBLISHED
    kind = Kind.PUBLISHED if published else Kind.SELF
    worked, index = None, Fraction(line.stated, 100) if line.stated is not None else None
    if kind is Kind.SELF and instrument is not None:
        within = {one.indicator: one.level for one in levels if one.indicator in instrument.indicators}
        worked = work_out(instrument, within)
        index = worked.index
    return Appraisal(
        id=line.id,
        district=line.district or "",
        year=line.year,
        kind=kind,
        instrument=instrument,
        instrument_key=line.instrument or "",
        index=index,
        predicate=predicate(instrument, index) if instrument is not None and index is not None else None,
        stated_predicate=line.predicate,
        source=line.source,
        source_on=line.source_on,
        training=line.training,
        phase=line.phase,
        example=bool(line.example),
        levels=levels,
        worked=worked,
    )
