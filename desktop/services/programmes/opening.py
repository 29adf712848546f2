"""Opening a training of a programme: everything from the training down to its sessions, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from contract.exchange.dots import row_id
from contract.exchange.shapes import Patch, Record, Value
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
from contract.training.classes.staff import role_named
from contract.training.completion.rule import read_rule, rule_text
from contract.training.places import Districts
from contract.training.programmes.file import ClassGroup, ProgrammeFile, Stage, Training
from contract.training.programmes.opening import at_place, from_day, rule_told, stated_only
from contract.training.programmes.training_states import TrainingState
from contract.training.zones import zone_named
from desktop.services.faults import Unsuitable
from desktop.services.offices import office_named
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.files import add_programme, programme_file
from desktop.services.programmes.rows import row_of
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.replica import Replica

_FIRST_YEAR, _LAST_YEAR = 1945, 2200
"""Years in which a programme's days are; the file's own years are bounded alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where and when a training is opened. district: "" where the file says; starts_on: ISO, "" as the file says.

    stated_only: without what the file marks as an example. template: the one it is opened from.
    """

    office: str | None = None
    district: str = ""
    starts_on: str = ""
    stated_only: bool = False
    template: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was made. training: None for a programme that is no training. rows: how many of each record."""

    programme: int
    training: int | None
    batch: int | None
    classes: tuple[int, ...]
    rows: dict[str, int]


def open_programme(replica: Replica, key: str, opening: Opening, moment: Moment) -> Opened:
    """Opens a training of the programme with this key; the programme is added first where the office lacks it."""
    with replica.transaction():
        office = office_named(replica, opening.office)
        file = programme_file(replica, key, office)
        programme = add_programme(replica, office.code, file, moment)
        return open_training(replica, programme, file, opening, moment)


def open_training(replica: Replica, programme: int, file: ProgrammeFile, opening: Opening, moment: Moment) -> Opened:
    """Opens what the file says, moved to where and when it is wanted. Raises Unsuitable."""
    office = office_named(replica, opening.office)
    wanted = _moved(file, opening, known_districts(office.code))
    if wanted.training is None:
        return Opened(programme=programme, training=None, batch=None, classes=(), rows={})
    with replica.transaction():
        writer = _Writer(replica, office.realm, moment)
        return writer.training(programme, wanted, wanted.training, opening.template)


def _moved(file: ProgrammeFile, opening: Opening, districts: Districts) -> ProgrammeFile:
    if opening.stated_only:
        file = stated_only(file)
    if opening.district:
        if not districts.knows(opening.district):
            raise Unsuitable(
                f'Kode wilayah "{opening.district}" tidak dikenal. Tulis kode Kemendagri, misalnya 53.04 atau 53.'
            )
        file = at_place(file, opening.district, districts)
    if opening.starts_on:
        file = from_day(file, day_typed(opening.starts_on))
    return file


