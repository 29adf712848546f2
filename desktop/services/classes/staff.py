"""Who runs, teaches and examines a class, and who teaches which session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import GONE, RowKey
from contract.tables import schedule
from contract.tables.records import Values
from contract.training.catalogue import PERSON, STAFF, TEACHING
from contract.training.classes.staff import StaffRole, role_named
from contract.training.findings import BadValue
from contract.training.people.employee_number import parse_employee_number
from desktop.services.classes.views import printed
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, session_line
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """What a person types of somebody who works for a class. person: a record that the rest is taken from."""

    role: str
    name: str = ""
    employee_number: str = ""
    position: str = ""
    agency: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    """Somebody of a class's staff. role: as it is kept, which another Lontar may have worded otherwise."""

    id: int
    role: str
    role_label: str
    name: str
    employee_number: str = ""
    position: str = ""
    agency: str = ""
    person: int | None = None
    example: bool = False


def add_staff(replica: Replica, class_id: int, new: NewStaff, moment: Moment, *, example: bool = False) -> int:
    """Puts somebody on the staff of a class; gives the row's id."""
    with replica.transaction():
        held = class_line(replica, class_id)
        role = _role(new.role)
        person = _person(replica, new.person)
        name = " ".join(new.name.split()) or (printed(person) if person is not None else "")
        if not name:
            raise Unsuitable("Nama pengajar atau panitia kosong; tulis namanya.")
        made = stated(
            STAFF,
            class_group=class_id,
            role=role.value,
            name=name,
            employee_number=_number(new.employee_number, moment) or getattr(person, "employee_number", None),
            position=new.position.strip() or getattr(person, "position", None),
            agency=new.agency.strip() or getattr(person, "agency", None),
            person=new.person,
            example=int(example) or None,
        )
        return row_id(write(replica, held.realm, [Change(STAFF.number, made)], moment)[0])


def list_staff(replica: Replica, class_id: int) -> tuple[StaffView, ...]:
    """The staff of a class as they were put down."""
    with replica.database.reading():
        class_line(replica, class_id)
        return tuple(staff_view(line) for line in fetch(replica, schedule.staff_of(records, [class_id])))


def teach(replica: Replica, session_id: int, staff_id: int, role: str, moment: Moment, *, remove: bool = False) -> None:
    """Says that somebody of the class's staff teaches a session, as what, or that they do not."""
    with replica.transaction():
        session, staff = session_line(replica, session_id), fetch_row(replica, STAFF, staff_id)
        if staff is None or staff.class_group != session.class_group:
            raise NotHere(
                f"Tidak ada pengajar atau panitia {format_id(staff_id)} di kelas sesi ini. "
                "Lihat: lontar staff list --class ID."
            )
        key = RowKey(TEACHING.number, session_id, staff_id)
        if remove:
            if fetch_row(replica, TEACHING, session_id, staff_id) is not None:
                write(replica, session.realm, [Change(key, {GONE: 1})], moment)
            return
        told = _role(role or staff.role or "").value
        change = Change(key, patch(TEACHING, role=told))
        write(replica, session.realm, bringing_back(replica, [change]), moment)


def staff_view(line: Values) -> StaffView:
    """A row of staff as it is shown."""
    role = role_named(line.role or "")
    return StaffView(
        id=line.id,
        role=line.role or "",
        role_label=role.label if role is not None else line.role or "",
        name=line.name or "",
        employee_number=line.employee_number or "",
        position=line.position or "",
        agency=line.agency or "",
        person=line.person,
        example=bool(line.example),
    )


def _role(text: str) -> StaffRole:
    role = role_named(text)
    if role is None:
        raise Unsuitable(f'Peran "{text}" tidak dikenal; pakai salah satu dari {", ".join(StaffRole)}.')
    return role


def _person(replica: Replica, person: int | None) -> Values | None:
    found = fetch_row(replica, PERSON, person) if person is not None else None
    if person is not None and found is None:
        raise NotHere(f"Tidak ada peserta {format_id(person)} di laptop ini. Cari dengan: lontar people list.")
    return found


def _number(text: str, moment: Moment) -> str:
    if not text.strip():
        return ""
    try:
        return parse_employee_number(text, datetime.fromtimestamp(moment.wall, UTC).date()).digits
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad
