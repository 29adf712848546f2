"""A programme's figures: what sources state, beside what Lontar itself counts; and how far its agreements have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from contract.tables import programmes as queries
from contract.tables.records import Values
from contract.training.catalogue import AGREEMENT, COMMITMENT, FIGURE, PARTY
from contract.training.programmes.figures import OF_PEOPLE, Measure, progress
from desktop.services.faults import NotHere
from desktop.services.offices import office_named
from desktop.services.programmes.files import programme_line
from desktop.services.programmes.rows import said_once
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_BY = ("district", "level", "audience", "sex")
"""What people are counted by."""
_OF_CLASSES = ("level", "audience")
"""What the class says of them, so that somebody may be counted at several values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """One published number. value: None where the source does not say."""

    value: int | None
    year: int | None
    district: str | None
    level: str | None
    audience: str | None
    sex: str | None
    source: str | None
    source_on: str | None
    url: str | None
    note: str | None
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What Lontar counts. total: None where it cannot: no real class has a quota. by: dimension, value -> people."""

    total: int | None
    by: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """One of the numbers: all that sources state of it, and what is counted here, None for what Lontar never counts."""

    measure: Measure
    stated: tuple[StatedFigure, ...]
    counted: Counted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """One promise of an agreement. done: counted by Lontar, None where the promise names no count of its."""

    text: str
    measure: str | None
    quantity: int | None
    unit: str | None
    due_on: str | None
    district: str | None
    source: str | None
    done: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """An agreement with its parties (name, post) and promises."""

    id: int
    object: str
    number: str | None
    signed_on: str | None
    starts_on: str | None
    ends_on: str | None
    place: str | None
    source: str | None
    parties: tuple[tuple[str, str | None], ...]
    commitments: tuple[CommitmentView, ...]
    example: bool


def held_programme(replica: Replica, key: str, office_code: str | None = None) -> Values:
    """The programme that the office has added under this key. Raises NotHere."""
    office = office_named(replica, office_code) if office_code else None
    line = programme_line(replica, key, office)
    if line is None:
        raise NotHere(f'Program "{key}" belum ditambahkan di laptop ini. Tambahkan: lontar programme open {key}.')
    return line


def figures(replica: Replica, key: str, office_code: str | None = None) -> tuple[MeasureView, ...]:
    """The four numbers of people and whatever else the programme's sources state."""
    with replica.database.reading():
        programme = held_programme(replica, key, office_code).id
        stated: dict[str, list[StatedFigure]] = {}
        for line in said_once(FIGURE, fetch(replica, queries.of_programme(records, FIGURE, programme))):
            stated.setdefault(line.measure or "", []).append(_stated(line))
        known = [measure for measure in Measure if measure in OF_PEOPLE or measure.value in stated]
        return tuple(
            MeasureView(
                measure=measure,
                stated=tuple(stated.get(measure.value, ())),
                counted=_counted(replica, measure, programme),
            )
            for measure in known
        )


def _stated(line: Values) -> StatedFigure:
    return StatedFigure(
        value=line.value,
        year=line.year,
        district=line.district,
        level=line.level,
        audience=line.audience,
        sex=line.sex,
        source=line.source,
        source_on=line.source_on,
        url=line.url,
        note=line.note,
        example=bool(line.example),
    )


def _counted(replica: Replica, measure: Measure, programme: int) -> Counted | None:
    if measure not in OF_PEOPLE:
        return None
    if measure is Measure.TARGET:
        lines = fetch(replica, queries.classes_of(records, programme))
        # The quota of a made-up class was made up with it: as a target it would stand where no source names one.
        told = [line.quota for line in lines if line.quota is not None and not line.example]
        return Counted(total=sum(told) if told else None, by={})
    return _people(replica, measure, programme)


