"""Progress in stages without sessions: by tasks done, never by attendance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class TaskStatus(StrEnum):
    """How far somebody is with a task. Without a row it is not done."""

    DONE = "done"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return "Selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTask:
    """A task of a stage. required: the stage is not finished without it."""

    id: int
    stage: int
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many tasks are done: of all, and of the required ones."""

    done: int = 0
    tasks: int = 0
    required_done: int = 0
    required: int = 0

    @property
    def share(self) -> Fraction | None:
        """Done of all, 0 to 1, exact; None where there is no task."""
        return Fraction(self.done, self.tasks) if self.tasks else None

    @property
    def is_complete(self) -> bool:
        """Whether every required task is done; of a stage with none required, whether all are."""
        return self.required_done == self.required if self.required else self.done == self.tasks


def progress_of(tasks: Iterable[StageTask], done: Collection[int]) -> Progress:
    """One person's progress. done: ids of the tasks that they have done."""
    told = list(tasks)
    required = [task for task in told if task.required]
    return Progress(
        done=sum(task.id in done for task in told),
        tasks=len(told),
        required_done=sum(task.id in done for task in required),
        required=len(required),
    )


def progress_by_stage(tasks: Sequence[StageTask], done: Collection[int]) -> dict[int, Progress]:
    """The same for each stage that has tasks, in the order in which the stages come."""
    stages = dict.fromkeys(task.stage for task in tasks)
    return {stage: progress_of([task for task in tasks if task.stage == stage], done) for stage in stages}


def progress_together(people: Sequence[Progress]) -> Progress:
    """All people of a class as one: the share of all tasks that all of them have done."""
    return Progress(
        done=sum(one.done for one in people),
        tasks=sum(one.tasks for one in people),
        required_done=sum(one.required_done for one in people),
        required=sum(one.required for one in people),
    )