def day_typed(text: str) -> date:
    """A day typed as ISO. Raises Unsuitable."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise Unsuitable(f'Tanggal "{text}" tidak terbaca; tulis misalnya 2026-03-02.') from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise Unsuitable(f'Tanggal "{text}" memakai tahun yang tidak mungkin; tulis misalnya 2026-03-02.')
    return found


class _Writer:
    """Writes rows of one opening and counts them."""

    def __init__(self, replica: Replica, realm: int, moment: Moment) -> None:
        self._replica, self._realm, self._moment = replica, realm, moment
        self._rows: dict[str, int] = {}

    def training(self, programme: int, file: ProgrammeFile, told: Training, template: int | None) -> Opened:
        made = row_of(
            TRAINING,
            told,
            programme=programme,
            rule=_rule(file),
            state=TrainingState.DRAFT.value,
            template=template,
        )
        training = self._add(TRAINING, [made])[0]
        batch = self._add(BATCH, [row_of(BATCH, file.batch, training=training)])[0] if file.batch else None
        classes = tuple(self._class(file.key, batch, told, one) for one in file.classes)
        return Opened(programme=programme, training=training, batch=batch, classes=classes, rows=self._rows)

    def _class(self, key: str, batch: int | None, training: Training, one: ClassGroup) -> int:
        days = [day for stage in one.stages for day in (stage.starts_on, stage.ends_on) if day is not None]
        made: dict[str, Value] = {
            "batch": batch,
            "programme_key": key,
            "starts_on": _day(min(days, default=training.starts_on)),
            "ends_on": _day(max(days, default=training.ends_on)),
            "place": training.place,
            "district": one.district or training.district,
            "country": training.country,
            "zone": training.zone,
            "level": one.level or training.level,
            "audience": one.audience or training.audience,
        }
        class_id = self._add(CLASS_GROUP, [row_of(CLASS_GROUP, one, **made)])[0]
        subjects = self._subjects(class_id, one)
        for position, stage in enumerate(one.stages, 1):
            self._stage(class_id, one, position, stage, subjects, training.zone)
        self._rest(class_id, one)
        return class_id

    def _subjects(self, class_id: int, one: ClassGroup) -> dict[str, int]:
        made = [
            row_of(
                SUBJECT,
                subject,
                class_group=class_id,
                position=position,
                lesson_hours=_hundredths(subject.hours),
                example=_flag(subject.example or one.example),
            )
            for position, subject in enumerate(one.subjects, 1)
        ]
        found = self._add(SUBJECT, made)
        return {subject.title: identifier for subject, identifier in zip(one.subjects, found, strict=True)}

    def _stage(
        self, class_id: int, one: ClassGroup, position: int, stage: Stage, subjects: dict[str, int], zone: str
    ) -> None:
        example = stage.example or one.example
        made = row_of(STAGE, stage, class_group=class_id, position=position, example=_flag(example))
        stage_id = self._add(STAGE, [made])[0]
        sessions = [
            row_of(
                SESSION,
                session,
                class_group=class_id,
                stage=stage_id,
                subject=subjects.get(session.subject or ""),
                lesson_hours=_hundredths(session.hours),
                place=session.place or stage.place,
                zone=_zone(stage.zone or zone, session.starts_at),
                example=_flag(session.example or example),
            )
            for session in stage.sessions
        ]
        self._add(SESSION, sessions)
        tasks = [
            row_of(
                TASK,
                task,
                class_group=class_id,
                stage=stage_id,
                position=number,
                example=_flag(task.example or example),
            )
            for number, task in enumerate(stage.tasks, 1)
        ]
        self._add(TASK, tasks)

    def _rest(self, class_id: int, one: ClassGroup) -> None:
        components = [
            row_of(
                COMPONENT,
                component,
                class_group=class_id,
                position=position,
                example=_flag(component.example or one.example),
            )
            for position, component in enumerate(one.components, 1)
        ]
        self._add(COMPONENT, components)
        staff = [
            row_of(
                STAFF,
                person,
                class_group=class_id,
                role=role_named(person.role) or person.role,
                example=_flag(person.example or one.example),
            )
            for person in one.staff
        ]
        self._add(STAFF, staff)

    def _add(self, record: Record, made: list[Patch]) -> list[int]:
        dots = write(self._replica, self._realm, [Change(record.number, patch) for patch in made], self._moment)
        if made:
            self._rows[record.name] = self._rows.get(record.name, 0) + len(made)
        return [row_id(dot) for dot in dots]


def _rule(file: ProgrammeFile) -> str | None:
    told = rule_told(file)
    return rule_text(read_rule(msgspec.json.encode(told))) if told is not None else None


def _zone(named: str, starts_at: datetime) -> str:
    """The zone named; of one that Lontar has no short name for, the hours ahead that the session's own time says."""
    offset = starts_at.utcoffset()
    if zone_named(named) is not None or offset is None:
        return named
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    sign = "-" if offset.total_seconds() < 0 else "+"
    return f"UTC{sign}{hours}{f'.{minutes:02}' if minutes else ''}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _flag(example: bool) -> int | None:
    return int(example) or None


def _hundredths(hours: float | None) -> int | None:
    return None if hours is None else round(hours * 100)
