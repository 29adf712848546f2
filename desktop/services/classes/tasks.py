"""Stages without sessions: their tasks, who has done which, and how far each person and each stage is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Patch, RowKey
from contract.tables import queries
from contract.tables import tasks as task_queries
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.catalogue import ENROLMENT, STAGE, TASK, TASK_PROGRESS
from contract.training.classes.modes import is_self_paced
from contract.training.classes.tasks import (
    Progress,
    StageTask,
    TaskStatus,
    progress_by_stage,
    progress_of,
    progress_together,
)
from contract.training.people.same_person import records_of
from desktop.services.classes.views import PRINTED, printed
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.typed_days import day_or_none, has_come
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_among, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_MOST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task. done: people who have done it, of those who are expected."""

    id: int
    stage: int
    stage_title: str
    title: str
    required: bool
    due_on: str | None
    done: int
    people: int
    self_paced: bool
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProgress:
    """How far one person is: in all, and by stage (id)."""

    person: int
    number: int
    name: str
    total: Progress
    stages: dict[int, Progress]
    done: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassProgress:
    """How far a class is. stages: (id, title) in order; totals: of all people together, by stage."""

    stages: tuple[tuple[int, str], ...]
    totals: dict[int, Progress]
    total: Progress
    people: tuple[PersonProgress, ...]


def add_task(
    replica: Replica,
    stage_id: int,
    title: str,
    moment: Moment,
    *,
    required: bool = True,
    due_on: str = "",
    example: bool = False,
) -> int:
    """Adds a task behind those that a stage has; gives its id. due_on: ISO date."""
    with replica.transaction():
        stage = fetch_row(replica, STAGE, stage_id)
        if stage is None:
            raise NotHere(f"Tidak ada tahap {format_id(stage_id)} di laptop ini. Lihat: lontar class show ID.")
        plain = " ".join(title.split())
        if not plain:
            raise Unsuitable("Judul tugas kosong; tulis judulnya.")
        here = fetch(replica, task_queries.tasks_of(records, stage.class_group))
        position = max((line.position or 0 for line in here if line.stage == stage_id), default=0) + 1
        made = stated(
            TASK,
            class_group=stage.class_group,
            stage=stage_id,
            title=plain,
            required=int(required),
            position=position,
            due_on=day_or_none(due_on),
            example=int(example) or None,
        )
        return row_id(write(replica, stage.realm, [Change(TASK.number, made)], moment)[0])


def list_tasks(replica: Replica, class_id: int) -> tuple[TaskView, ...]:
    """The tasks of a class, stage by stage."""
    with replica.database.reading():
        class_line(replica, class_id)
        people, done = _expected(replica, class_id), _done(replica, class_id)
        return tuple(
            TaskView(
                id=line.id,
                stage=line.stage,
                stage_title=line.stage_title or "",
                title=line.title or "",
                required=bool(line.required),
                due_on=line.due_on,
                done=sum(line.id in done[person.id] for person in people),
                people=len(people),
                self_paced=is_self_paced(line.stage_mode),
                example=bool(line.example),
            )
            for line in fetch(replica, task_queries.tasks_of(records, class_id))
        )


def set_done(
    replica: Replica,
    task_id: int,
    people: Sequence[int] | None,
    moment: Moment,
    *,
    done: bool = True,
    on: str = "",
    note: str = "",
) -> int:
    """Says of people that they have done a task, or that they have not; gives of how many that was new.

    people None: everybody who is expected in the class. All or nothing: one who is not in the class stops it.
    """
    with replica.transaction():
        task, of = _task_line(replica, task_id), standing(replica)
        class_id = task.class_group
        named = people if people is not None else [line.id for line in _expected(replica, class_id)]
        wanted = list(dict.fromkeys(of.get(person, person) for person in named))
        fields = _fields(done, on, note, moment)
        enrolled = {line.person: line.status for line in fetch_among(replica, ENROLMENT, "class_group", [class_id])}
        held = {line.person: line.status for line in fetch_among(replica, TASK_PROGRESS, "task", [task_id])}
        changes, changed = [], 0
        for person in wanted:
            keys = sorted(records_of(person, of), key=lambda one: (one != person, one)) if of else [person]
            if not any(one in enrolled and is_expected(enrolled[one]) for one in keys):
                raise Unsuitable(f"Peserta {format_id(person)} tidak mengikuti kelas tugas itu; periksa namanya.")
            told = [one for one in keys if held.get(one) is not None]
            if done == any(held[one] == TaskStatus.DONE for one in told):
                continue
            changed += 1
            rows = told or [one for one in keys if one in enrolled][:1]
            changes += [Change(RowKey(TASK_PROGRESS.number, task_id, one), fields) for one in rows]
        write(replica, task.realm, bringing_back(replica, changes), moment)
        return changed


def progress_of_class(replica: Replica, class_id: int) -> ClassProgress:
    """How far each expected person is, and each stage."""
    with replica.database.reading():
        class_line(replica, class_id)
        lines = fetch(replica, task_queries.tasks_of(records, class_id))
        tasks = [StageTask(id=line.id, stage=line.stage, required=bool(line.required)) for line in lines]
        done = _done(replica, class_id)
        people = tuple(
            PersonProgress(
                person=line.id,
                number=number,
                name=printed(line),
                total=progress_of(tasks, done[line.id]),
                stages=progress_by_stage(tasks, done[line.id]),
                done=frozenset(done[line.id]),
            )
            for number, line in enumerate(_expected(replica, class_id), 1)
        )
        stages = tuple({line.stage: line.stage_title or "" for line in lines}.items())
        return ClassProgress(
            stages=stages,
            totals={stage: progress_together([one.stages[stage] for one in people]) for stage, _ in stages},
            total=progress_together([one.total for one in people]),
            people=people,
        )


def _expected(replica: Replica, class_id: int) -> list[Values]:
    lines = fetch(replica, queries.people_of(records, class_id, PRINTED))
    return [line for line in lines if is_expected(line.enrolment_status)]


def _done(replica: Replica, class_id: int) -> dict[int, set[int]]:
    """By person the tasks that they have done."""
    found: dict[int, set[int]] = defaultdict(set)
    for line in fetch(replica, task_queries.progress_of_tasks(records, class_id)):
        if line.status == TaskStatus.DONE:
            found[line.person].add(line.task)
    return found


def _task_line(replica: Replica, task_id: int) -> Values:
    line = fetch_row(replica, TASK, task_id)
    if line is None:
        raise NotHere(f"Tidak ada tugas {format_id(task_id)} di laptop ini. Lihat: lontar task list --class ID.")
    return line


def _fields(done: bool, on: str, note: str, moment: Moment) -> Patch:
    told = note.strip()
    if len(told) > _MOST_NOTE:
        raise Unsuitable(f"Catatan tugas paling banyak {_MOST_NOTE} huruf.")
    status, day = (TaskStatus.DONE.value, day_or_none(on)) if done else (None, None)
    if day is not None and not has_come(day, moment):
        raise Unsuitable(f"Tanggal selesai {day} belum tiba; periksa tanggalnya.")
    return patch(TASK_PROGRESS, status=status, done_on=day, **({"note": told} if told else {}))
