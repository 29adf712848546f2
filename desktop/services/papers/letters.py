"""What letters about a class say: what it rests on, its stages and sessions, who signs for the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contract.tables import papers as queries
from contract.tables.queries import stages_of
from contract.tables.records import Values
from contract.training.catalogue import TRAINING
from contract.training.certificates.kinds import Signer
from contract.training.indonesian_dates import format_date_range
from desktop.services.certificates.signatories import signers_on
from desktop.services.classes.schedule import Scheduled, schedule_of_class
from desktop.services.classes.tasks import TaskView, list_tasks
from desktop.services.named import class_line
from desktop.services.papers.forms import ClassPaper, class_paper
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a training rests on; None where nobody stated it. dates: ISO."""

    organiser: str | None
    legal_basis: str | None
    call_number: str | None
    call_on: str | None
    decree_number: str | None
    decree_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTold:
    """A stage on paper. hours: hundredths of its sessions' JP; tasks: of a stage that goes by them."""

    title: str
    mode: str
    dates: str
    place: str
    sessions: int
    hours: int
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLetter:
    """A class as letters name it. on: ISO, the day of the letter; signer: of the office on that day, if anybody is."""

    paper: ClassPaper
    on: str
    basis: Basis
    stages: tuple[StageTold, ...]
    schedule: tuple[Scheduled, ...]
    signer: Signer | None


def class_letter(replica: Replica, class_id: int, on: str) -> ClassLetter:
    """The class on a day. Raises NotHere."""
    with replica.database.reading():
        held = class_line(replica, class_id)
        above = fetch(replica, queries.above_class(records, class_id))[0]
        schedule, tasks = schedule_of_class(replica, class_id), list_tasks(replica, class_id)
        return ClassLetter(
            paper=class_paper(replica, class_id),
            on=on,
            basis=_basis(replica, held, above),
            stages=tuple(_stage(line, schedule, tasks) for line in fetch(replica, stages_of(records, class_id))),
            schedule=schedule,
            signer=next(iter(signers_on(replica, held.realm, on, None)), None),
        )


def _basis(replica: Replica, held: Values, above: Values) -> Basis:
    training = fetch_row(replica, TRAINING, above.training_id) if above.training_id else None
    return Basis(
        organiser=above.organiser,
        legal_basis=training.legal_basis if training is not None else None,
        call_number=training.call_number if training is not None else None,
        call_on=training.call_on if training is not None else None,
        decree_number=held.decree_number,
        decree_on=held.decree_on,
    )


def _stage(line: Values, schedule: tuple[Scheduled, ...], tasks: tuple[TaskView, ...]) -> StageTold:
    own = [one.session for one in schedule if one.session.stage == line.id]
    first, last = line.starts_on or line.ends_on, line.ends_on or line.starts_on
    return StageTold(
        title=line.title or "",
        mode=line.mode or "",
        dates=format_date_range(date.fromisoformat(first), date.fromisoformat(last)) if first and last else "",
        place=line.place or "",
        sessions=len(own),
        hours=sum(round(session.hours * 100) for session in own) or line.lesson_hours or 0,
        tasks=tuple(task for task in tasks if task.stage == line.id),
    )
