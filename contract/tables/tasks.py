"""Tasks of self-paced stages and who has done them: select() expressions, executed elsewhere."""

from __future__ import annotations

import sqlalchemy as sa

from contract.tables.queries import Query, Tables, present
from contract.tables.same_person import stands_for
from contract.training.catalogue import STAGE, TASK, TASK_PROGRESS
from contract.training.classes.tasks import TaskStatus


def tasks_of(tables: Tables, class_id: int) -> Query:
    """Tasks of a class in the order of their stages and their own, with stage_title and stage_mode."""
    task, stage = tables[TASK.number].table, tables[STAGE.number].table
    return (
        sa.select(task, stage.c.title.label("stage_title"), stage.c.mode.label("stage_mode"))
        .outerjoin(stage, stage.c.id == task.c.stage)
        .where(task.c.class_group == class_id, present(task))
        .order_by(sa.func.coalesce(stage.c.position, 0), task.c.stage, sa.func.coalesce(task.c.position, 0), task.c.id)
    )


def progress_of_tasks(tables: Tables, class_id: int) -> Query:
    """(task, person, status, done_on) of a class's tasks; of several records of a person as one."""
    task, progress, same = tables[TASK.number].table, tables[TASK_PROGRESS.number].table, stands_for(tables)
    one = sa.func.coalesce(same.c.stands, progress.c.person)
    joined = progress.join(task, task.c.id == progress.c.task).outerjoin(same, same.c.person == progress.c.person)
    return (
        sa.select(
            progress.c.task,
            one.label("person"),
            sa.func.max(progress.c.status).label("status"),
            sa.func.min(progress.c.done_on).label("done_on"),
        )
        .select_from(joined)
        .where(task.c.class_group == class_id, present(task), present(progress))
        .group_by(progress.c.task, one)
    )


def self_paced_rows(tables: Tables, class_ids: list[int]) -> tuple[Query, Query]:
    """(stages, tasks) of these classes; which stages are self-paced their mode tells."""
    stage, task = tables[STAGE.number].table, tables[TASK.number].table
    stages = sa.select(stage.c.id, stage.c.class_group, stage.c.title, stage.c.mode, stage.c.lesson_hours)
    stages = stages.where(stage.c.class_group.in_(class_ids), present(stage))
    order = (sa.func.coalesce(stage.c.position, 0), stage.c.id)
    tasks = sa.select(task.c.id, task.c.stage, task.c.required)
    return stages.order_by(*order), tasks.where(task.c.class_group.in_(class_ids), present(task)).order_by(task.c.id)


def done_among(tables: Tables, task_ids: list[int], people: list[int] | None) -> Query:
    """(task, person) of the tasks that are done, each record by itself; people None: of all."""
    progress = tables[TASK_PROGRESS.number].table
    query = sa.select(progress.c.task, progress.c.person).where(progress.c.task.in_(task_ids), present(progress))
    query = query.where(progress.c.status == TaskStatus.DONE.value)
    return query if people is None else query.where(progress.c.person.in_(people))
