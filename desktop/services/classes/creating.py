"""Classes with their stages, and the programme, training and batch above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.tables import queries
from contract.training.catalogue import BATCH, CLASS_GROUP, PROGRAMME, STAGE, TRAINING
from desktop.services.classes.modes import mode_typed
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.offices import office_named
from desktop.services.views import NewClass
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStage:
    """A stage to make. mode: daring, mandiri, luring and so on; dates ISO; lesson_hours: hundredths, None unstated."""

    title: str
    mode: str = ""
    starts_on: str = ""
    ends_on: str = ""
    place: str = ""
    lesson_hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The programme, training and batch above a class, to be made with it."""

    programme_key: str
    programme: str
    training: str
    batch: str
    organiser: str = ""
    source: str = ""
    year: int | None = None
    place: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """What more may be said of a class when it is made. example: marked on screen as example matter."""

    starts_on: str = ""
    ends_on: str = ""
    place: str = ""
    batch: int | None = None
    stages: Sequence[NewStage] = ()
    example: bool = False


def create_class(replica: Replica, new: NewClass, moment: Moment, plan: ClassPlan | None = None) -> int:
    """Makes a class with its stages; gives its id."""
    plan = plan or ClassPlan()
    office = office_named(replica, new.office)
    made = stated(
        CLASS_GROUP,
        batch=plan.batch,
        title=_title(new.title, "kelas"),
        programme_key=new.programme.strip(),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        place=plan.place,
        example=int(plan.example) or None,
    )
    with replica.transaction():
        class_id = row_id(write(replica, office.realm, [Change(CLASS_GROUP.number, made)], moment)[0])
        add_stages(replica, class_id, plan.stages, moment, example=plan.example)
    return class_id


def add_stages(
    replica: Replica, class_id: int, stages: Sequence[NewStage], moment: Moment, *, example: bool = False
) -> list[int]:
    """Adds stages behind those that a class has; gives their ids in order."""
    held = class_line(replica, class_id)
    first = len(fetch(replica, queries.stages_of(records, class_id))) + 1
    changes = [
        Change(
            STAGE.number,
            stated(
                STAGE,
                class_group=class_id,
                title=_title(stage.title, "tahap"),
                position=place,
                mode=mode_typed(stage.mode),
                starts_on=stage.starts_on,
                ends_on=stage.ends_on,
                place=stage.place,
                lesson_hours=stage.lesson_hours,
                example=int(example) or None,
            ),
        )
        for place, stage in enumerate(stages, first)
    ]
    return [row_id(dot) for dot in write(replica, held.realm, changes, moment)]


def set_stage_hours(replica: Replica, stage_id: int, hours: int | None, moment: Moment) -> bool:
    """States the lesson hours (hundredths) of a stage, None for none; whether that changed. Raises NotHere."""
    with replica.transaction():
        line = fetch_row(replica, STAGE, stage_id)
        if line is None:
            raise NotHere(f"Tidak ada tahap {format_id(stage_id)} di laptop ini. Lihat: lontar stage list --class ID.")
        if line.lesson_hours == hours:
            return False
        told = patch(STAGE, lesson_hours=hours)
        write(replica, line.realm, [Change(RowKey(STAGE.number, stage_id), told)], moment)
        return True


def create_course(replica: Replica, office_code: str, course: Course, moment: Moment) -> int:
    """Makes programme, training and batch; gives the batch's id, to which classes are added."""
    office = office_named(replica, office_code)
    example = int(course.example) or None

    def made(record: int, told: dict[int, int | str | None]) -> int:
        return row_id(write(replica, office.realm, [Change(record, told)], moment)[0])

    with replica.transaction():
        programme = made(
            PROGRAMME.number,
            stated(
                PROGRAMME,
                key=course.programme_key,
                title=course.programme,
                organiser=course.organiser,
                source=course.source,
                example=example,
            ),
        )
        training = made(
            TRAINING.number,
            stated(
                TRAINING,
                programme=programme,
                title=course.training,
                year=course.year,
                place=course.place,
                example=example,
            ),
        )
        return made(BATCH.number, stated(BATCH, training=training, title=course.batch))


def _title(text: str, what: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise Unsuitable(f"Nama {what} kosong; tulis namanya.")
    return title