def _people(replica: Replica, measure: Measure, programme: int) -> Counted:
    """Everybody who counts for a measure, by where they are from, who they are and what they took part in."""
    pairs = fetch(replica, queries.values_of(records, programme))
    told = [(name, one) for name in _OF_CLASSES for one in sorted({getattr(line, name) for line in pairs}, key=str)]
    by: dict[str, Counter[str]] = {name: Counter() for name in _BY}
    total, without = 0, _never_began(replica, measure.value, [programme])
    for start in range(0, max(len(told), 1), queries.MOST_TOLD):
        some = told[start : start + queries.MOST_TOLD]
        for line in fetch(replica, queries.counted_by(records, measure.value, programme, some, without)):
            for place, (name, one) in enumerate(some):
                if line.told >> place & 1:
                    by[name][one or ""] += line.people
            if start == 0:
                total += line.people
                by["district"][line.district or ""] += line.people
                by["sex"][line.sex or ""] += line.people
    return Counted(total=total, by={name: dict(sorted(counts.items())) for name, counts in by.items()})


def agreements(replica: Replica, key: str, office_code: str | None = None) -> tuple[AgreementView, ...]:
    """The programme's agreements, with how far each promise has come.

    One that several programmes of the office name (the same object, signed on the same day) is one agreement: people
    of any of them count.
    """
    with replica.database.reading():
        programme = held_programme(replica, key, office_code).id
        parties = fetch(replica, queries.of_agreements(records, PARTY, programme))
        promised = fetch(replica, queries.of_agreements(records, COMMITMENT, programme))
        lines = fetch(replica, queries.of_programme(records, AGREEMENT, programme))
        found = [_agreement(replica, programme, line, parties, promised) for line in lines]
        once = {_told(view): view for view in reversed(found)}
        return tuple(view for view in found if once[_told(view)] is view)


def _told(view: AgreementView) -> AgreementView:
    """What an agreement says, whichever row says it."""
    return replace(view, id=0)


def _agreement(
    replica: Replica, programme: int, line: Values, parties: Iterable[Values], promised: Iterable[Values]
) -> AgreementView:
    sharing = _sharing(replica, line)
    return AgreementView(
        id=line.id,
        object=line.object or "",
        number=line.number,
        signed_on=line.signed_on,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        place=line.place,
        source=line.source,
        parties=tuple((one.name or "", one.post) for one in parties if one.agreement == line.id),
        commitments=tuple(_commitment(replica, programme, sharing, c) for c in promised if c.agreement == line.id),
        example=bool(line.example),
    )


def _sharing(replica: Replica, agreement: Values) -> list[int]:
    """The programmes of an agreement, the one on which the row hangs among them."""
    return [line.programme for line in fetch(replica, queries.alike_agreements(records, agreement))]


def _commitment(replica: Replica, programme: int, sharing: list[int], line: Values) -> CommitmentView:
    done = _done(replica, programme, sharing, line.measure, line.district)
    return CommitmentView(
        text=line.text or "",
        measure=line.measure,
        quantity=line.quantity,
        unit=line.unit,
        due_on=line.due_on,
        district=line.district,
        source=line.source,
        done=done,
        share=progress(done, line.quantity),
    )


def _done(
    replica: Replica, programme: int, sharing: list[int], measure: str | None, district: str | None
) -> int | None:
    """What is counted for a promise, within its district if it names one; None where it names no count of Lontar's."""
    if measure == "villages":
        query = queries.villages_in(records, programme, district)
    elif measure not in ("enrolled", "completed", "certified"):
        return None
    elif district:
        query = queries.counted_in(records, measure, sharing, district, _never_began(replica, measure, sharing))
    else:
        query = queries.counted(records, measure, sharing, _never_began(replica, measure, sharing))
    return int(fetch(replica, query)[0].people)


def _never_began(replica: Replica, measure: str, programmes: list[int]) -> list[tuple[int, int]]:
    """Enrolments that count for nothing: whoever gave the place back before the class."""
    if measure != Measure.ENROLLED:
        return []
    return [(line.class_group, line.person) for line in fetch(replica, queries.never_began(records, programmes))]
