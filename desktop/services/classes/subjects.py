"""Subjects of a class: what is taught, and how many lesson hours are planned for it."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.dots import row_id
from contract.tables import schedule
from contract.training.catalogue import SUBJECT
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_MOST_HOURS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """A subject. hours: as planned, in hundredths, None where nobody said; scheduled: those of its sessions."""

    id: int
    title: str
    hours: int | None
    scheduled: int
    position: int | None = None
    example: bool = False


def add_subject(
    replica: Replica, class_id: int, title: str, hours: float | None, moment: Moment, *, example: bool = False
) -> int:
    """Adds a subject behind those that a class has; gives its id."""
    plain = " ".join(title.split())
    if not plain:
        raise Unsuitable("Nama mata pelatihan kosong; tulis namanya.")
    hundredths = None if hours is None else hundredths_of(hours)
    with replica.transaction():
        held = class_line(replica, class_id)
        here = fetch(replica, schedule.subjects_of(records, class_id))
        if any((line.title or "").casefold() == plain.casefold() for line in here):
            raise Unsuitable(f'Mata pelatihan "{plain}" sudah ada di kelas ini; pakai yang ada, atau beri nama lain.')
        made = stated(
            SUBJECT,
            class_group=class_id,
            title=plain,
            lesson_hours=hundredths,
            position=max((line.position or 0 for line in here), default=0) + 1,
            example=int(example) or None,
        )
        return row_id(write(replica, held.realm, [Change(SUBJECT.number, made)], moment)[0])


def hundredths_of(hours: float) -> int:
    """Typed lesson hours as they are kept. Raises Unsuitable for what no class has."""
    if not 0 <= hours <= _MOST_HOURS:
        raise Unsuitable(f"Jam pelajaran {hours:g} tidak masuk akal; tulis angka 0 sampai {_MOST_HOURS}.")
    return round(hours * 100)


def list_subjects(replica: Replica, class_id: int) -> tuple[SubjectView, ...]:
    """The subjects of a class in their order."""
    with replica.database.reading():
        class_line(replica, class_id)
        return tuple(
            SubjectView(
                id=line.id,
                title=line.title or "",
                hours=line.lesson_hours,
                scheduled=line.scheduled,
                position=line.position,
                example=bool(line.example),
            )
            for line in fetch(replica, schedule.subjects_of(records, class_id))
        )
