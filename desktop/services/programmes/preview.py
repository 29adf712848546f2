"""A programme that nobody here has added yet, as its file tells it: seen before it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contract.training.programmes.figures import OF_PEOPLE, Measure
from contract.training.programmes.file import Activity, Agreement, Figure, ProgrammeFile, Village
from desktop.services.programmes.figures import AgreementView, CommitmentView, MeasureView, StatedFigure
from desktop.services.programmes.views import ActivityView, PartnerView, ProgrammeDetail, VillageView


def preview(file: ProgrammeFile) -> ProgrammeDetail:
    """What stands in the file, in the shapes of an added programme; ids count from 1 and name no row."""
    return ProgrammeDetail(
        id=None,
        file=file,
        partners=tuple(
            PartnerView(
                id=n, name=one.name, role=one.role, printed=one.printed, country=one.country, example=one.example
            )
            for n, one in enumerate(file.partners, 1)
        ),
        activities=tuple(_activity(n, one) for n, one in enumerate(file.activities, 1)),
        villages=tuple(_village(n, one) for n, one in enumerate(file.villages, 1)),
        agreements=tuple(_agreement(n, one) for n, one in enumerate(file.agreements, 1)),
        figures=_measures(file.figures),
    )


def _activity(n: int, one: Activity) -> ActivityView:
    return ActivityView(
        id=n,
        kind=one.kind,
        title=one.title,
        held_on=_day(one.held_on),
        place=one.place,
        district=one.district,
        country=one.country,
        zone=one.zone,
        host=one.host,
        note=one.note,
        source=one.source,
        example=one.example,
    )


def _village(n: int, one: Village) -> VillageView:
    return VillageView(
        id=n,
        name=one.name,
        district=one.district,
        subdistrict=one.subdistrict,
        spbe_status=one.spbe_status,
        note=one.note,
        example=one.example,
    )


def _measures(figures: Iterable[Figure]) -> tuple[MeasureView, ...]:
    stated: dict[str, list[StatedFigure]] = {}
    for one in figures:
        stated.setdefault(one.measure, []).append(_figure(one))
    return tuple(
        MeasureView(measure=measure, stated=tuple(stated.get(measure.value, ())), counted=None)
        for measure in Measure
        if measure in OF_PEOPLE or measure.value in stated
    )


def _figure(one: Figure) -> StatedFigure:
    return StatedFigure(
        value=one.value,
        year=one.year,
        district=one.district,
        level=one.level,
        audience=one.audience,
        sex=one.sex,
        source=one.source,
        source_on=_day(one.source_on),
        url=one.url,
        note=one.note,
        example=one.example,
    )


def _agreement(n: int, one: Agreement) -> AgreementView:
    return AgreementView(
        id=n,
        object=one.object,
        number=one.number,
        signed_on=_day(one.signed_on),
        starts_on=_day(one.starts_on),
        ends_on=_day(one.ends_on),
        place=one.place,
        source=one.source,
        parties=tuple((party.name, party.post) for party in one.parties),
        commitments=tuple(
            CommitmentView(
                text=each.text,
                measure=each.measure,
                quantity=each.quantity,
                unit=each.unit,
                due_on=_day(each.due_on),
                district=each.district,
                source=each.source,
                done=None,
                share=None,
            )
            for each in one.commitments
        ),
        example=one.example,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
