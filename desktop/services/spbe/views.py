"""What appraisals say beside each other: over the years, before and after a training, one district beside others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contract.training.catalogue import TRAINING
from contract.training.spbe.index import Kind, Phase, Step, step, steps
from desktop.services.faults import NotHere
from desktop.services.spbe.appraising import Appraisal, appraisals_of
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The indices of one government by year, and what lies between those of them that compare."""

    district: str
    appraisals: tuple[Appraisal, ...]
    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The index of one government before and after a training. levels: indicators whose level is another one after."""

    district: str
    before: Appraisal | None
    after: Appraisal | None
    step: Step | None
    levels: tuple[tuple[int, int | None, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One of several districts. appraisal: None where nothing is known. difference: to the reference."""

    district: str
    appraisal: Appraisal | None
    is_reference: bool
    difference: Fraction | None
    why: str


def trend(replica: Replica, district: str) -> Trend:
    """The years of one government. Appraisals about a training stand there too; made-up ones never beside real ones."""
    found = _real(appraisals_of(replica, [district]))
    remarks = {
        why
        for one in found
        if one.instrument is not None and one.year and (why := one.instrument.doubtful.get(one.year)) is not None
    }
    yearly = [one for one in found if one.index is not None and one.year]
    # Assessments before and after a training are of one year, and stand with that training.
    made = steps([one.point for one in yearly if one.kind is Kind.PUBLISHED or one.phase is None])
    return Trend(district=district, appraisals=found, steps=made, remarks=tuple(sorted(remarks)))


def _real(found: Iterable[Appraisal]) -> tuple[Appraisal, ...]:
    """Without examples, where there is anything else."""
    listed = tuple(found)
    return tuple(one for one in listed if not one.example) or listed


def around(replica: Replica, training: int, districts: Sequence[str] = ()) -> tuple[Around, ...]:
    """By district, the indices before and after a training: those that name it, else the published ones by year.

    districts: of which the published ones are looked up too. Of the year of the training itself nobody can say whether
    an index came after; it counts as after, for indices are made at a year's end. Raises NotHere.
    """
    with replica.database.reading():
        held = fetch_row(replica, TRAINING, training)
        if held is None:
            raise NotHere("Pelatihan itu tidak ada di laptop ini.")
        found = appraisals_of(replica, training=training)
        year = held.year or int((held.starts_on or "0")[:4])
        published = _real(appraisals_of(replica, list(districts))) if districts and year else ()
    named = sorted({*districts, *(one.district for one in found)})
    return tuple(
        _around(
            [one for one in found if one.district == code], [one for one in published if one.district == code], year
        )
        or Around(district=code, before=None, after=None, step=None, levels=())
        for code in named
    )


def _around(found: Sequence[Appraisal], published: Sequence[Appraisal], year: int) -> Around | None:
    """Of one district; None where nothing is known of it."""
    by_year = [one for one in published if one.kind is Kind.PUBLISHED and one.index is not None and one.year]
    before = _last(one for one in found if one.phase == Phase.BEFORE) or _last(
        one for one in by_year if (one.year or 0) < year
    )
    after = _last(one for one in found if one.phase == Phase.AFTER) or _first(
        one for one in by_year if (one.year or 0) >= year
    )
    some = before or after
    if some is None:
        return None
    between = step(before.point, after.point) if before is not None and after is not None else None
    return Around(district=some.district, before=before, after=after, step=between, levels=_moved(before, after))


def _first(found: Iterable[Appraisal]) -> Appraisal | None:
    """The oldest of several."""
    return min(found, key=lambda one: (one.year or 0, one.id), default=None)


def _last(found: Iterable[Appraisal]) -> Appraisal | None:
    """The newest of several that have a figure, by year and by when they were written down."""
    return max(found, key=lambda one: (one.index is not None, one.year or 0, one.id), default=None)


def _moved(before: Appraisal | None, after: Appraisal | None) -> tuple[tuple[int, int | None, int | None], ...]:
    """(indicator, level before, level after) where they differ, of one instrument only."""
    if before is None or after is None or before.instrument_key != after.instrument_key:
        return ()
    first = {one.indicator: one.level for one in before.levels}
    second = {one.indicator: one.level for one in after.levels}
    numbers = sorted(first.keys() | second.keys())
    return tuple(
        (number, first.get(number), second.get(number)) for number in numbers if first.get(number) != second.get(number)
    )


def compare(
    replica: Replica, districts: Sequence[str], year: int | None = None, reference: str = ""
) -> tuple[Compared, ...]:
    """The newest index of each district, of one year if it is named, beside that of the reference.

    Without a reference it is the district with the highest index among those known.
    """
    found = appraisals_of(replica, list(districts))
    newest = {district: _newest(found, district, year) for district in dict.fromkeys(districts)}
    known = [one for one in newest.values() if one is not None and one.index is not None]
    highest = max(known, key=lambda one: (one.index or Fraction(), one.district), default=None)
    against = newest.get(reference) if reference else highest
    return tuple(_compared(district, one, against) for district, one in newest.items())


def _newest(found: Iterable[Appraisal], district: str, year: int | None) -> Appraisal | None:
    """The published one before a self-assessment of the same year; a self-assessment only where it is whole."""
    fitting = _real(
        one for one in found if one.district == district and year in (None, one.year) and one.index is not None
    )
    return max(fitting, key=lambda one: (one.year or 0, one.kind is Kind.PUBLISHED, one.id), default=None)


def _compared(district: str, one: Appraisal | None, against: Appraisal | None) -> Compared:
    is_reference = one is not None and one is against
    if one is None or against is None or is_reference:
        why = "" if one is not None else "belum ada data"
        return Compared(district=district, appraisal=one, is_reference=is_reference, difference=None, why=why)
    between = step(against.point, one.point)
    difference, why = between.difference, between.why
    if one.year != against.year:
        difference, why = None, f"Tahunnya berbeda ({one.year} dan {against.year}); tidak dibandingkan."
    return Compared(district=district, appraisal=one, is_reference=False, difference=difference, why=why)
