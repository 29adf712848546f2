"""A training's rows read back as a programme file: what is planned, without anybody's name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from contract.exchange.shapes import Record, Type
from contract.tables.records import Values
from contract.training.catalogue import (
    BATCH,
    CLASS_GROUP,
    COMPONENT,
    SESSION,
    STAFF,
    STAGE,
    SUBJECT,
    TASK,
    TRAINING,
)
from contract.training.programmes.file import (
    Batch,
    ClassGroup,
    Component,
    ProgrammeFile,
    Session,
    Staff,
    Stage,
    Subject,
    Task,
    Training,
)
from contract.training.programmes.parts import Part
from contract.training.zones import zone_named
from desktop.services.offices import office_of_realm
from desktop.services.programmes.districts import known_districts
from desktop.storage.queries.lines import fetch_by
from desktop.storage.replica import Replica

P = TypeVar("P", bound=Part)
OTHER_SESSIONS = "Sesi lain"
"""The stage of a template in which sessions stand that have no stage."""


def file_of_training(replica: Replica, line: Values, base: ProgrammeFile) -> ProgrammeFile:
    """The file with which the training opens again. base: the programme's, whose facts stay with the programme."""
    districts = known_districts()
    name = districts.name_of(line.district) if line.district else ""
    zone = line.zone or districts.zone_of(office_of_realm(replica, line.realm).code) or "Asia/Makassar"
    reading = _Reading(replica, zone, base, lambda title: title.removesuffix(f", {name}") if name else title)
    batches = sorted(fetch_by(replica, BATCH, "training", line.id), key=lambda each: each.id)
    classes = [one for batch in batches for one in fetch_by(replica, CLASS_GROUP, "batch", batch.id)]
    training = _part(
        TRAINING,
        Training,
        line,
        title=reading.titled(line.title or "-"),
        zone=zone,
        country=line.country or "Indonesia",
        level=_among(line.level, base.programme.levels),
        audience=_among(line.audience, [one.name for one in base.programme.audiences]),
    )
    return replace(
        base,
        training=training,
        batch=_part(BATCH, Batch, batches[0], title=batches[0].title or "-") if batches else None,
        classes=tuple(reading.class_group(one) for one in classes),
        rule=msgspec.json.decode(line.rule) if line.rule else base.rule,
        partners=(),
        figures=(),
        activities=(),
        agreements=(),
        villages=(),
        appraisals=(),
        facts=(),
        example=None,
    )


class _Reading:
    """Reads the rows under one training. titled: a title without the name of its district."""

    def __init__(self, replica: Replica, zone: str, base: ProgrammeFile, titled: Callable[[str], str]) -> None:
        self._replica, self._zone, self._base, self.titled = replica, zone, base, titled

    def class_group(self, line: Values) -> ClassGroup:
        """A class with all that was planned in it; who runs it is told by role and post."""
        rows = {
            record.number: sorted(
                fetch_by(self._replica, record, "class_group", line.id),
                key=lambda row: (getattr(row, "position", None) or 0 if record is not STAFF else 0, row.id),
            )
            for record in (STAGE, SESSION, SUBJECT, TASK, COMPONENT, STAFF)
        }
        title = self.titled(line.title or "-")
        subjects = {row.id: row.title or "-" for row in rows[SUBJECT.number]}
        groups = [one.groups for one in self._base.classes if one.title == title]
        return _part(
            CLASS_GROUP,
            ClassGroup,
            line,
            title=title,
            level=_among(line.level, self._base.programme.levels),
            audience=_among(line.audience, [one.name for one in self._base.programme.audiences]),
            stages=self._stages(rows[STAGE.number], rows[SESSION.number], rows[TASK.number], subjects),
            subjects=[_part(SUBJECT, Subject, row, hours=_hours(row.lesson_hours)) for row in rows[SUBJECT.number]],
            components=[_part(COMPONENT, Component, row) for row in rows[COMPONENT.number]],
            staff=[_part(STAFF, Staff, row, name=None, agency=None) for row in rows[STAFF.number]],
            groups=groups[0] if groups else None,
        )

    def _stages(
        self, stages: list[Values], sessions: list[Values], tasks: list[Values], subjects: dict[int, str]
    ) -> list[Stage]:
        found = [
            _part(
                STAGE,
                Stage,
                stage,
                title=stage.title or "-",
                lesson_hours=_hours(stage.lesson_hours),
                sessions=self._sessions([row for row in sessions if row.stage == stage.id], stage.zone, subjects),
                tasks=[_part(TASK, Task, task) for task in tasks if task.stage == stage.id],
            )
            for stage in stages
        ]
        known = {stage.id for stage in stages}
        loose = self._sessions([row for row in sessions if row.stage not in known], None, subjects)
        return [*found, Stage(title=OTHER_SESSIONS, sessions=tuple(loose))] if loose else found

    def _sessions(self, rows: list[Values], zone: str | None, subjects: dict[int, str]) -> list[Session]:
        """Sessions by start. One without a day can't be moved to another, so it stays behind."""
        return [
            _part(
                SESSION,
                Session,
                row,
                starts_at=_local(row.starts_at, row.zone or zone or self._zone),
                hours=(row.lesson_hours or 0) / 100,
                subject=subjects.get(row.subject or 0),
            )
            for row in sorted(rows, key=lambda row: (row.starts_at or 0, row.id))
            if row.starts_at is not None
        ]


def _part(record: Record, kind: type[P], line: Values, **more: Any) -> P:
    """A part of the file from a row: what both call by the same name, and more."""
    told: dict[str, Any] = {}
    for name in kind.__struct_fields__:
        field = record.by_name.get(name)
        value = getattr(line, name) if field is not None else None
        if field is None or value is None or name in more:
            continue
        if field.type is Type.FLAG:
            value = bool(value)
        elif field.type is Type.HUNDREDTHS:
            value = value / 100
        elif field.type is Type.DATE:
            value = date.fromisoformat(value)
        told[name] = value
    return kind(**{**told, **{name: tuple(v) if isinstance(v, list) else v for name, v in more.items()}})


def _among(value: str | None, known: Collection[str]) -> str | None:
    return value if value in known else None


def _hours(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _local(seconds: int, zone: str) -> datetime:
    """The time on the clock of the place; of a zone that nobody knows, in UTC."""
    found = zone_named(zone)
    return datetime.fromtimestamp(seconds, timezone(timedelta(minutes=found[1] if found else 0)))
