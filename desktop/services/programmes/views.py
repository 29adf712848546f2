"""A programme as pages and commands show it: what it is made of, its trainings, partners, activities and villages."""

from __future__ import annotations

from dataclasses import dataclass

from contract.tables import programmes as queries
from contract.tables.records import Values
from contract.training.catalogue import ACTIVITY, BATCH, CLASS_GROUP, PARTNER, TRAINING, VILLAGE
from contract.training.programmes.file import ProgrammeFile
from contract.training.programmes.training_states import read_training_state
from desktop.services.offices import office_named
from desktop.services.programmes.figures import AgreementView, MeasureView, agreements_of, measures_of
from desktop.services.programmes.files import programme_file, programme_line
from desktop.services.programmes.reaching import ProgrammePeople
from desktop.services.programmes.rows import said_once
from desktop.storage.queries.lines import fetch, fetch_by
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingView:
    """One training. classes: their ids and titles; state as the catalogue keeps it."""

    id: int
    title: str
    state: str
    state_label: str
    year: int | None
    place: str | None
    district: str | None
    country: str | None
    zone: str | None
    starts_on: str | None
    ends_on: str | None
    template: int | None
    rule: str | None
    call_number: str | None
    call_on: str | None
    classes: tuple[tuple[int, str], ...]
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """A partner. printed: whether the name stands on papers."""

    id: int
    name: str
    role: str | None
    printed: bool
    country: str | None
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """What is no class."""

    id: int
    kind: str | None
    title: str
    held_on: str | None
    place: str | None
    district: str | None
    country: str | None
    zone: str | None
    host: str | None
    note: str | None
    source: str | None
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageView:
    """A pilot village."""

    id: int
    name: str
    district: str | None
    subdistrict: str | None
    spbe_status: str | None
    note: str | None
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDetail:
    """One programme. id None: the office has not added it yet, and nothing but the file is known."""

    id: int | None
    file: ProgrammeFile
    trainings: tuple[TrainingView, ...] = ()
    partners: tuple[PartnerView, ...] = ()
    activities: tuple[ActivityView, ...] = ()
    villages: tuple[VillageView, ...] = ()
    agreements: tuple[AgreementView, ...] = ()
    figures: tuple[MeasureView, ...] = ()


def show_programme(replica: Replica, key: str, office_code: str | None = None) -> ProgrammeDetail:
    """All of one programme. Raises NotHere."""
    with replica.database.reading():
        office = office_named(replica, office_code) if office_code else None
        file, line = programme_file(replica, key, office), programme_line(replica, key, office)
        if line is None:
            return ProgrammeDetail(id=None, file=file)
        people = ProgrammePeople(replica)
        return ProgrammeDetail(
            id=line.id,
            file=file,
            trainings=trainings_of(replica, line.id),
            partners=partners_of(replica, line.id),
            activities=activities_of(replica, line.id),
            villages=villages_of(replica, line.id),
            agreements=agreements_of(replica, line.id, people),
            figures=measures_of(replica, line.id, people),
        )


def trainings_of(replica: Replica, programme: int) -> tuple[TrainingView, ...]:
    """Trainings of a programme in the order in which they were opened."""
    lines = fetch(replica, queries.of_programme(records, TRAINING, programme))
    return tuple(training_view(replica, line) for line in lines)


def training_view(replica: Replica, line: Values) -> TrainingView:
    """A training's row with its classes."""
    state = read_training_state(line.state)
    batches = fetch_by(replica, BATCH, "training", line.id)
    classes = [one for batch in batches for one in fetch_by(replica, CLASS_GROUP, "batch", batch.id)]
    return TrainingView(
        id=line.id,
        title=line.title or "",
        state=state.value if state else line.state or "",
        state_label=state.label if state else line.state or "",
        year=line.year,
        place=line.place,
        district=line.district,
        country=line.country,
        zone=line.zone,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        template=line.template,
        rule=line.rule,
        call_number=line.call_number,
        call_on=line.call_on,
        classes=tuple((one.id, one.title or "") for one in classes),
        example=bool(line.example),
    )


def partners_of(replica: Replica, programme: int) -> tuple[PartnerView, ...]:
    """Partners in their order."""
    lines = sorted(
        said_once(PARTNER, fetch(replica, queries.of_programme(records, PARTNER, programme))),
        key=lambda line: (line.position is None, line.position or 0, line.id),
    )
    return tuple(
        PartnerView(
            id=line.id,
            name=line.name or "",
            role=line.role,
            printed=bool(line.printed),
            country=line.country,
            example=bool(line.example),
        )
        for line in lines
    )


def activities_of(replica: Replica, programme: int) -> tuple[ActivityView, ...]:
    """Activities by day."""
    lines = sorted(
        said_once(ACTIVITY, fetch(replica, queries.of_programme(records, ACTIVITY, programme))),
        key=lambda line: (line.held_on is None, line.held_on or "", line.id),
    )
    return tuple(
        ActivityView(
            id=line.id,
            kind=line.kind,
            title=line.title or "",
            held_on=line.held_on,
            place=line.place,
            district=line.district,
            country=line.country,
            zone=line.zone,
            host=line.host,
            note=line.note,
            source=line.source,
            example=bool(line.example),
        )
        for line in lines
    )


def villages_of(replica: Replica, programme: int) -> tuple[VillageView, ...]:
    """Pilot villages in the order in which they were written down."""
    return tuple(
        VillageView(
            id=line.id,
            name=line.name or "",
            district=line.district,
            subdistrict=line.subdistrict,
            spbe_status=line.spbe_status,
            note=line.note,
            example=bool(line.example),
        )
        for line in said_once(VILLAGE, fetch(replica, queries.of_programme(records, VILLAGE, programme)))
    )
