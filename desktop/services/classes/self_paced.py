"""Self-paced stages of classes with their hours and tasks, and who has done which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from contract.tables import tasks as queries
from contract.tables.records import Values
from contract.training.classes.modes import is_self_paced
from contract.training.classes.tasks import StageTask
from contract.training.people.lesson_hours import SelfPacedStage
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def self_paced_stages(
    replica: Replica, class_ids: list[int], sessions: Iterable[Values]
) -> Mapping[int, tuple[SelfPacedStage, ...]]:
    """The self-paced stages by class. sessions: of these classes, with stage_mode.

    A stage's hours are those stated of it, else of its sessions; so are those of sessions that are self-paced alone.
    """
    stages, tasks = (fetch(replica, query) for query in queries.self_paced_rows(records, class_ids))
    of_stage: dict[int, list[StageTask]] = defaultdict(list)
    for line in tasks:
        of_stage[line.stage].append(StageTask(id=line.id, stage=line.stage, required=bool(line.required)))
    paced = {line.id: line for line in stages if is_self_paced(line.mode)}
    within: dict[int, int] = defaultdict(int)
    alone: dict[int, int] = defaultdict(int)
    for session in sessions:
        if session.stage in paced:
            within[session.stage] += session.lesson_hours or 0
        elif is_self_paced(session.mode):
            alone[session.class_group] += session.lesson_hours or 0
    found: dict[int, list[SelfPacedStage]] = defaultdict(list)
    for stage in paced.values():
        hours = stage.lesson_hours if stage.lesson_hours is not None else within[stage.id]
        one = SelfPacedStage(
            id=stage.id, title=stage.title or "", lesson_hours=hours, tasks=tuple(of_stage.get(stage.id, ()))
        )
        found[stage.class_group].append(one)
    for class_id, hours in alone.items():
        found[class_id].append(SelfPacedStage(id=None, title="", lesson_hours=hours))
    return {class_id: tuple(several) for class_id, several in found.items()}


def tasks_done(
    replica: Replica, stages: Iterable[SelfPacedStage], people: Sequence[int] | None, of: Mapping[int, int]
) -> Mapping[int, frozenset[int]]:
    """The tasks of these stages that each person has done, under any of their records; people None: everybody."""
    wanted = sorted({task.id for stage in stages if stage.lesson_hours for task in stage.tasks})
    if not wanted:
        return {}
    found: dict[int, set[int]] = defaultdict(set)
    query = queries.done_among(records, wanted, None if people is None else list(people))
    for line in replica.connection.execute(query):
        found[of.get(line.person, line.person)].add(line.task)
    return {person: frozenset(tasks) for person, tasks in found.items()}
