"""A programme moved to another place and another first day: what a template opens.

Days keep their distance from the first one and sessions their hour on the clock of the place. What a source says of the
place where it was first held (figures, partners, agreements) stays with the programme and does not move along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

from msgspec.structs import replace

from contract.training.places import Districts
from contract.training.programmes.file import ClassGroup, ProgrammeFile, Session, Stage, Task, Training
from contract.training.zones import zone_named


def first_day(file: ProgrammeFile) -> date | None:
    """The earliest day of the training, its stages and sessions; None where no day is stated."""
    return min(_days(file), default=None)


def rule_told(file: ProgrammeFile) -> dict[str, Any] | None:
    """The completion rule that was stated, else that of the example; None where there is neither."""
    return file.rule if file.rule is not None or file.example is None else file.example.rule


def _days(file: ProgrammeFile) -> Iterator[date]:
    if file.training is not None and file.training.starts_on is not None:
        yield file.training.starts_on
    for stage in (stage for one in file.classes for stage in one.stages):
        if stage.starts_on is not None:
            yield stage.starts_on
        yield from (session.starts_at.date() for session in stage.sessions)


def at_place(file: ProgrammeFile, district: str, districts: Districts) -> ProgrammeFile:
    """The file opened in a district or for a province: its name behind the titles, its zone, and no venue yet."""
    training = file.training
    if training is None or training.district == district:
        return file
    zone, name = districts.zone_of(district) or training.zone, districts.name_of(district)
    moved = _Moved(0, zone, here=False)
    return replace(
        file,
        training=replace(
            training,
            title=f"{training.title}, {name}",
            place=None,
            district=district,
            country="Indonesia",
            zone=zone,
        ),
        classes=tuple(
            replace(one, title=f"{one.title}, {name}", district=district, stages=moved.stages(one))
            for one in file.classes
        ),
        rule=rule_told(file),
        example=None,
    )


def from_day(file: ProgrammeFile, day: date) -> ProgrammeFile:
    """The file with its first day on this one; the year in titles follows."""
    training, first = file.training, first_day(file)
    if training is None or first is None or first == day:
        return file
    moved = _Moved((day - first).days, training.zone, here=True)
    old = training.year or first.year

    def titled(title: str) -> str:
        return re.sub(rf"\b{old}\b", str(day.year), title)

    return replace(
        file,
        training=_training_moved(training, moved, titled(training.title), day),
        batch=replace(file.batch, title=titled(file.batch.title)) if file.batch else None,
        classes=tuple(replace(one, title=titled(one.title), stages=moved.stages(one)) for one in file.classes),
        rule=rule_told(file),
        example=None,
    )


def _training_moved(training: Training, moved: _Moved, title: str, day: date) -> Training:
    starts, ends = moved.day(training.starts_on), moved.day(training.ends_on)
    return replace(training, title=title, year=day.year, starts_on=starts, ends_on=ends)


def stated_only(file: ProgrammeFile) -> ProgrammeFile:
    """The file without what is marked as an example."""
    classes = (one for one in file.classes if not one.example)
    return replace(
        file,
        classes=tuple(
            replace(
                one,
                stages=tuple(
                    replace(
                        stage,
                        sessions=tuple(session for session in stage.sessions if not session.example),
                        tasks=tuple(task for task in stage.tasks if not task.example),
                    )
                    for stage in one.stages
                    if not stage.example
                ),
                subjects=tuple(subject for subject in one.subjects if not subject.example),
                components=tuple(component for component in one.components if not component.example),
                staff=tuple(person for person in one.staff if not person.example),
            )
            for one in classes
        ),
        villages=tuple(village for village in file.villages if not village.example),
        example=None,
    )


class _Moved:
    """Days later and in another zone. here: at the same venues."""

    def __init__(self, days: int, zone: str, *, here: bool) -> None:
        self._days, self._here = timedelta(days=days), here
        found = None if here else zone_named(zone)
        self._offset = timezone(timedelta(minutes=found[1])) if found else None

    def day(self, day: date | None) -> date | None:
        return day + self._days if day is not None else None

    def time(self, at: datetime) -> datetime:
        later = at + self._days
        return later.replace(tzinfo=self._offset) if self._offset is not None else later

    def stages(self, one: ClassGroup) -> tuple[Stage, ...]:
        return tuple(self._stage(stage) for stage in one.stages)

    def _stage(self, stage: Stage) -> Stage:
        return replace(
            stage,
            starts_on=self.day(stage.starts_on),
            ends_on=self.day(stage.ends_on),
            place=stage.place if self._here else None,
            zone=stage.zone if self._here else None,
            sessions=tuple(self._session(session) for session in stage.sessions),
            tasks=tuple(self._task(task) for task in stage.tasks),
        )

    def _session(self, session: Session) -> Session:
        place = session.place if self._here else None
        return replace(session, starts_at=self.time(session.starts_at), place=place)

    def _task(self, task: Task) -> Task:
        return replace(task, due_on=self.day(task.due_on))
