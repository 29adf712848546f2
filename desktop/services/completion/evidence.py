"""What the completion of a class is judged by, read from the rows of this laptop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from contract.tables import completion as queries
from contract.tables import queries as register
from contract.tables import tasks as task_queries
from contract.tables.attendance import other_marks, plain_marks
from contract.tables.plans import plans_of
from contract.tables.records import Values
from contract.training.attendance.attended import Marked, as_one
from contract.training.attendance.together import plain_marks_in
from contract.training.catalogue import ATTENDANCE
from contract.training.classes.modes import needs_attendance
from contract.training.classes.tasks import TaskStatus
from contract.training.completion.evidence import (
    Component,
    Evidence,
    GroupHeld,
    Participant,
    SessionHeld,
    StageHeld,
    TaskSet,
    took_part,
)
from contract.training.completion.minutes import Decided
from contract.training.completion.rule import Outcome
from desktop.services.attendance.rule import rule_of_class
from desktop.services.classes.views import PRINTED, printed
from desktop.storage.queries.journey import disputed_rows
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


def evidence_of(replica: Replica, class_id: int) -> Evidence:
    """All of a class. Who was never more than nominated, or sits in another class now, is not in it; nor is who left
    before anything was recorded of them: they gave their place back.
    """
    stages = fetch(replica, register.stages_of(records, class_id))
    sessions = _sessions(replica, class_id, stages)
    tasks = [_task(line) for line in fetch(replica, task_queries.tasks_of(records, class_id))]
    components = [component_of(line) for line in fetch(replica, queries.components_of(records, class_id))]
    scores, disputed = scores_in(replica, [one.id for one in components])
    marks, done = marks_in(replica, [one.id for one in sessions]), _done(replica, [one.id for one in tasks])
    seen = {person for cells in (marks, done, scores) for _, person in cells}
    return Evidence(
        people=tuple(one for one in _people(replica, class_id) if not one.has_left or one.id in seen),
        stages=tuple(StageHeld(id=line.id, title=line.title or "") for line in stages),
        sessions=sessions,
        tasks=tuple(tasks),
        components=tuple(components),
        groups=_groups(replica, class_id),
        marks=marks,
        done=done,
        scores=scores,
        disputed_scores=disputed,
    )


def who_attended(replica: Replica, class_id: int) -> frozenset[int]:
    """Who was in at least one session of a class, by its rule, or has done one of its tasks."""
    held, rule = evidence_of(replica, class_id), rule_of_class(replica, class_id)
    there = {person for (_, person), mark in held.marks.items() if rule.counts(mark) and not mark.disputed}
    return frozenset(there | {person for _, person in held.done})


def decided_in(replica: Replica, class_id: int) -> dict[int, Decided]:
    """What was decided about each person of a class."""
    return {
        line.person: Decided(
            outcome=Outcome(line.outcome),
            conditions=line.conditions,
            predicate=line.predicate,
            reason=line.reason,
        )
        for line in fetch(replica, queries.results_of(records, class_id))
        if line.outcome in Outcome.__members__.values()
    }


def component_of(line: Values) -> Component:
    """A component's row."""
    return Component(
        id=line.id,
        title=line.title or "",
        kind=line.kind or "",
        weight=line.weight or 0,
        minimum=line.minimum,
        of_group=bool(line.of_group),
    )


def scores_in(
    replica: Replica, components: Sequence[int]
) -> tuple[Mapping[tuple[int, int], Mapping[int, int]], frozenset[tuple[int, int]]]:
    """(scores by component and person, those in open conflict). Two records of one person that differ are, too."""
    scores: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    disputed: set[tuple[int, int]] = set()
    for line in fetch(replica, queries.scores_of(records, list(components))):
        key = (line.component, line.person)
        if line.disputed:
            disputed.add(key)
        if line.value is None:
            continue
        if scores[key].setdefault(line.attempt, line.value) != line.value:
            disputed.add(key)
        scores[key][line.attempt] = line.value
    return {key: held for key, held in scores.items() if held}, frozenset(disputed)


