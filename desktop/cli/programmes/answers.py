"""What the programme commands answer, as JSON and in words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click
import msgspec

from contract.training.programmes.figures import UNSTATED, percent_text
from contract.training.programmes.training_states import TrainingState
from desktop.cli.labels import coded, english, indonesian
from desktop.cli.setting import Setting
from desktop.cli.values import id_text
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.figures import AgreementView, CommitmentView, MeasureView, StatedFigure
from desktop.services.programmes.opening import Opened
from desktop.services.programmes.views import ProgrammeDetail, TrainingView


def opened_answer(made: Opened) -> dict[str, Any]:
    """The ids of what was opened, and how many rows of each kind."""
    return {
        "programme": id_text(made.programme),
        "training": _id(made.training),
        "batch": _id(made.batch),
        "classes": [id_text(one) for one in made.classes],
        "rows": made.rows,
    }


def told_opened(setting: Setting, made: Opened) -> None:
    """The same in words."""
    if made.training is None:
        setting.say(
            f"Program {id_text(made.programme)} ditambahkan; program ini bukan pelatihan.",
            f"Programme {id_text(made.programme)} added; it is no training.",
        )
        return
    setting.say(f"Pelatihan dibuka: {id_text(made.training)}", f"Training opened: {id_text(made.training)}")
    for one in made.classes:
        setting.say(f"  kelas {id_text(one)}", f"  class {id_text(one)}")


def programme_answer(found: ProgrammeDetail) -> dict[str, Any]:
    """One programme."""
    told = found.file.programme
    return {
        "id": _id(found.id),
        "key": found.file.key,
        "title": told.title,
        "organiser": told.organiser,
        "source": told.source,
        "source_on": str(told.source_on) if told.source_on else None,
        "levels": list(told.levels),
        "audiences": [one.name for one in told.audiences],
        "eligibility": msgspec.to_builtins(found.file.eligibility),
        "payments": msgspec.to_builtins(found.file.payments),
        "words": found.file.words,
        "facts": msgspec.to_builtins(found.file.facts),
        "trainings": [training_answer(one) for one in found.trainings],
        "partners": [row_answer(one) for one in found.partners],
        "activities": [row_answer(one) for one in found.activities],
        "villages": [row_answer(one) for one in found.villages],
        "agreements": [agreement_answer(one) for one in found.agreements],
        "measures": [measure_answer(one) for one in found.figures],
    }


def row_answer(view: Any) -> dict[str, Any]:
    """A partner, activity or village: its fields, its id as ids are written."""
    return {**asdict(view), "id": id_text(view.id)}


def training_answer(one: TrainingView) -> dict[str, Any]:
    """One training with its classes."""
    return {
        **row_answer(one),
        "template": _id(one.template),
        "rule": msgspec.json.decode(one.rule) if one.rule else None,
        "classes": [{"id": id_text(identifier), "title": title} for identifier, title in one.classes],
    }


def told_programme(setting: Setting, found: ProgrammeDetail) -> None:
    """A programme in words."""
    told = found.file.programme
    click.echo(told.title)
    setting.say(f"  Sumber: {told.source}", f"  Source: {told.source}")
    for training in found.trainings:
        click.echo(f"  {id_text(training.id)}  {training.title}  ({coded(setting, TrainingState, training.state)})")
    unstated = _unstated(setting)
    for partner in found.partners:
        click.echo(f"  {partner.name}: {partner.role or unstated}{_example(setting, partner.example)}")
    for activity in found.activities:
        place = activity.place or unstated
        example = _example(setting, activity.example)
        click.echo(f"  {activity.held_on or unstated}  {activity.title} ({place}){example}")
    for measure in found.figures:
        told_measure(setting, measure)
    for agreement in found.agreements:
        told_agreement(setting, agreement)


def measure_answer(found: MeasureView) -> dict[str, Any]:
    """One measure: every stated value, and what is counted here."""
    counted = found.counted
    return {
        "measure": found.measure.value,
        "label": found.measure.label,
        "stated": [asdict(one) for one in found.stated],
        "counted": None if counted is None else {"total": counted.total, "by": _named(counted.by)},
    }


def _named(by: dict[str, dict[str, int]]) -> dict[str, list[dict[str, Any]]]:
    districts = known_districts()
    return {
        dimension: [
            {
                "value": value or None,
                **({"name": districts.name_of(value)} if dimension == "district" and value else {}),
                "people": people,
            }
            for value, people in sorted(values.items())
        ]
        for dimension, values in by.items()
    }


def told_measure(setting: Setting, found: MeasureView) -> None:
    """A measure in words."""
    counted = found.counted.total if found.counted else None
    here = str(counted) if counted is not None else "–"
    setting.say(
        f"{indonesian(found.measure)} (tercatat di Lontar: {here})", f"{english(found.measure)} (in Lontar: {here})"
    )
    for one in found.stated:
        click.echo(f"  {_figure_text(setting, one)}")
    if not found.stated:
        click.echo(f"  {_unstated(setting)}")


def _unstated(setting: Setting) -> str:
    return setting.word(UNSTATED, "not stated")


def _example(setting: Setting, example: bool) -> str:
    """What stands behind something made up."""
    return setting.word(" [data contoh]", " [example data]") if example else ""


def _figure_text(setting: Setting, one: StatedFigure) -> str:
    unstated = _unstated(setting)
    value = f"{one.value:,}".replace(",", ".") if one.value is not None else unstated
    about = ", ".join(str(part) for part in (one.year, one.level, one.audience, one.sex) if part)
    where = known_districts().name_of(one.district) if one.district else ""
    behind = ", ".join(part for part in (about, where) if part)
    day = one.source_on or setting.word(f"tanggal {unstated}", f"date {unstated}")
    about = f" ({behind})" if behind else ""
    return f"{value}{about}: {one.source or unstated}, {day}{_example(setting, one.example)}"


def agreement_answer(one: AgreementView) -> dict[str, Any]:
    """An agreement with parties, promises and how far each has come."""
    return {
        **row_answer(one),
        "parties": [{"name": name, "post": post} for name, post in one.parties],
        "commitments": [_commitment_answer(each) for each in one.commitments],
    }


def _commitment_answer(one: CommitmentView) -> dict[str, Any]:
    share = float(one.share) if one.share is not None else None
    return {**asdict(one), "share": share, "percent": percent_text(one.share) if one.share is not None else None}


def told_agreement(setting: Setting, found: AgreementView) -> None:
    """An agreement in words."""
    unstated = _unstated(setting)
    click.echo(f"{found.signed_on or unstated}  {found.object}{_example(setting, found.example)}")
    for name, post in found.parties:
        click.echo(f"  {name}, {post or unstated}")
    for one in found.commitments:
        quantity = f"{one.quantity:,}".replace(",", ".") if one.quantity is not None else unstated
        done = f"{one.done:,}".replace(",", ".") if one.done is not None else "–"
        wanted = f"{quantity} {one.unit}" if one.unit else quantity
        share = percent_text(one.share)
        setting.say(f"  {one.text}: {done} dari {wanted} ({share})", f"  {one.text}: {done} of {wanted} ({share})")


def _id(identifier: int | None) -> str | None:
    return id_text(identifier) if identifier is not None else None
