"""A programme's figures: what sources state, beside what Lontar itself counts; and how far its agreements have come."""

from __future__ import annotations

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
from desktop.services.programmes.reaching import ProgrammePeople
from desktop.services.programmes.rows import said_once
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


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
        return measures_of(replica, programme, ProgrammePeople(replica))


def measures_of(replica: Replica, programme: int, people: ProgrammePeople) -> tuple[MeasureView, ...]:
    """The numbers of a programme whose people are at hand."""
    stated: dict[str, list[StatedFigure]] = {}
    for line in said_once(FIGURE, fetch(replica, queries.of_programme(records, FIGURE, programme))):
        stated.setdefault(line.measure or "", []).append(_stated(line))
    known = [measure for measure in Measure if measure in OF_PEOPLE or measure.value in stated]
    return tuple(
        MeasureView(
            measure=measure, stated=tuple(stated.get(measure.value, ())), counted=_counted(people, measure, programme)
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


def _counted(people: ProgrammePeople, measure: Measure, programme: int) -> Counted | None:
    if measure not in OF_PEOPLE:
        return None
    if measure is Measure.TARGET:
        # The quota of a made-up class was made up with it: as a target it would stand where no source names one.
        told = [line.quota for line in people.classes(programme) if line.quota is not None and not line.example]
        return Counted(total=sum(told) if told else None, by={})
    reached = people.reached(measure, [programme])
    return Counted(total=reached.total(), by=reached.by())


def agreements(replica: Replica, key: str, office_code: str | None = None) -> tuple[AgreementView, ...]:
    """The programme's agreements, with how far each promise has come.

    One that several programmes of the office name (the same object, signed on the same day) is one agreement: people
    of any of them count.
    """
    with replica.database.reading():
        programme = held_programme(replica, key, office_code).id
        return agreements_of(replica, programme, ProgrammePeople(replica))


def agreements_of(replica: Replica, programme: int, people: ProgrammePeople) -> tuple[AgreementView, ...]:
    """The agreements of a programme whose people are at hand."""
    parties = fetch(replica, queries.of_agreements(records, PARTY, programme))
    promised = fetch(replica, queries.of_agreements(records, COMMITMENT, programme))
    lines = fetch(replica, queries.of_programme(records, AGREEMENT, programme))
    found = [_agreement(replica, programme, line, parties, promised, people) for line in lines]
    once = {_told(view): view for view in reversed(found)}
    return tuple(view for view in found if once[_told(view)] is view)


def _told(view: AgreementView) -> AgreementView:
    """What an agreement says, whichever row says it."""
    return replace(view, id=0)


def _agreement(
    replica: Replica,
    programme: int,
    line: Values,
    parties: Iterable[Values],
    promised: Iterable[Values],
    people: ProgrammePeople,
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
        commitments=tuple(
            _commitment(replica, programme, people, sharing, c) for c in promised if c.agreement == line.id
        ),
        example=bool(line.example),
    )


def _sharing(replica: Replica, agreement: Values) -> list[int]:
    """The programmes of an agreement, the one on which the row hangs among them."""
    return [line.programme for line in fetch(replica, queries.alike_agreements(records, agreement))]


def _commitment(
    replica: Replica, programme: int, people: ProgrammePeople, sharing: list[int], line: Values
) -> CommitmentView:
    if line.measure == "villages":
        done: int | None = fetch(replica, queries.villages_in(records, programme, line.district))[0].people
    else:
        done = _done(people, sharing, line.measure, line.district)
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


def _done(people: ProgrammePeople, sharing: list[int], measure: str | None, district: str | None) -> int | None:
    """How many people a promise has reached, in its district if it names one; None of what Lontar does not count."""
    if measure not in (Measure.ENROLLED, Measure.COMPLETED, Measure.CERTIFIED):
        return None
    reached = people.reached(Measure(measure), sharing)
    return reached.in_district(district) if district else reached.total()