def marks_in(replica: Replica, sessions: Sequence[int]) -> dict[tuple[int, int], Marked]:
    """The marks of these sessions by session and person: those of several records of one person are one."""
    of, disputed = standing(replica), disputed_rows(replica, ATTENDANCE.name)
    has_several = {*of, *of.values()}
    found: dict[tuple[int, int], Marked] = {}
    several: dict[tuple[int, int], list[tuple[bool, Marked]]] = defaultdict(list)
    for person, mark in _each_mark(replica, sessions, disputed):
        if person in has_several:
            stands = of.get(person, person)
            several[mark.session, stands].append((stands == person, mark))
        elif mark.status is not None or mark.disputed:
            found[mark.session, person] = mark
    for key, marks in several.items():
        # That of the record which stands for the person comes last.
        told = [mark for _, mark in sorted(marks, key=lambda one: one[0]) if mark.status is not None or mark.disputed]
        if told:
            found[key] = as_one(told)
    return found


def _each_mark(
    replica: Replica, sessions: Sequence[int], disputed: Collection[tuple[int, int]]
) -> Iterator[tuple[int, Marked]]:
    """(person, mark) of each record. Marks that say the same of a session are one value: a class has thousands."""
    for session, *texts in fetch(replica, plain_marks(records, list(sessions))):
        values: dict[tuple[str, int, bool], Marked] = {}
        for person, status, late in plain_marks_in(*texts):
            said = (status, late, (session, person) in disputed)
            if (mark := values.get(said)) is None:
                mark = values[said] = Marked(session=session, status=status, late=late or None, disputed=said[2])
            yield person, mark
    for session, person, status, late, deputy in fetch(replica, other_marks(records, list(sessions))):
        cell = (session, person)
        yield (
            person,
            Marked(session=session, status=status, late=late or None, deputy=deputy or "", disputed=cell in disputed),
        )


def _people(replica: Replica, class_id: int) -> tuple[Participant, ...]:
    enrolled = {line.person: line for line in fetch(replica, queries.enrolled_in(records, class_id))}
    groups = {line.person: line.group for line in fetch(replica, register.members_of(records, class_id))}
    found = []
    for line in fetch(replica, register.people_of(records, class_id, PRINTED)):
        said = enrolled[line.id]
        if took_part(said.status) and said.transferred_to is None:
            one = Participant(
                id=line.id,
                name=printed(line),
                status=said.status,
                reason=said.reason or None,
                group=groups.get(line.id),
            )
            found.append(one)
    return tuple(found)


def _sessions(replica: Replica, class_id: int, stages: Sequence[Values]) -> tuple[SessionHeld, ...]:
    modes = {stage.id: stage.mode for stage in stages}
    return tuple(
        SessionHeld(
            id=line.id,
            title=line.title or "",
            stage=line.stage,
            lesson_hours=line.lesson_hours or 0,
            closed=bool(line.closed),
            needs_attendance=needs_attendance(line.mode, modes.get(line.stage)),
        )
        for line in fetch(replica, register.sessions_of(records, class_id))
    )


def _task(line: Values) -> TaskSet:
    return TaskSet(
        id=line.id, title=line.title or "", stage=line.stage, required=bool(line.required), due_on=line.due_on
    )


def _groups(replica: Replica, class_id: int) -> tuple[GroupHeld, ...]:
    return tuple(
        GroupHeld(id=line.group, title=line.group_title or "", plan_status=line.status if line.has_plan else None)
        for line in fetch(replica, plans_of(records, [class_id]))
    )


def _done(replica: Replica, tasks: Sequence[int]) -> frozenset[tuple[int, int]]:
    lines = fetch(replica, queries.progress_of(records, list(tasks)))
    return frozenset((line.task, line.person) for line in lines if line.status == TaskStatus.DONE)
