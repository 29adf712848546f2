"""What stands on a certificate of a class: the training, its days and hours, its subjects, who signs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from contract.tables import people as queries
from contract.tables.records import Values
from contract.training.catalogue import BATCH, PROGRAMME, SUBJECT, TRAINING
from contract.training.certificates.kinds import Signer, total_hours
from contract.training.classes.modes import needs_attendance
from contract.training.people.lesson_hours import curriculum
from desktop.services.classes.self_paced import self_paced_stages
from desktop.services.classes.views import printed
from desktop.services.named import class_line
from desktop.services.offices import office_of_realm
from desktop.storage.queries.lines import fetch, fetch_all, fetch_row
from desktop.storage.queries.offices import OfficeLine
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class OfClass:
    """What is the same on every certificate of a class. lesson_hours: hundredths, None where not stated."""

    office: OfficeLine
    class_id: int
    class_title: str
    batch_number: int | None
    training: str
    programme: str
    programme_key: str
    place: str
    starts_on: str
    ends_on: str
    legal_basis: str
    lesson_hours: int | None
    subjects: tuple[tuple[str, int | None], ...]
    example: bool


def of_class(replica: Replica, class_id: int) -> OfClass:
    """The class as its certificates tell of it; what nobody stated stays empty. Raises NotHere."""
    held = class_line(replica, class_id)
    batch = fetch_row(replica, BATCH, held.batch) if held.batch else None
    training = fetch_row(replica, TRAINING, batch.training) if batch is not None and batch.training else None
    programme = (
        fetch_row(replica, PROGRAMME, training.programme) if training is not None and training.programme else None
    )
    subjects, taught = _taught(replica, held)
    return OfClass(
        office=office_of_realm(replica, held.realm),
        class_id=class_id,
        class_title=held.title or "",
        batch_number=batch.number if batch is not None else None,
        training=_of(training, "title") or held.title or "",
        programme=_of(programme, "title"),
        programme_key=held.programme_key or _of(programme, "key"),
        place=held.place or _of(training, "place"),
        starts_on=held.starts_on or _of(training, "starts_on"),
        ends_on=held.ends_on or _of(training, "ends_on"),
        legal_basis=_of(training, "legal_basis"),
        lesson_hours=taught,
        subjects=subjects,
        example=any(line is not None and line.example for line in (held, batch, training, programme)),
    )


def _taught(replica: Replica, held: Values) -> tuple[tuple[tuple[str, int | None], ...], int | None]:
    """The subjects with their hours, and the hours in all: of the subjects, else of sessions and self-paced stages."""
    lines = fetch_all(replica, SUBJECT, held.realm, class_group=held.id)
    lines.sort(key=lambda line: (line.position or 0, line.id))
    sessions = fetch(replica, queries.sessions_with_stage(records, [held.id]))
    stages = self_paced_stages(replica, [held.id], sessions).get(held.id, ())
    subjects = curriculum([(line.title or "", line.lesson_hours) for line in lines], stages)
    taught = total_hours(hours for _, hours in subjects)
    if taught is not None:
        return subjects, taught
    attended = [line.lesson_hours for line in sessions if needs_attendance(line.mode, line.stage_mode)]
    return subjects, total_hours([*attended, *(stage.lesson_hours for stage in stages if stage.lesson_hours)])


def _of(line: Values | None, name: str) -> str:
    return str(getattr(line, name) or "") if line is not None else ""


def body_of(about: OfClass, person: Values, signers: list[Signer], **more: Any) -> dict[str, Any]:
    """The certificate's body. No NIK and no birth date: whoever is limited to a class reads it too."""
    return {
        "schema": 1,
        "issuer": about.office.name,
        "office": about.office.code,
        "class": about.class_title,
        "training": about.training,
        "programme": about.programme,
        "place": about.place,
        "starts_on": about.starts_on,
        "ends_on": about.ends_on,
        "legal_basis": about.legal_basis,
        "lesson_hours": about.lesson_hours,
        "subjects": [{"title": title, "lesson_hours": hours} for title, hours in about.subjects],
        "name": printed(person),
        "employee_number": person.employee_number or "",
        "grade": person.grade or "",
        "position": person.position or "",
        "agency": person.agency or person.work_unit or "",
        "signatories": [asdict(one) for one in signers],
        "example": about.example or bool(person.example),
        **more,
    }
