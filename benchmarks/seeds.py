"""The workload's rows as records of the catalogue, written by the centre before anybody joins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from benchmarks import workload
from benchmarks.office import Office, fields
from contract.exchange.shapes import Patch, Record, RowKey
from contract.training.catalogue import (
    ATTENDANCE,
    BATCH,
    CLASS_GROUP,
    ENROLMENT,
    PERSON,
    PROGRAMME,
    SESSION,
    TRAINING,
)

Rows = list[tuple[RowKey | Record, Patch]]
_CODES = {"present": "H", "sick": "S", "excused": "I", "absent": "A"}


def seconds(text: str) -> int:
    """An ISO time as the exchange counts it."""
    return int(datetime.fromisoformat(text).timestamp())


def batch(office: Office) -> int:
    """A programme, a training and a batch for classes to hang from; gives the batch."""
    programme = office.seed([(PROGRAMME, fields(PROGRAMME, title="Ukur"))])[0]
    training = office.seed([(TRAINING, fields(TRAINING, programme=programme, title="Ukur"))])[0]
    return office.seed([(BATCH, fields(BATCH, training=training, title="I"))])[0]


def one_class(
    office: Office, people: Sequence[dict[str, Any]], sessions: Sequence[dict[str, Any]]
) -> dict[str, list[int]]:
    """A class with these people and sessions, of whom the first are enrolled; gives the ids."""
    made = {"class": office.seed([(CLASS_GROUP, fields(CLASS_GROUP, batch=batch(office), title="Kelas ukur"))])}
    of_class = made["class"][0]
    made["people"] = office.seed([(PERSON, person_patch(person)) for person in people])
    made["sessions"] = office.seed([(SESSION, session_patch(session, of_class)) for session in sessions])
    office.seed(enrolments(of_class, made["people"][: workload.CLASS_PEOPLE]))
    return made


def enrolments(of_class: int, people: Sequence[int]) -> Rows:
    """These people in a class."""
    return [
        (RowKey(ENROLMENT.number, of_class, person), fields(ENROLMENT, status="active", roster_number=place))
        for place, person in enumerate(people, 1)
    ]


def person_patch(row: dict[str, Any]) -> Patch:
    """A person."""
    return fields(
        PERSON,
        name=row["name"],
        employee_number=row["nip"],
        national_id=row["nik"],
        sex=row["gender"],
        district=row["district"],
        work_unit=row["unit"],
        position=row["position"],
        email=row["email"],
        phone=row["phone"],
    )


def session_patch(row: dict[str, Any], of_class: int) -> Patch:
    """A session of a class."""
    return fields(
        SESSION,
        class_group=of_class,
        title=row["title"],
        starts_at=seconds(row["starts_at"]),
        lesson_hours=row["hours"] * 100,
    )


def mark(row: dict[str, Any], made: dict[str, list[int]], marked_by: int) -> tuple[RowKey, Patch]:
    """An attendance mark; the ordinals in the row name the sessions and people made."""
    session, person = made["sessions"][row["session_id"] - 1], made["people"][row["participant_id"] - 1]
    patch = fields(ATTENDANCE, status=_CODES[row["status"]], marked_at=seconds(row["marked_at"]), marked_by=marked_by)
    return RowKey(ATTENDANCE.number, session, person), patch
